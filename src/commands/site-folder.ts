import path from 'node:path';
import { Refusal } from '../refusal.ts';
import type { File, Files, World } from '../types.ts';

/** The file by which slop knows a folder that it made itself. */
export const MARKER = '.slop-site';
const MARKER_TEXT = 'slop render made this folder and replaces it whole.\n';

/** Files written at a time. */
const BATCH = 64;
/** A half-made site that an ended run left is taken away once it is a day old. */
const STALE = 24 * 60 * 60 * 1000;

/**
 * Refuses a folder that slop must not replace: one it did not make, one that holds the record, or one inside it.
 * @throws Refusal that says which.
 */
export async function assertReplaceable(
  files: Files,
  out: string,
  root: string,
  record: string,
): Promise<void> {
  if (holds(out, root))
    throw new Refusal(`The site cannot be written to ${out}: that folder holds slop.yaml.`);
  if (record !== root && holds(record, out)) {
    throw new Refusal(`The site cannot be written to ${out}: that is inside the record.`);
  }
  const there = await files.stat(out);
  if (there === null) return;
  if (there.type === 'link') {
    throw new Refusal(`${out} is a symbolic link: name the folder that it leads to in --out.`);
  }
  if (there.type !== 'folder') throw new Refusal(`${out} is not a folder: name another one in --out.`);
  const entries = await files.list(out);
  if (entries.length > 0 && !entries.some((entry) => entry.name === MARKER)) {
    throw new Refusal(
      `${out} holds files that slop did not make: empty it, or name another folder in --out. (slop replaces only folders that hold its ${MARKER} file.)`,
    );
  }
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer === '/' ? '/' : `${outer}/`);
}

export interface Watch {
  /** Aborted: stop, and leave everything as it was. */
  readonly interrupted: AbortSignal;
  /** Told now and then how many files are written. */
  readonly progress: (files: number) => void;
}

export interface Written {
  readonly files: number;
  /** Of what was written. */
  readonly bytes: number;
}

/**
 * Writes a site beside `out`, then puts it in its place, so that the old one stays whole until then. When it
 * fails or is interrupted, the old site is as it was.
 */
export async function replaceSite(
  { files, processes, now }: Pick<World, 'files' | 'processes' | 'now'>,
  out: string,
  site: AsyncIterable<File>,
  watch: Watch,
): Promise<Written> {
  const stem = path.posix.join(path.posix.dirname(out), `.${path.posix.basename(out)}.slop-`);
  const fresh = `${stem}${now()}`;
  const old = `${fresh}-old`;
  await putBack(files, out, stem);
  await sweep(files, stem, now());
  try {
    const written = await writeAll({ files, processes }, fresh, site, watch);
    const replaces = (await files.stat(out)) !== null;
    if (replaces) await moveAway(files, out, old);
    try {
      await files.rename(fresh, out);
    } catch (error) {
      if (replaces) await files.rename(old, out);
      throw error;
    }
    await files.remove(old);
    return written;
  } catch (error) {
    // What failed is told, not that its remains could not be taken away too; a later run sweeps them up.
    await files.remove(fresh).catch(() => {});
    throw error;
  }
}

/** A run that was killed between taking the old site away and putting the new one there left none: the old one comes back. */
async function putBack(files: Files, out: string, stem: string): Promise<void> {
  if ((await files.stat(out)) !== null) return;
  const [latest] = (await leftBehind(files, stem))
    .filter(({ place }) => place.endsWith('-old'))
    .sort((a, b) => b.made - a.made);
  if (latest !== undefined) await files.rename(latest.place, out);
}

/** A folder on which another disk is mounted cannot be moved, so nothing can take its place at once. */
async function moveAway(files: Files, out: string, old: string): Promise<void> {
  try {
    await files.rename(out, old);
  } catch (error) {
    if (!['EXDEV', 'EBUSY'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    throw new Refusal(
      `${out} is on another disk than the folder around it, so the new site cannot take its place at once: name a folder inside it in --out.`,
    );
  }
}

async function writeAll(
  { files, processes }: Pick<World, 'files' | 'processes'>,
  folder: string,
  site: AsyncIterable<File>,
  { interrupted, progress }: Watch,
): Promise<Written> {
  await files.write(`${folder}/${MARKER}`, MARKER_TEXT);
  let count = 0;
  let bytes = 0;
  let batch: Promise<void>[] = [];
  try {
    for await (const file of site) {
      interrupted.throwIfAborted();
      const writing = writeNew(files, `${folder}/${file.path}`, file.bytes);
      // It may fail while the next page is made, long before anybody waits for it.
      writing.catch(() => {});
      batch.push(writing);
      count += 1;
      bytes += typeof file.bytes === 'string' ? Buffer.byteLength(file.bytes) : file.bytes.byteLength;
      if (batch.length < BATCH) continue;
      await Promise.all(batch);
      batch = [];
      progress(count);
      // Writing never waits, and a signal is heard only when this thread does.
      await processes.pause(0);
    }
    await Promise.all(batch);
    interrupted.throwIfAborted();
  } finally {
    // When the site fails, writes are still on their way: the folder cannot be taken away before they end.
    await Promise.allSettled(batch);
  }
  return { files: count, bytes };
}

/** The folder is new and nobody looks into it yet, so that a file need not appear all at once. */
async function writeNew(files: Files, place: string, bytes: File['bytes']): Promise<void> {
  if (!(await files.create(place, bytes))) throw new Error(`two pages of the site are at ${place}`);
}

async function sweep(files: Files, stem: string, now: number): Promise<void> {
  for (const { place, made } of await leftBehind(files, stem)) {
    if (now - made > STALE) await files.remove(place);
  }
}

/** Folders that runs which ended early left beside the site, each with the time of its run. */
async function leftBehind(
  files: Files,
  stem: string,
): Promise<readonly { readonly place: string; readonly made: number }[]> {
  const [parent, name] = [path.posix.dirname(stem), path.posix.basename(stem)];
  if ((await files.stat(parent)) === null) return [];
  return (await files.list(parent)).flatMap((entry) => {
    const [, made] = /^(\d{1,15})(?:-old)?$/.exec(entry.name.slice(name.length)) ?? [];
    const isOurs = entry.type === 'folder' && entry.name.startsWith(name) && made !== undefined;
    return isOurs ? [{ place: `${parent}/${entry.name}`, made: Number(made) }] : [];
  });
}
