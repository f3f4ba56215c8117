import { nameVersion } from '../parse/version.ts';
import type { CommitMessage, Document, Graph } from '../types.ts';

/** Where a commit's message names a thing. */
export type NamedIn = 'subject' | 'body' | 'trailer';

/** `Record: …`, `Claude-Session: …` at the end of a message. */
export const TRAILER = /^[A-Z][A-Za-z-]*: \S/;

/** What stands in a message for a document: its id, its number, and its file name without version, extension and folder. */
export function wordsFor({ id, path, draft }: Document): readonly string[] {
  const number = draft?.head['number'];
  const words = [id, nameVersion(path.slice(path.lastIndexOf('/') + 1)).stem];
  return typeof number === 'string' && number !== '' ? [...words, number] : words;
}

/**
 * The words that stand for a thing in a commit's message: for a document or lineage its ids, numbers and file names, else the
 * text itself, such as `CR-2026-012`, `P12-D1` or `Phase 12 Step 2a`.
 */
export function wordsNaming(
  { lineages }: Graph,
  documents: readonly Document[],
  text: string,
): readonly string[] {
  const words = documents.flatMap((document) => [
    ...wordsFor(document),
    ...(lineages.get(document.id)?.versions ?? []).flatMap(wordsFor),
  ]);
  return [...new Set(words.length > 0 ? words : [text])];
}

const PHASE_AND_MORE = /^phase[\s-]+0*(\d{1,4})\s+(\S.*)$/i;

/**
 * Finds the messages that hold one of the words, as a word of its own and in any case; null for those that do not.
 * `Phase 12 Step 2a` is also found where more stands between the two in one line.
 */
export function messageFinder(words: readonly string[]): (message: CommitMessage) => NamedIn | null {
  const each = words.map((word) => {
    const [, phase, rest] = PHASE_AND_MORE.exec(word) ?? [];
    return phase === undefined || rest === undefined
      ? wordPattern(word)
      : String.raw`phase[\s-]+0*${phase}(?![\p{L}\p{N}_]).*?(?<![\p{L}\p{N}_-])${wordPattern(rest)}`;
  });
  // A version, an extension or a folder may stand around a file name; more letters or digits may not.
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}_-])(?:${each.join('|')})(?:-v\d+(?:[_.]\d+)+)?(?![\p{L}\p{N}_-])`,
    'iu',
  );
  return ({ subject, body }) => {
    if (pattern.test(subject)) return 'subject';
    if (!pattern.test(body)) return null;
    const named = body.split('\n').filter((line) => pattern.test(line));
    return named.length > 0 && named.every((line) => TRAILER.test(line)) ? 'trailer' : 'body';
  };
}

function wordPattern(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`);
}
