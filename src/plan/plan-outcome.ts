import { decode } from '../read/encoding.ts';
import { groupBy } from '../read/order.ts';
import { Refusal } from '../refusal.ts';
import type { Edit, Plan, Question } from '../types.ts';

/** The bytes of every path that the base of a plan names; null where nothing stands. */
export type BaseBytes = ReadonlyMap<string, Uint8Array | null>;

/** The edits that a plan makes now: its own, and those of the questions that are answered with yes or a text. */
export function settledEdits(plan: Plan): readonly Edit[] {
  return [...plan.edits, ...plan.questions.flatMap(answered)];
}

function answered({ answer, edits }: Question): readonly Edit[] {
  if (answer === null || answer === 'no') return [];
  if (answer === 'yes') return edits;
  const [first, ...more] = edits;
  return first === undefined || more.length > 0 ? edits : [{ ...first, text: answer.text }];
}

/**
 * What a plan leaves behind: path → bytes, null for a path that is gone. Only paths that change are in it. Every
 * byte outside of an edited span is kept: line endings, byte order mark and all.
 * @throws Refusal when an edited file is not UTF-8 or an edit lies outside of its text.
 */
export function outcome(plan: Plan, base: BaseBytes): ReadonlyMap<string, Uint8Array | null> {
  const standing = (path: string): Uint8Array => {
    const bytes = base.get(path);
    if (bytes === undefined || bytes === null)
      throw new Refusal(`The plan needs ${path}, which is not there.`);
    return bytes;
  };
  const edits = groupBy(settledEdits(plan), ({ path }) => path);
  const edited = (path: string, bytes: Uint8Array): Uint8Array =>
    editedBytes(path, bytes, edits.get(path) ?? []);

  const after = new Map<string, Uint8Array | null>();
  const made = new Map<string, Uint8Array>();
  for (const { path, text } of plan.writes) made.set(path, edited(path, Buffer.from(text, 'utf8')));
  for (const { from, to } of plan.copies) made.set(to, edited(to, standing(from)));
  const moved = new Map(plan.moves.map(({ from, to }) => [from, to]));
  for (const from of moved.keys()) after.set(from, null);
  for (const [from, to] of moved) made.set(to, edited(from, standing(from)));
  for (const path of edits.keys()) {
    if (!moved.has(path) && !made.has(path)) after.set(path, edited(path, standing(path)));
  }
  for (const [path, bytes] of made) after.set(path, bytes);
  return new Map([...after].filter(([path, bytes]) => !same(bytes, base.get(path) ?? null)).sort(inOrder));
}

/**
 * A text with these edits. Insertions at one place stand in the order given.
 * @throws Refusal when two overlap or one lies outside of the text; `path` is named.
 */
export function editedText(path: string, text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort(
    (one, other) => one.span.start - other.span.start || one.span.end - other.span.end,
  );
  let result = '';
  let done = 0;
  for (const { span, text: replacement } of sorted) {
    if (span.start < done)
      throw new Refusal(`The plan changes one place of ${path} twice (offset ${span.start}).`);
    if (span.end < span.start || span.end > text.length) {
      throw new Refusal(`The plan changes a place of ${path} that is not in it (offset ${span.end}).`);
    }
    result += text.slice(done, span.start) + replacement;
    done = span.end;
  }
  return result + text.slice(done);
}

function editedBytes(path: string, bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  if (edits.length === 0) return bytes;
  const text = decode(bytes);
  if (!same(Buffer.from(text, 'utf8'), bytes)) {
    throw new Refusal(`${path} is not UTF-8, so it cannot be edited: convert it first.`);
  }
  return Buffer.from(editedText(path, text, edits), 'utf8');
}

function same(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one === null || other === null ? one === other : Buffer.compare(one, other) === 0;
}

function inOrder([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
