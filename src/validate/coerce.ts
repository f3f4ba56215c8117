import type { ErrorObject } from 'ajv';
import { isForbiddenKey, pointerTo } from '../parse/head/reading.ts';
import { isObject, stepsOf } from '../read/json.ts';
import type { Json, JsonObject } from '../types.ts';

/** A JSON value of our own, to be changed while it is judged. */
type Draftable = string | number | boolean | null | Draftable[] | { [key: string]: Draftable };

const WHOLE = /^-?(?:0|[1-9]\d{0,15})$/;
const NUMBER = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/;

/**
 * Copies a head with ordinary objects, as ajv wants them. Keys without a value count as absent; their JSON
 * pointers are added to `empty`.
 */
export function draftOf(head: JsonObject, empty: Set<string>): { [key: string]: Draftable } {
  return copy(head, '', empty) as { [key: string]: Draftable };
}

function copy(value: Json, pointer: string, empty: Set<string>): Draftable {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((entry, index) => copy(entry, `${pointer}/${index}`, empty));
  }
  if (!isObject(value)) return value as Draftable;
  const object: { [key: string]: Draftable } = {};
  for (const [key, inner] of Object.entries(value)) {
    const at = pointerTo(pointer, key);
    if (inner === '') empty.add(at);
    else if (!isForbiddenKey(key)) object[key] = copy(inner, at, empty);
  }
  return object;
}

/**
 * Turns the texts that ajv complained of into what the schema asks for there, where their spelling is that of
 * a plain number or of `true` and `false`: `12`, never `0x0c`, `1e3`, ` 12 ` or `012`. Changes `value` in
 * place; false when nothing could be turned.
 */
export function coerce(value: Draftable, errors: readonly ErrorObject[]): boolean {
  let changed = false;
  for (const error of errors) {
    if (typeof error.data !== 'string') continue;
    const turned = turn(error.data, error);
    if (turned !== null && set(value, stepsOf(error.instancePath), turned)) changed = true;
  }
  return changed;
}

function turn(text: string, { keyword, params }: ErrorObject): number | boolean | null {
  const types = keyword === 'type' ? [params['type']].flat() : [];
  const allowed: readonly unknown[] = keyword === 'enum' ? params['allowedValues'] : [params['allowedValue']];
  const wants = (type: string): boolean => types.includes(type) || allowed.some((one) => typeof one === type);
  if (WHOLE.test(text) && (wants('integer') || wants('number'))) return safe(Number(text));
  if (NUMBER.test(text) && wants('number')) return safe(Number(text));
  if ((text === 'true' || text === 'false') && wants('boolean')) return text === 'true';
  return null;
}

function safe(number: number): number | null {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : null;
}

function set(value: Draftable, steps: readonly string[], turned: number | boolean): boolean {
  const last = steps.at(-1);
  let holder: Draftable | undefined = value;
  for (const step of steps.slice(0, -1)) {
    holder = (holder as { readonly [key: string]: Draftable })[step];
  }
  if (last === undefined || typeof holder !== 'object' || holder === null) return false;
  (holder as { [key: string]: Draftable })[last] = turned;
  return true;
}

/** The judged value as heads are kept: objects without a prototype. */
export function settledJson(value: Draftable): Json {
  if (Array.isArray(value)) return value.map(settledJson);
  if (typeof value !== 'object' || value === null) return value;
  const object = Object.create(null) as { [key: string]: Json };
  for (const [key, inner] of Object.entries(value)) object[key] = settledJson(inner);
  return object;
}
