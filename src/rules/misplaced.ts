/**
 * What is out of order: the indices of the fewest numbers that must go for the rest to rise strictly. Sorted.
 * Takes n log n steps (patience sorting), since a hostile note may have a hundred thousand headings.
 */
export function misplaced(numbers: readonly number[]): readonly number[] {
  /** Index of the smallest number that ends a rising run of each length. */
  const ends: number[] = [];
  const before: number[] = [];
  numbers.forEach((number, index) => {
    const length = runBelow(number, ends, numbers);
    before.push(ends[length - 1] ?? -1);
    ends[length] = index;
  });
  const kept = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) kept.add(index);
  return numbers.flatMap((_, index) => (kept.has(index) ? [] : [index]));
}

/** Length of the longest rising run that ends below `number`. */
function runBelow(number: number, ends: readonly number[], numbers: readonly number[]): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
