/**
 * Takes apart what `git cat-file --batch` prints for these blobs, in order. Sizes are in bytes and would not fit a
 * text in which bytes that are not UTF-8 were replaced, so each blob is read up to the header of the next one.
 */
export function* blobsIn(printed: string, oids: readonly string[]): Iterable<readonly [string, string]> {
  let at = 0;
  for (const [index, oid] of oids.entries()) {
    const header = headerAt(printed, oid, at);
    if (header === null) return;
    const start = at + header.length + 1;
    if (header.endsWith(' missing')) {
      at = start;
      continue;
    }
    const next = oids[index + 1];
    at = next === undefined ? printed.length : placeOfHeader(printed, next, start);
    yield [oid, printed.slice(start, at - 1)];
  }
}

function headerAt(printed: string, oid: string, at: number): string | null {
  const header = new RegExp(`^${oid} (?:blob \\d+|missing)$`, 'my');
  header.lastIndex = at;
  return header.exec(printed)?.[0] ?? null;
}

/** Where the next header of a blob stands, the end of the text where there is none. */
function placeOfHeader(printed: string, oid: string, from: number): number {
  const beginning = `\n${oid} `;
  let found = printed.indexOf(beginning, from - 1);
  while (found >= 0 && headerAt(printed, oid, found + 1) === null)
    found = printed.indexOf(beginning, found + 1);
  return found < 0 ? printed.length : found + 1;
}
