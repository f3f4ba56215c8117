import { type HeadValue, pointerTo } from '../parse/head/reading.ts';
import { readYaml } from '../parse/head/yaml/yaml.ts';
import { isObject, objectAt, own, pointerName, stepsOf, textsIn } from '../read/json.ts';
import type { Config, Fault, Json, JsonObject, SchemaFault, Source, Span } from '../types.ts';
import { schemaCompiler } from './compiler.ts';
import { configSchema } from './config-schema.ts';
import { configOf } from './config-values.ts';
import { mistyped, nearest } from './nearest.ts';
import { faultPlace } from './place.ts';
import { probeFaults } from './probes.ts';
import { configSentence, HARMLESS, readingSentence } from './sentences.ts';

/** Names that slop.yaml may refer to, so that a mistyped one is not passed over in silence. */
export interface KnownNames {
  readonly rules?: readonly string[];
  readonly kinds?: readonly string[];
  /** The rungs of all ladders; a status may be another word, but not a slip of these. */
  readonly statuses?: readonly string[];
  /** Keys of heads; a label may lead to others too, but not to one that is a slip of these. */
  readonly keys?: readonly string[];
}

export interface ConfigReading {
  /** Every default filled in; a key with a mistake in it has its default. */
  readonly config: Config;
  /** Rule `config/invalid` with `{pointer, message}`, in order of place; spans into the text of slop.yaml. */
  readonly faults: readonly Fault[];
}

/** What the schema of slop.yaml is called. */
export const ADDRESS = 'https://slop.invalid/schemas/config.json';
const KEYS = Object.keys(objectAt(configSchema, 'properties'));
/**
 * Reads slop.yaml; an empty one gives the defaults. Never throws: what a fault means for the run is for the
 * caller to say.
 */
export function parseConfig(source: Source, known: KnownNames = {}): ConfigReading {
  const unread = source.faults.filter(({ rule }) => source.opaque || !HARMLESS.has(rule));
  if (unread.length > 0) return { config: configOf({}), faults: unread.map(reported) };

  const { text, path } = source;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const inner = isBlank(text.slice(start))
    ? { start: text.length, end: text.length }
    : { start, end: text.length };
  const { head, at, values, faults: yaml } = readYaml(text, inner, path);
  const { value, faults } = checked(withRepositories(head));
  const misnamed = new Set(faults.map(({ pointer }) => pointer));
  const quotes = values.filter(({ span }) => /^(?:""|'')$/.test(text.slice(span.start, span.end)));
  const wrong = [
    ...faults,
    ...[...unknownNames(value, known), ...emptyTexts(quotes)].filter(({ pointer }) => !misnamed.has(pointer)),
    ...(faults.length === 0 ? probeFaults(value) : []),
  ];
  const top = { start, end: Math.min(start + 1, text.length) };
  const all = [
    ...yaml.filter(({ rule }) => !HARMLESS.has(rule)).map(reported),
    ...wrong.map((fault) =>
      invalid(faultPlace(fault, (pointer) => at.get(pointer)) ?? top, fault.pointer, configSentence(fault)),
    ),
  ];
  // The YAML reader may place what it misses at the end one character behind the text.
  const within = ({ start, end }: Span) => ({
    start: Math.min(start, text.length),
    end: Math.min(end, text.length),
  });
  return {
    config: configOf(withoutWrong(value, wrong)),
    faults: all
      .map((fault) => ({ ...fault, span: within(fault.span) }))
      .sort((a, b) => a.span.start - b.span.start),
  };
}

function reported(fault: Fault): Fault {
  return invalid(fault.span, '', readingSentence(fault));
}

function invalid(span: Span, pointer: string, message: string): Fault {
  return { rule: 'config/invalid', span, data: { pointer, message } };
}

/** True when there is nothing but comments and the marks around a YAML document. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|---\s*$|\.\.\.\s*$|$)/.test(line));
}

/** A repository of which only the name is said counts, where other keys without a value are absent. */
function withRepositories(head: JsonObject): JsonObject {
  const named = Object.entries(objectAt(head, 'repos'));
  if (named.length === 0) return head;
  return {
    ...head,
    repos: Object.fromEntries(named.map(([name, value]) => [name, value === '' ? {} : value])),
  };
}

/** An empty file needs no schema, and compiling one takes time. */
function checked(head: JsonObject) {
  if (Object.keys(head).length === 0) return { value: head, faults: [] };
  return schemaCompiler(new Map([[ADDRESS, configSchema]])).compile(ADDRESS, KEYS)(head);
}

