import { createRequire } from 'node:module';
import type { Span } from '../../../types.ts';

/** Where the head stands between its `---` lines. Offsets into the raw text. */
export interface Fence {
  /** Language word after the opening dashes when it is not YAML, else null. */
  readonly language: Span | null;
  readonly opening: Span;
  /** The text between the fences, its last line ending included. */
  readonly inner: Span;
  /** The closing dashes; null when there are none. */
  readonly closing: Span | null;
  /** Text behind the closing dashes on their line; null when there is none. */
  readonly behind: Span | null;
  /** Start of the line after the closing one. */
  readonly body: number;
}

const OPENING = /^---(?!-)([ \t]*)([^\s]*)[ \t]*\r?(?:\n|$)/;

/**
 * Finds the fences of a YAML head that begins at `start` of a text; null when none begins there.
 * The split is gray-matter's, and never more than that: it is called with options each time (without them
 * it answers from a cache in which a broken head is a valid one), its engines evaluate nothing, and what
 * it says of the data is not looked at.
 */
export function findFence(text: string, start: number): Fence | null {
  const open = OPENING.exec(text.slice(start));
  if (!open) return null;
  const [line, gap = '', word = ''] = open;
  const wordStart = start + 3 + gap.length;
  const opening = { start, end: start + line.trimEnd().length };
  const foreign = word !== '' && !/^ya?ml$/i.test(word);
  const language = foreign ? { start: wordStart, end: wordStart + word.length } : null;
  const innerStart = start + line.length;
  const closingStart = line.endsWith('\n') ? closingOf(text.slice(start), line.length) : null;
  if (closingStart === null) {
    const all = { start: innerStart, end: text.length };
    return { language, opening, inner: all, closing: null, behind: null, body: innerStart };
  }
  const closing = { start: start + closingStart, end: start + closingStart + 3 };
  const lineEnd = text.indexOf('\n', closing.end);
  const rest = text.slice(closing.end, lineEnd < 0 ? text.length : lineEnd);
  const behind = rest.trim() === '' ? null : { start: closing.end, end: closing.end + rest.trimEnd().length };
  return {
    language,
    opening,
    inner: { start: innerStart, end: closing.start },
    closing,
    behind,
    body: behind ? behind.start : lineEnd < 0 ? text.length : lineEnd + 1,
  };
}

/** Offset of the closing dashes in a text that begins with an opening line of that length; null without any. */
function closingOf(text: string, firstLine: number): number | null {
  // gray-matter need not look through the body.
  const dashes = text.indexOf('\n---', firstLine - 1);
  if (dashes < 0) return null;
  const refuse = (): never => {
    throw new Error('A head is read as YAML or not at all.');
  };
  // Here and not at the top: it brings much that is never called, and many runs read no head.
  const matter: typeof import('gray-matter') = createRequire(import.meta.url)('gray-matter');
  const file = matter(skeleton(text.slice(0, dashes + 4), firstLine), {
    language: 'yaml',
    engines: { yaml: () => ({}), json: refuse, javascript: refuse, coffee: refuse },
  });
  // gray-matter gives no offsets; with no language word, its head begins right behind the dashes.
  const end = 3 + file.matter.length;
  return end < text.length ? end + 1 : null;
}

/**
 * A text of the same length with nothing left of its lines but the first, its language word blanked, and
 * those that begin with `---`. The word would choose an engine, and the test for an empty head takes
 * quadratic time over blank lines.
 */
function skeleton(text: string, firstLine: number): string {
  const first = `---${' '.repeat(firstLine - 4)}\n`;
  return first + text.slice(firstLine).replace(/\n(?!---)|[\r\u2028\u2029]/g, '~');
}
