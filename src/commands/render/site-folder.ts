import path from 'node:path';
import { foldersAbove } from '../../read/paths.ts';
import { Refusal } from '../../refusal.ts';
import type { File, Files, FolderEntry, LongFile, World } from '../../types.ts';
import { newFiles } from '../../write/new-files.ts';

/** The file by which slop knows a folder that it made itself. */
export const MARKER = '.slop-site';
const MARKER_TEXT = 'slop render made this folder and takes away what is not of the site.\n';

/** Files after which a signal is listened to. */
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
    throw new Refusal(
      `The site cannot be written to ${out}: that folder holds slop.yaml: name another one in --out.`,
    );
  if (record !== root && holds(record, out)) {
    throw new Refusal(
      `The site cannot be written to ${out}: that is inside the record: name a folder beside it in --out.`,
    );
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

interface Watch {
  /** Aborted: stop, and leave everything as it was. */
  readonly interrupted: AbortSignal;
  /** Told now and then how many files are written. */
  readonly progress: (files: number) => void;
}

export interface WrittenSite {
  readonly files: number;
  /** Of all files. */
  readonly bytes: number;
  /** Files that did not stand there with the same bytes. */
  readonly changed: number;
}

/**
 * Writes what is new in a site beside `out`, then puts it in its place: until the last page is made, the old site
 * stays as it was, and what did not change is never touched. When it fails or is interrupted before that, the old
 * site is as it was; when it is killed while files take their places, each is still the old or the new one, and the
 * next run does the rest.
 * @throws Refusal when `out` is on another disk than the folder around it.
 */
export async function replaceSite(
  { files, processes, now }: Pick<World, 'files' | 'processes' | 'now'>,
  out: string,
  site: AsyncIterable<File | LongFile>,
  watch: Watch,
): Promise<WrittenSite> {
  const stem = path.posix.join(path.posix.dirname(out), `.${path.posix.basename(out)}.slop-`);
  const fresh = `${stem}${now()}`;
  await sweep(files, stem, now());
  try {
    const standing = await entriesBelow(files, out);
    const { pages, ...written } = await writeAll({ files, processes }, { out, fresh, standing }, site, watch);
    if (standing === null) await files.rename(fresh, out);
    else await putInPlace(files, { out, fresh, standing }, pages);
    return written;
  } finally {
    // What failed is told, not that its remains could not be taken away too; a later run sweeps them up.
    await files.remove(fresh).catch(() => {});
  }
}

/** What stands in the folder of a site, by path from it, folders before what they hold. */
type Standing = ReadonlyMap<string, FolderEntry['type']>;

interface Places {
  readonly out: string;
  /** The folder beside it that holds what is new. */
  readonly fresh: string;
  /** Null where there is no folder yet. */
  readonly standing: Standing | null;
}

/** No link is followed. */
async function entriesBelow(files: Files, folder: string): Promise<Standing | null> {
  if ((await files.stat(folder)) === null) return null;
  const entries = new Map<string, FolderEntry['type']>();
  const walk = async (below: string): Promise<void> => {
    for (const { name, type } of await files.list(path.posix.join(folder, below))) {
      const place = path.posix.join(below, name);
      entries.set(place, type);
      if (type === 'folder') await walk(place);
    }
  };
  await walk('');
  return entries;
}

/** Page → whether it is new or changed. */
type Pages = Map<string, boolean>;

async function writeAll(
  { files, processes }: Pick<World, 'files' | 'processes'>,
  { out, fresh: folder, standing }: Places,
  site: AsyncIterable<File | LongFile>,
  { interrupted, progress }: Watch,
): Promise<WrittenSite & { readonly pages: Pages }> {
  await files.write(`${folder}/${MARKER}`, MARKER_TEXT);
  const writeNew = newFiles(files);
  const pages: Pages = new Map([[MARKER, true]]);
  const count = { files: 0, bytes: 0, changed: 0 };
  for await (const file of site) {
    interrupted.throwIfAborted();
    const page = file.path;
    if (pages.has(page)) throw new Error(`two pages of the site are at ${page}`);
    const stands = standing?.get(page) === 'file' ? `${out}/${page}` : null;
    const written = await writeNew(`${folder}/${page}`, stands, until(interrupted, file));
    pages.set(page, written.changed);
    count.files += 1;
    count.bytes += written.bytes;
    if (written.changed) count.changed += 1;
    if (count.files % BATCH !== 0) continue;
    progress(count.files);
    // Making pages and writing them never waits, and a signal is heard only when this thread does.
    await processes.pause(0);
  }
  interrupted.throwIfAborted();
  return { ...count, pages };
}

/** The same file, whose making ends when the reader interrupts: that of a long one takes seconds. */
function until(interrupted: AbortSignal, file: File | LongFile): File | LongFile {
  if (!('texts' in file)) return file;
  const texts = function* () {
    for (const text of file.texts()) {
      interrupted.throwIfAborted();
      yield text;
    }
  };
  return { ...file, texts };
}

async function putInPlace(files: Files, { out, fresh, standing }: Places, pages: Pages): Promise<void> {
  const put = (page: string): Promise<void> => files.rename(`${fresh}/${page}`, `${out}/${page}`);
  await put(MARKER).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    throw new Refusal(
      `${out} is on another disk than the folder around it, so new pages cannot be moved into it: name a folder inside it in --out.`,
    );
  });
  const folders = new Set([...pages.keys()].flatMap(foldersAbove));
  for (const [place, type] of standing ?? []) {
    const isWanted = type === 'folder' ? folders.has(place) : pages.has(place);
    if (!isWanted) await files.remove(`${out}/${place}`);
  }
  for (const [page, changed] of pages) if (changed && page !== MARKER) await put(page);
}

/** Takes away what runs that ended early left beside the site; the folder of each bears the time of its run. */
async function sweep(files: Files, stem: string, now: number): Promise<void> {
  const [parent, name] = [path.posix.dirname(stem), path.posix.basename(stem)];
  if ((await files.stat(parent)) === null) return;
  for (const entry of await files.list(parent)) {
    const [, made] = /^(\d{1,15})$/.exec(entry.name.slice(name.length)) ?? [];
    const isOurs = entry.type === 'folder' && entry.name.startsWith(name) && made !== undefined;
    if (isOurs && now - Number(made) > STALE) await files.remove(`${parent}/${entry.name}`);
  }
}
