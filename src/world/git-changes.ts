/** 1-based lines, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines that a comparison added or changed, by path. `names` is the output of `git diff --name-only -z`,
 * `patch` that of the same comparison with `--unified=0`: it names the files in the same order, but quoted.
 */
export function readChanges(names: string, patch: string): Map<string, LineRange[]> {
  const paths = names.split('\0').filter((path) => path !== '');
  const changes = new Map(paths.map((path): [string, LineRange[]] => [path, []]));
  let index = -1;
  // Without context every line of content begins with one of `+`, `-` and `\`.
  for (const [line, first, count = '1'] of patch.matchAll(
    /^(?:diff --git .*|@@ -\S+ \+(\d+)(?:,(\d+))? @@.*)$/gm,
  )) {
    if (line.startsWith('diff')) index += 1;
    else if (count !== '0') {
      changes
        .get(paths[index] ?? '')
        ?.push({ first: Number(first), last: Number(first) + Number(count) - 1 });
    }
  }
  return changes;
}