/** Quotes around nothing: without them a key has its default, with them somebody asked for something else. */
function emptyTexts(quotes: readonly HeadValue[]): readonly SchemaFault[] {
  // An entry of a list is judged by the schema: an empty argument of a probe is one.
  const keyed = quotes.filter(({ pointer }) => !/\/\d+$/.test(pointer));
  return keyed.map(({ pointer }) => ({
    rule: 'head/schema',
    pointer,
    onKey: false,
    data: { key: pointerName(pointer), expected: 'text that is not empty', actual: '""' },
  }));
}

/** Rules and kinds that do not exist, where it is known which do, and statuses that are slips of others. */
function unknownNames(value: JsonObject, known: KnownNames): readonly SchemaFault[] {
  const found: SchemaFault[] = [];
  const { rules, kinds, statuses, keys } = known;
  for (const rule of rules ? Object.keys(objectAt(value, 'rules')) : []) {
    const there = rule.endsWith('/*')
      ? rules?.some((one) => one.startsWith(rule.slice(0, -1)))
      : rules?.includes(rule);
    if (there) continue;
    const data = { key: `rules.${rule}`, nearest: nearest(rule, rules ?? []) };
    found.push({ rule: 'head/unknown-key', pointer: pointerTo('/rules', rule), onKey: true, data });
  }
  for (const [pointer, status] of statuses ? namedStatuses(value) : []) {
    const near = mistyped(status, statuses ?? [], new Set());
    // Notes of a kind without a ladder have any words for a status.
    if (near === null || near === status.toLowerCase()) continue;
    const data = { key: pointerName(pointer), expected: 'a status of a kind', nearest: near };
    found.push({ rule: 'head/unknown-key', pointer, onKey: true, data });
  }
  for (const [pointer, kind] of kinds ? namedKinds(value) : []) {
    if (typeof kind !== 'string' || kinds?.includes(kind)) continue;
    const data = {
      key: pointerName(pointer),
      expected: 'a kind that exists',
      actual: JSON.stringify(kind),
      nearest: nearest(kind, kinds ?? []),
    };
    found.push({ rule: 'head/schema', pointer, onKey: false, data });
  }
  for (const [label, key] of keys ? Object.entries(objectAt(value, 'labels')) : []) {
    if (typeof key !== 'string' || keys?.includes(key)) continue;
    const near = mistyped(key, keys ?? [], new Set());
    if (near === null) continue;
    const data = {
      key: `labels.${label}`,
      expected: 'a key of heads',
      actual: JSON.stringify(key),
      nearest: near,
    };
    found.push({ rule: 'head/schema', pointer: pointerTo('/labels', label), onKey: false, data });
  }
  return found;
}

/** Each status that a level is given for, with where it stands. */
function namedStatuses(value: JsonObject): readonly (readonly [string, string])[] {
  return Object.entries(objectAt(value, 'rules')).flatMap(([rule, said]) =>
    Object.keys(objectAt(isObject(said) ? said : {}, 'statuses')).map(
      (status) => [pointerTo(`${pointerTo('/rules', rule)}/statuses`, status), status] as const,
    ),
  );
}

/** Each place that names a kind, with what stands there. */
function namedKinds(value: JsonObject): readonly (readonly [string, Json | undefined])[] {
  const entries = (key: string) => Object.entries(objectAt(value, key));
  return [
    ...entries('kinds').map(([glob, kind]) => [pointerTo('/kinds', glob), kind] as const),
    ...entries('names').flatMap(([name, said]) =>
      isObject(said) ? [[`${pointerTo('/names', name)}/kind`, own(said, 'kind')] as const] : [],
    ),
    ...entries('profiles').flatMap(([name, said]) =>
      textsIn(own(isObject(said) ? said : {}, 'kinds')).map(
        (kind, index) => [`${pointerTo('/profiles', name)}/kinds/${index}`, kind] as const,
      ),
    ),
  ];
}

/** Leaves out each top-level key with a mistake in it. */
function withoutWrong(value: JsonObject, wrong: readonly SchemaFault[]): JsonObject {
  const keys = new Set(wrong.map(({ pointer }) => stepsOf(pointer)[0]));
  const kept = Object.keys(value).filter((key) => !keys.has(key));
  return Object.fromEntries(kept.map((key) => [key, own(value, key) ?? null]));
}
