import type { Span } from '../../types.ts';

/** The head that stood in a text before its import, and where in the text below the YAML head. */
interface KeptHead {
  readonly offset: number;
  readonly text: string;
}

const NOTHING = '# There was no head before slop import.';
const LEAD = /^# Head before slop import, at character (\d{1,9}) of the text below:$/;
/** A line with its ending, and a last line without one. */
const [LINE, LAST] = ['#| ', '#> '];

/**
 * A head as comment lines of a YAML head, so that no character of it is lost: its own line endings stay. `newline`
 * ends the lines that are new.
 */
export function keptLines({ offset, text }: KeptHead, newline: string): string {
  if (text === '') return NOTHING + newline;
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const kept = lines.map((line) => (/[\r\n]$/.test(line) ? `${LINE}${line}` : `${LAST}${line}${newline}`));
  return `# Head before slop import, at character ${offset} of the text below:${newline}${kept.join('')}`;
}

/** Finds those lines again in a YAML head; null when it came from no import. */
export function readKept(head: string): KeptHead | null {
  const lines = head.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const bare = lines.map((line) => line.replace(/[\r\n]+$/, ''));
  const at = bare.findIndex((line) => line === NOTHING || LEAD.test(line));
  if (at === -1) return null;
  const offset = Number(LEAD.exec(bare[at] ?? '')?.[1] ?? 0);
  let text = '';
  for (const [index, line] of lines.slice(at + 1).entries()) {
    if (line.startsWith(LINE)) text += line.slice(LINE.length);
    else if (line.startsWith(LAST)) text += (bare[at + 1 + index] ?? '').slice(LAST.length);
    else break;
  }
  return { offset, text };
}

/** A span drawn out to whole lines, line ending included, where nothing but space shares them. */
export function drawnToLines(text: string, { start, end }: Span, floor: number): Span {
  let from = start;
  while (from > floor && /[ \t]/.test(text.charAt(from - 1))) from -= 1;
  if (from > floor && !/[\r\n]/.test(text.charAt(from - 1))) return { start, end };
  if (/[\r\n]/.test(text.charAt(end - 1))) return { start: from, end };
  const rest = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end, end + 1000));
  return rest === null ? { start, end } : { start: from, end: end + rest[0].length };
}
