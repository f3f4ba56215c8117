import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { diskFiles } from '../../src/world/files.ts';
import { realProcesses } from '../../src/world/processes.ts';
import { recover, unfinished } from '../../src/write/recover.ts';
import { buildSources } from '../helpers/built-sources.mjs';
import { temporaryFolder } from '../helpers/repository.ts';
import { type Chance, chanceOf, randomPlan } from './random-plan.ts';

/** Plans to go through; each is killed before every one of its writes. `npm run test:soak` sets more. */
const PLANS = Number(process.env['SLOP_SOAK'] ?? '4');
const SEED = Number(process.env['SLOP_SEED'] ?? '20260512');
/** Processes at a time. */
const SIDE_BY_SIDE = 4;

const world = { files: diskFiles, processes: realProcesses };
const script = fileURLToPath(new URL('killed.mjs', import.meta.url));
let built: string;

interface Ended {
  readonly killed: boolean;
  readonly out: string;
}

function run(what: 'apply' | 'recover', root: string, plan: string, last?: number): Promise<Ended> {
  const argv = [script, built, what, root, plan, ...(last === undefined ? [] : [String(last)])];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, (error, out, err) => {
      if (error !== null && error.signal !== 'SIGKILL') reject(new Error(err));
      else resolve({ killed: error !== null, out });
    });
  });
}

/** Every file below a folder with its bytes and permissions, and every folder; slop's own folder left out. */
async function treeOf(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const tree: Record<string, string> = {};
  for (const entry of entries) {
    const place = path.join(entry.parentPath, entry.name);
    const name = path.relative(root, place);
    if (/^\.slop(\/|$)/.test(name)) continue;
    if (entry.isDirectory()) tree[`${name}/`] = '';
    else
      tree[name] =
        `${((await stat(place)).mode & 0o777).toString(8)} ${(await readFile(place)).toString('base64')}`;
  }
  return Object.fromEntries(Object.entries(tree).sort());
}

/** A record before a plan and after it, as folders to copy from. */
interface Setting {
  readonly folder: string;
  readonly plan: string;
  readonly old: Record<string, string>;
  readonly fresh: Record<string, string>;
  readonly writes: number;
}

async function settingOf(chance: Chance): Promise<Setting & { readonly remove: () => Promise<void> }> {
  const { root: folder, write, remove } = await temporaryFolder();
  const { files, plan } = randomPlan(chance);
  for (const [place, text] of Object.entries(files)) {
    await write(`before/${place}`, text);
    if (chance(3) === 0) await chmod(path.join(folder, 'before', place), 0o640);
  }
  const planFile = path.join(folder, 'plan.json');
  await writeFile(planFile, JSON.stringify(plan));
  await cp(path.join(folder, 'before'), path.join(folder, 'after'), { recursive: true });
  const { out } = await run('apply', path.join(folder, 'after'), planFile);
  const [old, fresh] = [await treeOf(path.join(folder, 'before')), await treeOf(path.join(folder, 'after'))];
  return { folder, plan: planFile, old, fresh, writes: Number(out), remove };
}

/** Kills one application before its nth write, perhaps its recovery too, and says which state the end is. */
async function killOnce(
  { folder, plan, old, fresh }: Setting,
  nth: number,
  again: number | null,
): Promise<'old' | 'new'> {
  const root = await mkdtemp(path.join(folder, 'run-'));
  await cp(path.join(folder, 'before'), root, { recursive: true });
  expect((await run('apply', root, plan, nth)).killed).toBe(true);
  const half = await treeOf(root);
  const title = await unfinished(diskFiles, root);
  // Whoever reads is told unless the record is whole.
  if (title === null) expect([old, fresh]).toContainEqual(half);
  else expect(title).toBe('a random plan');
  if (again !== null) await run('recover', root, plan, again);
  await recover(world, root);
  expect(await unfinished(diskFiles, root)).toBeNull();
  const end = await treeOf(root);
  expect([old, fresh]).toContainEqual(end);
  await rm(root, { recursive: true });
  return JSON.stringify(end) === JSON.stringify(old) ? 'old' : 'new';
}

describe('a process killed while it applies a plan', () => {
  beforeAll(async () => {
    const parts = ['world/files', 'world/processes', 'write/apply', 'write/recover'];
    built = await buildSources(parts);
  });

  test.each(Array.from({ length: PLANS }, (_, index) => SEED + index))(
    'leaves the old record or the new one, before any write (seed %i)',
    async (seed) => {
      const chance = chanceOf(seed);
      const setting = await settingOf(chance);
      const cases = Array.from({ length: setting.writes }, (_, index) => ({
        nth: index + 1,
        again: chance(3) === 0 ? 1 + chance(setting.writes) : null,
      }));
      const ends = new Set<string>();
      const work = async (): Promise<void> => {
        for (let one = cases.shift(); one !== undefined; one = cases.shift()) {
          ends.add(await killOnce(setting, one.nth, one.again));
        }
      };
      expect(cases.length).toBeGreaterThan(15);
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
      await setting.remove();
      expect([...ends].sort()).toEqual(['new', 'old']);
    },
  );
});
