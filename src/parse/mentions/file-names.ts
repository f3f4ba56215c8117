import { nameOf } from '../../read/paths.ts';
import type { Span } from '../../types.ts';
import { repositoryBeside } from './beside.ts';
import { documentFound, ownVersion } from './documents.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import type { Unit } from './units.ts';
import { matchesOf } from './words.ts';

/** Where the version and extension of a document's file name stand; the name before it is read backwards. */
const ENDING =
  /-v\d{1,9}(?:[._]\d{1,9}){1,2}\.(?:md|html|docx)(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}]|@[\p{L}\p{N}-]+\.)/gu;

/** Where the extension of a Markdown file stands that need not have a version. */
const MARKDOWN = /\.md(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}]|@[\p{L}\p{N}-]+\.)/gu;

/** What a name or a path may be made of. `%`, `=` and the like belong to addresses, which are no file names. */
const PATH = /[\p{L}\p{N}\p{M}_.~%=&?@\\/-]/u;

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}_.-]*$/u;

/** `phase-NN-…`, `CR-2026-XXX`: a pattern for names, not a name. */
const PLACEHOLDER = /(?:^|[-_.])(?:N{2,}|X{2,}|Y{2,}|x{3,})(?=[-_.])/;

/** `record.example.com/…`, without a scheme. */
const HOST = /^(?:www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}\/)/i;

const ANCHOR = /#([\p{L}\p{N}_-]{1,200})/uy;

const LONGEST = 1000;

/**
 * Documents by file name, with or without folders before it: `manifest-v0_41.md`, `docs/notes/brief-v0_1.md`; one
 * without a version only where the words beside it say in which repository it lies: "engine docs/notes/brief.md".
 * The name must be a word of its own; names inside addresses, e-mail and longer words are passed over.
 */
export const fileNames: Grammar = (unit, { config: { repos } }) => {
  if (repos.length === 0 || !unit.text.includes('.md'))
    return unit.text.includes('-v') ? [...namesEnding(ENDING, unit)].map(({ found }) => found) : [];
  const versioned = new Map([...namesEnding(ENDING, unit)].map((one) => [one.place.end, one.found]));
  for (const { place, found } of namesEnding(MARKDOWN, unit)) {
    if (!versioned.has(place.end) && repositoryBeside(unit.text, place, repos) !== null)
      versioned.set(place.end, found);
  }
  return [...versioned.values()];
};

/** Names with such an ending, and where they stand in the text of the unit. */
function* namesEnding(
  ending: RegExp,
  unit: Unit,
): Iterable<{ readonly place: Span; readonly found: FoundMention }> {
  let previous = 0;
  for (const match of matchesOf(ending, unit.text)) {
    const end = match.index + match[0].length;
    const start = startOf(unit.text, match.index, previous);
    previous = end;
    const written = unit.text.slice(start, end);
    const name = nameOf(written);
    if (!NAME.test(name) || PLACEHOLDER.test(name) || !isPath(written)) continue;
    const anchor = after(unit.text, end);
    const span = {
      start: unit.start + start,
      end: unit.start + end + (anchor === null ? 0 : anchor.length + 1),
    };
    const found = documentFound(span, 'file-name', written, ownVersion(name), anchor);
    yield { place: { start, end }, found };
  }
}

function startOf(text: string, from: number, limit: number): number {
  const least = Math.max(limit, from - LONGEST);
  let start = from;
  while (start > least && isPathUnit(text.charCodeAt(start - 1))) start -= 1;
  // A name after another with only a slash between is a second name, not a file in a folder called like a file.
  if (start === limit && limit > 0 && text.charAt(start) === '/') start += 1;
  while (start < from && text.charAt(start) === '.' && !/^\.{1,2}\//.test(text.slice(start, start + 3)))
    start += 1;
  return start;
}

/** What `PATH` has of ASCII: most characters of a name are looked up here. */
const PATH_IN_ASCII = Array.from({ length: 128 }, (_, code) => PATH.test(String.fromCharCode(code)));

/** Halves of a pair are taken for part of a name; whether they are, is asked of the whole name. */
function isPathUnit(code: number): boolean {
  if (code < 128) return PATH_IN_ASCII[code] === true;
  return (code >= 0xd800 && code <= 0xdfff) || PATH.test(String.fromCharCode(code));
}

function isPath(written: string): boolean {
  return !/[%=&?@\\]/.test(written) && !HOST.test(written);
}

function after(text: string, at: number): string | null {
  ANCHOR.lastIndex = at;
  return ANCHOR.exec(text)?.[1] ?? null;
}
