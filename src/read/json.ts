import type { Json, JsonObject } from '../types.ts';

/** What a JSON text says; null for a text that is no JSON. */
export function jsonIn(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The object that a JSON text is; null for any other text. */
export function objectFrom(text: string): JsonObject | null {
  const value = jsonIn(text);
  return isObject(value) ? value : null;
}

/** True for a JSON object, false for lists and scalars. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property that the object itself has; never one that it inherits. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The entries of a JSON list that are objects; none when it is no list. */
export function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** The entries of the list at a key that are objects, each with its JSON pointer. */
export function entriesAt(object: JsonObject, key: string): readonly (readonly [JsonObject, string])[] {
  const list = own(object, key);
  return (Array.isArray(list) ? (list as readonly Json[]) : []).flatMap((entry, index) =>
    isObject(entry) ? [[entry, `/${key}/${index}`] as const] : [],
  );
}

/** The entries of a JSON list that are texts; none when it is no list. */
export function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((entry) => typeof entry === 'string') : [];
}

/** A text; null for an empty one, and for what is none. */
export function textIn(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The text at a key; null where none is, or an empty one. */
export function textAt(object: JsonObject, key: string): string | null {
  return textIn(own(object, key));
}

/** A text, or a number as text; `''` for everything else. */
export function scalarText(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The text at a key, a number as it would be written; null where neither is, or an empty text. */
export function scalarAt(object: JsonObject, key: string): string | null {
  return scalarText(own(object, key)) || null;
}

/** The object at a key, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return isObject(value) ? value : {};
}

/** A JSON pointer (RFC 6901) as its steps, unescaped. */
export function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON pointer; undefined when nothing is there. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const step of stepsOf(pointer)) {
    if (isObject(found)) found = own(found, step);
    else found = Array.isArray(found) ? (found as readonly Json[])[Number(step)] : undefined;
  }
  return found;
}

/** A JSON pointer as people write it: `commits[0].oid`. */
export function pointerName(pointer: string): string {
  return stepsOf(pointer).reduce((name, step) => {
    if (/^\d+$/.test(step)) return `${name}[${step}]`;
    return name === '' ? step : `${name}.${step}`;
  }, '');
}

/** So many brackets within each other no JSON text of a person has. */
export const DEEPEST_JSON = 100;

/** True when the brackets of a JSON text nest deeper than that; one scan, no tree. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') depth--;
    if (depth > DEEPEST_JSON) return true;
  }
  return false;
}
