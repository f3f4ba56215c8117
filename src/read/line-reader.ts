import { type Lines, linesOf } from './position.ts';

/** Texts kept at a time: places come sorted by path, so a few are enough for second places. */
const KEPT = 16;

/** Gives the lines of a file by its path, and reads it again only where many others came between. */
export function lineReader(textOf: (path: string) => Promise<string>): (path: string) => Promise<Lines> {
  const kept = new Map<string, Lines>();
  return async (path) => {
    const lines = kept.get(path) ?? linesOf(await textOf(path));
    kept.delete(path);
    kept.set(path, lines);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return lines;
  };
}
