import { yaml } from '../../parse/head/yaml/library.ts';
import { Refusal } from '../../refusal.ts';
import type { Edit } from '../../types.ts';
import type { Moves } from './places.ts';

/**
 * The edit that writes old and new paths under `moved:` in slop.yaml, so that the old addresses of the site go on
 * leading there. All else in the file stays as it is.
 * @throws Refusal when `moved:` is written in one line.
 */
export function movedEdit(text: string, path: string, moves: Moves): Edit {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = [...moves]
    .map(
      ([from, to]) =>
        `  ${yaml()
          .stringify({ [from]: to }, { lineWidth: 0 })
          .trimEnd()}${eol}`,
    )
    .join('');
  const there = /^moved:[ \t]*(?:#.*)?(?:\r?\n|$)/m.exec(text);
  if (there !== null) {
    const end = there.index + there[0].length;
    const gap = there[0].endsWith('\n') ? '' : eol;
    return { path, span: { start: end, end }, text: gap + lines };
  }
  if (/^moved:/m.test(text)) {
    throw new Refusal('slop.yaml has moved: in one line: put each of its entries on a line of its own.');
  }
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return { path, span: { start: text.length, end: text.length }, text: `${gap}moved:${eol}${lines}` };
}
