import type { Span } from '../../types.ts';
import type { FoundMention } from './grammar.ts';
import { saysHereAfter, saysHereBefore, saysHereBetween } from './here.ts';
import { sentenceAt } from './sentences.ts';
import { holdsNoun, isNoun, type Setting } from './setting.ts';
import type { Unit } from './units.ts';
import { fold, phraseBefore } from './words.ts';

/** Index in the unit's list of the document that a section belongs to, `here` for this note, null when unsaid. */
export type Owner = number | 'here' | null;

/** An owner, and whether it is but the document last named in the sentence. */
export interface Owned {
  readonly of: Owner;
  readonly isNear: boolean;
  /** True when the words beside it say whose it is, and that is nothing known here. */
  readonly isForeign: boolean;
}

// All patterns here read text in which white space is folded to single spaces.

/** Between a document and a section right after it: `’s `, `, `, ` (`. */
const AFTER_DOCUMENT = /^[)\]"'”’`]*(?:['’]s)?[ ,:([—–|-]{0,4}(?:at |see |in )?$/;

/** Between a section and the document that it is said to be of: ` of the halt note `, ` (`. */
const BEFORE_DOCUMENT =
  /^(?: (?:item|step|point|row|para(?:graph)?) [\w.]+)?(?: (?:of|in|from)(?: [\p{L}\p{N}'’-]+){0,4} ?["'“`([]?| ?\( ?)$/u;

/** Between two sections of one list. */
export const LISTED = /^ ?(?:[,/&+–—-]|,? ?\b(?:and|or|to|through)\b) ?$/;

/** "P57-D1 §", "rf2-m6tu §", "FORAY v4.1 §", "design.md §": what stands there owns the section, and is no document known here. */
const STRANGER_BEFORE =
  /(?:\b[A-Z][A-Z\d]*-(?=[A-Z\d-]*\d)[A-Z\d][\w-]*|\b(?=[a-z-]*\d)[a-z][a-z\d]*-[a-z\d]+|\b[A-Z][A-Za-z-]{1,20} \d{1,4}|\bv\d+(?:[._]\d+)+\)?|\w\.[a-z]{2,5}["'”`)]?)(?:['’]s)?,? $/;

const OWNER_AFTER = /^ of ([\p{L}\p{N}-]+(?: [\p{L}\p{N}-]+){0,4})/u;

/** How far around a section words are read. */
const REACH = 120;

/** Most characters before a document that opens a list item: "The ", a check box, a repository word. */
const OPENING = 24;

/** Mentions of a unit, among them the sections that are to have an owner. */
export interface UnitReading {
  readonly unit: Unit;
  /** In order. */
  readonly found: readonly FoundMention[];
  /** Spans that tile the unit's text, from its start. */
  readonly sentences: readonly Span[];
}

/**
 * Whose sections those of a unit are: the document right before or said after ("§6 of …"), else this note when the
 * words beside say so, else the document last named in the sentence (or the one that opens the list item), else
 * this note when its clause speaks of "this handoff". The answer has one entry for each found.
 */
export function ownersOf(reading: UnitReading, setting: Setting): readonly Owned[] {
  const { unit, found } = reading;
  const owners: Owned[] = found.map(({ target }) => sure(target.type === 'section' ? target.of : null));
  if (!found.some(isUnowned)) return owners;
  let lastDocument: number | null = null;
  for (let first = 0; first < found.length; first += 1) {
    if (isDocument(found[first])) lastDocument = first;
    if (!isUnowned(found[first])) continue;
    let last = first;
    while (isUnowned(found[last + 1]) && LISTED.test(between(unit, found[last], found[last + 1]))) last += 1;
    const run = runStart(unit, found, first, last);
    // "plan v0.1 §1 and §4 of brief v0.2"
    if (run > first && isRightBehind(reading, first) && isSaidBehind(reading, last, setting)) last = run - 1;
    owners.fill(ownerOf(reading, first, last, lastDocument, setting), first, last + 1);
    first = last;
  }
  return owners;
}

function ownerOf(
  reading: UnitReading,
  first: number,
  last: number,
  lastDocument: number | null,
  setting: Setting,
): Owned {
  const { unit, found, sentences } = reading;
  const start = startIn(unit, found[first]);
  const end = endIn(unit, found[last]);
  const sentence = sentenceAt(sentences, start);

  if (isRightBehind(reading, first)) return sure(first - 1);
  if (isRightBefore(reading, last)) return sure(last + 1);
  const previousEnd = first === 0 ? 0 : endIn(unit, found[first - 1]);
  const before = fold(unit.text.slice(Math.max(sentence.start, previousEnd, start - REACH), start));
  const after = fold(unit.text.slice(end, Math.min(sentence.end, end + REACH)));
  if (saysHereBefore(before, setting) || saysHereAfter(after, setting)) return sure('here');
  if (STRANGER_BEFORE.test(before)) return { ...sure(null), isForeign: true };
  if (isStranger(before, after, setting)) return sure(null);

  if (lastDocument !== null && startIn(unit, found[lastDocument]) >= sentence.start)
    return {
      ...sure(lastDocument),
      isNear: !isInBrackets(unit.text, endIn(unit, found[lastDocument]), start),
    };
  if (/item$/.test(unit.shape) && isDocument(found[0]) && opens(unit, found[0]))
    return { ...sure(0), isNear: true };
  const clause = fold(unit.text.slice(Math.max(sentence.start, start - REACH), start));
  return sure(saysHereBetween(clause, after, setting) ? 'here' : null);
}

/** True for a section that stands right behind a document: "plan v0.1 §1". */
export function isRightBehind({ unit, found }: UnitReading, first: number): boolean {
  return isDocument(found[first - 1]) && AFTER_DOCUMENT.test(between(unit, found[first - 1], found[first]));
}

function isRightBefore({ unit, found }: UnitReading, last: number): boolean {
  return isDocument(found[last + 1]) && BEFORE_DOCUMENT.test(between(unit, found[last], found[last + 1]));
}

/** What stands before a section, or before the first of those that are written together. */
const OPENING_RUN = /^(?:§|sec)/i;

/** Between the ends of a range. */
const RANGE = /^ ?[–-] ?$/;

/** Where the last of a list of sections that are written together begins: at the 4 of "§1 and §§4, 5", "§1 and §4–§5". */
export function runStart(unit: Unit, found: readonly FoundMention[], first: number, last: number): number {
  const isOpening = (index: number): boolean =>
    OPENING_RUN.test(unit.text.slice(startIn(unit, found[index]), endIn(unit, found[index]))) &&
    !RANGE.test(between(unit, found[index - 1], found[index]));
  let start = last;
  while (start > first && !isOpening(start)) start -= 1;
  return start;
}

/** True when the words behind a section say whose it is: "§4 of brief v0.2", "§7 below", "§2 of each note". */
export function isSaidBehind(reading: UnitReading, index: number, setting: Setting): boolean {
  const { unit, found, sentences } = reading;
  const end = endIn(unit, found[index]);
  const sentence = sentenceAt(sentences, startIn(unit, found[index]));
  const after = fold(unit.text.slice(end, Math.min(sentence.end, end + REACH)));
  return isRightBefore(reading, index) || saysHereAfter(after, setting) || isStranger('', after, setting);
}

/** Of nobody, as far as anybody says. */
export const nobody: Owned = { of: null, isNear: false, isForeign: false };

const sure = (of: Owner): Owned => ({ of, isNear: false, isForeign: false });

/** True within the brackets that open right behind a document: "manifest-v0_41.md (the baseline; especially §2". */
function isInBrackets(text: string, from: number, to: number): boolean {
  if (to - from > REACH || !/^[`"'”’*]{0,3}\s?\(/.test(text.slice(from, to))) return false;
  let depth = 0;
  for (const character of text.slice(from, to)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && /[^\s`"'”’*]/.test(character)) return false;
  }
  return depth > 0;
}

/** True when the words beside a section give it to something that is no mention: "the note’s §2", "§2 of each brief". */
function isStranger(before: string, after: string, setting: Setting): boolean {
  const owned = before.replace(/ (?:own|full|whole) $/, ' ');
  if (phraseBefore(owned, owned.length, 3, (words) => isNoun(words, setting)) !== null) return true;
  const owner = OWNER_AFTER.exec(after)?.[1];
  return owner !== undefined && holdsNoun(owner, setting);
}

function startIn(unit: Unit, found: FoundMention | undefined): number {
  return (found?.span.start ?? unit.start) - unit.start;
}

function endIn(unit: Unit, found: FoundMention | undefined): number {
  return (found?.span.end ?? unit.start) - unit.start;
}

function isDocument(found: FoundMention | undefined): boolean {
  return found?.target.type === 'document';
}

function isUnowned(found: FoundMention | undefined): boolean {
  return found?.target.type === 'section' && found.target.of === null;
}

/** The words between two mentions; a bare stop when they are far apart. */
function between(unit: Unit, one: FoundMention | undefined, other: FoundMention | undefined): string {
  const [from, to] = [endIn(unit, one), startIn(unit, other)];
  return to - from > REACH ? '.' : fold(unit.text.slice(from, to));
}

function opens(unit: Unit, found: FoundMention | undefined): boolean {
  const start = startIn(unit, found);
  return start <= OPENING && !/[.;:]\s/.test(unit.text.slice(0, start));
}
