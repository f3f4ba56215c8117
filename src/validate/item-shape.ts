import { isObject, own } from '../read/json.ts';
import type { ItemShape, ItemSort, Json } from '../types.ts';

/** Every sort of item, as slop.yaml and the schemas of kinds write it. */
export const ITEM_SORTS: readonly ItemSort[] = [
  'decision',
  'candidate',
  'change-request',
  'option',
  'finding',
  'gate',
];

/** States in which nothing is left to be done about an item. */
export const SETTLED: ReadonlySet<string> = new Set([
  'settled',
  'confirmed',
  'reshaped',
  'rejected',
  'promoted',
  'done',
]);
const SCOPES: readonly ItemShape['scope'][] = ['record', 'phase', 'note'];

/**
 * An entry of `items` in slop.yaml: a template, or a group with the template as `shape`. What is not said follows from
 * the template: its first word tells the sort; a phase or a year in it makes its ids unique in the record, options,
 * gates and findings are of their note, and all others of their phase.
 */
export function itemShapeOf(entry: Json): ItemShape {
  const said = isObject(entry) ? entry : { shape: entry };
  const template = String(own(said, 'shape') ?? '');
  const sort = ITEM_SORTS.find((one) => one === own(said, 'sort')) ?? sortOf(template);
  const promotion = own(said, 'promotion');
  return {
    template,
    sort,
    scope: SCOPES.find((one) => one === own(said, 'scope')) ?? scopeOf(template, sort),
    promotion: typeof promotion === 'number' ? promotion : null,
  };
}

function sortOf(template: string): ItemSort {
  if (/^CR\b/.test(template)) return 'change-request';
  const word = /^\p{L}+/u.exec(template)?.[0].toLowerCase();
  return ITEM_SORTS.find((sort) => sort === word) ?? 'decision';
}

function scopeOf(template: string, sort: ItemSort): ItemShape['scope'] {
  if (/\{(?:phase|year)\}/.test(template)) return 'record';
  return sort === 'option' || sort === 'gate' || sort === 'finding' ? 'note' : 'phase';
}
