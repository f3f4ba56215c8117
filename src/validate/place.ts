import type { FieldPlace, SchemaFault, Span } from '../types.ts';

/**
 * Where a fault of a schema stands: its value, or its key. What has no place of its own, such as a value
 * behind an alias, stands where the nearest thing around it does; null for the head as a whole. `placeAt` finds
 * the place of a pointer.
 */
export function faultPlace(
  { pointer, onKey }: Pick<SchemaFault, 'pointer' | 'onKey'>,
  placeAt: (pointer: string) => FieldPlace | undefined,
): Span | null {
  for (let here = pointer; here !== ''; here = here.slice(0, here.lastIndexOf('/'))) {
    const place = placeAt(here);
    if (!place) continue;
    return onKey && here === pointer && place.key.end > place.key.start ? place.key : place.value;
  }
  return null;
}
