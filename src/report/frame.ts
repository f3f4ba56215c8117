import { type Lines, lineAt, positionIn } from '../read/position.ts';
import type { Span } from '../types.ts';
import type { Paint } from './paint.ts';
import { type Cell, cellsOf, wholeCharacter, widthOf } from './width.ts';

/** UTF-16 units looked at on either side of a place: a line may be megabytes long. */
const REACH = 400;

interface FrameInput {
  readonly lines: Lines;
  readonly span: Span;
  /** A few words after the carets; `''` for none. */
  readonly label: string;
  /** Columns of source text to show. */
  readonly width: number;
  /** Columns of the line number, so that frames stand under each other. */
  readonly gutter: number;
  readonly paint: Paint;
  readonly colour: 'error' | 'warning' | 'info' | 'second';
}

/**
 * The source line of a span with carets under it, as lines without line feeds. A span over several lines
 * shows its first; a long line is cut around the place. Nothing when the text is empty.
 */
export function frame({ lines, span, label, width, gutter, paint, colour }: FrameInput): readonly string[] {
  if (lines.text === '') return [];
  const from = positionIn(lines, span.start);
  const to = positionIn(lines, Math.max(span.end, span.start));
  const line = lineAt(lines, from.line);
  const end = to.line === from.line ? to.column - 1 : line.length;
  const cut = cutAround(line, Math.min(from.column - 1, line.length), end, width);
  const words = [label, to.line > from.line ? `(to line ${to.line})` : ''].filter((part) => part !== '');
  const bar = paint('gutter', '|');
  const number = paint('gutter', String(from.line).padStart(gutter));
  const space = ' '.repeat(gutter);
  const marks = (colour === 'second' ? '-' : '^').repeat(Math.max(1, cut.width));
  return [
    `${space} ${bar}`,
    `${number} ${bar}${cut.text === '' ? '' : ` ${cut.text}`}`,
    `${space} ${bar} ${' '.repeat(cut.before)}${paint(colour, [marks, ...words].join(' '))}`,
  ];
}

interface Cut {
  readonly text: string;
  /** Columns before the place, and of the place. */
  readonly before: number;
  readonly width: number;
}

function cutAround(line: string, start: number, end: number, room: number): Cut {
  const from = wholeCharacter(line, Math.max(0, start - REACH));
  const upto = wholeCharacter(line, Math.min(line.length, Math.max(end, start) + REACH, start + 2 * REACH));
  const cells = cellsOf(line.slice(from, upto)).map((cell) => ({
    ...cell,
    start: cell.start + from,
    end: cell.end + from,
  }));
  const total = widthOf(cells);
  const head = cells.filter((cell) => cell.end <= start);
  const whole = from === 0 && upto === line.length && total <= room;
  const lead = whole ? 0 : Math.max(0, widthOf(head) - Math.floor(room / 3));
  const kept = whole ? cells : within(cells, lead, room - 2);
  const before = kept.filter((cell) => cell.end <= start);
  const place = kept.filter((cell) => cell.end > start && cell.start < end);
  const cutLeft = (kept[0]?.start ?? 0) > 0;
  const cutRight = (kept.at(-1)?.end ?? line.length) < line.length;
  const text = kept.map((cell) => cell.picture).join('');
  return {
    text: `${cutLeft ? '…' : ''}${cutRight ? text : text.trimEnd()}${cutRight ? '…' : ''}`,
    before: widthOf(before) + (cutLeft ? 1 : 0),
    width: widthOf(place),
  };
}

function within(cells: readonly Cell[], lead: number, room: number): readonly Cell[] {
  const kept: Cell[] = [];
  let column = 0;
  for (const cell of cells) {
    if (column >= lead && column + cell.width <= lead + room) kept.push(cell);
    column += cell.width;
  }
  return kept;
}
