import { Refusal } from '../refusal.ts';
import type { ProcessIdentity, World } from '../types.ts';
import { ownFolder } from './own-folder.ts';

/** What writing needs of the world. */
export type Writing = Pick<World, 'files' | 'processes'>;

/** Times that a process looks again while another one makes up its mind, and the time between. */
const LOOKS = 50;
const PAUSE = 20;

/** Parts of a claim's name; none of them holds the sign between. */
const BETWEEN = '~';

/** What is claimed. */
interface WorkClaim {
  /** Absolute folder of the claims. */
  readonly folder: string;
  /** What the process is about to do, for others to read. */
  readonly title: string;
  /** Where the work is, as a refusal says it: `writing in this record`. */
  readonly where: string;
  /** Milliseconds to wait for others; without any, who comes later gives way at once. */
  readonly patience: number;
}

/**
 * Runs work that no other process does in this record at the same time.
 * @throws Refusal when another process is at work, or may be.
 */
export async function exclusively<T>(
  writing: Writing,
  root: string,
  title: string,
  work: () => Promise<T>,
): Promise<T> {
  const folder = `${await ownFolder(writing.files, root)}/claims`;
  return claimed(writing, { folder, title, where: 'writing in this record', patience: 0 }, work);
}

/**
 * Runs work that no other process does under the same claim at the same time. Each process lays an own file that
 * names it, and looks for others: who sees one from a name before its own gives way, who sees one after it looks
 * again. A claim is void when its process has ended, however old or young it is, so a kill locks nobody out, and
 * no two can take over one lock.
 * @throws Refusal when another process is at work, or may be.
 */
export async function claimed<T>(
  { files, processes }: Writing,
  { folder, title, where, patience }: WorkClaim,
  work: () => Promise<T>,
): Promise<T> {
  const name = nameOf(await processes.self(), processes.unique());
  const lay = () => files.create(`${folder}/${name}`, `${title}\n`);
  await lay();
  try {
    for (let look = 0, left = patience; ; look += 1) {
      const others = await liveClaims({ files, processes }, folder, name);
      if (others.length === 0) break;
      const gives = others.some((other) => other < name);
      if (left <= 0 && (gives || look >= LOOKS))
        throw new Refusal(await told({ files }, folder, others, where));
      if (gives) await files.remove(`${folder}/${name}`);
      await processes.pause(PAUSE);
      left -= PAUSE;
      if (gives) await lay();
    }
    return await work();
  } finally {
    // A claim that cannot be taken away is void as soon as this process ends.
    await files.remove(`${folder}/${name}`).catch(() => {});
  }
}

/** The claims of others whose processes run, or may; those of ended ones are taken away. */
async function liveClaims(
  { files, processes }: Writing,
  folder: string,
  own: string,
): Promise<readonly string[]> {
  const live: string[] = [];
  for (const { name } of await files.list(folder)) {
    const identity = identityOf(name);
    if (name === own || identity === null) continue;
    if ((await processes.runs(identity)) === false) await files.remove(`${folder}/${name}`);
    else live.push(name);
  }
  return live.sort();
}

async function told(
  { files }: Pick<Writing, 'files'>,
  folder: string,
  others: readonly string[],
  where: string,
): Promise<string> {
  const [name = ''] = others;
  return `${await holderOf({ files }, folder, name)} is ${where}: nothing was changed, so run this again when it is done. If that process is gone, delete ${folder}/${name}`;
}

async function holderOf({ files }: Pick<Writing, 'files'>, folder: string, name: string): Promise<string> {
  const identity = identityOf(name);
  const title = new TextDecoder()
    .decode(await files.read(`${folder}/${name}`).catch(() => new Uint8Array()))
    .trim();
  return `Process ${identity?.pid} on ${identity?.host}${title === '' ? '' : ` (${title})`}`;
}

/** What claims in a folder no one can look at from here, a sentence each: only a person can tell that they are void. */
export async function claimsElsewhere(
  { files, processes }: Writing,
  folder: string,
): Promise<readonly string[]> {
  const told: string[] = [];
  for (const { name } of await files.list(folder).catch(() => [])) {
    const identity = identityOf(name);
    if (identity === null || (await processes.runs(identity)) !== null) continue;
    const holder = await holderOf({ files }, folder, name);
    told.push(
      `${holder} keeps others out, and cannot be looked at from here: if it is gone, delete ${folder}/${name}`,
    );
  }
  return told.sort();
}

function nameOf({ host, boot, namespace, pid, start }: ProcessIdentity, unique: string): string {
  const parts = [host, boot, namespace, String(pid), start, unique];
  return parts.map((part) => encodeURIComponent(part).replaceAll(BETWEEN, '%7E')).join(BETWEEN);
}

/** Null for a name that no process gave: such a file claims nothing. */
function identityOf(name: string): ProcessIdentity | null {
  const parts = name.split(BETWEEN);
  if (parts.length !== 6) return null;
  try {
    const [host = '', boot = '', namespace = '', pid = '', start = ''] = parts.map((part) =>
      decodeURIComponent(part),
    );
    return /^[1-9]\d*$/.test(pid) ? { host, boot, namespace, pid: Number(pid), start } : null;
  } catch {
    return null;
  }
}
