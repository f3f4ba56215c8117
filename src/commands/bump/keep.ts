import { settledParallel, type TwoTexts } from '../../plan/bump/parallel.ts';
import { nameOf } from '../../read/paths.ts';
import { readSource } from '../../read/source.ts';
import { Refusal } from '../../refusal.ts';
import type { MadeTwice, Plan, World } from '../../types.ts';
import type { Here } from '../root.ts';

/** Which of two texts keeps the version that both branches gave it. */
export type Side = keyof MadeTwice;

/** A merge in which two branches made one version, looked at from the text that becomes the next version. */
interface ParallelMerge {
  /** The world in which that text stands where the merge left both. */
  readonly world: World;
  /** Makes a plan of that world one of the real one. */
  readonly settled: (plan: Plan) => Plan;
}

/**
 * Takes apart a merge under way of two branches that both made the version of a note.
 * @throws Refusal when no file was made by both, or Git does not tell their texts.
 */
export async function parallelMerge(world: World, here: Here, keep: Side): Promise<ParallelMerge> {
  const twice = (await here.repository?.madeTwice(here.root)) ?? new Map<string, MadeTwice>();
  if (here.repository === null || twice.size === 0) {
    throw new Refusal(
      '--keep settles a merge under way of two branches that made the same file: there is none.',
    );
  }
  const past = await here.repository.texts([...twice.values()].flatMap(({ ours, theirs }) => [ours, theirs]));
  const texts = new Map<string, TwoTexts>();
  for (const [path, sides] of twice) {
    const kept = past?.get(sides[keep]);
    const next = past?.get(sides[keep === 'ours' ? 'theirs' : 'ours']);
    if (kept === undefined || next === undefined) {
      throw new Refusal(`Git does not tell both texts of ${path}: settle the merge by hand.`);
    }
    const { oid, text } = await readSource(world.files, here.root, path);
    texts.set(path, { left: { oid, length: text.length }, kept, next });
  }
  const read: World['files']['read'] = async (place) => {
    const one = texts.get(place.slice(here.root.length + 1));
    return one !== undefined && place.startsWith(`${here.root}/`)
      ? new TextEncoder().encode(one.next)
      : world.files.read(place);
  };
  return {
    world: { ...world, files: { ...world.files, read }, threads: null },
    settled: (plan) => {
      const about = new Map([...texts].filter(([path]) => plan.copies.some(({ from }) => from === path)));
      if (about.size > 0)
        return settledParallel(
          withoutPaths(plan, (path) => texts.has(path) && !about.has(path)),
          about,
        );
      const names = [...texts.keys()].map(nameOf).join(', ');
      throw new Refusal(`This note was not made by both branches: of this merge, ${names} was.`);
    },
  };
}

/** A plan that asks nothing about some files: of another note that both branches made, only one text was read. */
function withoutPaths(plan: Plan, left: (path: string) => boolean): Plan {
  const base = Object.fromEntries(Object.entries(plan.base).filter(([path]) => !left(path)));
  return {
    ...plan,
    base,
    questions: plan.questions.filter(({ edits }) => !edits.some(({ path }) => left(path))),
  };
}
