import type { Fault } from '../types.ts';

/** One of Git's marks at the beginning of a line with what stands behind it, or the fence of a block. */
const LINE = /^(?:(<{7}|={7}|>{7})(?: ([^\r\n]*))?\r?$| {0,3}(?:```|~~~))/gm;

/**
 * The place where an unfinished merge left two texts: Git's three marks, each at the beginning of a line, in their
 * order. An example of them in a fenced block is none. Empty when there is no such place.
 */
export function conflictFaults(path: string, text: string): readonly Fault[] {
  if (!text.includes('<<<<<<<') || !text.includes('>>>>>>>')) return [];
  let fences = 0;
  let first: RegExpExecArray | null = null;
  let parted = false;
  for (const line of text.matchAll(LINE)) {
    const mark = line[1]?.charAt(0);
    if (mark === undefined) fences += 1;
    else if (mark === '=') parted = first !== null;
    else if (mark === '<' && !parted) first = (fences & 1) === 0 ? line : null;
    else if (mark === '>' && !parted) first = null;
    else if (mark === '>' && first !== null) {
      const span = { start: first.index, end: first.index + first[0].trimEnd().length };
      const data = { ours: first[2] ?? '', theirs: line[2] ?? '', path };
      return [{ rule: 'source/conflict', span, data }];
    }
  }
  return [];
}
