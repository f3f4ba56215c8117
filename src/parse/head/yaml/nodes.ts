import type { Alias, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { Fault, FieldPlace, Json, JsonObject, Span } from '../../../types.ts';
import { cutOff, duplicateKey, forbiddenKey, numberLike, unreadable, wildAlias } from '../faults.ts';
import { emptyObject, type Fields, type HeadValue, isForbiddenKey, pointerTo } from '../reading.ts';
import { yaml } from './library.ts';
import { nodeSpan } from './node-span.ts';
import { misreading } from './number-like.ts';

/** Behind a value: `#` and a word at once, which to YAML is a comment, and which a person hardly means as one. */
const HASH_WORD = /[ \t]*(?<=[ \t])#(?!slop-ignore)[^\s#].*/y;

/** A number or a day: no words are lost behind it. */
const NO_WORDS = /^[\d.:-]+$/;

/** How many nodes the aliases of one head may stand for together. */
const ALIAS_BUDGET = 100;

interface MapReading extends Fields {
  readonly faults: readonly Fault[];
  /** Faults that leave the whole head unread. */
  readonly refused: readonly Fault[];
}

/** What is carried through the tree and filled on the way. */
interface Walk {
  readonly text: string;
  readonly shift: number;
  readonly path: string;
  readonly at: Map<string, FieldPlace>;
  readonly values: HeadValue[];
  readonly faults: Fault[];
  readonly refused: Fault[];
  readonly anchors: Map<string, ParsedNode>;
  /** Anchored nodes that are being read, so that none is read inside itself. */
  readonly open: Set<ParsedNode>;
  readonly budget: { left: number };
}

/** Where a node stands in the head. */
interface Place {
  readonly pointer: string;
  /** For people: `commits[0].oid`. */
  readonly name: string;
  /** The alias that stands for the node, when one does: then everything in it is found there. */
  readonly alias: Span | null;
}

/** Turns the map of a head into an object and the places of its keys and entries. `shift` is added to offsets. */
export function readMap(map: YAMLMap.Parsed, text: string, shift: number, path: string): MapReading {
  const filled = {
    at: new Map(),
    values: [],
    faults: [],
    refused: [],
    anchors: new Map(),
    open: new Set<ParsedNode>(),
  };
  const walk: Walk = { text, shift, path, ...filled, budget: { left: ALIAS_BUDGET } };
  const head = readNode(walk, map, { pointer: '', name: '', alias: null }) as JsonObject;
  return { head, at: walk.at, values: walk.values, faults: walk.faults, refused: walk.refused };
}

/** Undefined for an alias that leads nowhere or too far. */
function readNode(walk: Walk, node: ParsedNode, place: Place): Json | undefined {
  if (yaml().isAlias(node)) return readAlias(walk, node as Alias.Parsed, place);
  if (place.alias && --walk.budget.left < 0) return undefined;
  if (node.anchor !== undefined && !place.alias) {
    walk.anchors.set(node.anchor, node);
    walk.open.add(node);
  }
  const value = yaml().isMap(node)
    ? readPairs(walk, node as YAMLMap.Parsed, place)
    : yaml().isSeq(node)
      ? readItems(walk, node as YAMLSeq.Parsed, place)
      : readScalar(walk, node, place);
  walk.open.delete(node);
  return value;
}

function readAlias(walk: Walk, alias: Alias.Parsed, place: Place): Json | undefined {
  const target = walk.anchors.get(alias.source);
  const span = place.alias ?? nodeSpan(walk.shift, alias);
  const at = new Map<string, FieldPlace>();
  const spent = target !== undefined && walk.budget.left < 0;
  const known = target !== undefined && !walk.open.has(target);
  const value = known ? readNode({ ...walk, at }, target, { ...place, alias: span }) : undefined;
  if (value === undefined || walk.budget.left < 0) {
    // One finding says that the budget is gone; every later alias would only repeat it.
    if (!place.alias && !spent) walk.faults.push(wildAlias(walk.text, span, target === undefined, walk.path));
    return undefined;
  }
  for (const [pointer, found] of at) walk.at.set(pointer, found);
  return value;
}

function readScalar(walk: Walk, node: ParsedNode, place: Place): Json {
  const value = yaml().isScalar(node) ? String(node.value ?? '') : '';
  if (place.alias) return value;
  const span = nodeSpan(walk.shift, node);
  walk.values.push({ pointer: place.pointer, span });
  if (!yaml().isScalar(node) || node.type !== 'PLAIN') return value;
  const reading = misreading(value);
  if (reading !== null) walk.faults.push(numberLike(place.name, value, reading, span, walk.path));
  HASH_WORD.lastIndex = span.end;
  const lost = HASH_WORD.exec(walk.text)?.[0].trimEnd();
  if (lost !== undefined && !NO_WORDS.test(value)) {
    const written = { start: span.start, end: span.end + lost.length };
    walk.faults.push(cutOff(place.name, walk.text, lost.trimStart(), written, walk.path));
  }
  return value;
}

function readItems(walk: Walk, list: YAMLSeq.Parsed, place: Place): Json {
  const items: Json[] = [];
  for (const node of list.items) {
    const pointer = pointerTo(place.pointer, items.length);
    const span = place.alias ?? nodeSpan(walk.shift, node);
    const key = { start: span.start, end: span.start };
    walk.at.set(pointer, { key, value: span });
    const item = readNode(walk, node, { ...place, pointer, name: `${place.name}[${items.length}]` });
    if (item === undefined) walk.at.delete(pointer);
    else items.push(item);
  }
  return items;
}

function readPairs(walk: Walk, map: YAMLMap.Parsed, place: Place): Json {
  const object = emptyObject();
  for (const pair of map.items) {
    const span = place.alias ?? nodeSpan(walk.shift, pair.key);
    const key = yaml().isScalar(pair.key) ? String(pair.key.value ?? '') : '';
    const pointer = pointerTo(place.pointer, key);
    const earlier = walk.at.get(pointer);
    const fault = keyFault(walk, pair.key, key, span, earlier);
    if (fault) {
      if (!place.alias) (fault.rule === 'head/unreadable' ? walk.refused : walk.faults).push(fault);
      continue;
    }
    const after = { start: span.end, end: span.end };
    walk.at.set(pointer, {
      key: span,
      value: place.alias ?? (pair.value ? nodeSpan(walk.shift, pair.value) : after),
    });
    const name = place.name === '' ? key : `${place.name}.${key}`;
    const value = pair.value ? readNode(walk, pair.value, { ...place, pointer, name }) : '';
    if (value === undefined) walk.at.delete(pointer);
    else object[key] = value;
  }
  return object;
}

function keyFault(
  walk: Walk,
  node: ParsedNode,
  key: string,
  span: Span,
  earlier: FieldPlace | undefined,
): Fault | null {
  if (!yaml().isScalar(node)) return unreadable(span, 'a key here is not plain text');
  if (key === '') return unreadable({ ...span, end: span.end + 1 }, 'no key stands before this `:`');
  if (isForbiddenKey(key)) return forbiddenKey(key, span);
  return earlier ? duplicateKey(key, span, earlier.key, walk.path) : null;
}
