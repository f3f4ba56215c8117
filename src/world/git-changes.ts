/** 1-based lines, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Every line of a file. */
export const ALL_LINES: LineRange = { first: 1, last: Number.MAX_SAFE_INTEGER };

const HUNK = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/;

/**
 * The lines that a comparison added or changed, by path; all of a file that was not compared by lines. `names` is the
 * output of `git diff --name-only -z`, `patch` that of the same comparison with `--unified=0`: it names the files in the
 * same order, but quoted.
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
    else if (first !== undefined && count !== '0')
      add({ first: Number(first), last: Number(first) + Number(count) - 1 });
  }
  return changes;
}

/** Path → what became of the file, as a letter, from the output of `git diff --name-status --no-renames -z`. */
export function readStates(printed: string): ReadonlyMap<string, string> {
  const parts = printed.split('\0');
  const states = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) states.set(parts[at + 1] ?? '', parts[at] ?? '');
  return states;
}
