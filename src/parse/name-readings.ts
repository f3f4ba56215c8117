/**
 * The ways to read a text as the name of a document and what stands behind it, from its `#` or `§` on: the longest
 * name first, since a path may hold such a sign too.
 */
export function nameReadings(text: string): readonly (readonly [name: string, address: string])[] {
  const signs = [...text.matchAll(/[#§]/g)].map(({ index }) => index).reverse();
  return [text.length, ...signs].map((end) => [text.slice(0, end), text.slice(end)]);
}
