import type { Span } from '../../types.ts';
import type { Block, BlockLink } from '../body.ts';
import type { HeadReading } from '../head/reading.ts';
import { once } from '../once.ts';
import { sentencesOf } from './sentences.ts';
import { matchesOf } from './words.ts';

/** A stretch of a note in which mentions are looked for: a block, a table row, a head value, a part of a prompt. */
export interface Unit {
  /** Where `text` begins in the raw text. */
  readonly start: number;
  /** As long as the raw stretch; the markup of blocks is blank in it. */
  readonly text: string;
  /** A list item of a text to paste is one of its own: it defines nothing. */
  readonly shape: 'value' | 'heading' | 'paragraph' | 'item' | 'row' | 'pasted-item';
  /** JSON pointer of the head field, or null in the body. */
  readonly field: string | null;
  readonly links: readonly Pick<BlockLink, 'span' | 'url' | 'image'>[];
  readonly code: readonly Span[];
  /** Spans that tile the text, from its start; a row is one. */
  readonly sentences: () => readonly Span[];
}

/** A unit that can be asked for its sentences. */
export function unitOf({ start, text, shape, field, links, code }: Omit<Unit, 'sentences'>): Unit {
  const sentences = once(() => (shape === 'row' ? [{ start: 0, end: text.length }] : sentencesOf(text)));
  return { start, text, shape, field, links, code, sentences };
}

/**
 * The units of a note, in order and apart: the values of its head as they are written, and its blocks outside the
 * head, the cells of a row joined to one.
 */
export function unitsOf(
  blocks: readonly Block[],
  { values, headSpan }: Pick<HeadReading, 'values' | 'headSpan'>,
  text: string,
): readonly Unit[] {
  const units = values.map(({ pointer, span }) => valueUnit(pointer, span, text));
  for (const unit of joinRows(blocks)) {
    const end = unit.start + unit.text.length;
    if (unit.start >= headSpan.end || end <= headSpan.start) units.push(unit);
    else units.push(cut(unit, unit.start, headSpan.start), cut(unit, headSpan.end, end));
  }
  return units.sort((a, b) => a.start - b.start);
}

/** `[text](address)` and `![text](address)`, the plain forms that a head value may hold. */
const INLINE_LINK = /(!?)\[[^[\]\n]{0,300}\]\(([^()\s<>]{1,500})\)/g;

/** What YAML puts around a value: quotes, or the mark of a block. */
const QUOTED = /^(["']).*\1$/s;
const BLOCK_MARK = /^[|>][-+\d]{0,2}(?=\s)/;

function valueUnit(field: string, { start, end }: Span, raw: string): Unit {
  const value = raw.slice(start, end);
  const mark = BLOCK_MARK.exec(value)?.[0] ?? '';
  const text = QUOTED.test(value)
    ? ` ${value.slice(1, -1)} `
    : ' '.repeat(mark.length) + value.slice(mark.length);
  const written = text.includes('](') ? matchesOf(INLINE_LINK, text) : [];
  const links = written.map(({ 0: whole, 1: mark, 2: url = '', index }) => ({
    span: { start: start + index, end: start + index + whole.length },
    url,
    image: mark === '!',
  }));
  return unitOf({ start, text, shape: 'value', field, links, code: [] });
}

/** The part of a unit from `start` to `end`; empty when they are the wrong way round. */
function cut(unit: Unit, start: number, end: number): Unit {
  const within = (span: Span) => span.start >= start && span.end <= end;
  return unitOf({
    ...unit,
    start,
    text: unit.text.slice(Math.max(0, start - unit.start), Math.max(0, end - unit.start)),
    links: unit.links.filter((link) => within(link.span)),
    code: unit.code.filter(within),
  });
}

/** Blocks as units; the cells of one row become one, with a bar before each but the first. */
function joinRows(blocks: readonly Block[]): readonly Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < blocks.length; ) {
    const first = blocks[at] as Block;
    let end = at + 1;
    while (first.row !== null && blocks[end]?.row?.start === first.row.start) end += 1;
    units.push(end === at + 1 ? unitOfBlock(first) : unitOfRow(blocks.slice(at, end)));
    at = end;
  }
  return units;
}

function unitOfBlock({ type, span, text, links, code }: Block): Unit {
  return unitOf({ start: span.start, text, shape: type === 'cell' ? 'row' : type, field: null, links, code });
}

function unitOfRow(cells: readonly Block[]): Unit {
  return unitOf({
    start: cells[0]?.span.start ?? 0,
    text: cells.map((cell, index) => textAfter(cells[index - 1], cell)).join(''),
    shape: 'row',
    field: null,
    links: cells.flatMap((cell) => cell.links),
    code: cells.flatMap((cell) => cell.code),
  });
}

/** The text of a cell from the end of the one before it, which may or may not have taken the bar between them. */
function textAfter(before: Block | undefined, { span, text }: Block): string {
  if (before === undefined) return text;
  return text.padStart(span.end - before.span.end).replace(/^ /, '|');
}
