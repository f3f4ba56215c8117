import { yaml } from '../../parse/head/yaml/library.ts';
import { isObject } from '../../read/json.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Json, JsonObject } from '../../types.ts';

/** What is not settled for good, and so goes on to the next note. */
const OPEN = new Set(['provisional', 'recommended', 'open', 'carried', 'deferred']);

/** The head field by which a note points back at one of a kind. */
const BACK: Readonly<Record<string, string>> = {
  'halt-note': 'halt',
  brief: 'brief',
  cr: 'cr',
  handoff: 'consumes',
};

/** Head fields of a note that answers another one: what it answers, and the field for notes of that kind. */
export function answeringFields(target: Document, keys: readonly string[]): JsonObject {
  const name = nameOf(target.path);
  const fields: Record<string, Json> = {};
  const back = BACK[target.kind];
  if (back !== undefined && keys.includes(back)) fields[back] = name;
  if (keys.includes('answers')) fields['answers'] = `${target.summary ?? target.title} (${name})`;
  const hasOther = Object.keys(fields).length > 0;
  return hasOther ? fields : { consumes: name };
}

/**
 * Head fields that a handoff takes over from the note it hands on: baselines, options, open items, and its reading
 * order with the note itself in front. What its head has no list for is taken from `inBody`.
 */
export function carriedFields(source: Document, keys: readonly string[], inBody: JsonObject): JsonObject {
  const lists = Object.entries(source.note?.fields ?? source.draft?.head ?? {}).filter(
    ([, value]) => !Array.isArray(value) || value.length > 0,
  );
  const head: JsonObject = { ...inBody, ...Object.fromEntries(lists) };
  const name = nameOf(source.path);
  const fields: Record<string, Json> = { consumes: name };
  for (const key of ['heads', 'baselines', 'options']) {
    const value = head[key];
    if (keys.includes(key) && Array.isArray(value) && value.length > 0) fields[key] = value;
  }
  const items = (Array.isArray(head['items']) ? head['items'] : []).filter(isOpen);
  if (keys.includes('items') && items.length > 0) fields['items'] = items;
  const rest = (Array.isArray(head['reading']) ? head['reading'] : []).filter(
    (entry: Json) => !(isObject(entry) && entry['document'] === name) && entry !== name,
  );
  if (keys.includes('reading')) {
    const first = { document: name, role: 'authoritative', reason: 'what this note takes over from' };
    fields['reading'] = [first, ...rest];
  }
  return fields;
}

/** True for an item that is not settled for good. */
export function isOpen(item: Json): boolean {
  const state = isObject(item) ? item['state'] : undefined;
  return typeof state !== 'string' || OPEN.has(state);
}

/**
 * A text with fields written into its YAML head: over the key's own line and what is indented below it, or over a
 * comment line `# key:`, else at the end of the head. Line feeds only.
 */
export function withFields(text: string, fields: JsonObject): string {
  const end = text.indexOf('\n---', 3);
  let head = text.slice(0, end + 1);
  for (const [key, value] of Object.entries(fields)) {
    const written = yaml().stringify({ [key]: value }, { lineWidth: 0 });
    const there = new RegExp(`^(?:# )?${key}:.*\\n(?:(?:[ \\t]+|# ).*\\n)*`, 'm');
    head = there.test(head) ? head.replace(there, () => written) : head + written;
  }
  return head + text.slice(end + 1);
}

/** A text without the keys of its YAML head that hold nothing, and the comments that tell about them. */
export function withoutEmpty(text: string): string {
  const end = text.indexOf('\n---', 3) + 1;
  const head = text.slice(0, end).replaceAll(/^[\w-]+: (?:""|\[\])\n(?:# .*\n)*/gm, '');
  return head + text.slice(end);
}
