import type { Draft, FieldPlace, HeadPlaces } from '../../types.ts';
import { firstFrom } from '../first-from.ts';

/** Offsets of one place. */
const EACH = 4;

/** The places of a head, from a map of them by JSON pointer; in its order. */
export function placesOf(at: ReadonlyMap<string, FieldPlace>): HeadPlaces {
  const pointers = [...at.keys()];
  const order = new Map(pointers.map((pointer, index) => [pointer, index]));
  const offsets: number[] = [];
  for (const { key, value } of at.values()) offsets.push(key.start, key.end, value.start, value.end);
  return {
    pointers,
    offsets,
    sorted: pointers.toSorted().map((pointer) => order.get(pointer) as number),
  };
}

/** Where the field at a JSON pointer of a head stands; undefined for one that the head does not have. */
export function placeAt(
  draft: Pick<Draft, 'at'> | null | undefined,
  pointer: string,
): FieldPlace | undefined {
  if (!draft) return undefined;
  const { pointers, sorted } = draft.at;
  const isBefore = (index: number): number => ((pointers[index] as string) < pointer ? -1 : 0);
  const index = sorted[firstFrom(sorted, 0, isBefore)];
  return index === undefined || pointers[index] !== pointer ? undefined : placeOfIndex(draft.at, index);
}

/** Every pointer with its place, in order. */
export function placesIn({
  at,
}: Pick<Draft, 'at'>): readonly (readonly [pointer: string, place: FieldPlace])[] {
  return at.pointers.map((pointer, index) => [pointer, placeOfIndex(at, index)]);
}

function placeOfIndex({ offsets }: HeadPlaces, index: number): FieldPlace {
  const [keyStart = 0, keyEnd = 0, start = 0, end = 0] = offsets.slice(index * EACH, (index + 1) * EACH);
  return { key: { start: keyStart, end: keyEnd }, value: { start, end } };
}
