import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { blobId } from '../../src/read/blob.ts';
import { cloneVariable } from '../../src/read/clone-places.ts';
import type {
  Commit,
  CommitRequest,
  Files,
  FolderEntry,
  Git,
  Logs,
  PathHistory,
  Probing,
  Processes,
  Programs,
  Repository,
  TextChange,
  World,
} from '../../src/types.ts';
import { emptyReading } from '../../src/world/clone-reading.ts';
import { memoryClone } from './memory-clones.ts';

/** What a world of values is made from. Paths are from `cwd` unless they begin with `/`. */
export interface MemoryWorldParts {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /**
   * Makes `cwd` a repository; a date of the first and of the last commit (ISO 8601) for each path, and the text that
   * it had in each commit, oldest first, where they are to be told.
   */
  readonly history?: Readonly<Record<string, MemoryHistory>>;
  /** What `changedLines` answers, whatever the revision: path → pairs of first and last line. */
  readonly changed?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  /** Symbolic links: path → target, from the folder of the link unless it begins with `/`. */
  readonly links?: Readonly<Record<string, string>>;
  /** Folders that hold nothing. */
  readonly folders?: readonly string[];
  /** Files and folders that answer with an error: path → its code, such as `EACCES`. */
  readonly broken?: Readonly<Record<string, string>>;
  /** Invented clones by repository, in the words of `memoryClone`; each lies at `/clones/<name>`. */
  readonly clones?: Readonly<Record<string, string>>;
  /** What running programs and asking ports comes to; nothing starts and nothing answers without it. */
  readonly probing?: Partial<Probing>;
  readonly now?: number | string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of slop's own package; what lies below it is read from the disk. */
  readonly home?: string;
}

export interface MemoryHistory {
  readonly first: string;
  readonly last: string;
  readonly texts?: readonly { readonly date: string; readonly text: string }[];
  /** Where it lay before, from the folder of the record. */
  readonly former?: readonly string[];
}

export interface MemoryWorld extends World {
  /** Every file as it is now: absolute path → bytes. A test may change it. */
  readonly disk: Map<string, Uint8Array>;
  /** Files written since the start: path from `cwd` → text, sorted by path. */
  readonly written: () => Readonly<Record<string, string>>;
  /** What was committed since the start. */
  readonly commits: CommitRequest[];
}

const packageFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const failure = (code: string, place: string): Error =>
  Object.assign(new Error(`${code}: ${place}`), { code, path: place });

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

/**
 * A world of values: nothing touches the disk but reads below `home`, so that a test finds the real schemas
 * and templates. `cwd` is `/project`, and it is a Git repository when `history` is given.
 */
