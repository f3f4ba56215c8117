import { nestingLimit } from './limits.ts';
import { leadReader } from './nesting-blocks.ts';
import { type DeepPlace, deepPlaceOfHead } from './nesting-head.ts';
import { inlineScan } from './nesting-inline.ts';

/** In fenced code nothing nests; but what a scan takes for a fence need not be one. */
const fencedCeiling = 1_000;

/**
 * The first place where a text nests deeper than `nestingLimit`, or null: quotes, lists, emphasis,
 * brackets; in a YAML head (or all of a `yaml` text) flow brackets and indentation. One linear pass without a
 * tree: what is code or prose is told well enough for what people write, and what is built to deceive the scan
 * meets a higher ceiling that does not tell them apart.
 */
export function deepPlace(text: string, form: 'markdown' | 'yaml'): DeepPlace | null {
  if (form === 'yaml') return deepPlaceOfHead(text, 0, text.length);
  const head = headOf(text);
  const deep = head && deepPlaceOfHead(text, head.start, head.end);
  if (deep !== null) return deep;
  const at = deepPlaceOfBody(text, head?.end ?? (text.startsWith('\uFEFF') ? 1 : 0));
  return at === null ? null : { at, what: 'nesting', limit: nestingLimit };
}

/** What stands between `---` lines at the start; null when they do not close. */
function headOf(text: string): { start: number; end: number } | null {
  const start = /^\uFEFF?\s*---/.exec(text)?.[0].length;
  const end = start === undefined ? -1 : text.indexOf('\n---', start);
  return start === undefined || end < 0 ? null : { start, end };
}

const FOOTNOTE = /^[ \t>]*\[\^/m;

interface Fence {
  readonly mark: string;
  readonly quotes: number;
}

function deepPlaceOfBody(text: string, start: number): number | null {
  const readLead = leadReader(text);
  const inline = inlineScan(text);
  const endOfLine = lineEnds(text);
  // In a footnote indented text is prose.
  const hasCode = !FOOTNOTE.test(text);
  let fence: Fence | null = null;
  let code = hasCode;
  for (let at = start, end = start; at < text.length; at = text.startsWith('\r\n', end) ? end + 2 : end + 1) {
    end = endOfLine(at);
    const { depth, quotes, opens, rest, indent } = readLead(at, end);
    if (fence !== null && quotes < fence.quotes) fence = null;
    const mark = fenceMark(text, rest, end);
    const edge = fence === null ? mark !== null : mark?.bare && mark.run.startsWith(fence.mark);
    if (depth > (fence === null ? nestingLimit : fencedCeiling)) return rest;
    if (rest >= end) inline.newBlock();
    else if (opens || text[rest] === '|' || text[rest] === '#') inline.newPiece();
    // Indented code begins behind a blank line.
    code = hasCode && fence === null && (rest >= end || (code && indent >= 4));
    const deep = edge ? null : inline.read(rest, end, fence === null && !code);
    if (deep !== null) return deep;
    if (edge && mark) fence = fence === null ? { mark: mark.run, quotes } : null;
  }
  return null;
}

/** Where a line ends that begins at or before an offset; offsets are asked for in order. */
function lineEnds(text: string): (from: number) => number {
  const find = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found;
  };
  let feed = -1;
  let carriage = -1;
  return (from) => {
    if (feed < from) feed = find('\n', from);
    if (carriage < from) carriage = find('\r', from);
    return Math.min(feed, carriage);
  };
}

/** Three or more backticks or tildes that open a line; `bare` when nothing follows, as in a closing fence. */
function fenceMark(text: string, start: number, end: number): { run: string; bare: boolean } | null {
  const char = text[start];
  if (char !== '`' && char !== '~') return null;
  let at = start;
  while (at < end && text[at] === char) at += 1;
  const behind = text.slice(at, end);
  if (at - start < 3 || (char === '`' && behind.includes('`'))) return null;
  return { run: text.slice(start, at), bare: behind.trim() === '' };
}
