import { type BaseBytes, outcome } from '../plan/plan-outcome.ts';
import { planFault } from '../plan/plan-soundness.ts';
import { blobId } from '../read/blob.ts';
import { foldersAbove } from '../read/paths.ts';
import { Refusal } from '../refusal.ts';
import type { Files, Plan } from '../types.ts';
import type { StepBytes } from './journal.ts';

/** What a plan comes to on the record as it stands. */
interface Prepared {
  /** Sorted by path; only what changes. */
  readonly steps: readonly StepBytes[];
  /** Folders to be made, outermost first. */
  readonly folders: readonly string[];
}

/**
 * Reads what a plan stands on.
 * @throws Refusal that names every file which is not as the plan found it, or says why the plan cannot be one.
 */
export async function readBase(files: Files, root: string, plan: Plan): Promise<BaseBytes> {
  const fault = planFault(plan);
  if (fault !== null) throw new Refusal(`This plan cannot be applied: ${fault}.`);
  const base = new Map<string, Uint8Array | null>();
  const moved: string[] = [];
  for (const [place, oid] of Object.entries(plan.base)) {
    const { bytes, why } = await standing(files, root, place, oid);
    if (why !== null) moved.push(`${place} ${why}`);
    base.set(place, bytes);
  }
  if (moved.length > 0) {
    throw new Refusal(
      `Nothing was changed, because the record is not as it was when this was planned (${plan.title}): ${moved.join('; ')}. Plan it again.`,
    );
  }
  return base;
}

async function standing(
  files: Files,
  root: string,
  place: string,
  oid: string | null,
): Promise<{ readonly bytes: Uint8Array | null; readonly why: string | null }> {
  const not = (why: string) => ({ bytes: null, why });
  for (const folder of foldersAbove(place)) {
    const above = await files.stat(`${root}/${folder}`);
    if (above === null) break;
    if (above.type === 'link') return not(`lies below ${folder}, a symbolic link`);
    if (above.type !== 'folder') return not(`lies below ${folder}, which is no folder`);
  }
  const there = await files.stat(`${root}/${place}`);
  if (there === null) return oid === null ? { bytes: null, why: null } : not('is gone');
  if (there.type === 'link') return not('is a symbolic link');
  if (oid === null) return not('exists already');
  if (there.type !== 'file') return not('is no file');
  const bytes = await files.read(`${root}/${place}`);
  return blobId(bytes) === oid ? { bytes, why: null } : not('has changed');
}

/**
 * The steps from the record as it stands to what the plan leaves behind.
 * @throws Refusal as `readBase` and `outcome` do.
 */
export async function prepare(files: Files, root: string, plan: Plan): Promise<Prepared> {
  const base = await readBase(files, root, plan);
  const origin = new Map([...plan.copies, ...plan.moves].map(({ from, to }) => [to, from]));
  const steps = [...outcome(plan, base)].map(([place, fresh]): StepBytes => {
    const old = base.get(place) ?? null;
    const oidOf = (bytes: Uint8Array | null): string | null => (bytes === null ? null : blobId(bytes));
    return {
      path: place,
      before: oidOf(old),
      after: oidOf(fresh),
      old,
      fresh,
      like: origin.get(place) ?? place,
    };
  });
  await refuseReadOnly(files, root, plan.title, steps);
  const wanted = new Set(
    steps.flatMap(({ path: place, fresh }) => (fresh === null ? [] : foldersAbove(place))),
  );
  const folders: string[] = [];
  for (const folder of [...wanted].sort()) {
    if ((await files.stat(`${root}/${folder}`)) === null) folders.push(folder);
  }
  return { steps, folders };
}

/** A rename would replace, or take away, a read-only file too; who made it so did not want that. */
async function refuseReadOnly(
  files: Files,
  root: string,
  title: string,
  steps: readonly StepBytes[],
): Promise<void> {
  const closed: string[] = [];
  for (const { path, before } of steps) {
    if (before === null) continue;
    if ((await files.stat(`${root}/${path}`))?.readOnly === true) closed.push(path);
  }
  if (closed.length === 0) return;
  throw new Refusal(
    `Nothing was changed (${title}), because of what is read-only: ${closed.join(', ')}. Make it writable first, with chmod u+w.`,
  );
}
