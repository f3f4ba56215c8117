/**
 * Reads `slop lane status [lane] [--json]`, which scripts and prompts of shells ask all the time, without the reader of
 * command lines and all commands that it knows. Null for every other line.
 */
export function statusAsked(
  argv: readonly string[],
): { readonly lane: string | null; readonly json: boolean } | null {
  const [first, second, ...others] = argv;
  if (first !== 'lane' || second !== 'status') return null;
  const names = others.filter((word) => word !== '--json');
  const [lane = null] = names;
  if (names.length > 1 || lane?.startsWith('-') === true) return null;
  return { lane, json: names.length < others.length };
}
