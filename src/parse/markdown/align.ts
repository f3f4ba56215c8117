const AMPERSAND = 38;
const BACKSLASH = 92;
const reference = /&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/iy;
const escapable = /[!-/:-@[-`{-~]/;

/** How far a character is looked for: past any prefix of a continued line, short enough to stay linear. */
const FARTHEST = 2000;

/**
 * Finds where each code unit of a text node's value stands in its source: `raw` is the source of the node, `value`
 * what an engine read from it (escapes and references decoded, prefixes of continued lines gone). The answer maps
 * indices of `value` to indices of `raw`, never falling; null means that the two are equal. A value that the source
 * cannot explain (a plugin changed it) is mapped as well as can be.
 */
export function alignText(raw: string, value: string): readonly number[] | null {
  if (raw === value) return null;
  const places: number[] = [];
  let at = 0;
  while (places.length < value.length) {
    const index = places.length;
    const code = raw.charCodeAt(at);
    const written = code === AMPERSAND ? referenceAt(raw, at, value, index) : null;
    if (written !== null) {
      for (let unit = 0; unit < written.units; unit += 1) places.push(at + unit);
      at += written.length;
      continue;
    }
    const character = value.charAt(index);
    const next = raw.charAt(at + 1);
    if (code === BACKSLASH && next === character && escapable.test(next)) at += 1;
    at = place(raw, at, character, places);
  }
  return places;
}

/**
 * The same for inline code: `raw` begins and ends with its run of backticks, nothing in it is decoded, and line
 * endings are spaces in `value`.
 */
export function alignCode(raw: string, value: string): readonly number[] {
  const places: number[] = [];
  let at = /^`*/.exec(raw)?.[0].length ?? 0;
  while (places.length < value.length) at = place(raw, at, value.charAt(places.length), places);
  return places;
}

/** Notes where `character` stands from `at` on; returns where to go on. */
function place(raw: string, at: number, character: string, places: number[]): number {
  const end = Math.min(raw.length, at + FARTHEST);
  for (let next = at; next < end; next += 1) {
    if (!isSame(raw.charAt(next), character)) continue;
    places.push(next);
    return next + 1;
  }
  places.push(Math.max(0, Math.min(at, raw.length - 1)));
  return at;
}

function isSame(written: string, read: string): boolean {
  if (written === read) return true;
  return (read === ' ' && (written === '\n' || written === '\r')) || (read === '\ufffd' && written === '\0');
}

/** A character reference that begins at `at`: its length, and how many code units of the value it became. */
function referenceAt(
  raw: string,
  at: number,
  value: string,
  index: number,
): { readonly length: number; readonly units: number } | null {
  reference.lastIndex = at;
  const written = reference.exec(raw)?.[0];
  if (written === undefined) return null;
  const isAmpersand = /^&(?:amp|#0*38|#x0*26);$/i.test(written);
  if (!isAmpersand && value.startsWith(written, index)) return null;
  const first = (value.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  const next = raw.charAt(at + written.length);
  const follows = (units: number): boolean =>
    index + units >= value.length ||
    next === '&' ||
    next === '\\' ||
    isSame(next, value.charAt(index + units));
  const units = written.startsWith('&#') || follows(first) || !follows(first + 1) ? first : first + 1;
  return { length: written.length, units: Math.min(units, value.length - index) };
}
