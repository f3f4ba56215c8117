import type { Fault, FieldPlace, Json, Span } from '../../../types.ts';
import { numberLike } from '../faults.ts';
import { emptyObject, type HeadValue, isForbiddenKey, pointerTo } from '../reading.ts';
import { misreading } from './number-like.ts';
import type { YamlReading } from './yaml.ts';

const KEY = /[A-Za-z_][\w-]{0,63}(?=:[ \n])/y;
const AFTER_KEY = /: +(?=[^ \n])/y;
const LIST = /:(?=\n *- )/y;
const ITEM = /\n( *)- +/y;
const QUOTED = /"[^"\\\n\r\t]*"|'[^'\n\r\t]*'/y;
/** A plain scalar of a line of its own. */
const WORDS = /[\p{L}\p{N}](?:[^\s#:]|:(?=[\p{L}\p{N}/])| +(?=[^\s#:])){0,1000}(?=\n)/uy;
/** A plain scalar in a flow list or map. */
const FLOW_WORDS = /[\p{L}\p{N}](?:[\p{L}\p{N}_./@+-]| (?=[\p{L}\p{N}])){0,200}(?= *[,\]}])/uy;
const COMMA = / *, */y;
const OPEN = { list: /\[ */y, map: /\{ */y };
const CLOSE = { list: / *\]/y, map: / *\}/y };

/** Something read: its value and where it is written. */
interface Part {
  readonly value: Json;
  readonly span: Span;
}

/** Where a value stands in the head: its JSON pointer, and its name for people. */
interface Place {
  readonly pointer: string;
  readonly name: string;
}

/** A head as it is read: how far, and what was found so far. */
interface Reader {
  readonly text: string;
  readonly path: string;
  readonly at: Map<string, FieldPlace>;
  readonly values: HeadValue[];
  readonly faults: Fault[];
  offset: number;
}

/** Reads what stands here; null where it is anything else. */
type Read = (from: Reader, place: Place) => Part | null;

/**
 * The quick way through a head that says what nearly all heads say: lines of `key: value` with lists of scalars and
 * of one-line maps, nothing folded, escaped, nested deeper or commented. Answers exactly as the YAML library would,
 * in a small part of the time; null for every other head, right or wrong, which is then the library's to read.
 */
export function readPlainYaml(text: string, inner: Span, path: string): YamlReading | null {
  const from: Reader = { text, path, at: new Map(), values: [], faults: [], offset: inner.start };
  const head = emptyObject();
  while (from.offset < inner.end) {
    const part = pair(from, head, { pointer: '', name: '' }, topValue);
    if (part === null || text.charAt(from.offset) !== '\n') return null;
    from.offset += 1;
  }
  const { at, values, faults } = from;
  return inner.start === inner.end ? null : { head, at, values, faults, suppressions: [] };
}

/** Passes over what the pattern finds here; null, and no step, when it finds nothing. */
function take(from: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = from.offset;
  const match = pattern.exec(from.text);
  if (match !== null) from.offset += match[0].length;
  return match;
}

/** One key, and the value that `read` finds behind it; null too when the map has the key already. */
function pair(from: Reader, map: Record<string, Json>, parent: Place, read: Read): Part | null {
  const start = from.offset;
  const name = take(from, KEY)?.[0];
  if (name === undefined || isForbiddenKey(name)) return null;
  const place = {
    pointer: pointerTo(parent.pointer, name),
    name: parent.name === '' ? name : `${parent.name}.${name}`,
  };
  if (from.at.has(place.pointer)) return null;
  const part = placed(from, place, { start, end: from.offset }, read);
  if (part !== null) map[name] = part.value;
  return part;
}

function entry(from: Reader, list: Json[], parent: Place, read: Read): Part | null {
  const place = { pointer: pointerTo(parent.pointer, list.length), name: `${parent.name}[${list.length}]` };
  const part = placed(from, place, { start: from.offset, end: from.offset }, read);
  if (part !== null) list.push(part.value);
  return part;
}

/** What is read at a place, which comes before those in it. */
function placed(from: Reader, place: Place, key: Span, read: Read): Part | null {
  const { at } = from;
  at.set(place.pointer, { key, value: key });
  const part = read(from, place);
  if (part !== null) at.set(place.pointer, { key, value: part.span });
  return part;
}

function topValue(from: Reader, place: Place): Part | null {
  if (take(from, LIST) !== null) return list(from, place);
  if (take(from, AFTER_KEY) === null) return null;
  return from.text.charAt(from.offset) === '[' ? flowList(from, place) : item(from, place);
}

function list(from: Reader, place: Place): Part | null {
  const value: Json[] = [];
  let indent: string | null = null;
  let start = from.offset;
  let end = from.offset;
  for (let mark = take(from, ITEM); mark !== null; mark = take(from, ITEM)) {
    if (indent === null) start = mark.index + 1 + (mark[1] ?? '').length;
    indent ??= mark[1] ?? '';
    const part = mark[1] === indent ? entry(from, value, place, item) : null;
    if (part === null) return null;
    end = part.span.end;
  }
  return { value, span: { start, end } };
}

function item(from: Reader, place: Place): Part | null {
  return from.text.charAt(from.offset) === '{' ? flowMap(from, place) : scalar(from, place, WORDS);
}

function scalar(from: Reader, { pointer, name }: Place, words: RegExp): Part | null {
  const start = from.offset;
  const quoted = take(from, QUOTED)?.[0];
  const value = quoted?.slice(1, -1) ?? take(from, words)?.[0];
  if (value === undefined) return null;
  const span = { start, end: from.offset };
  from.values.push({ pointer, span });
  const reading = quoted === undefined ? misreading(value) : null;
  if (reading !== null) from.faults.push(numberLike(name, value, reading, span, from.path));
  return { value, span };
}

function flowMap(from: Reader, place: Place): Part | null {
  const value = emptyObject();
  const span = flow(from, 'map', () => pair(from, value, place, flowValue));
  return span && { value, span };
}

function flowList(from: Reader, place: Place): Part | null {
  const value: Json[] = [];
  const span = flow(from, 'list', () => entry(from, value, place, flowScalar));
  return span && { value, span };
}

function flow(from: Reader, form: 'list' | 'map', readPart: () => Part | null): Span | null {
  const start = from.offset;
  if (take(from, OPEN[form]) === null) return null;
  do if (readPart() === null) return null;
  while (take(from, COMMA) !== null);
  return take(from, CLOSE[form]) === null ? null : { start, end: from.offset };
}

function flowValue(from: Reader, place: Place): Part | null {
  if (take(from, AFTER_KEY) === null) return null;
  return from.text.charAt(from.offset) === '[' ? flowList(from, place) : flowScalar(from, place);
}

function flowScalar(from: Reader, place: Place): Part | null {
  return scalar(from, place, FLOW_WORDS);
}
