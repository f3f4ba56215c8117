/**
 * Takes apart what `git cat-file --batch` prints for these blobs, in order. Sizes are in bytes and would not fit a
 * text in which bytes that are not UTF-8 were replaced, so each blob is read up to the header of the next one.
 */
export function* blobsIn(printed: string, oids: readonly string[]): Iterable<readonly [string, string]> {
  let at = 0;
  for (const [index, oid] of oids.entries()) {
    const header = new RegExp(`^${oid} (?:blob \\d+|missing)$`, 'my');
    header.lastIndex = at;
    const found = header.exec(printed)?.[0];
    if (found === undefined) return;
    const start = at + found.length + 1;
    if (found.endsWith(' missing')) {
      at = start;
      continue;
    }
    const next = oids[index + 1];
    const end = next === undefined ? printed.length : startOf(printed, next, start);
    yield [oid, printed.slice(start, end - 1)];
    at = end;
  }
}

function startOf(printed: string, oid: string, from: number): number {
  const headers = [`\n${oid} blob `, `\n${oid} missing`].map((header) => printed.indexOf(header, from - 1));
  const found = headers.filter((place) => place >= 0);
  return found.length === 0 ? printed.length : Math.min(...found) + 1;
}
