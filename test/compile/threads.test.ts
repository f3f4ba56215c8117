import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTemplates } from '../../src/commands/render/site-templates.ts';
import { type Compiled, compile, rules } from '../../src/index.ts';
import { loadEngine } from '../../src/parse/markdown/engine.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { poolOf } from '../../src/pool/pool.ts';
import { loadProject } from '../../src/project.ts';
import { render } from '../../src/render/render.ts';
import { inOnePiece } from '../../src/render/templates.ts';
import type { File, ThreadPool, World } from '../../src/types.ts';
import { startThreads } from '../../src/world/threads.ts';
import { realWorld } from '../../src/world/world.ts';
import { writeCorpus } from '../bench/corpus.mjs';
import { build } from '../cli/built.ts';

const home = fileURLToPath(new URL('../../', import.meta.url));

let root: string;
let alone: Compiled;

beforeAll(async () => {
  // Threads run what was built.
  await build();
  root = mkdtempSync(join(tmpdir(), 'slop-threads-'));
  writeCorpus(root, { notes: 400, seed: 7 });
  alone = await compile({ ...world(), threads: null }, { root });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function world(): World {
  return realWorld({ cwd: root, env: {}, home });
}

/** Everything that a compiled record holds but functions. */
function facts({ graph, findings }: Compiled): unknown {
  return { graph: { ...graph, documents: graph.documents.map(bare) }, findings };
}

function bare(document: Compiled['graph']['documents'][number]): unknown {
  return { ...document, note: document.note && { ...document.note, kind: document.note.kind.name } };
}

test('compile() gives the same on many threads as on one', async () => {
  let batches = 0;
  const threaded = await compile(
    counting(world(), () => batches++),
    { root },
  );
  expect(batches).toBeGreaterThan(10);
  expect(
    facts({ ...threaded, graph: { ...threaded.graph, byPath: new Map(), lineages: new Map() } }),
  ).toEqual(facts({ ...alone, graph: { ...alone.graph, byPath: new Map(), lineages: new Map() } }));
  expect(alone.findings.length).toBeGreaterThan(0);
});

test('compile() judges a batch again on its own thread when another one fails', async () => {
  const failing: World = {
    ...world(),
    threads: async () => ({
      run: () => Promise.reject(new Error('the thread died')),
      stop: async () => {},
    }),
  };
  const { findings } = await compile(failing, { root });
  expect(findings).toEqual(alone.findings);
});

test('startThreads() tells of every batch that no thread can begin', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'slop-broken-'));
  try {
    const pool = await startThreads(broken, {});
    const told = await Promise.allSettled(Array.from({ length: 12 }, () => pool.run('judge', [])));
    expect(told.filter(({ status }) => status !== 'rejected')).toEqual([]);
    await pool.stop();
  } finally {
    rmSync(broken, { recursive: true, force: true });
  }
});

test('startThreads() stops also where a thread fails meanwhile', async () => {
  const failing = mkdtempSync(join(tmpdir(), 'slop-failing-'));
  const worker = 'export const judge = () => void setTimeout(() => { throw new Error("late"); }, 20);';
  mkdirSync(join(failing, 'dist'));
  writeFileSync(join(failing, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(failing, 'dist/worker.js'), worker);
  try {
    const pool = await startThreads(failing, {});
    await pool.run('judge', []);
    // It fails while this thread has no turn to hear of it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    await pool.stop();
  } finally {
    rmSync(failing, { recursive: true, force: true });
  }
});

test.each([
  [['judge'], ['start', 'stop', 'start', 'stop']],
  [
    ['judge', 'bodies'],
    ['start', 'stop'],
  ],
] as const)(
  'poolOf() for %j stops threads that have nothing else to do once all notes are judged',
  async (jobs, told) => {
    const seen: string[] = [];
    const threads = async (): Promise<ThreadPool> => {
      seen.push('start');
      return { run: async () => [], stop: async () => void seen.push('stop') };
    };
    const project = await loadProject(world(), root);
    const pool = poolOf({ world: { ...world(), threads }, project, engine: satteriEngine }, jobs);
    const found = await pool.forNotes('judge', [100_000_000]);
    await found?.run('judge', []);
    await pool.judged();
    await found?.run('judge', []);
    await pool.stop();
    await pool.stop();
    expect(seen).toEqual(told);
  },
);

/** How many batches are given to threads, of a record that `fill` writes into a folder. */
async function batchesGiven(fill: (folder: string) => void): Promise<number> {
  const small = mkdtempSync(join(tmpdir(), 'slop-threads-'));
  try {
    fill(small);
    let batches = 0;
    await compile(
      counting(world(), () => batches++),
      { root: small },
    );
    return batches;
  } finally {
    rmSync(small, { recursive: true, force: true });
  }
}

test('compile() spreads few notes over threads when they are large', async () => {
  const batches = await batchesGiven((folder) => {
    writeFileSync(join(folder, 'slop.yaml'), '');
    mkdirSync(join(folder, 'record'));
    for (const name of ['boats', 'lamps', 'ropes', 'tides']) {
      const text = 'The tide turns, and see §2.\n\n'.repeat(50_000);
      writeFileSync(join(folder, `record/${name}.md`), `# ${name}\n\n${text}`);
    }
  });
  expect(batches).toBeGreaterThan(1);
});

test('compile() keeps a record of few notes on one thread', async () => {
  const batches = await batchesGiven((folder) => void writeCorpus(folder, { notes: 20, seed: 7 }));
  expect(batches).toBe(0);
});

test('render() makes the same site with other threads, and when they die', async () => {
  const small = mkdtempSync(join(tmpdir(), 'slop-threads-'));
  const pool = await world().threads?.({ root: small, config: alone.config, schemas: alone.schemas });
  try {
    writeCorpus(small, { notes: 16, seed: 7 });
    const compiled = await compile({ ...world(), cwd: small, threads: null }, { root: small });
    const dying = { run: () => Promise.reject(new Error('the thread died')), stop: async () => {} };
    const [one, many, again] = [
      await siteOf(compiled, null),
      await siteOf(compiled, pool ?? null),
      await siteOf(compiled, dying),
    ];
    expect(one.length).toBeGreaterThan(60);
    expect(many).toEqual(one);
    expect(again).toEqual(one);
  } finally {
    await pool?.stop();
    rmSync(small, { recursive: true, force: true });
  }
});

async function siteOf(compiled: Compiled, threads: ThreadPool | null): Promise<readonly File[]> {
  const { templates } = await readTemplates(world(), root);
  const { engine } = await loadEngine();
  const files: File[] = [];
  for await (const file of render({ ...compiled, templates, engine, rules, threads }))
    files.push(inOnePiece(file));
  return files;
}

function counting(real: World, count: () => void): World {
  return {
    ...real,
    threads: async (shared) => {
      const pool = await real.threads?.(shared);
      if (pool === undefined) throw new Error('one core only');
      return {
        stop: pool.stop,
        run: (job, batch) => {
          count();
          return pool.run(job, batch);
        },
      };
    },
  };
}
