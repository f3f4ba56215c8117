import { createHash } from 'node:crypto';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Files, World } from './types.ts';

/** Values kept from run to run, each under the digest of all that it was made from. */
export interface Store {
  /** The value under a key; undefined where there is none, or its file is spoilt. Never throws. */
  readonly get: (key: string) => Promise<unknown>;
  /** Keeps a value that can be cloned; nothing happens where the folder cannot be written. Never throws. */
  readonly put: (key: string, value: unknown) => Promise<void>;
  /** Deletes the files that were used longest ago, when there are far more than this run used. Never throws. */
  readonly prune: () => Promise<void>;
}

/** Length of the SHA-256 before the value in a file. */
const CHECKSUM = 32;
/** Files for each that this run used: other branches want theirs again. */
const ROOM = 4;
/** So many files are never too many. */
const FEW = 256;
/** A file for a key, or one that a killed run was about to put in its place. */
const OWN = /^(?:[0-9a-f]{64}|\.slop-[0-9a-f-]+\.tmp)$/;

/** SHA-256 of the parts, each after its length, as 64 hex digits. */
export function keyOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}\0`).update(part);
  return hash.digest('hex');
}

/** Where the runs on the record at an absolute folder keep what they made; null where nothing is kept. */
export function storeOf({ files, cache }: Pick<World, 'files' | 'cache'>, root: string): Store | null {
  return cache === null ? null : openStore(files, path.posix.resolve(root, cache));
}

/** A digest of this build of slop. */
export async function buildOf({ files, home }: Pick<World, 'files' | 'home'>): Promise<string> {
  const parts = ['package.json', 'dist/build-id'].map((name) => files.read(`${home}/${name}`));
  return keyOf(...(await Promise.all(parts.map((part) => part.catch(() => '')))));
}

/**
 * A store in an absolute folder: a file for each key, holding the SHA-256 of the key with what follows, and the value in
 * V8's format for clones. It may be deleted, copied, shared or cut off at any time: what is not whole is not there.
 */
export function openStore(files: Files, folder: string): Store {
  const used = new Set<string>();
  let writable = true;
  return {
    get: async (key) => {
      used.add(key);
      const bytes = await files.read(`${folder}/${key}`).catch(() => null);
      return bytes === null ? undefined : valueIn(key, bytes);
    },
    put: async (key, value) => {
      if (!writable) return;
      used.add(key);
      const bytes = serialize(value);
      try {
        await files.create(`${folder}/.gitignore`, '*\n');
        await files.write(`${folder}/${key}`, Buffer.concat([checksum(key, bytes), bytes]), {
          durable: false,
        });
      } catch {
        writable = false;
      }
    },
    prune: async () => {
      const entries = await files.list(folder).catch(() => []);
      const unused = entries.map(({ name }) => name).filter((name) => OWN.test(name) && !used.has(name));
      const spare = unused.length - Math.max(FEW, used.size * (ROOM - 1));
      if (spare <= 0) return;
      const dated = await Promise.all(
        unused.map(async (name) => ({
          name,
          modified: (await files.stat(`${folder}/${name}`))?.modified ?? 0,
        })),
      );
      dated.sort((a, b) => a.modified - b.modified);
      for (const { name } of dated.slice(0, spare)) await files.remove(`${folder}/${name}`).catch(() => {});
    },
  };
}

/** What the store knows, else what is made now, of which `toKeep` says what to keep; nothing where undefined. */
export async function storedOrMade<T>(
  store: Store,
  key: string,
  make: () => Promise<T>,
  toKeep: (made: T) => unknown = (made) => made,
): Promise<T> {
  const known = await store.get(key);
  if (known !== undefined) return known as T;
  const made = await make();
  const value = await toKeep(made);
  if (value !== undefined) await store.put(key, value);
  return made;
}

function valueIn(key: string, bytes: Uint8Array): unknown {
  const value = bytes.subarray(CHECKSUM);
  if (!checksum(key, value).equals(bytes.subarray(0, CHECKSUM))) return undefined;
  try {
    return deserialize(value);
  } catch {
    // A later Node wrote it.
    return undefined;
  }
}

/** The key is part of it, so that a file which came under another name is none. */
function checksum(key: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(bytes).digest();
}
