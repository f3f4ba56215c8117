/**
 * The index of the first of a list that stands at a place or behind it; its length when there is none. `placeOf` never
 * falls along the list.
 */
export function firstFrom<T>(list: readonly T[], place: number, placeOf: (one: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placeOf(list[middle] as T) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
