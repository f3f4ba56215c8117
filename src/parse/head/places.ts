import type { Draft, FieldPlace, HeadPlaces } from '../../types.ts';

/** Offsets of one place. */
const EACH = 4;

/** The places of a head, from a map of them by JSON pointer; in its order. */
export function placesOf(at: ReadonlyMap<string, FieldPlace>): HeadPlaces {
  return {
    pointers: [...at.keys()],
    offsets: [...at.values()].flatMap(({ key, value }) => [key.start, key.end, value.start, value.end]),
  };
}

/** Where the field at a JSON pointer of a head stands; undefined for one that the head does not have. */
export function placeAt(
  draft: Pick<Draft, 'at'> | null | undefined,
  pointer: string,
): FieldPlace | undefined {
  const index = draft?.at.pointers.indexOf(pointer) ?? -1;
  return index < 0 || !draft ? undefined : placeOfIndex(draft.at, index);
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
