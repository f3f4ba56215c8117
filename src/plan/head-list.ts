import { placeAt, placesIn } from '../parse/head/places.ts';
import { yaml } from '../parse/head/yaml/library.ts';
import type { Draft, Edit, FieldPlace, Json, Span } from '../types.ts';
import { eolOf } from './head-entry.ts';
import type { EditedNote } from './view.ts';

/**
 * The edit that adds entries to a list of a YAML head, in the manner in which the list is written. `pointer` is a
 * JSON pointer of one or two keys; what is not there of them is made.
 */
export function entriesAdded(note: EditedNote, pointer: string, entries: readonly Json[]): Edit {
  const { text, path, draft } = note;
  const place = placeAt(draft, pointer);
  const [parent = '', child] = pointer.slice(1).split('/');
  if (place === undefined && child !== undefined && placeAt(draft, `/${parent}`)) {
    return addedToMap(note, parent, { [child]: entries });
  }
  if (place === undefined) {
    return atEnd(note, { [parent]: child === undefined ? entries : { [child]: entries } });
  }
  const raw = text.slice(place.value.start, place.value.end);
  const last = placeAt(draft, `${pointer}/${lastIndex(draft, pointer)}`)?.value;
  if (last === undefined) {
    const rest = text.slice(place.value.end, lineEnd(text, place.value.end));
    // A comment stays with the key: behind lines of entries it would be of the last one.
    const isOwnLine = /^\s*$/.test(lineBefore(text, place.key.start) + rest);
    const written = isOwnLine ? block(text, lineBefore(text, place.key.start), entries) : ` ${flow(entries)}`;
    return { path, span: fromColon(text, place), text: written };
  }
  if (raw.startsWith('[')) {
    const { end } = last;
    return { path, span: { start: end, end }, text: entries.map((entry) => `, ${flow(entry)}`).join('') };
  }
  const indent = indentAt(text, last.start);
  const end = lineEnd(text, last.end);
  return { path, span: { start: end, end }, text: dashes(text, indent, entries) };
}

/**
 * The edit that adds an entry to a key of a YAML head that is there: a value that is no list becomes one, none at all
 * the entry.
 */
export function besides(note: EditedNote, key: string, entry: string): Edit {
  const { text, path, draft } = note;
  const value = placeAt(draft, `/${key}`)?.value as Span;
  const raw = text.slice(value.start, value.end);
  if (/^(?:\[\s*\]|~|null|""|'')?$/.test(raw.trim())) return fieldWritten(note, key, entry);
  const isList = raw.startsWith('[') || placeAt(draft, `/${key}/0`) !== undefined;
  return isList
    ? entriesAdded(note, `/${key}`, [entry])
    : { path, span: value, text: `[${raw}, ${flow(entry)}]` };
}

/** The edit that gives a key of a YAML head a value, over the one that it has, or at the end of the head. */
export function fieldWritten(note: EditedNote, key: string, value: Json): Edit {
  const { text, path, draft } = note;
  const place = placeAt(draft, `/${key}`);
  if (place === undefined) return atEnd(note, { [key]: value });
  const written = Array.isArray(value)
    ? block(text, indentAt(text, place.key.start), value)
    : ` ${yaml().stringify(value, { lineWidth: 0 }).trim()}`;
  return { path, span: fromColon(text, place), text: written };
}

function atEnd({ text, path, draft }: EditedNote, fields: { readonly [key: string]: Json }): Edit {
  const start = text.lastIndexOf('\n', text.lastIndexOf('---', draft.headSpan.end)) + 1;
  return {
    path,
    span: { start, end: start },
    text: withEol(text, yaml().stringify(fields, { lineWidth: 0 })),
  };
}

function addedToMap(
  { text, path, draft }: EditedNote,
  parent: string,
  fields: { readonly [key: string]: Json },
): Edit {
  const children = placesIn(draft).filter(([pointer]) => new RegExp(`^/${parent}/[^/]+$`).test(pointer));
  const [first] = children;
  const place = placeAt(draft, `/${parent}`) as FieldPlace;
  const { value } = place;
  const raw = text.slice(value.start, value.end);
  if (first === undefined || raw.startsWith('{')) {
    const inside = raw.startsWith('{') ? raw.slice(1, -1).trim().replace(/,$/, '') : '';
    const more = flow(fields).slice(1, -1).trim();
    return { path, span: fromColon(text, place), text: ` { ${inside === '' ? '' : `${inside}, `}${more} }` };
  }
  const indent = indentAt(text, first[1].key.start);
  const end = lineEnd(text, value.end);
  const lines = yaml().stringify(fields, { lineWidth: 0 }).trimEnd().split('\n');
  return {
    path,
    span: { start: end, end },
    text: withEol(text, lines.map((line) => `\n${indent}${line}`).join('')),
  };
}

function lastIndex(draft: Draft, pointer: string): number {
  let index = -1;
  while (placeAt(draft, `${pointer}/${index + 1}`)) index += 1;
  return index;
}

/** A value in brackets or braces, on one line. */
function flow(value: Json): string {
  return yaml().stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim().replaceAll(/\n\s*/g, ' ');
}

/** From behind the colon of a key to the end of its value; where that is empty, a comment behind it stays apart. */
function fromColon(text: string, { key, value }: FieldPlace): Span {
  const start = text.indexOf(':', key.end) + 1;
  const end = text.charAt(value.end) === '#' ? start : withoutFeed(text, value.end);
  return { start, end: Math.max(start, end) };
}

function block(text: string, indent: string, entries: readonly Json[]): string {
  return entries.length === 0 ? ' []' : dashes(text, `${indent}  `, entries);
}

/** The entries as lines of their own, each with its line ending in front. */
function dashes(text: string, indent: string, entries: readonly Json[]): string {
  const lines = entries.flatMap((entry) => yaml().stringify([entry], { lineWidth: 0 }).trimEnd().split('\n'));
  return withEol(text, lines.map((line) => `\n${indent}${line}`).join(''));
}

function withEol(text: string, lines: string): string {
  return lines.replaceAll('\n', eolOf(text));
}

function indentAt(text: string, place: number): string {
  return /^\s*/.exec(lineBefore(text, place))?.[0] ?? '';
}

/** What stands on the line of a place in front of it. */
function lineBefore(text: string, place: number): string {
  return text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
}

/** Where the line on which a value ends does so, its line ending left out. */
function lineEnd(text: string, end: number): number {
  const feed = text.indexOf('\n', withoutFeed(text, end));
  return feed < 0 ? text.length : withoutFeed(text, feed + 1);
}

/** The end of a value without the line ending that is a part of it: a text in a block has one. */
function withoutFeed(text: string, end: number): number {
  return end - (/\r?\n$/.exec(text.slice(Math.max(0, end - 2), end))?.[0].length ?? 0);
}
