import type { ItemOpening, Span } from '../../types.ts';
import { SET_APART } from '../versions.ts';
import { sentencesOf } from './sentences.ts';
import { holding } from './spans.ts';
import type { Unit } from './units.ts';
import { fold } from './words.ts';

/** What may stand before the id: the number of a heading, the number of a row in its own cell, empty cells. */
const BEFORE: Readonly<Record<ItemOpening['as'], RegExp>> = {
  heading: /^\s*(?:§?\d{1,3}(?:\.\d{1,3}){0,4}[.)]?\s+)?["“([]?$/,
  item: /^\s*["“([]?$/,
  row: /^[\s|]*(?:\d{1,3}\s*\|[\s|]*)?$/,
};

/** What follows the id of something that is told: a mark, a remark in brackets, nothing. In a row, the next cell. */
const LABEL = /^["”)\]]?\s*(?:\([^()]{1,80}\)\s*)?(?:[:.—–|]|-\s|$)/;
const CELL = /^\s*(?:\([^()|]{1,80}\)\s*)?(?:\||$)/;

const LONGEST = 200;
/** How far behind the id its words are read. */
const REACH = 400;

/**
 * What ids that stand between `start` and `end` of a unit's text open, with the words after them, which `written` still
 * has all; null when they open nothing. A heading that begins with several of them without a mark behind speaks about
 * them.
 */
export function openingAfter(
  unit: Unit,
  written: string,
  { start, end }: Span,
  isOne: boolean,
): ItemOpening | null {
  const { shape, text } = unit;
  if (shape === 'value' || shape === 'paragraph' || shape === 'pasted-item') return null;
  if (start > 60 || !BEFORE[shape].test(text.slice(0, start))) return null;
  const rest = text.slice(end, end + REACH);
  const isCode = holding(unit.code, unit.start + end + (/\S/.exec(rest)?.index ?? 0)) !== null;
  const label = (shape === 'row' ? CELL : LABEL).exec(rest)?.[0];
  if (label === undefined && !isCode && !(shape === 'heading' && isOne)) return null;
  const from = (label?.length ?? 0) + (/^[\s:.—–|-]+/.exec(rest.slice(label?.length ?? 0))?.[0].length ?? 0);
  const told = rest.slice(from);
  const length = shape === 'row' ? told.search(/\||$/) : (sentencesOf(told)[0]?.end ?? 0);
  const words = fold(written.slice(end + from, end + from + length)).trim();
  const title = (shape === 'row' ? words : words.replace(/[.!?]$/, '')).slice(0, LONGEST).trim();
  // What a heading says at its end is the version of the note, not of what it tells.
  return { as: shape, title: shape === 'heading' ? title.replace(SET_APART, '').trimEnd() : title };
}
