import type { ItemNames } from '../parse/item-names.ts';
import { literal, wholeWord } from '../parse/literal.ts';
import { type ItemSpan, itemSpansIn } from '../parse/mentions/items.ts';
import { stemOf } from '../parse/version.ts';
import type { CommitMessage, Document, Item } from '../types.ts';

/** Where a commit's message names a thing. */
export type NamedIn = 'subject' | 'body' | 'trailer';

/** `Record: …`, `Claude-Session: …` at the end of a message. */
const TRAILER = /^[A-Z][A-Za-z-]*: \S/;

/** What stands in a message for a document: its id, its number, and its file name without version, extension and folder. */
export function wordsFor({ id, path, draft }: Document): readonly string[] {
  const number = draft?.head['number'];
  const words = [id, stemOf(path)];
  return typeof number === 'string' && number !== '' ? [...words, number] : words;
}

/** The lines of a message, each with the part of it that it belongs to. */
export function messageLines({ subject, body }: CommitMessage): readonly (readonly [NamedIn, string])[] {
  return [subject, ...body.split('\n')].map((line, index) => [
    index === 0 ? 'subject' : TRAILER.test(line) ? 'trailer' : 'body',
    line,
  ]);
}

/** Finds the messages that name some of these items: by id, in a list, in a range, or with all of their family. */
export function itemFinder(
  wanted: ItemSpan,
  names: ItemNames | null,
): (message: CommitMessage) => NamedIn | null {
  const isNamed = (line: string): boolean => itemSpansIn(line, names).some((named) => meet(named, wanted));
  return (message) => messageLines(message).find(([, line]) => isNamed(line))?.[0] ?? null;
}

/** An item by itself. */
export function itemSpan({ id, family, number }: Pick<Item, 'id' | 'family' | 'number'>): ItemSpan {
  return { family, id, first: number, last: number };
}

/** True when two spans have an item in common. */
export function meet(one: ItemSpan, other: ItemSpan): boolean {
  if (one.family !== other.family) return false;
  if (one.id !== null && other.id !== null) return one.id === other.id;
  const [first, last] = [
    Math.max(one.first ?? 0, other.first ?? 0),
    Math.min(one.last ?? Infinity, other.last ?? Infinity),
  ];
  return first <= last;
}

const PHASE_AND_MORE = /^phase[\s-]+0*(\d{1,4})\s+(\S.*)$/i;

/**
 * Finds the messages that hold some words, such as `CR-2026-012` or `Phase 12 Step 2a`, as words of their own and in any
 * case; null for those that do not. The second is also found where more stands between the two in one line.
 */
export function messageFinder(words: string): (message: CommitMessage) => NamedIn | null {
  const [, phase, rest] = PHASE_AND_MORE.exec(words) ?? [];
  const wanted =
    phase === undefined || rest === undefined
      ? wordPattern(words)
      : String.raw`phase[\s-]+0*${phase}(?![\p{L}\p{N}_]).*?(?<![\p{L}\p{N}_-])${wordPattern(rest)}`;
  // A version, an extension or a folder may stand around a file name; more letters or digits may not.
  const pattern = new RegExp(wholeWord(String.raw`(?:${wanted})(?:-v\d+(?:[_.]\d+)+)?`), 'iu');
  return ({ subject, body }) => {
    if (pattern.test(subject)) return 'subject';
    if (!pattern.test(body)) return null;
    const named = body.split('\n').filter((line) => pattern.test(line));
    return named.length > 0 && named.every((line) => TRAILER.test(line)) ? 'trailer' : 'body';
  };
}

function wordPattern(word: string): string {
  return literal(word).replace(/\s+/g, String.raw`\s+`);
}
