import type { Fault, FieldPlace, Json, Span } from '../../../types.ts';
import { duplicateKey, forbiddenKey } from '../faults.ts';
import { emptyObject, type Fields, type HeadValue, isForbiddenKey, pointerTo } from '../reading.ts';
import { bare, supersededIn } from './coerce.ts';
import type { Block, Field, KeyOf } from './field.ts';

export interface Assembled extends Fields {
  readonly faults: readonly Fault[];
}

/** A field that has its key. */
interface Taken {
  readonly field: Field;
  readonly key: string;
  /** Null when the field says that there is nothing. */
  readonly json: Json;
}

/**
 * Makes one head of the fields of all blocks; `head` is the block that counts first, and the only one whose
 * scalars are listed. A field said twice is a fault, unless another block says the same.
 */
export function assemble(
  text: string,
  head: Block,
  others: readonly Block[],
  keyOf: KeyOf,
  path: string,
): Assembled {
  const faults: Fault[] = [];
  const taken = new Map<string, Taken>();
  for (const block of [head, ...others]) {
    for (const field of block.fields) {
      const key = freeKey(field, taken, keyOf);
      const json = jsonOf(key, field);
      const earlier = taken.get(key);
      if (isForbiddenKey(key)) faults.push(forbiddenKey(key, field.key));
      else if (!earlier) taken.set(key, { field, key, json });
      else if (block === head || JSON.stringify(earlier.json) !== JSON.stringify(json)) {
        faults.push(duplicateKey(key, field.key, earlier.field.key, path));
      }
    }
  }
  return { ...placed(text, [...taken.values()], head.span), faults };
}

/** The key of a field. Two labels may share an alias; the second then goes by its own words. */
function freeKey(field: Field, taken: ReadonlyMap<string, Taken>, keyOf: KeyOf): string {
  const key = keyOf(field.label) ?? kebab(field.label);
  const earlier = taken.get(key);
  if (!earlier || kebab(earlier.field.label) === kebab(field.label)) return key;
  return JSON.stringify(earlier.json) === JSON.stringify(jsonOf(key, field)) ? key : kebab(field.label);
}

function jsonOf(key: string, field: Field): Json {
  return field.items ? field.items.map((item) => item.text) : bare(key, field.value.text);
}

/** `Amendment record (v0.2)` → `amendment-record-v0-2`. */
function kebab(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function placed(text: string, taken: readonly Taken[], headSpan: Span): Fields {
  const head = emptyObject();
  const at = new Map<string, FieldPlace>();
  const values: HeadValue[] = [];
  const place = (
    pointer: string,
    span: Span,
    key = { start: span.start, end: span.start },
    scalar = true,
  ) => {
    at.set(pointer, { key, value: span });
    if (scalar && span.start >= headSpan.start && span.end <= headSpan.end) values.push({ pointer, span });
  };
  for (const { field, key, json } of taken) {
    if (json === null) continue;
    head[key] = json;
    const pointer = pointerTo('', key);
    place(pointer, field.value.span, field.key, field.items === null);
    field.items?.forEach((item, i) => {
      place(pointerTo(pointer, i), item.span);
    });
  }
  const said = taken.some(({ key }) => key === 'supersedes');
  const superseded = said ? null : supersededBy(text, taken);
  if (superseded) {
    head['supersedes'] = superseded.text;
    at.set('/supersedes', {
      key: { start: superseded.span.start, end: superseded.span.start },
      value: superseded.span,
    });
  }
  return { head, at, values: values.sort((a, b) => a.span.start - b.span.start) };
}

/** What the version or the status says in passing about the version before. */
function supersededBy(text: string, taken: readonly Taken[]) {
  for (const name of ['version', 'status']) {
    const span = taken.find(({ key }) => key === name)?.field.value.span;
    const found = span && supersededIn(text.slice(span.start, span.end), span);
    if (found) return found;
  }
  return null;
}
