import { createHash } from 'node:crypto';
import type { Project } from '../project.ts';
import type { Document, Files, Kind, LazyEngine, Note, Stage, ThreadPool, TreeFile } from '../types.ts';
import type { JudgedNote } from './judge-here.ts';
import { packed, unpacked } from './packing.ts';

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

/** Notes that are kept together, about as many as a thread is given at a time. */
export interface Batch {
  /** Stays the same when notes come or go, but when there are twice or half as many of them. */
  readonly name: string;
  readonly paths: readonly string[];
}

/** Judged notes of earlier runs. */
export interface KeptNotes {
  /** Those of a batch whose texts are as they were. */
  readonly get: (batch: Batch) => Promise<readonly PortableNote[]>;
  /** Keeps a whole batch, in the order of its paths; `packed` packs it. */
  readonly put: (batch: Batch, notes: readonly JudgedNote[], packed: () => PackedNotes) => Promise<void>;
}

/** What notes are judged with. */
export interface Judges {
  readonly kept: KeptNotes;
  /** Judges the notes at paths on this thread. */
  readonly judge: (paths: readonly string[]) => Promise<readonly JudgedNote[]>;
  /** Threads, where notes of such sizes in bytes are worth them. */
  readonly forNotes: (job: 'judge', sizes: readonly number[]) => Promise<ThreadPool | null>;
}

/** Notes for a thread at a time, about. */
const BATCH = 16;
/** The least number of batches: few notes may be large ones. */
const FEW = 8;
/** Batches that threads have in hand: enough to keep them at work, and so few that no large record is there twice. */
const IN_HAND = 32;

/**
 * Reads, parses and judges some notes, but for those that an earlier run judged as they are; in that order. A
 * batch whose thread fails is judged again on this one. After each batch it waits by `pause`.
 */
export async function judgeNotes(
  notes: readonly TreeFile[],
  kinds: ReadonlyMap<string, Kind>,
  { kept, judge, forNotes }: Judges,
  pause: () => Promise<void>,
): Promise<readonly JudgedNote[]> {
  const byPath = new Map<string, JudgedNote>();
  const take = (judged: readonly JudgedNote[]): void => {
    for (const note of judged) byPath.set(note.document.path, note);
  };
  const unknown: { readonly batch: Batch; readonly left: readonly string[] }[] = [];
  for (const batch of batchesOf(notes.map(({ path }) => path))) {
    take(withKinds(await kept.get(batch), kinds));
    const left = batch.paths.filter((path) => !byPath.has(path));
    if (left.length > 0) unknown.push({ batch, left });
    await pause();
  }
  const sizes = notes.flatMap(({ path, size }) => (byPath.has(path) ? [] : [size]));
  const threads = await forNotes('judge', sizes);
  const batches = unknown.values();
  const work = async (): Promise<void> => {
    for (const { batch, left } of batches) {
      const there = threads && ((await threads.run('judge', left).catch(() => null)) as PackedNotes | null);
      take(there ? withKinds(unpack(there), kinds) : await judge(left));
      const whole = batch.paths.map((path) => byPath.get(path) as JudgedNote);
      await kept.put(batch, whole, () =>
        there !== null && left.length === whole.length ? there : pack(whole),
      );
      await pause();
    }
  };
  // Of several on one thread, the reading of each would be told to last as long as the parsing of all others.
  await Promise.all(Array.from({ length: threads === null ? 1 : IN_HAND }, work));
  return notes.map(({ path }) => byPath.get(path) as JudgedNote);
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
function batchesOf(paths: readonly string[]): readonly Batch[] {
  const count = 2 ** Math.ceil(Math.log2(Math.max(FEW, paths.length / BATCH)));
  const batches = Array.from({ length: count }, (): string[] => []);
  for (const path of paths) {
    const digest = createHash('sha1').update(path).digest();
    batches[digest.readUInt32BE() % count]?.push(path);
  }
  return batches.flatMap((paths, place) =>
    paths.length > 0 ? [{ name: `${place} of ${count}`, paths }] : [],
  );
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

/** The notes that `pack` was given. Throws on other bytes. */
export function unpack({ bytes, spent }: PackedNotes): readonly PortableNote[] {
  const bare = unpacked(bytes) as readonly Omit<PortableNote, 'spent'>[];
  return bare.map((note, index) => ({ spent: spent[index] ?? new Map(), ...note }));
}

function withKinds(notes: readonly PortableNote[], kinds: ReadonlyMap<string, Kind>): readonly JudgedNote[] {
  return notes.map(({ document, ...rest }) => {
    const { draft, note } = document;
    const kind = kinds.get(document.kind);
    // Spread last: V8 makes a hidden class for each object that is spread before other keys.
    const whole = draft && note && kind && { kind, fields: note.fields, ...draft };
    return { document: { ...document, note: whole ?? null }, ...rest };
  });
}
