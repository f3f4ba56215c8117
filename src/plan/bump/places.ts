import { placeAt } from '../../parse/head/places.ts';
import { formatVersion, parseVersion } from '../../parse/version.ts';
import { Refusal } from '../../refusal.ts';
import { joined } from '../../rules/words.ts';
import type { Document, Edit, Family, VersionPlace } from '../../types.ts';
import { digitsEdit, sentenceAround, type UnnumberedQuestion, type VersionStep } from '../occurrences.ts';
import type { EditedNote } from '../view.ts';

const FAMILIES: Readonly<Record<VersionPlace['place'], Family>> = {
  'file name': 'A',
  title: 'A',
  head: 'B',
  footer: 'C',
};

/** What the places of a document have to say for `--accept`. */
export type AcceptedPlace = VersionPlace['place'];

/**
 * The version that a document is at, by all its places, or by the accepted one where they disagree.
 * @throws Refusal naming the places, when they disagree and none is accepted.
 */
export function agreedVersion({ path, version, draft }: Document, accept: AcceptedPlace | null) {
  const places = draft?.versions ?? [];
  const texts = new Set(places.map(({ text }) => comparable(text)));
  if (texts.size < 2) return version;
  const said = joined(
    places.map(({ place, text }) => `${place} ${text}`),
    'and',
  );
  if (accept === null) {
    throw new Refusal(
      `${path} says different versions in different places (${said}): mend it, or say which is right with --accept "${places[0]?.place ?? 'head'}".`,
    );
  }
  const right = places.find(({ place }) => place === accept);
  if (right === undefined) throw new Refusal(`${path} says no version in its ${accept}: it has ${said}.`);
  return parseVersion(right.text);
}

function comparable(text: string): string {
  const version = parseVersion(text);
  return version === null ? text : formatVersion(version).replace(/^(\d+\.\d+)\.0$/, '$1');
}

/**
 * The questions, answered with yes, that write the new version into title, head and footer. The footer's date goes
 * with its version, and in a head "0.2 (supersedes v0.1)" both versions move on.
 */
export function placeQuestions(
  { text, path, draft }: EditedNote,
  step: VersionStep,
  date: string,
): readonly UnnumberedQuestion[] {
  return draft.versions.flatMap(({ place, span }): readonly UnnumberedQuestion[] => {
    if (span === null) return [];
    const value = placeAt(draft, '/version')?.value;
    const isBare = draft.form === 'yaml' && value?.start === span.start && value.end === span.end;
    const digits = digitsEdit(text, path, span, step);
    const edits: Edit[] = [isBare ? asText(digits) : digits];
    if (place === 'footer') edits.push(...dateAfter(text, path, span.end, date));
    if (place === 'head' && value) edits.push(...olderInside(text, path, span.end, value.end, step));
    return [{ path, family: FAMILIES[place], edits, sentence: sentenceAround(text, span), answer: 'yes' }];
  });
}

/** Between quotes where other readers of YAML would take a version for another number: 0.10 for 0.1. */
function asText(edit: Edit): Edit {
  const { text } = edit;
  return /^\d+\.\d+$/.test(text) && String(Number(text)) !== text ? { ...edit, text: `"${text}"` } : edit;
}

function dateAfter(text: string, path: string, from: number, date: string): readonly Edit[] {
  const match = /^\W{0,12}?(\d{4}-\d{2}-\d{2})/.exec(text.slice(from, from + 40));
  if (match === null) return [];
  const end = from + match[0].length;
  return [{ path, span: { start: end - 10, end }, text: date }];
}

function olderInside(text: string, path: string, from: number, to: number, { from: old }: VersionStep) {
  const match = /(?:supersedes|successor to|replaces|after)\s+v?(\d+(?:[._]\d+)+)/i.exec(
    text.slice(from, to),
  );
  const digits = match?.[1];
  if (match === null || digits === undefined) return [];
  const end = from + match.index + match[0].length;
  return [{ path, span: { start: end - digits.length, end }, text: formatVersion(old) }];
}

/** The edits that date the new version: the day of the head, and what is said of its time of day. */
export function dateEdits({ text, path, draft }: EditedNote, date: string): readonly Edit[] {
  const value = placeAt(draft, '/date')?.value;
  if (value === undefined) return [];
  const match = /\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?|\s*\([^()]*\))?/.exec(
    text.slice(value.start, value.end),
  );
  if (match === null) return [];
  const start = value.start + match.index;
  return [{ path, span: { start, end: start + match[0].length }, text: date }];
}