export function memoryWorld(parts: MemoryWorldParts): MemoryWorld {
  const cwd = parts.cwd ?? '/project';
  const home = parts.home ?? packageFolder;
  const absolute = (place: string): string => path.posix.resolve(cwd, place);
  const table = <T>(entries: Readonly<Record<string, T>> = {}): Map<string, T> =>
    new Map(Object.entries(entries).map(([place, value]) => [absolute(place), value]));

  const disk = new Map([...table(parts.files)].map(([place, content]) => [place, bytesOf(content)]));
  const links = table(parts.links);
  const broken = table(parts.broken);
  const folders = new Set((parts.folders ?? []).map(absolute));
  const written = new Set<string>();
  const commits: CommitRequest[] = [];

  const below = (folder: string): string => (folder === '/' ? '/' : `${folder}/`);
  const isFolder = (place: string): boolean =>
    place === cwd ||
    [...disk.keys(), ...links.keys(), ...folders].some(
      (other) => other.startsWith(below(place)) || (folders.has(other) && other === place),
    );
  const typeOf = (place: string): FolderEntry['type'] | null =>
    links.has(place) ? 'link' : disk.has(place) ? 'file' : isFolder(place) ? 'folder' : null;
  const atHome = (place: string): boolean => place === home || place.startsWith(below(home));
  const guard = (place: string): void => {
    const code = broken.get(place);
    if (code !== undefined) throw failure(code, place);
  };
  const resolveLinks = (place: string, hops = 0): string => {
    if (hops > 40) throw failure('ELOOP', place);
    const pieces = place.split('/').slice(1);
    for (let length = 1; length <= pieces.length; length += 1) {
      const prefix = `/${pieces.slice(0, length).join('/')}`;
      const target = links.get(prefix);
      if (target === undefined) continue;
      const onward = path.posix.resolve(path.posix.dirname(prefix), target, ...pieces.slice(length));
      return resolveLinks(onward, hops + 1);
    }
    return place;
  };

  const files: Files = {
    read: async (place) => {
      guard(place);
      const real = resolveLinks(place);
      const bytes = disk.get(real);
      if (bytes !== undefined) return bytes;
      if (isFolder(real)) throw failure('EISDIR', place);
      if (atHome(place)) return readFile(place);
      throw failure('ENOENT', place);
    },
    list: async (folder) => {
      guard(folder);
      const real = resolveLinks(folder);
      if (typeOf(real) === null && atHome(folder)) {
        const entries = await readdir(folder, { withFileTypes: true });
        return entries.map((entry) => ({ name: entry.name, type: entry.isDirectory() ? 'folder' : 'file' }));
      }
      if (typeOf(real) === 'file') throw failure('ENOTDIR', folder);
      if (typeOf(real) === null) throw failure('ENOENT', folder);
      const names = new Set<string>();
      for (const place of [...disk.keys(), ...links.keys(), ...folders]) {
        if (place.startsWith(below(real))) names.add(place.slice(below(real).length).split('/')[0] ?? '');
      }
      return [...names].map((name) => ({ name, type: typeOf(below(real) + name) ?? 'other' }));
    },
    stat: async (place) => {
      const type = typeOf(place);
      if (type !== null) return { type, size: disk.get(place)?.byteLength ?? 0 };
      if (!atHome(place)) return null;
      const found = await stat(place).catch(() => null);
      return found && { type: found.isDirectory() ? 'folder' : 'file', size: found.size };
    },
    realPath: async (place) => {
      const real = resolveLinks(place);
      if (typeOf(real) === null && !atHome(real)) throw failure('ENOENT', place);
      return real;
    },
    write: async (place, content) => {
      guard(place);
      if (isFolder(place)) throw failure('EISDIR', place);
      disk.set(place, bytesOf(content));
      written.add(place);
    },
    holds: async (place, pieces) => {
      const all = Buffer.concat([...pieces].map((piece) => piece.slice()));
      return all.equals(await files.read(place));
    },
    create: async (place, bytes) => {
      guard(place);
      if (typeOf(place) !== null) return false;
      const whole = typeof bytes === 'string' || bytes instanceof Uint8Array;
      disk.set(place, whole ? bytesOf(bytes) : Buffer.concat([...bytes]));
      written.add(place);
      return true;
    },
    rename: async (from, to) => {
      guard(to);
      const moved = [...disk].filter(([place]) => place === from || place.startsWith(below(from)));
      if (moved.length === 0) throw failure('ENOENT', from);
      for (const [place, bytes] of moved) {
        disk.delete(place);
        disk.set(to + place.slice(from.length), bytes);
        written.add(to + place.slice(from.length));
      }
    },
    remove: async (place) => {
      for (const entries of [disk, links, folders]) {
        for (const other of [...entries.keys()]) {
          if (other === place || other.startsWith(below(place))) entries.delete(other);
        }
      }
    },
  };

  const fromFolder = <T>(folder: string, entries: ReadonlyMap<string, T>): Map<string, T> =>
    new Map(
      [...entries]
        .filter(([place]) => place.startsWith(below(folder)))
        .map(([place, value]) => [place.slice(below(folder).length), value]),
    );
  const history = new Map(
    [...table(parts.history)].map(([place, { first, last, texts, former }]): [string, PathHistory] => [
      place,
      {
        first: commitOn(first),
        last: commitOn(last),
        ...(former && { former }),
        ...(texts && { texts: texts.map((one, index) => changeOf(one, place, texts[index - 1])) }),
      },
    ]),
  );
  const told = Object.values(parts.history ?? {});
  const texts = new Map(
    told.flatMap(({ texts = [] }) => texts.map(({ text }) => [blobId(Buffer.from(text)), text] as const)),
  );
  const parents = inARow(
    told.flatMap(({ first, last, texts = [] }) => [first, last, ...texts.map(({ date }) => date)]),
  );
  const newest = [...history.values()]
    .map(({ last }) => last)
    .sort((a, b) => Date.parse(b.date) - Date.parse(a.date));
  const repository: Repository = {
    root: cwd,
    list: async (folder) => [...fromFolder(folder, disk).keys(), ...fromFolder(folder, links).keys()],
    ignored: async () => [],
    ledger: async (folder) => ({
      ledger: { head: newest[0] ?? null, branch: 'main', shallow: false, paths: fromFolder(folder, history) },
      why: null,
    }),
    texts: async () => texts,
    beside: async () => new Set(),
    parents: async () => parents,
    changedLines: async (folder) =>
      new Map(
        [...fromFolder(folder, table(parts.changed))].map(([place, pairs]) => [
          place,
          pairs.map(([first, last]) => ({ first, last })),
        ]),
      ),
    madeTwice: async () => new Map(),
    author: async () => 'Ines Calder',
    heads: async () => ({
      published: 'main',
      commits: new Map(newest[0] === undefined ? [] : [['main', newest[0].oid]]),
    }),
    committed: async (folder, _commit, paths) =>
      new Map(
        paths.flatMap((place) => {
          const bytes = disk.get(path.posix.join(folder, place));
          if (bytes === undefined || !history.has(path.posix.join(folder, place))) return [];
          return [[place, { oid: blobId(bytes), text: Buffer.from(bytes).toString('utf8') }] as const];
        }),
      ),
    standing: async () => null,
    staged: async () => ({ files: new Map(), changed: new Set(), read: async () => new Uint8Array() }),
    shared: async () => `${cwd}/.git`,
    standstill: async () => null,
    commit: async (_folder, request) => {
      commits.push(request);
      return { oid: createHash('sha1').update(request.message).digest('hex'), refused: null };
    },
  };
  const clones = parts.clones ?? {};
  const git: Git = {
    find: async (folder) =>
      parts.history && (folder === cwd || folder.startsWith(below(cwd))) ? repository : null,
  };

  return {
    files,
    git,
    workTrees: {
      working: async () => null,
      committed: async () => null,
      checkOut: async () => 'there is no Git in memory',
      remove: async () => {},
    },
    threads: null,
    cache: null,
    processes: aloneInMemory(),
    probing: {
      run: async () => ({ end: 'unstarted', reason: 'nothing runs in memory' }),
      endLeft: async () => {},
      answers: async () => false,
      standing: async () => null,
      ...parts.probing,
    },
    programs: noPrograms,
    logs: logsOf(disk),
    edit: async () => null,
    serving: { listen: () => Promise.reject(new Error('no server in memory')), watch: () => () => {} },
    commits,
    clones: {
      read: async (folder, name, wants) => {
        const text = clones[folder.replace(/^\/clones\//, '')];
        if (text !== undefined) return memoryClone(text, name, folder, wants);
        return { ...emptyReading(name), place: folder, unread: `${folder} is no Git repository.` };
      },
      sync: async () => {},
    },
    now: () =>
      typeof parts.now === 'string' ? Date.parse(parts.now) : (parts.now ?? Date.UTC(2026, 4, 12, 12)),
    env: { ...cloneVariables(clones), ...parts.env },
    cwd,
    home,
    disk,
    written: () => {
      const places = [...written].filter((place) => disk.has(place)).sort();
      return Object.fromEntries(
        places.map((place) => [
          place.startsWith(below(cwd)) ? place.slice(below(cwd).length) : place,
          Buffer.from(disk.get(place) ?? []).toString('utf8'),
        ]),
      );
    },
  };
}

/** One process, which never ends. */
function aloneInMemory(): Processes {
  const self = { host: 'here', boot: 'boot', namespace: 'all', pid: 1, start: '1' };
  let calls = 0;
  return {
    self: async () => self,
    runs: async (other) => other.pid === self.pid,
    withNumber: async (pid) => (pid === self.pid ? self : null),
    unique: () => {
      calls += 1;
      return String(calls).padStart(8, '0');
    },
    uuid: () => {
      calls += 1;
      return `00000000-0000-4000-8000-${String(calls).padStart(12, '0')}`;
    },
    pause: async () => {},
  };
}

/** A machine without other programs. */
const noPrograms: Programs = {
  run: async () => ({ code: null, out: '', err: 'there are no programs', absent: true }),
  hand: async () => null,
  start: async () => {
    throw failure('ENOENT', 'there are no programs');
  },
  started: async () => null,
  pour: async () => false,
  signal: async () => {},
};

function logsOf(disk: Map<string, Uint8Array>): Logs {
  const at = (place: string): Uint8Array => disk.get(place) ?? new Uint8Array();
  return {
    own: async () => null,
    append: async (place, text) => void disk.set(place, Buffer.concat([at(place), Buffer.from(text)])),
    readFrom: async (place, start) => at(place).subarray(start),
    cut: async (place, length) => void disk.set(place, at(place).subarray(0, length)),
    measure: async (place) => (disk.has(place) ? { size: at(place).length, changed: 0 } : null),
    link: async () => {},
  };
}

const cloneVariables = (clones: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.keys(clones).map((name) => [cloneVariable(name), `/clones/${name}`]));

/** The one commit of the invented repository on that date. */
function commitOn(date: string): Commit {
  const oid = createHash('sha1').update(date).digest('hex');
  return { oid, date, author: 'Ada Example', subject: `Work of ${date.slice(0, 10)}` };
}

/** A change that a commit of that date made to a file. */
function changeOf(
  { date, text }: { readonly date: string; readonly text: string },
  path: string,
  before: { readonly text: string } | undefined,
): TextChange {
  const was = before === undefined ? null : blobId(Buffer.from(before.text));
  return { commit: commitOn(date), path, oid: blobId(Buffer.from(text)), was };
}

/** Commits of these dates, each the parent of the next one; the newest first. */
function inARow(dates: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const oids = [...new Set(dates)].sort().map((date) => commitOn(date).oid);
  return new Map(
    oids.map((oid, index): [string, string[]] => [oid, oids.slice(Math.max(0, index - 1), index)]).reverse(),
  );
}
