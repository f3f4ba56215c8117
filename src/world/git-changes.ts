/** 1-based lines, both ends included; where lines were taken out, those beside them, which may be none of the file. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Every line of a file. */
export const ALL_LINES: LineRange = { first: 1, last: Number.MAX_SAFE_INTEGER };

const HUNK = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/;

/**
 * The lines that a comparison added or changed, and those beside lines that it took out, by path; all of a file that was
 * not compared by lines. `names` is the output of `git diff --name-only -z`, `patch` that of the same comparison with
 * `--unified=0`: it names the files in the same order, but quoted.
 */
export function readChanges(names: string, patch: string): Map<string, LineRange[]> {
  const paths = names.split('\0').filter((path) => path !== '');
  const changes = new Map(paths.map((path): [string, LineRange[]] => [path, []]));
  let index = -1;
  let header = '';
  // Without context every line of content begins with one of `+`, `-` and `\`.
  for (const line of patch.split('\n')) {
    const add = (range: LineRange): unknown => changes.get(paths[index] ?? '')?.push(range);
    const [, first, count = '1'] = HUNK.exec(line) ?? [];
    if (line.startsWith('diff --git ')) {
      // A link that became a file is first taken away and then added, each under the same header.
      if (line !== header) index += 1;
      header = line;
    } else if (line.startsWith('Binary files ')) add(ALL_LINES);
    else if (first !== undefined) add(linesFrom(Number(first), Number(count)));
  }
  return changes;
}

/** Where nothing came, lines were taken out behind the first: a section may be missing between it and the next one. */
function linesFrom(first: number, count: number): LineRange {
  return count === 0 ? { first, last: first + 1 } : { first, last: first + count - 1 };
}

/** Path → what became of the file, as a letter, from the output of `git diff --name-status --no-renames -z`. */
export function readStates(printed: string): ReadonlyMap<string, string> {
  const parts = printed.split('\0');
  const states = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) states.set(parts[at + 1] ?? '', parts[at] ?? '');
  return states;
}
