import { type Lines, linesOf, positionIn, wholeLines } from '../read/position.ts';
import type { Edit } from '../types.ts';

/** Lines of a text around what edits change in it. */
export interface Hunk {
  /** Number of the first line, before and after. */
  readonly before: number;
  readonly after: number;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly mark: ' ' | '-' | '+';
  /** With its line ending, when it has one. */
  readonly text: string;
}

interface Block {
  /** Index of the first line that changes, and of the first after it, in the text before. */
  readonly first: number;
  readonly next: number;
  readonly fresh: readonly string[];
}

/** A text cut into its lines, so that many edits of it cost one pass. */
export interface CutText {
  readonly lines: Lines;
  /** With their line feeds. */
  readonly old: readonly string[];
}

/** Cuts a text for `hunksOf`. */
export function cut(text: string): CutText {
  return { lines: linesOf(text), old: wholeLines(text) };
}

/**
 * The lines that edits of one text change, with so many unchanged lines around them. Edits do not overlap; what
 * they leave alone is never shown as changed.
 */
export function hunksOf({ lines, old }: CutText, edits: readonly Edit[], context = 3): readonly Hunk[] {
  const blocks = blocksOf(lines, old, edits);
  const hunks: Hunk[] = [];
  let shift = 0;
  for (let at = 0; at < blocks.length; ) {
    let upto = at + 1;
    while (upto < blocks.length && start(blocks, upto) - end(blocks, upto - 1) <= 2 * context) upto += 1;
    const from = Math.max(0, start(blocks, at) - context);
    const last = Math.min(old.length, end(blocks, upto - 1) + context);
    const shown: HunkLine[] = [];
    let done = from;
    const keep = (to: number): void => {
      for (const line of old.slice(done, to)) shown.push({ mark: ' ', text: line });
      done = to;
    };
    const before = shift;
    for (const { first, next, fresh } of blocks.slice(at, upto)) {
      keep(first);
      for (const line of old.slice(first, next)) shown.push({ mark: '-', text: line });
      for (const line of fresh) shown.push({ mark: '+', text: line });
      done = next;
      shift += fresh.length - (next - first);
    }
    keep(last);
    hunks.push({ before: from + 1, after: from + before + 1, lines: shown });
    at = upto;
  }
  return hunks;
}

const start = (blocks: readonly Block[], index: number): number => blocks[index]?.first ?? 0;
const end = (blocks: readonly Block[], index: number): number => blocks[index]?.next ?? 0;

function blocksOf(lines: Lines, old: readonly string[], edits: readonly Edit[]): readonly Block[] {
  const sorted = [...edits].sort(
    (one, other) => one.span.start - other.span.start || one.span.end - other.span.end,
  );
  const groups: { first: number; next: number; edits: Edit[] }[] = [];
  for (const edit of sorted) {
    const first = positionIn(lines, edit.span.start).line - 1;
    const next = Math.min(old.length, positionIn(lines, edit.span.end).line);
    const group = groups.at(-1);
    if (group !== undefined && first <= group.next) {
      group.next = Math.max(group.next, next);
      group.edits.push(edit);
    } else groups.push({ first, next, edits: [edit] });
  }
  return groups.map((group) => trimmed(old, group.first, group.next, replaced(lines, group))).filter(changes);
}

function replaced(
  { text, starts }: Lines,
  { first, next, edits }: { readonly first: number; readonly next: number; readonly edits: readonly Edit[] },
): readonly string[] {
  let result = '';
  let done = starts[first] ?? text.length;
  for (const { span, text: fresh } of edits) {
    result += text.slice(done, span.start) + fresh;
    done = span.end;
  }
  return wholeLines(result + text.slice(done, starts[next] ?? text.length));
}

/** The block without the lines at its ends that stay as they are. */
function trimmed(old: readonly string[], first: number, next: number, fresh: readonly string[]): Block {
  let [from, to, upto] = [first, next, fresh.length];
  let skip = 0;
  while (from < to && skip < upto && old[from] === fresh[skip]) [from, skip] = [from + 1, skip + 1];
  while (to > from && upto > skip && old[to - 1] === fresh[upto - 1]) [to, upto] = [to - 1, upto - 1];
  return { first: from, next: to, fresh: fresh.slice(skip, upto) };
}

function changes({ first, next, fresh }: Block): boolean {
  return next > first || fresh.length > 0;
}
