import { findVersion } from '../../version.ts';
import { writtenDay } from '../written-day.ts';
import { DAY } from './coerce.ts';
import { type Field, fieldText, type KeyOf, type LabelBlock, type Text } from './field.ts';

const VERSION = /^(?:(viewing|version)[.:]?\s+)?(?=v?\d)/i;
/** `14.30`, `9.15`: behind a day an hour, not a version. */
const HOUR = /^(?:0\d|1?[1-9]|[12]0|2[1-3])\.[0-5]\d$/;
const LABELLED = /^([A-Z][\w -]{0,60}?):\s+(?=\S)/;

/**
 * Reads a paragraph of one line, parts between middle dots, that opens with a version, with a day where a version
 * follows, or with a label that has an alias and stands in a part of its own or before its value, as all others do.
 * Null for any other.
 */
export function readDotLine(text: string, start: number, end: number, keyOf: KeyOf): LabelBlock | null {
  if (text.slice(start, end).includes('\n')) return null;
  const parts = partsOf(text, start, end);
  if (parts.length < 2) return null;
  const fields = inPairs(parts, keyOf) ?? labelledFields(parts, keyOf) ?? versionFields(parts);
  return fields && { form: 'dot-line', span: fieldText(text, start, end).span, fields };
}

/** `Version · 0.1 · Date · 2026-05-21` */
function inPairs(parts: readonly Text[], keyOf: KeyOf): readonly Field[] | null {
  const isLabel = parts.map(({ text }) => keyOf(text) !== null);
  if (parts.length % 2 > 0 || isLabel.some((is, at) => is !== (at % 2 === 0))) return null;
  return parts.flatMap((value, at): readonly Field[] => {
    const label = parts[at - 1];
    return at % 2 === 0 || label === undefined
      ? []
      : [{ label: label.text, key: label.span, value, items: null }];
  });
}

/** `Version: 0.1 · Date: 2026-05-21` */
function labelledFields(parts: readonly Text[], keyOf: KeyOf): readonly Field[] | null {
  const fields = parts.map(labelledField).filter((field) => field !== null);
  return fields.length === parts.length && keyOf(fields[0]?.label ?? '') !== null ? fields : null;
}

function versionFields([first, ...rest]: readonly Text[]): readonly Field[] | null {
  if (first === undefined) return null;
  const opening = versionField(first) ?? (isDay(first.text) ? fieldFrom(first, 0, 0, 'Date') : null);
  const isVersioned = opening?.label === 'Version' || rest.some((part) => versionBehindDay(part) !== null);
  if (opening === null || !isVersioned) return null;
  // A viewer's own line ends with what the reader may do, which is no status of the document.
  const viewer = /^viewing/i.test(first.text);
  return [opening, ...rest.flatMap((part) => fieldOf(part, viewer, opening.label === 'Date'))];
}

function partsOf(text: string, start: number, end: number): readonly Text[] {
  const parts: Text[] = [];
  let from = start;
  for (let dot = text.indexOf('·', from); dot >= 0 && dot < end; dot = text.indexOf('·', from)) {
    parts.push(plainIn(text, from, dot));
    from = dot + 1;
  }
  return [...parts, plainIn(text, from, end)];
}

/** A part without the marks of emphasis around it, which may open in one part and close in another. */
function plainIn(text: string, start: number, end: number): Text {
  let { start: from, end: to } = fieldText(text, start, end).span;
  while (from < to && '*_'.includes(text[from] ?? ' ')) from++;
  while (to > from && '*_'.includes(text[to - 1] ?? ' ')) to--;
  return fieldText(text, from, to);
}

function versionField(part: Text): Field | null {
  const match = VERSION.exec(part.text);
  const found = match && findVersion(part.text.slice(match[0].length));
  if (!found || match[0].length + found.end !== part.text.length) return null;
  const word = /^version/i.test(part.text) ? 'version'.length : 0;
  return fieldFrom(part, word, match[0].length, 'Version');
}

function versionBehindDay(part: Text): Field | null {
  return HOUR.test(part.text) ? null : versionField(part);
}

function fieldOf(part: Text, viewer: boolean, mayBeVersion: boolean): readonly Field[] {
  const found = labelledField(part) ?? (mayBeVersion ? versionBehindDay(part) : null);
  if (found !== null) return [found];
  if (isDay(part.text)) return [fieldFrom(part, 0, 0, 'Date')];
  return viewer || part.text === '' ? [] : [fieldFrom(part, 0, 0, 'Status')];
}

function labelledField(part: Text): Field | null {
  const labelled = LABELLED.exec(part.text);
  return labelled && fieldFrom(part, labelled[1]?.length ?? 0, labelled[0].length, labelled[1] ?? '');
}

function isDay(text: string): boolean {
  return DAY.test(text) || writtenDay(text) !== null;
}

/** A field whose label takes the first `word` characters of a part, and whose value begins at `value`. */
function fieldFrom(part: Text, word: number, value: number, label: string): Field {
  const { start, end } = part.span;
  const key = word > 0 ? { start, end: start + word } : { start: start + value, end: start + value };
  return {
    label,
    key,
    value: { text: part.text.slice(value), span: { start: start + value, end } },
    items: null,
  };
}
