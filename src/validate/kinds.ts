import { pointerTo } from '../parse/head/reading.ts';
import { own } from '../read/json.ts';
import type { Fault, JsonObject, Judgement, Kind, SchemaFault } from '../types.ts';
import { type Compiler, schemaCompiler } from './compiler.ts';
import { keysOf } from './kind-keys.ts';
import { kindMistakes } from './kind-mistakes.ts';
import { kindSettings, withLadder } from './kind-settings.ts';
import { mistyped, nearest } from './nearest.ts';
import { readSchemaDocument } from './schema-document.ts';
import type { SchemaMistake } from './schema-mistake.ts';
import { placeIn } from './schema-place.ts';

/** The text of one schema file; `path` ends in `schemas/note.json` or `schemas/kinds/<name>.json`. */
export interface SchemaText {
  readonly path: string;
  readonly text: string;
  /** True for the package's own, which its tests hold valid: compiled when the first note asks for it. */
  readonly builtIn?: boolean;
}

export interface LoadedKinds {
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Rule `config/invalid` with `{pointer, message}`; any of them means that the record cannot be judged. */
  readonly faults: readonly (Fault & { readonly path: string })[];
}

/** A schema under the address that references resolve to. */
interface Loaded {
  readonly name: string;
  readonly source: SchemaText;
  readonly address: string;
}

const BASE = 'https://slop.invalid/schemas/';
const PATH = /(?:^|\/)schemas\/(?:note|kinds\/([^/]+))\.json$/s;
const NAME = /^[a-z][a-z0-9-]{0,63}$/;
const NAMED = 'The file name of a kind is made of small letters, digits and hyphens.';

/**
 * Makes a kind of each schema. Of two schemas with one name the later counts, but `note.json` is always the
 * first. Never throws: a schema that cannot be used becomes a fault with file, place and a plain sentence.
 */
export function loadKinds(texts: readonly SchemaText[]): LoadedKinds {
  const faults: (Fault & { path: string })[] = [];
  const blame = ({ path, text }: SchemaText, mistakes: readonly SchemaMistake[]): void => {
    for (const { pointer, offset, message } of mistakes) {
      const span = offset === undefined ? placeIn(text, pointer) : { start: offset, end: offset + 1 };
      faults.push({ rule: 'config/invalid', path, span, data: { pointer, message } });
    }
  };

  const { note, kinds: chosen } = choose(texts);
  const documents = new Map<string, JsonObject>();
  for (const { name, source, address } of note ? [note, ...chosen] : chosen) {
    const named = source === note?.source || NAME.test(name);
    const read = named
      ? readSchemaDocument(source.text, source.builtIn === true)
      : { schema: null, mistakes: [{ pointer: '', message: NAMED }] };
    blame(source, read.mistakes);
    if (!read.schema) continue;
    documents.set(address, withLadder(read.schema));
  }
  const compiler = schemaCompiler(documents);

  const kinds = new Map<string, Kind>();
  for (const { name, source, address } of chosen) {
    const schema = documents.get(address);
    if (!schema) continue;
    const keys = keysOf(schema, address, documents);
    const mistakes = source.builtIn ? [] : kindMistakes(schema, keys, address, compiler);
    blame(source, mistakes);
    if (mistakes.length === 0) kinds.set(name, kindOf(name, schema, keys, address, compiler));
  }
  return { kinds, faults };
}

/** The address of a kind's schema; without a name, that of the schema which all kinds share. */
export function schemaAddress(kind: string | null): string {
  return kind === null ? `${BASE}note.json` : `${BASE}kinds/${kind}.json`;
}

function choose(texts: readonly SchemaText[]): { note: Loaded | null; kinds: readonly Loaded[] } {
  let note: Loaded | null = null;
  const kinds = new Map<string, Loaded>();
  for (const source of texts) {
    const match = PATH.exec(source.path);
    const name = match?.[1];
    if (name !== undefined) kinds.set(name, { name, source, address: schemaAddress(name) });
    else if (match) note ??= { name: 'note', source, address: schemaAddress(null) };
  }
  return { note, kinds: [...kinds.values()] };
}

function kindOf(
  name: string,
  schema: JsonObject,
  keys: readonly string[],
  address: string,
  compiler: Compiler,
): Kind {
  const settings = kindSettings(name, schema);
  const open =
    own(schema, 'unevaluatedProperties') !== false && own(schema, 'additionalProperties') !== false;
  let check: ReturnType<Compiler['compile']> | null = null;
  const judge = (head: JsonObject): Judgement => {
    check ??= compiler.compile(address, keys);
    const { value, faults } = check(head);
    const told = faults.map((fault) => onLadder(fault, head, settings.ladder));
    return { head: value, faults: [...told, ...(open ? slips(head, keys) : inherited(head, keys))] };
  };
  return { name, ...settings, keys, judge };
}

/** A status off the ladder has a rule of its own. */
function onLadder(fault: SchemaFault, head: JsonObject, ladder: readonly string[]): SchemaFault {
  if (fault.pointer !== '/status' || !fault.data['allowed']) return fault;
  const data = { status: String(head['status']), ladder, nearest: fault.data['nearest'] ?? null };
  return { rule: 'status/not-on-ladder', pointer: fault.pointer, onKey: false, data };
}

/** Keys of an open head that were meant to be known ones. */
function slips(head: JsonObject, keys: readonly string[]): readonly SchemaFault[] {
  const present = new Set(Object.keys(head));
  return [...present].flatMap((key) => {
    const near = keys.includes(key) ? null : mistyped(key, keys, present);
    const data = { key, nearest: near };
    return near === null
      ? []
      : [{ rule: 'head/unknown-key', pointer: pointerTo('', key), onKey: true, data }];
  });
}

/** Keys such as `toString`, which ajv takes for evaluated since every object has them. */
function inherited(head: JsonObject, keys: readonly string[]): readonly SchemaFault[] {
  return Object.keys(head).flatMap((key) => {
    if (!(key in Object.prototype) || keys.includes(key)) return [];
    const data = { key, nearest: nearest(key, keys) };
    return [{ rule: 'head/unknown-key', pointer: pointerTo('', key), onKey: true, data }];
  });
}
