import { createHash } from 'node:crypto';
import type { JudgedNote } from './judge-here.ts';
import { packed, unpacked } from './packing.ts';
import { once } from './parse/once.ts';
import type { Project } from './project.ts';
import type { Document, Files, Kind, LazyEngine, Note, Stage, ThreadPool, World } from './types.ts';

/** A judged note that another thread can be handed: without its kind, which has functions, and with its draft once. */
export interface PortableNote extends Omit<JudgedNote, 'document'> {
  readonly document: Omit<Document, 'note'> & { readonly note: Pick<Note, 'fields'> | null };
}

/**
 * Judged notes as bytes: they go from thread to thread and into the cache as they are, since to write them out is dear.
 * What judging took is no part of them.
 */
export interface PackedNotes {
  readonly bytes: Uint8Array;
  /** The blob id of each; null for one that could not be read. */
  readonly oids: readonly (string | null)[];
  readonly spent: readonly ReadonlyMap<Stage, number>[];
}

/** Notes for a thread at a time, about. */
const BATCH = 16;
/** Batches in hand at a time: enough to keep threads at work, and few enough that a large record is never in memory twice. */
const IN_HAND = 32;

/**
 * Reads, parses and judges the notes at `paths`, in that order; on other threads where there is a pool. A batch
 * whose thread fails is judged again on this one.
 */
export async function judgeNotes(
  { files, now }: Pick<World, 'files' | 'now'>,
  project: Project,
  engine: LazyEngine,
  paths: readonly string[],
  pool: ThreadPool | null,
): Promise<readonly JudgedNote[]> {
  const judge = once(() => loadJudge(files, project, engine, now));
  const here = async (batch: readonly string[]) => (await judge())(batch);
  if (pool === null) return here(paths);
  const byPath = new Map<string, JudgedNote>();
  const left = batchesOf(paths).values();
  const work = async (): Promise<void> => {
    for (const batch of left) {
      const judged = await judgeThere(pool, project.kinds, batch).catch(() => here(batch));
      for (const note of judged) byPath.set(note.document.path, note);
    }
  };
  await Promise.all(Array.from({ length: IN_HAND }, work));
  return paths.map((path) => byPath.get(path) as JudgedNote);
}

/** What judges batches on this thread; loaded, as the engine is, when there is a note to judge. */
export async function loadJudge(
  files: Files,
  project: Pick<Project, 'root' | 'config' | 'kinds'>,
  engine: LazyEngine,
  now: () => number,
): Promise<(paths: readonly string[]) => Promise<readonly JudgedNote[]>> {
  const [{ judgeHere }, loaded] = await Promise.all([import('./judge-here.ts'), engine.load()]);
  return judgeHere(files, project, loaded, now);
}

/** Paths in batches that stay nearly all the same when some come or go, so that what was kept of them still serves. */
function batchesOf(paths: readonly string[]): readonly (readonly string[])[] {
  const count = 2 ** Math.ceil(Math.log2(Math.max(1, paths.length / BATCH)));
  const batches = Array.from({ length: count }, (): string[] => []);
  for (const path of paths) {
    const digest = createHash('sha1').update(path).digest();
    batches[digest.readUInt32BE() % count]?.push(path);
  }
  return batches.filter(({ length }) => length > 0);
}

/** The note as another thread can be handed it. */
export function portable({ document, ...judged }: JudgedNote): PortableNote {
  const { note } = document;
  return { document: { ...document, note: note && { fields: note.fields } }, ...judged };
}

/** Notes to be sent or kept. */
export function pack(judged: readonly JudgedNote[]): PackedNotes {
  const bare = judged.map((note) => {
    const { spent: _, ...rest } = portable(note);
    return rest;
  });
  return {
    bytes: packed(bare),
    oids: judged.map(({ document }) => document.draft?.oid ?? null),
    spent: judged.map(({ spent }) => spent),
  };
}

function unpack({ bytes, spent }: PackedNotes): readonly PortableNote[] {
  const bare = unpacked(bytes) as readonly Omit<PortableNote, 'spent'>[];
  return bare.map((note, index) => ({ ...note, spent: spent[index] ?? new Map() }));
}

async function judgeThere(
  pool: ThreadPool,
  kinds: ReadonlyMap<string, Kind>,
  paths: readonly string[],
): Promise<readonly JudgedNote[]> {
  const batch = (await pool.run('judge', paths)) as PackedNotes | readonly PortableNote[];
  const judged = 'bytes' in batch ? unpack(batch) : batch;
  return judged.map(({ document, ...rest }) => {
    const { draft, note } = document;
    const kind = kinds.get(document.kind);
    const whole = draft && note && kind && { ...draft, kind, fields: note.fields };
    return { document: { ...document, note: whole ?? null }, ...rest };
  });
}
