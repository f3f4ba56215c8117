/**
 * True where one list becomes another by taking out and putting in no more than `most` of their texts. The greedy
 * search of Myers (An O(ND) Difference Algorithm, 1986) over numbers, without keeping the way: a hundredth of what
 * the whole comparison takes to find out that two texts are too far apart for it.
 */
export function areWithin(before: readonly string[], after: readonly string[], most: number): boolean {
  if (Math.abs(before.length - after.length) > most) return false;
  const numbers = new Map<string, number>();
  const [older, newer] = [numbered(before, numbers), numbered(after, numbers)];
  if (apart(older, newer, numbers.size) > most) return false;
  /** How far in the older list each diagonal was reached; the middle one is at `most + 1`. */
  const reached = new Int32Array(2 * most + 3);
  for (let edits = 0; edits <= most; edits += 1) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = diagonal + most + 1;
      const [removed, added] = [(reached[at - 1] as number) + 1, reached[at + 1] as number];
      let place = diagonal === -edits || (diagonal !== edits && removed <= added) ? added : removed;
      let other = place - diagonal;
      while (place < older.length && other < newer.length && older[place] === newer[other]) {
        place += 1;
        other += 1;
      }
      reached[at] = place;
      if (place >= older.length && other >= newer.length) return true;
    }
  }
  return false;
}

/** Numbers of one list that the other does not have, on both sides, wherever they stand: fewer edits cannot do. */
function apart(older: Int32Array, newer: Int32Array, different: number): number {
  const balance = new Int32Array(different);
  for (const number of older) balance[number] = (balance[number] as number) + 1;
  for (const number of newer) balance[number] = (balance[number] as number) - 1;
  return balance.reduce((sum, count) => sum + Math.abs(count), 0);
}

/** The texts as numbers, equal ones alike. */
function numbered(texts: readonly string[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(texts, (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
}
