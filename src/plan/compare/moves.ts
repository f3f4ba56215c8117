import { misplaced } from '../../rules/misplaced.ts';

/**
 * The positions of a sequence of different numbers that are out of order: the fewest that, taken out, leave the rest
 * rising.
 */
export function outOfOrder(numbers: readonly number[]): ReadonlySet<number> {
  return new Set(misplaced(numbers));
}
