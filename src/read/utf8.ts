/** About so many characters are turned into bytes at once. */
const PIECE = 1_000_000;

/** Texts as UTF-8, in pieces of about a megabyte. */
export function* utf8Of(texts: Iterable<string>): Generator<Uint8Array> {
  let pending = '';
  for (const text of texts) {
    pending += text;
    if (pending.length < PIECE) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  yield Buffer.from(pending);
}
