/**
 * A whole number of at least 0 with a comma before each three digits from the end: `2,312`. Not by the tables of
 * languages, which take longer to load than a small record takes to check.
 */
export function inThrees(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** One or many, with the number in threes: `1 note`, `2,279 notes`. `many` is what a plural with an s will not do for. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${inThrees(number)} ${number === 1 ? one : many}`;
}
