/**
 * The positions of a sequence of different numbers that are out of order: the fewest that, taken out, leave the rest
 * rising.
 */
export function outOfOrder(numbers: readonly number[]): ReadonlySet<number> {
  // Patience sorting: `ends[length]` is the position of the smallest number that ends a rising row of that length.
  const ends: number[] = [];
  const before: number[] = [];
  for (const [position, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1] ?? -1);
    ends[low] = position;
  }
  const moved = new Set(numbers.keys());
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) moved.delete(at);
  return moved;
}
