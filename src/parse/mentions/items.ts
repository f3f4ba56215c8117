import type { TargetOf } from '../../types.ts';
import { familyNamed, type ItemName, type ItemNames, itemNamed, withTail } from '../item-names.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { openingAfter } from './item-openings.ts';
import { matchesOf } from './words.ts';

/** An id at a place of a unit's text. */
interface Hit {
  readonly start: number;
  readonly end: number;
  readonly name: ItemName;
  readonly extent: TargetOf<'item'>['extent'];
}

/** What must not follow an id; a hyphen is looked at by itself. */
const STUCK = /[\p{L}\p{N}_@\ufffc%]|[.:,]\d|\.[a-z]{1,5}(?![\p{L}\p{N}])|\/(?=[a-z.])/uy;
const HYPHEN = /-(?=[\p{L}\p{N}])/uy;
/** "a P57-D1-style answer" speaks of the item. */
const COMPOUND =
  /-(?:style|based|like|shaped|specific|related|driven|only|level|compliant)(?![\p{L}\p{N}_-])/uy;

const RANGE = /\s?–\s?|-|\s(?:to|through)\s/uy;
const LIST = /\s?[,/&+]\s{0,2}(?:(?:and|or)\s{1,2})?|\s(?:and|or)\s{1,2}/uy;

/** The name of a product often has a letter and a number; its maker stands before it. */
const MAKER =
  /(?<![\p{L}\p{N}])(?!(?:See|Per|And|Or|In|From|Items?|Decisions?|Points?|Stages?|Steps?|Tasks?|Of|By|As)\s)\p{Lu}[\p{L}\p{N}]+\s{1,2}$/u;

/**
 * Items by their ids, in any shape of slop.yaml: `P57-D1`, each of a list ("Candidates A and G", "P57-D1, D2"), both
 * ends of a range (`S1–S8`), a family (`P57-Bx`, "the P57-B items").
 */
export const items: Grammar = (unit, { items: names }, written) => {
  const found: FoundMention[] = [];
  for (const run of runsIn(unit.text, names)) {
    const [first, last] = [run[0] as Hit, run.at(-1) as Hit];
    const opens = openingAfter(unit, written, { start: first.start, end: last.end }, run.length === 1);
    for (const { start, end, name, extent } of run) {
      const span = { start: unit.start + start, end: unit.start + end };
      found.push({
        span,
        target: { type: 'item', id: name.id, extent, opens: extent === 'one' ? opens : null },
      });
    }
  }
  return found;
};

/** The ids of single items in a text that is no note, each once; of a range its ends. */
export function idsIn(text: string, names: ItemNames | null): readonly string[] {
  const hits = [...runsIn(text, names)].flat().filter(({ extent }) => extent !== 'family');
  return [...new Set(hits.map(({ name }) => name.id))];
}

/** Items that are named together: those of a family from one number to another, all of it without numbers. */
export interface ItemSpan {
  readonly family: string;
  /** Of the one that is meant, where it is one. */
  readonly id: string | null;
  readonly first: number | null;
  readonly last: number | null;
}

/** What a text that is no note names of items: each single one, whole families, and ranges with what lies between. */
export function itemSpansIn(text: string, names: ItemNames | null): readonly ItemSpan[] {
  return [...runsIn(text, names)].flatMap(spansOf);
}

/** The items that a text names which is nothing but that: `P57-D1`, `P57-B`, `P57-Bx`, `S1-S8`. Null for any other. */
export function itemSpanNamed(text: string, names: ItemNames | null): ItemSpan | null {
  if (names === null) return null;
  const family = familyNamed(text, names)?.family;
  if (family !== undefined) return { family, id: null, first: null, last: null };
  const [run, ...more] = [...runsIn(text, names)];
  const [only, ...others] = run === undefined || more.length > 0 ? [] : spansOf(run);
  const isWhole = run?.[0]?.start === 0 && run.at(-1)?.end === text.length;
  return isWhole && only !== undefined && others.length === 0 ? only : null;
}

function spansOf(run: readonly Hit[]): readonly ItemSpan[] {
  return run.flatMap(({ name: { family, id, number }, extent }, index): readonly ItemSpan[] => {
    if (extent === 'last') return [];
    if (extent === 'family') return [{ family, id: null, first: null, last: null }];
    if (extent === 'one') return [{ family, id, first: number, last: number }];
    return [{ family, id: null, first: number, last: run[index + 1]?.name.number ?? null }];
  });
}

