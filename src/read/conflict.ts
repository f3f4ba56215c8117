import type { Fault } from '../types.ts';

const MARK = /^(<{7}|={7}|>{7})(?: ([^\r\n]*))?\r?$/gm;
const FENCE = /^ {0,3}(?:```|~~~)/gm;

/**
 * The place where an unfinished merge left two texts: Git's three marks, each at the beginning of a line, in their
 * order. An example of them in a fenced block is none. Empty when there is no such place.
 */
export function conflictFaults(path: string, text: string): readonly Fault[] {
  if (!text.includes('<<<<<<<') || !text.includes('>>>>>>>')) return [];
  const marks = [...text.matchAll(MARK)];
  for (const [index, first] of marks.entries()) {
    const last = marks.slice(index + 1).find(([, mark]) => mark?.startsWith('>'));
    const middle = marks[index + 1];
    if (!first[1]?.startsWith('<') || !last || !middle?.[1]?.startsWith('=') || last.index < middle.index)
      continue;
    if (([...text.slice(0, first.index).matchAll(FENCE)].length & 1) === 1) continue;
    const span = { start: first.index, end: first.index + first[0].trimEnd().length };
    return [{ rule: 'source/conflict', span, data: { ours: first[2] ?? '', theirs: last[2] ?? '', path } }];
  }
  return [];
}
