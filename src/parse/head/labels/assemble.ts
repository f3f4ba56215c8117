import type { Fault, FieldPlace, Json, Span } from '../../../types.ts';
import { duplicateKey, forbiddenKey } from '../faults.ts';
import { emptyObject, type Fields, type HeadValue, isForbiddenKey, pointerTo } from '../reading.ts';
import { bareValue, supersededIn } from './coerce.ts';
import type { Field, KeyOf, LabelBlock } from './field.ts';

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
 * scalars are listed. A field said twice is a fault, unless another block says the same, or a banner says that the
 * note has ended: nobody rewrites the status under one.
 */
export function assemble(
  text: string,
  head: LabelBlock,
  others: readonly LabelBlock[],
  keyOf: KeyOf,
  path: string,
): Assembled {
  const faults: Fault[] = [];
  const taken = new Map<string, Taken>();
  const overruled: Taken[] = [];
  const blocks = [head, ...others];
  const literal = new Set(blocks.flatMap(({ fields }) => fields.map(({ label }) => kebab(label))));
  for (const block of blocks) {
    for (const field of block.fields) {
      const key = freeKey(field, taken, literal, keyOf);
      const json = jsonOf(key, field);
      const earlier = taken.get(key);
      if (isForbiddenKey(key)) faults.push(forbiddenKey(key, field.key));
      else if (!earlier) taken.set(key, { field, key, json });
      else if (block.form === 'banner' && !/^draft/i.test(field.value.text)) {
        overruled.push(earlier);
        taken.set(key, { field, key, json });
      } else if (block === head || JSON.stringify(earlier.json) !== JSON.stringify(json)) {
        faults.push(duplicateKey(key, field.key, earlier.field.key, path));
      }
    }
  }
  return { ...placed(text, [...taken.values()], overruled, head.span), faults };
}

/**
 * The key of a field. Labels may share an alias, such as `Date` and `Created`: it goes to the label that has
 * the very words of the key, else to the first, and each other goes by its own words.
 */
function freeKey(
  { label }: Field,
  taken: ReadonlyMap<string, Taken>,
  literal: ReadonlySet<string>,
  keyOf: KeyOf,
): string {
  const own = kebab(label);
  const key = keyOf(label) ?? own;
  if (key === own) return key;
  const earlier = taken.get(key);
  return literal.has(key) || (earlier && kebab(earlier.field.label) !== own) ? own : key;
}

function jsonOf(key: string, field: Field): Json {
  return field.items ? field.items.map((item) => item.text) : bareValue(key, field.value.text);
}

/** `Amendment record (v0.2)` → `amendment-record-v0-2`. */
function kebab(label: string): string {
  return label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function placed(text: string, taken: readonly Taken[], overruled: readonly Taken[], headSpan: Span): Fields {
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
  const superseded = said ? null : supersededBy(text, [...overruled, ...taken]);
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