function* runsIn(text: string, names: ItemNames | null): Iterable<readonly Hit[]> {
  if (names === null || !names.hint.test(text)) return;
  let done = 0;
  for (const { 0: written, index } of matchesOf(names.pattern, text)) {
    if (index < done) continue;
    const run = runAt(text, index, written, names);
    const last = run.at(-1);
    if (last === undefined) continue;
    done = last.end;
    yield run;
  }
}

/** An id and what is listed behind it; empty when it is but part of something else. */
function runAt(text: string, start: number, written: string, names: ItemNames): readonly Hit[] {
  const end = start + written.length;
  const family = familyNamed(written, names);
  if (family !== null) return isFree(text, end) ? [{ start, end, name: family, extent: 'family' }] : [];
  const name = itemNamed(written, names);
  const shape = names.shapes.find((one) => one.shape === name?.shape);
  if (name === null || shape === undefined) return [];
  if (isRange(written)) return [];
  if (shape.isBare && MAKER.test(text.slice(Math.max(0, start - 40), start))) return [];

  const isPlural = shape.isWord && /s\s+\S+$/.test(written);
  const run: Hit[] = [{ start, end, name, extent: 'one' }];
  for (;;) {
    const last = run.at(-1) as Hit;
    const next = nextAfter(text, last, isPlural, names);
    if (next === null) break;
    if (next.extent === 'last') run[run.length - 1] = { ...last, extent: 'first' };
    run.push(next);
  }
  return run.length > 1 || isFree(text, end) ? run : [];
}

/** `P0-P3` goes from one priority to another, though it has the look of an item. */
function isRange(written: string): boolean {
  const [, , first = '', last = ''] = /^(\p{L}+)(\d+)-\1(\d+)$/u.exec(written) ?? [];
  return first !== '' && Number(first) < Number(last);
}

/** The next id of a list or the far end of a range, written out or with what it shares left out. */
function nextAfter(text: string, last: Hit, isPlural: boolean, names: ItemNames): Hit | null {
  const range = last.extent === 'last' ? null : stick(RANGE, text, last.end);
  const step = range ?? stick(LIST, text, last.end);
  if (step === null) return null;
  const start = last.end + step.length;
  const whole = stick(names.here, text, start);
  const name = whole === null ? null : itemNamed(whole, names);
  const next =
    whole !== null && name !== null
      ? { name, end: start + whole.length }
      : abbreviated(text, start, last.name, { step, isRange: range !== null, isPlural }, names);
  if (next === null || (!isFree(text, next.end) && stick(HYPHEN, text, next.end) === null)) return null;
  if (range === null) return { start, ...next, extent: 'one' };
  const goesUp = next.name.family === last.name.family && (next.name.number ?? 0) > (last.name.number ?? 0);
  return goesUp ? { start, ...next, extent: 'last' } : null;
}

interface Manner {
  readonly step: string;
  readonly isRange: boolean;
  readonly isPlural: boolean;
}

function abbreviated(
  text: string,
  start: number,
  last: ItemName,
  manner: Manner,
  names: ItemNames,
): { readonly name: ItemName; readonly end: number } | null {
  const shape = names.shapes.find((one) => one.shape === last.shape);
  for (const { pattern, slots } of shape?.tails ?? []) {
    pattern.lastIndex = start;
    const [written = '', ...values] = pattern.exec(text) ?? [];
    const end = start + written.length;
    if (written === '' || !isFree(text, end)) continue;
    if (slots === 1 && !mayStandAlone(text, last, written, end, shape?.isWord === true, manner)) continue;
    const name = withTail(last, values, names);
    if (name !== null) return { name, end };
  }
  return null;
}

/** Whether a letter or number behind an id is another one of its family, and no word, amount or sum. */
function mayStandAlone(
  text: string,
  last: ItemName,
  written: string,
  end: number,
  isWord: boolean,
  { step, isRange, isPlural }: Manner,
): boolean {
  const isTight = /^\s?[–/-]\s?$/.test(step);
  if (isWord && isPlural) return true;
  if (isRange)
    return isTight && !/^\s?(?:pass|test|fail|hours?|days?|people)\b/.test(text.slice(end, end + 8));
  if (/^\d+$/.test(written)) {
    return isWord ? isTight : written.length > 2 && written.length === /\d*$/.exec(last.id)?.[0].length;
  }
  return isTight || !/^[AI]$/.test(written) || !/^\s\p{Ll}/u.test(text.slice(end, end + 2));
}

function isFree(text: string, end: number): boolean {
  if (stick(STUCK, text, end) !== null) return false;
  return stick(HYPHEN, text, end) === null || stick(COMPOUND, text, end) !== null;
}

function stick(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
