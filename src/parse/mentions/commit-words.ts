import type { Span } from '../../types.ts';
import { repositoryCalled } from './beside.ts';
import type { Setting } from './setting.ts';
import { fold, phraseBefore } from './words.ts';

/** What the words right beside a hash say. */
export interface Beside {
  /** The repository that they name. */
  readonly repository: string | null;
  /** "commit", "HEAD", "hash" and the like stand before it. */
  readonly isCalled: boolean;
  /** A tag object is meant. */
  readonly isObject: boolean;
  /** `engine@771aacd` */
  readonly isPinned: boolean;
  /** A word stands before it that a place or time follows: "at", "since", an arrow. */
  readonly isPlaced: boolean;
}

const REACH = 100;
const MOST_WORDS = 4;

/** Marks that may open around a hash. Backticks and stars are blank already. */
const OPENING = /[\s("'“‘[]*$/u;

const CALLED =
  /(?:^|[^\p{L}\p{N}_-])(?:commits?|HEADs?|tip|hash(?:es)?|revisions?|sha(?:-?1)?|oid|object|objects)(?:\s(?:is|was|now|at|of|=)){0,2}\s?[:=]?$/iu;
const OBJECT = /(?:^|[^\p{L}\p{N}_-])objects?\s?[:=]?$/iu;
const PLACED =
  /(?:(?:^|[^\p{L}\p{N}_-])(?:at|as|from|to|since|until|by|after|before|through|with|in|is|was|and|merged|landed|pushed|amended|filed)|→)$/iu;

/** What may stand between the word for a repository and a hash. */
const BETWEEN =
  /(?:^|\s)(?:(?:annotated\s)?tag\sobjects?|objects?|commits?|merge|merged|HEADs?|tip|hash|revisions?|main|master|repo|repository|branch|at|as|is|was|now|stood|stands|on|to|from|the|a)$|[@:=]$/iu;

const AFTER =
  /^["'”’)\]]{0,3}(?:\s?\(\s?(?:the\s)?|\s(?:at|in|on|from|of)\s(?:the\s)?)([^\s()[\],;:.]+(?:\s[^\s()[\],;:.]+){0,3})/u;
const AFTER_WORD = /^(?:\s(?:repo|repository|side|branch|main|HEAD)\b|[)\]]|$)/;

/** Between two hashes of one list. */
const LISTED =
  /^[\s"'”’)\]]*(?:[,/&+→;–—]|\.{2,3}|(?:,\s?)?\b(?:and|or|to|then|through)\b)(?:\s(?:then|and|commits?))?[\s"'“‘([]*$/iu;

/** True when the text between two hashes makes them one list: "5534068 + 771aacd". */
export function isListed(between: string): boolean {
  return between.length < 40 && LISTED.test(fold(between));
}

/** Reads the words beside a hash, before it within its sentence first, then after it. */
export function besideHash(text: string, place: Span, sentence: Span, setting: Setting): Beside {
  const before = fold(text.slice(Math.max(sentence.start, place.start - REACH), place.start)).replace(
    OPENING,
    '',
  );
  const isPinned = before.endsWith('@');
  const named = nameBefore(before, setting);
  return {
    repository:
      named ?? nameAfter(fold(text.slice(place.end, Math.min(text.length, place.end + REACH))), setting),
    isCalled: CALLED.test(before),
    isObject: OBJECT.test(before),
    isPinned: isPinned && named !== null,
    isPlaced: PLACED.test(before),
  };
}

function nameBefore(before: string, setting: Setting): string | null {
  let words = before;
  for (let count = 0; count < 6; count += 1) {
    const name = nameAtEnd(words, setting);
    if (name !== null) return name;
    const shorter = words.replace(BETWEEN, '').replace(OPENING, '');
    if (shorter === words) return null;
    words = shorter;
  }
  return null;
}

function nameAtEnd(words: string, { config }: Setting): string | null {
  const spaced = `${words} `;
  const isCalled = (one: string): boolean => repositoryCalled(one, config.repos) !== null;
  const phrase = phraseBefore(spaced, spaced.length, MOST_WORDS, isCalled);
  return phrase === null ? null : repositoryCalled(phrase.words, config.repos);
}

function nameAfter(after: string, { config }: Setting): string | null {
  const [whole = '', words] = AFTER.exec(after) ?? [];
  if (words === undefined) return null;
  const parts = words.split(' ');
  for (let count = parts.length; count > 0; count -= 1) {
    const name = repositoryCalled(parts.slice(0, count).join(' '), config.repos);
    const length = whole.length - words.length + parts.slice(0, count).join(' ').length;
    if (name !== null && AFTER_WORD.test(after.slice(length).replace(/^[.,;:]/, ''))) return name;
  }
  return null;
}

/** The repository that is named last in some words; null when none is. */
export function nameWithin(text: string, { config }: Setting): string | null {
  if (config.repos.length === 0) return null;
  const words = fold(text.slice(-400)).split(/[\s|()[\],;:"'“”‘’.@]+/u);
  for (let end = words.length; end > 0; end -= 1) {
    for (let count = Math.min(MOST_WORDS, end); count > 0; count -= 1) {
      const name = repositoryCalled(words.slice(end - count, end).join(' '), config.repos);
      if (name !== null) return name;
    }
  }
  return null;
}
