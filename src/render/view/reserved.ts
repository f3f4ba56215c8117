import type { Document, Json, JsonObject } from '../../types.ts';

/** A reserved slot of a phase, and what used it; `by` is empty for one that is free. */
export interface SlotView {
  readonly slot: string;
  readonly by: string;
}

/** The slots that the newest note of a phase with a `reserved` head speaks of; those past the reserve come last. */
export function reservedView(documents: readonly Document[]): readonly SlotView[] {
  const reserved = documents
    .map(({ draft }) => draft?.head['reserved'])
    .findLast((value) => value !== undefined);
  if (!isObject(reserved)) return [];
  const used = new Map(
    objectsAt(reserved, 'used').map((entry) => [textOf(entry['slot']), textOf(entry['by'])]),
  );
  const slots = listAt(reserved, 'slots').map(textOf);
  return [
    ...[...new Set([...slots, ...used.keys()])].map((slot) => ({ slot, by: used.get(slot) ?? '' })),
    ...objectsAt(reserved, 'beyond').map((entry) => ({
      slot: 'beyond the reserve',
      by: textOf(entry['by']),
    })),
  ];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listAt(value: JsonObject, key: string): readonly Json[] {
  const list = value[key];
  return Array.isArray(list) ? list : [];
}

function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  return listAt(value, key).filter(isObject);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
