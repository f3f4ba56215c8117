import { yaml } from '../../parse/head/yaml/library.ts';
import { Refusal } from '../../refusal.ts';
import type { Edit, Span } from '../../types.ts';
import type { Moves } from './places.ts';

/** Where the settings of a record stand, from the root. */
export const CONFIG = 'slop.yaml';

/** How an entry is written, whatever its names hold: a line feed too. */
const ON_ONE_LINE = { lineWidth: 0, blockQuote: false, doubleQuotedAsJSON: true } as const;

/**
 * The edits that write old and new paths under `moved:` in slop.yaml, so that the old addresses of the site go on
 * leading there. An entry for a path that is moved from or to gives way: it told of a file that lay there before. All
 * else in the file stays as it is.
 * @throws Refusal when `moved:` is written in one line, or the keys stand in braces.
 */
export function movedEdits(text: string, moves: Moves): readonly Edit[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const entries = entriesIn(text);
  const indent = entries[0]?.indent ?? '  ';
  const lines = [...moves]
    .map(
      ([from, to]) =>
        indent +
        yaml()
          .stringify({ [from]: to }, ON_ONE_LINE)
          .trimEnd() +
        eol,
    )
    .join('');
  const there = /^moved:[ \t]*(?:#.*)?(?:\r?\n|$)/m.exec(text);
  if (there !== null) {
    const end = there.index + there[0].length;
    const gap = there[0].endsWith('\n') ? '' : eol;
    const touched = new Set([...moves.keys(), ...moves.values()]);
    const spent = entries
      .filter(({ key }) => touched.has(key))
      .map(({ span }) => ({ path: CONFIG, span, text: '' }));
    return [{ path: CONFIG, span: { start: end, end }, text: gap + lines }, ...spent];
  }
  if (/^moved:/m.test(text)) throw inOneLine();
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return [
    { path: CONFIG, span: { start: text.length, end: text.length }, text: `${gap}moved:${eol}${lines}` },
  ];
}

/**
 * The edits that let the paths under `kinds:` and `rules:` of slop.yaml follow what they name: a path of `leads`, or what
 * begins with one. One that stands there already is not written twice.
 */
export function globEdits(text: string, leads: Moves): readonly Edit[] {
  const { isMap, isScalar, parseDocument } = yaml();
  const settings = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  const rules = settings.get('rules', true);
  const levels = isMap(rules)
    ? rules.items.map(({ value }) => (isMap(value) ? value.get('paths', true) : null))
    : [];
  return [settings.get('kinds', true), ...levels].flatMap((globs): readonly Edit[] => {
    if (!isMap(globs)) return [];
    return globs.items.flatMap(({ key }) => {
      const glob = String(key);
      const from = [...leads.keys()].find((one) => glob === one || glob.startsWith(`${one}/`));
      if (from === undefined || !isScalar(key) || !key.range) return [];
      const to = leads.get(from) ?? from;
      const now = to + glob.slice(from.length);
      const [begin, end] = key.range;
      const start = text.indexOf(from, begin);
      if (start < 0 || start > begin + 1 || globs.has(now)) return [];
      // Quotes, commas and other signs are YAML's own.
      return /[^\p{L}\p{N}_ ./-]/u.test(to)
        ? [{ path: CONFIG, span: { start: begin, end }, text: JSON.stringify(now) }]
        : [{ path: CONFIG, span: { start, end: start + from.length }, text: to }];
    });
  });
}

function inOneLine(): Refusal {
  return new Refusal('slop.yaml has moved: in one line: put each of its entries on a line of its own.');
}

/** The entries under `moved:`, each with its lines and what stands before it on the first. Throws where they stand in braces. */
function entriesIn(
  text: string,
): readonly { readonly key: string; readonly indent: string; readonly span: Span }[] {
  const { isMap, isNode, parseDocument } = yaml();
  const settings = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  if (isMap(settings.contents) && settings.contents.flow)
    throw new Refusal('slop.yaml has its keys in braces: put each of them on a line of its own.');
  const moved = settings.get('moved', true);
  if (!isMap(moved)) return [];
  if (moved.flow) throw inOneLine();
  return moved.items.flatMap(({ key, value }) => {
    const [from, to] = [key, value].map((node) => (isNode(node) ? node.range : null));
    if (!from || !to) return [];
    const start = text.lastIndexOf('\n', from[0]) + 1;
    const feed = text.indexOf('\n', to[1] - 1);
    const span = { start, end: feed < 0 ? text.length : feed + 1 };
    return [{ key: String(key), indent: text.slice(start, from[0]), span }];
  });
}
