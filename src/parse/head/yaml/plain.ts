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

/**
 * The quick way through a head that says what nearly all heads say: lines of `key: value` with lists of scalars and
 * of one-line maps, nothing folded, escaped, nested deeper or commented. Answers exactly as the YAML library would,
 * in a small part of the time; null for every other head, right or wrong, which is then the library's to read.
 */
export function readPlainYaml(text: string, inner: Span, path: string): YamlReading | null {
  const at = new Map<string, FieldPlace>();
  const values: HeadValue[] = [];
  const faults: Fault[] = [];
  let offset = inner.start;

  /** Passes over what the pattern finds here; null, and no step, when it finds nothing. */
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text);
    if (match !== null) offset += match[0].length;
    return match;
  };

  const scalar = ({ pointer, name }: Place, words: RegExp): Part | null => {
    const start = offset;
    const quoted = take(QUOTED)?.[0];
    const value = quoted?.slice(1, -1) ?? take(words)?.[0];
    if (value === undefined) return null;
    const span = { start, end: offset };
    values.push({ pointer, span });
    const reading = quoted === undefined ? misreading(value) : null;
    if (reading !== null) faults.push(numberLike(name, value, reading, span, path));
    return { value, span };
  };

  /** One key, and the value that `read` finds behind it; null too when the map has the key already. */
  const pair = (
    map: Record<string, Json>,
    parent: Place,
    read: (place: Place) => Part | null,
  ): Part | null => {
    const start = offset;
    const name = take(KEY)?.[0];
    if (name === undefined || isForbiddenKey(name)) return null;
    const key = { start, end: offset };
    const place = {
      pointer: pointerTo(parent.pointer, name),
      name: parent.name === '' ? name : `${parent.name}.${name}`,
    };
    if (at.has(place.pointer)) return null;
    at.set(place.pointer, { key, value: key });
    const part = read(place);
    if (part === null) return null;
    at.set(place.pointer, { key, value: part.span });
    map[name] = part.value;
    return part;
  };

  const entry = (list: Json[], parent: Place, read: (place: Place) => Part | null): Part | null => {
    const place = {
      pointer: pointerTo(parent.pointer, list.length),
      name: `${parent.name}[${list.length}]`,
    };
    const key = { start: offset, end: offset };
    at.set(place.pointer, { key, value: key });
    const part = read(place);
    if (part === null) return null;
    at.set(place.pointer, { key, value: part.span });
    list.push(part.value);
    return part;
  };

  const flowScalar = (place: Place): Part | null => scalar(place, FLOW_WORDS);

  const flow = (form: 'list' | 'map', readPart: () => Part | null): Span | null => {
    const start = offset;
    if (take(OPEN[form]) === null) return null;
    do if (readPart() === null) return null;
    while (take(COMMA) !== null);
    return take(CLOSE[form]) === null ? null : { start, end: offset };
  };

  const flowList = (place: Place): Part | null => {
    const value: Json[] = [];
    const span = flow('list', () => entry(value, place, flowScalar));
    return span && { value, span };
  };

  const flowValue = (place: Place): Part | null => {
    if (take(AFTER_KEY) === null) return null;
    return text.charAt(offset) === '[' ? flowList(place) : flowScalar(place);
  };

  const flowMap = (place: Place): Part | null => {
    const value = emptyObject();
    const span = flow('map', () => pair(value, place, flowValue));
    return span && { value, span };
  };

  const item = (place: Place): Part | null =>
    text.charAt(offset) === '{' ? flowMap(place) : scalar(place, WORDS);

  const list = (place: Place): Part | null => {
    const value: Json[] = [];
    let indent: string | null = null;
    let start = offset;
    let end = offset;
    for (let mark = take(ITEM); mark !== null; mark = take(ITEM)) {
      if (indent === null) start = mark.index + 1 + (mark[1] ?? '').length;
      indent ??= mark[1] ?? '';
      const part = mark[1] === indent ? entry(value, place, item) : null;
      if (part === null) return null;
      end = part.span.end;
    }
    return { value, span: { start, end } };
  };

  const topValue = (place: Place): Part | null => {
    if (take(LIST) !== null) return list(place);
    if (take(AFTER_KEY) === null) return null;
    return text.charAt(offset) === '[' ? flowList(place) : item(place);
  };

  const head = emptyObject();
  while (offset < inner.end) {
    if (pair(head, { pointer: '', name: '' }, topValue) === null || text.charAt(offset) !== '\n') return null;
    offset += 1;
  }
  return inner.start === inner.end ? null : { head, at, values, faults, suppressions: [] };
}
