import type { RepositoryConfig, Span } from '../../types.ts';
import { fold, phraseBefore } from './words.ts';

const REACH = 60;

/** "to be produced", "(future)", "(next bump)": right after a name, perhaps behind a bracket or a dash. */
const PLANNED_AFTER =
  /^[`"'”’)\]*]{0,4}\s{0,3}[(,:—–-]?\s?(?:(?:still |yet )?to be (?:produced|written|drafted|created|filed)\b|not yet (?:produced|written|drafted|filed)\b|(?:future|planned|next bump)\))/i;

/** "to be produced: ", "produce ", "(future) ". */
const PLANNED_BEFORE =
  /(?:\bto be (?:produced|written|drafted|created)(?: as)?[:,]?|\bproduces?|\(?\bfuture\)?:?)\s+[`"'“(*]{0,3}$/i;

/** True when the words beside a name say that the document is not written yet. Offsets are into `text`. */
export function isPlanned(text: string, { start, end }: Span): boolean {
  return (
    PLANNED_AFTER.test(text.slice(end, end + REACH)) ||
    PLANNED_BEFORE.test(text.slice(Math.max(0, start - REACH), start))
  );
}

/** What may stand between a repository word and the name after it: ` repo `, `: `, `’s ` and an opening mark. */
const BEFORE_NAME = /(?:\s+(?:repo|repository)(?:['’]s)?)?\s{0,3}[:@/]?\s?[`"'“(]{0,3}$/i;

/** What may stand between a name and the repository word after it. */
const AFTER_NAME = /^[`"'”’)\]*]{0,4}(?:\s{0,3}\(|\s{1,3}(?:at|in|on|from|of)\s+(?:the\s+)?)/;

/** What must follow that word, so that "in engine tests" names no repository. */
const AFTER_WORD =
  /^(?:\s+(?:(?:repo|repository|branch|HEAD|commit|main|at)\b|@|[0-9a-f]{7,40}\b)|[.,;:)]|\s*$)/;

/** Most words that are tried as a repository word. */
const MOST_WORDS = 4;

/**
 * The repository that the words beside a document name: "engine repo docs/x-v0_1.md", "x-v0_1.md (engine)",
 * "x-v0_1.md at engine HEAD". A word of slop.yaml with capitals must be written with them. Null when none is named.
 */
export function repositoryBeside(
  text: string,
  { start, end }: Span,
  repositories: readonly RepositoryConfig[],
): string | null {
  if (!namesOne(text.slice(Math.max(0, start - REACH), end + REACH), repositories)) return null;
  const before = text.slice(Math.max(0, start - REACH), start);
  const lead = before.length - (BEFORE_NAME.exec(before)?.[0].length ?? 0);
  const words = `${before.slice(0, lead)} `;
  const phrase = phraseBefore(
    words,
    words.length,
    MOST_WORDS,
    (one) => repositoryCalled(one, repositories) !== null,
  );
  if (phrase !== null) return repositoryCalled(phrase.words, repositories);

  const after = text.slice(end, end + REACH);
  const tail = after.slice(AFTER_NAME.exec(after)?.[0].length ?? after.length);
  const parts = tail.split(/(?<=[\p{L}\p{N}])(?![\p{L}\p{N}_-])/u, MOST_WORDS);
  for (let count = parts.length; count > 0; count -= 1) {
    const word = parts.slice(0, count).join('');
    const name = repositoryCalled(fold(word), repositories);
    if (name !== null && AFTER_WORD.test(tail.slice(word.length))) return name;
  }
  return null;
}

/** A quick look that spares most mentions the close one. */
function namesOne(text: string, repositories: readonly RepositoryConfig[]): boolean {
  const lower = fold(text).toLowerCase();
  return repositories.some(({ name, words, formerly = [] }) =>
    [name, ...words, ...formerly.map((one) => one.name)].some((word) => lower.includes(word.toLowerCase())),
  );
}

/**
 * The name of the repository that the words are a word for, or a name that one bore earlier; null for other words.
 * A word of slop.yaml with capitals must be written with them.
 */
export function repositoryCalled(words: string, repositories: readonly RepositoryConfig[]): string | null {
  const lower = words.toLowerCase();
  const isCalled = (word: string) => (word === word.toLowerCase() ? word === lower : word === words);
  const today = repositories.find(({ name, words: known }) => isCalled(name) || known.some(isCalled));
  if (today !== undefined) return today.name;
  return (
    repositories.flatMap(({ formerly = [] }) => formerly).find(({ name }) => isCalled(name))?.name ?? null
  );
}
