import type { Node, Pair } from 'yaml';
import { yaml } from '../parse/head/yaml/library.ts';
import { isTooDeep, stepsOf } from '../read/json.ts';
import type { Span } from '../types.ts';

/**
 * Where a JSON pointer leads in the text of a schema: the key with its value, or as far as it can be followed.
 * For text that is not JSON, the place at which reading stopped.
 */
export function placeIn(text: string, pointer: string): Span {
  if (isTooDeep(text)) return { start: 0, end: 0 };
  const { isMap, isPair, isScalar, isSeq, parseDocument } = yaml();
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false, uniqueKeys: false });
  const broken = document.errors[0];
  if (broken)
    return { start: Math.min(broken.pos[0], text.length), end: Math.min(broken.pos[1], text.length) };
  let node: Node | Pair | null = document.contents;
  let place = spanOf(node);
  if (pointer === '') return { start: place.start, end: Math.min(place.start + 1, place.end) };
  for (const step of stepsOf(pointer)) {
    const holder: Node | null = isPair(node) ? (node.value as Node | null) : node;
    if (isMap(holder)) node = holder.items.find(({ key }) => isScalar(key) && key.value === step) ?? null;
    else node = isSeq(holder) ? ((holder.items[Number(step)] as Node | undefined) ?? null) : null;
    if (node === null) break;
    place = spanOf(node);
  }
  return place;
}

function spanOf(node: Node | Pair | null): Span {
  if (yaml().isPair(node)) {
    const key = spanOf(node.key as Node | null);
    return { start: key.start, end: Math.max(key.end, spanOf(node.value as Node | null).end) };
  }
  return { start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 };
}
