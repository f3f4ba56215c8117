import { type BaseBytes, editedText, settledEdits } from '../plan/plan-outcome.ts';
import { decode } from '../read/encoding.ts';
import { groupBy } from '../read/order.ts';
import { positionIn, wholeLines } from '../read/position.ts';
import type { Plan, Question } from '../types.ts';
import type { Paint } from './paint.ts';
import { type CutText, cut, type Hunk, type HunkLine, hunksOf } from './plan-hunks.ts';
import { visible } from './width.ts';

export interface ShownPlan {
  readonly plan: Plan;
  /** What stands at the paths of its base. */
  readonly base: BaseBytes;
  readonly paint: Paint;
  /** A path from the root as the reader is shown it. */
  readonly pathOf: (path: string) => string;
}

/** What a plan does to the files, as a unified diff by file: what is edited, moved and new. Ends with a line feed. */
export function planDiff(view: ShownPlan): string {
  const { plan, paint, pathOf } = view;
  const name = (path: string): string => visible(pathOf(path));
  const moved = new Map(plan.moves.map(({ from, to }) => [from, to]));
  const copied = new Map(plan.copies.map(({ from, to }) => [to, from]));
  const written = new Set(plan.writes.map(({ path }) => path));
  const edits = groupBy(settledEdits(plan), ({ path }) => path);
  const paths = new Set([...edits.keys(), ...moved.keys(), ...copied.keys(), ...written]);
  const blocks = [...paths].sort().map((path): readonly string[] => {
    const [to, from] = [moved.get(path), copied.get(path)];
    const own = edits.get(path) ?? [];
    const title =
      to !== undefined
        ? `move  ${name(path)} → ${name(to)}`
        : from !== undefined
          ? `new   ${name(path)} (from ${name(from)})`
          : `${written.has(path) ? 'new ' : 'edit'}  ${name(path)}`;
    const hunks = written.has(path)
      ? [whole(editedText(path, textBefore(view, path), own))]
      : hunksOf(cut(textBefore(view, path)), own);
    return [paint('strong', title), ...hunks.flatMap((hunk) => hunkLines(hunk, paint))];
  });
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/**
 * Tells one question after another as a reader needs it to answer: id, family, place, sentence, and what "yes" changes.
 * The text of a file is cut once for those that stand there.
 */
export function questionTeller(view: ShownPlan): (question: Question) => string {
  const { paint, pathOf } = view;
  let last = { path: '', text: cut('') };
  const cutAt = (path: string): CutText => {
    if (last.path !== path) last = { path, text: cut(textBefore(view, path)) };
    return last.text;
  };
  return ({ id, family, edits, sentence }) => {
    const [first] = edits;
    const head = paint('info', `? ${id}${family === null ? '' : `  ${family}`}`);
    const place =
      first === undefined
        ? ''
        : `${visible(pathOf(first.path))}:${positionIn(cutAt(first.path).lines, first.span.start).line}`;
    const changes = [...groupBy(edits, ({ path }) => path)].flatMap(([path, own]) =>
      hunksOf(cutAt(path), own, 0).flatMap(({ lines }) => markedLines(lines, paint)),
    );
    const lines = [`${head}  ${place}`, `  ${visible(sentence)}`, ...changes.map((line) => `  ${line}`)];
    return `${lines.join('\n')}\n`;
  };
}

/** The text that the edits of a path count in: what stands there, what is copied there, or what is written. */
function textBefore({ plan, base }: ShownPlan, path: string): string {
  const written = plan.writes.find((write) => write.path === path);
  if (written !== undefined) return written.text;
  const from = plan.copies.find((copy) => copy.to === path)?.from ?? path;
  return decode(base.get(from) ?? new Uint8Array());
}

function whole(text: string): Hunk {
  return { before: 0, after: 1, lines: wholeLines(text).map((line) => ({ mark: '+', text: line })) };
}

function hunkLines({ before, after, lines }: Hunk, paint: Paint): readonly string[] {
  const old = lines.filter(({ mark }) => mark !== '+').length;
  const fresh = lines.filter(({ mark }) => mark !== '-').length;
  return [paint('info', `@@ -${before},${old} +${after},${fresh} @@`), ...markedLines(lines, paint)];
}

/** Lines safe to print. A carriage return before the line feed shows only where it is what changes. */
function markedLines(lines: readonly HunkLine[], paint: Paint): readonly string[] {
  const bare = (text: string): string => text.replace(/\r?\n$/, '');
  const texts = (mark: string): string =>
    lines
      .filter((line) => line.mark === mark)
      .map(({ text }) => bare(text))
      .join('\n');
  const endings = texts('-') === texts('+');
  return lines.flatMap(({ mark, text }) => {
    const shown = `${mark}${visible(endings ? text.replace(/\n$/, '') : bare(text))}`;
    const dressed = mark === ' ' ? shown : paint(mark === '+' ? 'good' : 'gone', shown);
    return text.endsWith('\n') ? [dressed] : [dressed, paint('quiet', '\\ no line feed at the end')];
  });
}
