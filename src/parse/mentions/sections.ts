import { isOfPage, namesSomethingElse } from './elsewhere.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import type { Unit } from './units.ts';
import { matchAt, matchesOf } from './words.ts';

const ADDRESS_PART = String.raw`(?:\d{1,4}[A-Za-z]?|[A-Z]\d{0,3})`;
/** "§6-based" speaks of the section; "§20-event load" is the beginning of a title. */
const TITLE_GOES_ON = String.raw`(?!-(?!(?:style|based|like|level|only|specific|related|driven)(?![\p{L}-]))\p{Ll})`;
const ADDRESS = new RegExp(
  String.raw`${ADDRESS_PART}(?:\.${ADDRESS_PART}){0,6}(?![\p{L}\p{N}_])${TITLE_GOES_ON}`,
  'uy',
);

/** Marks and words that open a section's address. A plural opens a list. */
const OPENING =
  /(§{1,2})[ \u00a0]?|Sec(?:tion(s?)\s{1,3}|-(?=[A-Z\d])|[. ]\s{0,2}(?=\d))|section(s?)\s{1,3}(?=\d)/gu;

/** Behind these a word is but the end of a longer one. */
const GLUE = /[\p{L}\p{N}_-]$/u;

/** To the far end of a range: `–7`, ` to §7`. The sections between have no words of their own. */
const RANGE = /[–-](?=[\dA-Z])|\s?(?:[–—-]|to|through)\s?§{1,2}[ \u00a0]?/uy;

/** To the next of a list. What follows the number must not make it a date, a count or a share. */
const NEXT =
  /(?:\s?[,/&+]\s{0,2}(?:and\s|or\s)?|\s(?:and|or|to|through)\s|\s?[–—]\s?)(?=\d{1,3}[A-Za-z]?(?![\p{L}\p{N}_%]|[-:/]\d|,\d{3}))/uy;

/** `§What the phase does not deliver`: as far as the words go; how many are the heading, `link` finds out. */
const HEADING_TEXT = /(?:["“]([^"”\n]{2,120})["”]|\p{Lu}(?:[^.,;:()[\]"“”—–|§\ufffc]|\.(?=\d)){1,120})/uy;

/** What of a section is meant: `§18.1 item 4`, `§10 Step 2c`. */
const PART = /,?\s{1,3}(step|item)\s{1,3}(\d{1,3}[a-z]?)(?![\p{L}\p{N}_]|[.,]\d)/iuy;

/** Laws and standards have such numbers, notes have not; nor have they a section 0. */
const MOST = 100;

/**
 * Sections: `§6`, `§2.1`, `§3A`, `Section 5`, `Sec-A.7`, each of a list (`§§3–7, 10` is three: the ends of the
 * range, and 10), `§` with heading text. Whose section it is, `owners` decides.
 */
export const sections: Grammar = (unit, setting) => {
  const { shape, text } = unit;
  const found: FoundMention[] = [];
  let done = 0;
  for (const match of matchesOf(OPENING, text)) {
    const { index } = match;
    if (index < done || (shape === 'heading' && text.slice(0, index).trim() === '')) continue;
    const isMark = match[1] !== undefined;
    if (!isMark && GLUE.test(text.slice(Math.max(0, index - 2), index))) continue;
    const run = readRun(unit, match);
    if (run.length === 0) continue;
    done = (run.at(-1) as FoundMention).span.end - unit.start;
    if (namesSomethingElse(text, index, done, isMark, setting) || isOfPage(unit, index, done)) continue;
    for (const one of run) found.push(one);
  }
  return found;
};

function readRun(unit: Unit, match: RegExpExecArray): readonly FoundMention[] {
  const { text } = unit;
  const [opening, marks, plural, lowerPlural] = match;
  const isList = marks === '§§' || plural === 's' || lowerPlural === 's';
  const from = match.index + opening.length;
  const first = stick(ADDRESS, text, from);
  if (first === null) return marks === undefined ? [] : headingText(unit, match.index, from);
  const number = Number.parseInt(first, 10);
  if (marks === undefined && (number === 0 || number >= MOST)) return [];

  let end = from + first.length;
  let isRange = false;
  const run = [section(unit, match.index, end, first)];
  for (;;) {
    const range: string | null = isRange ? null : stick(RANGE, text, end);
    const step: string | null = range ?? (isList ? stick(NEXT, text, end) : null);
    const address: string | null = step === null ? null : stick(ADDRESS, text, end + step.length);
    if (step === null || address === null) return withPart(unit, run, end);
    isRange = range !== null;
    const own = /§+[ \u00a0]?$/.exec(step)?.[0].length ?? 0;
    const start = end + step.length - own;
    end = start + own + address.length;
    run.push(section(unit, start, end, address));
  }
}

/** Gives the last of a run the part that is named right after it. */
function withPart({ start, text }: Unit, run: readonly FoundMention[], end: number): readonly FoundMention[] {
  PART.lastIndex = end;
  const [whole, word = '', name = ''] = PART.exec(text) ?? [];
  const last = run.at(-1);
  if (whole === undefined || last === undefined || last.target.type !== 'section') return run;
  const part = `${word} ${name}`.toLowerCase();
  const span = { start: last.span.start, end: start + end + whole.length };
  return [...run.slice(0, -1), { span, target: { ...last.target, part } }];
}

function headingText(unit: Unit, start: number, from: number): readonly FoundMention[] {
  if (unit.text.charAt(from - 1) !== '§') return [];
  const written = stick(HEADING_TEXT, unit.text, from)?.trimEnd() ?? '';
  const address = written.replace(/^["“]|["”]$/g, '').replace(/\s+/g, ' ');
  return address.length < 2 ? [] : [section(unit, start, from + written.length, address)];
}

function section({ start }: Unit, from: number, to: number, address: string): FoundMention {
  return { span: { start: start + from, end: start + to }, target: { type: 'section', address, of: null } };
}

function stick(pattern: RegExp, text: string, at: number): string | null {
  return matchAt(pattern, text, at)?.[0] ?? null;
}
