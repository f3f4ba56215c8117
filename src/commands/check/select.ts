import { posix } from 'node:path';
import type { Compiled } from '../../compile.ts';
import { linesOf, positionIn } from '../../read/position.ts';
import { Refusal } from '../../refusal.ts';
import type { Finding, Span, World } from '../../types.ts';
import { type Here, placeNamed } from '../root.ts';

/** Path → 1-based line ranges, both ends included. */
type ChangedLines = ReadonlyMap<string, readonly { readonly first: number; readonly last: number }[]>;

/** What `slop check <paths>` was asked about. */
interface Selection {
  readonly covers: (place: string) => boolean;
  /** Arguments that exist and are no part of the record. */
  readonly passedOver: readonly string[];
}

/**
 * Reads path arguments, from the folder of the call, from the root or from the record. No arguments select everything.
 * @throws Refusal when an argument names nothing.
 */
export async function selectPaths(
  world: Pick<World, 'files'>,
  here: Here,
  { graph, findings, config }: Pick<Compiled, 'graph' | 'findings' | 'config'>,
  paths: readonly string[],
): Promise<Selection> {
  if (paths.length === 0) return { covers: () => true, passedOver: [] };
  const places: string[] = [];
  const passedOver: string[] = [];
  // What cannot be read, as a link, is no file of the record, and found all the same.
  const known = [...graph.files, ...findings.map(({ path }) => path), 'slop.yaml'];
  for (const argument of paths) {
    const absolute = posix.join(here.root, await placeNamed(world, here, argument));
    // What opens with a dot or a slash counts from one folder alone.
    const below = /^[./]/.test(argument) ? [] : [posix.join(config.record, argument).replace(/\/$/, '')];
    const place = [await placeOf(world, here, absolute), ...below].find((one) =>
      known.some((file) => within(file, one)),
    );
    if (place !== undefined) places.push(place);
    else if ((await world.files.stat(absolute)) !== null) passedOver.push(argument);
    else throw new Refusal(`There is no file or folder ${JSON.stringify(argument)} to check.`);
  }
  return { covers: (file) => places.some((place) => within(file, place)), passedOver };
}

/** An absolute path from the root; one that leads there through links is told apart from one outside of it. */
async function placeOf({ files }: Pick<World, 'files'>, { root }: Here, absolute: string): Promise<string> {
  const place = posix.relative(root, absolute);
  return place.startsWith('../')
    ? posix.relative(root, await files.realPath(absolute).catch(() => absolute))
    : place;
}

/** Whether a path from the root is that place or lies below it; `''` is the root, `..` stands above it. */
function within(file: string, place: string): boolean {
  return place === '' || file === place || file.startsWith(`${place}/`) || /^(\.\.\/)*\.\.$/.test(place);
}

/**
 * Keeps the findings that touch a changed line, as what their fixes write there does. A finding about a whole file (an
 * empty span at its start) counts as touched when any line of the file is.
 */
export async function touchedBy(
  changed: ChangedLines,
  findings: readonly Finding[],
  textOf: (place: string) => Promise<string>,
): Promise<readonly Finding[]> {
  const kept: Finding[] = [];
  let path = '';
  let lines = linesOf('');
  for (const finding of findings) {
    const ranges = changed.get(finding.path);
    if (ranges === undefined) continue;
    if (path !== finding.path) [path, lines] = [finding.path, linesOf(await textOf(finding.path))];
    const isTouched = ({ start, end }: Span): boolean => {
      const first = positionIn(lines, start).line;
      const last = positionIn(lines, Math.max(start, end - 1)).line;
      return ranges.some((range) => range.first <= last && range.last >= first);
    };
    const whole = finding.span.start === 0 && finding.span.end === 0;
    const edits = finding.fix?.edits.filter((edit) => edit.path === finding.path) ?? [];
    if (whole || [finding, ...edits].some(({ span }) => isTouched(span))) kept.push(finding);
  }
  return kept;
}
