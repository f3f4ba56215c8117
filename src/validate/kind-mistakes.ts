import { pointerTo } from '../parse/head/reading.ts';
import { isObject } from '../read/json.ts';
import type { Json, JsonObject } from '../types.ts';
import type { Compiler } from './compiler.ts';
import type { SchemaMistake } from './schema-mistake.ts';
import { settingsMistakes } from './settings-mistakes.ts';

/** Why a schema cannot serve as a kind; each as one sentence with its place. Empty when it can. */
export function kindMistakes(
  schema: JsonObject,
  keys: readonly string[],
  address: string,
  compiler: Compiler,
): readonly SchemaMistake[] {
  const settings = settingsMistakes(schema);
  if (settings.length > 0) return settings;
  const invalid = compiler.invalid(schema);
  if (invalid) {
    return [{ pointer: invalid.instancePath, message: `This is no valid schema: it ${invalid.message}.` }];
  }
  try {
    if (compiler.compile(address, keys)({}).endless) return [endlessMistake(schema, address)];
  } catch (error) {
    return [compileMistake(error as Error, schema, address)];
  }
  return keys.includes('kind') ? [] : [{ pointer: '', message: BASELESS }];
}

const BASELESS = 'A kind builds on the keys of all notes: add "allOf": [{ "$ref": "../note.json" }].';

/** Points at the first reference of a schema into itself. */
function endlessMistake(schema: JsonObject, address: string): SchemaMistake {
  const leadsBack = (key: string, value: Json): boolean =>
    key === '$ref' &&
    typeof value === 'string' &&
    URL.canParse(value, address) &&
    new URL(value, address).href.replace(/#.*/s, '') === address;
  const message = 'This schema refers to itself without end, so nothing can be judged by it.';
  return { pointer: find(schema, '', leadsBack) ?? '', message };
}

function compileMistake(error: Error, schema: JsonObject, address: string): SchemaMistake {
  if (error instanceof RangeError) return endlessMistake(schema, address);
  const { missingRef } = error as { missingRef?: unknown };
  if (typeof missingRef === 'string') {
    const leads = (key: string, value: Json): boolean =>
      key === '$ref' &&
      typeof value === 'string' &&
      URL.canParse(value, address) &&
      new URL(value, address).href === missingRef;
    const pointer = find(schema, '', leads) ?? '';
    return {
      pointer,
      message: 'This reference leads to nothing; there are "../note.json" and the schemas beside this one.',
    };
  }
  const words = error.message.replace(/^strict mode: /, '').replace(/\.$/, '');
  const path = /at path "#([^"]*)"/.exec(words)?.[1];
  const keyword = /keyword:? "([^"]+)"/.exec(words)?.[1];
  const pointer = path ?? find(schema, '', (key) => key === keyword) ?? '';
  return {
    pointer,
    message: `This schema cannot be used: ${words.replace(/ (?:ignored in schema )?at path ".*"$/, '')}.`,
  };
}

/** Pointer of the first property, in order of the text, that a test accepts. */
function find(value: Json, pointer: string, accepts: (key: string, value: Json) => boolean): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value) as [string, Json][]) {
    const at = pointerTo(pointer, key);
    if (isObject(value) && accepts(key, inner)) return at;
    const found = find(inner, at, accepts);
    if (found !== null) return found;
  }
  return null;
}
