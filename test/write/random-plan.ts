import { planOf } from '../../src/plan/plan.ts';
import { blobId } from '../../src/read/blob.ts';
import type { Edit, Plan } from '../../src/types.ts';

/** Whole numbers below a bound, the same for the same seed. */
export type Chance = (below: number) => number;

/** A small generator of chance (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A record of a few files, and a plan that edits, makes, copies and moves some of them. */
export function randomPlan(chance: Chance): {
  readonly files: Readonly<Record<string, string>>;
  readonly plan: Plan;
} {
  const files: Record<string, string> = {};
  const total = 2 + chance(4);
  for (let index = 0; index < total; index += 1) {
    const ending = chance(2) === 0 ? '\n' : '\r\n';
    const lines = Array.from(
      { length: 1 + chance(5) },
      () => `line ${chance(100)} — ü${' '.repeat(chance(3))}`,
    );
    files[`record/${chance(2) === 0 ? '' : 'sub/'}note-${index}-v0_1.md`] = lines.join(ending) + ending;
  }
  const base: Record<string, string | null> = {};
  const [edits, writes, copies, moves] = [
    [] as Edit[],
    [] as Plan['writes'][0][],
    [] as Plan['copies'][0][],
    [] as Plan['moves'][0][],
  ];
  const edit = (path: string, text: string): void => {
    const start = chance(text.length);
    edits.push({
      path,
      span: { start, end: Math.min(text.length, start + chance(4)) },
      text: `<${chance(1000)}>`,
    });
  };
  for (const [path, text] of Object.entries(files)) {
    base[path] = blobId(Buffer.from(text));
    const choice = chance(5);
    if (choice === 0) continue;
    if (choice === 1) edit(path, text);
    if (choice >= 2) {
      const to = path.replace(/([^/]*)$/, 'archive/$1');
      base[to] = null;
      moves.push({ from: path, to });
    }
    if (choice >= 3) {
      const to = path.replace('v0_1', 'v0_2');
      base[to] = null;
      copies.push({ from: path, to });
      edit(to, text);
    }
  }
  base['record/new/one.md'] = null;
  writes.push({ path: 'record/new/one.md', text: `new ${chance(1000)}\n` });
  return { files, plan: planOf({ title: 'a random plan', base, edits, writes, copies, moves }) };
}
