import { placeAt } from '../parse/head/places.ts';
import { stepsOf } from '../read/json.ts';
import type { Draft, Fault, Fix, SchemaFault } from '../types.ts';
import { dayInWords } from './day-in-words.ts';

const QUOTES = 2;

/**
 * What mends a fault of a head: a key that is a known one but for its case, in lower case where the head has it once,
 * and a day that is written in words on its line, as year-month-day. Null for every other.
 */
export function headFix({ rule, pointer, data }: SchemaFault, draft: Draft): Fix | null {
  const place = placeAt(draft, pointer);
  if (place === undefined) return null;
  const fix = (span: typeof place.key, text: string, safe: boolean): Fix => ({
    title: `Write \`${text}\``,
    edits: [{ path: draft.path, span, text }],
    safe,
  });
  if (rule === 'date/invalid') {
    const value = String(data['value']);
    const day = dayInWords(value);
    // The place of a block (`date: >`) takes the end of its last line along.
    const isInPlace = place.value.end - place.value.start <= value.length + QUOTES;
    return day === null || !isInPlace ? null : fix(place.value, day, true);
  }
  const [key = '', ...below] = stepsOf(pointer);
  const { nearest } = data;
  if (rule !== 'head/unknown-key' || typeof nearest !== 'string' || below.length > 0) return null;
  const spelled = Object.keys(draft.head).filter((one) => one.toLowerCase() === nearest);
  const isOther = spelled.length !== 1 || spelled[0] !== key;
  return isOther || draft.form !== 'yaml' ? null : fix(place.key, nearest, false);
}

/** The same faults, where several keys of a head are wrong in their case alone as one, with one fix for all of them. */
export function caseTogether(faults: readonly Fault[]): readonly Fault[] {
  const [first, ...others] = faults.filter(
    ({ rule, fix }) => rule === 'head/unknown-key' && fix !== undefined,
  );
  if (first?.fix === undefined || others.length === 0) return faults;
  const edits = [first, ...others].flatMap(({ fix }) => fix?.edits ?? []);
  const one: Fault = {
    ...first,
    data: { ...first.data, more: others.map(({ data }) => data) },
    fix: { ...first.fix, title: `Write ${edits.map(({ text }) => `\`${text}\``).join(', ')}`, edits },
  };
  return faults.flatMap((fault) => (fault === first ? one : others.includes(fault) ? [] : fault));
}
