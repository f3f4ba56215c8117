// Measures what it takes to ask Git for everything that a large record wants to know, with modules of src/:
//   node test/bench/evidence.mjs [--notes 10000] [--mentions 150000] [--commits 20000]
// A record whose notes were committed twice and amended here and there, and a repository that they cite, both of so
// many commits. Prints seconds of each part, and how many processes of git were run.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadSources } from '../helpers/built-sources.mjs';

const [{ givingWay }, { realWorld }, { readLedger }, { commitFinder }, { wantsOf }] = await loadSources(
  'giving-way',
  'world/world',
  'read/ledger',
  'link/commit-edges',
  'link/wants',
);

const { values } = parseArgs({
  options: {
    notes: { type: 'string', default: '10000' },
    mentions: { type: 'string', default: '150000' },
    commits: { type: 'string', default: '20000' },
  },
});
const [notes, mentions, commits] = [values.notes, values.mentions, values.commits].map(Number);
const wanted = 3;

const scratch = mkdtempSync(path.join(os.tmpdir(), 'slop-evidence-bench-'));
try {
  const pathOf = (note) => `record/phase-${note % 60}/note-${note}-v0_1.md`;
  const record = repository('record', (at) =>
    at < 2 * notes
      ? [pathOf(at % notes), `# Note ${at % notes}\n\n## 1. Part\n\nText ${at < notes ? 1 : at % 7}.\n`]
      : null,
  );
  repository('engine', (at) => (at % 20 === 0 ? [`src/file-${at % 400}.ts`, `${at}\n`] : null));
  const oids = execFileSync('git', ['rev-list', 'main'], {
    cwd: path.join(scratch, 'engine'),
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  const documents = Array.from({ length: notes }, (_, note) => ({
    path: pathOf(note),
    date: '2026-05-12',
    draft: { mentions: mentionsOf(note, oids), claims: [] },
  }));
  const config = {
    repos: [{ name: 'engine', url: null, branch: 'main', words: ['engine'] }],
    names: new Map(),
    archive: { folder: 'archive' },
  };

  const world = realWorld({
    cwd: record,
    env: counted(),
    home: fileURLToPath(new URL('../..', import.meta.url)),
  });
  const parts = {};
  const timed = async (name, work) => {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const value = await work();
    const { user, system } = process.cpuUsage(before);
    // On a busy machine the CPU seconds of this process tell more than the clock; those of git are not among them.
    parts[name] = {
      seconds: rounded((performance.now() - start) / 1000),
      cpuSeconds: rounded((user + system) / 1e6),
    };
    return value;
  };
  const ledger = await timed('dates, first and last commits', async () =>
    readLedger(await world.git.find(record), record, 'record'),
  );
  const reading = await timed('commits that are cited', async () => {
    const way = { now: world.now, pause: () => world.processes.pause(0) };
    const wants = await givingWay(wantsOf(documents, { files: [], skipped: [] }, config, ''), way);
    return world.clones.read(path.join(scratch, 'engine'), 'engine', wants.of('engine'));
  });
  const edges = await timed('mentions resolved', () => {
    const find = commitFinder({ ...ledger, repositories: new Map([['engine', reading]]) }, config);
    return documents.flatMap((document) =>
      document.draft.mentions.map((one) => find(document, one, one.target)),
    );
  });
  const found = edges.filter(({ to }) => to !== null).length;
  if (ledger.record?.paths.size !== notes || found !== edges.length)
    throw new Error(
      `${found} of ${edges.length} mentions and ${ledger.record?.paths.size} notes were found.`,
    );
  const seconds = Object.values(parts).reduce((sum, one) => sum + one.seconds, 0);
  console.log(
    JSON.stringify(
      {
        node: process.version,
        cores: os.availableParallelism(),
        notes,
        mentions: edges.length,
        commits,
        parts,
        seconds: rounded(seconds),
        wanted,
        processes: readFileSync(path.join(scratch, 'calls'), 'utf8').length,
      },
      null,
      2,
    ),
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** A repository of so many commits; `changeIn` gives the path and text that a commit changes, or null for none. */
function repository(name, changeIn) {
  const folder = path.join(scratch, name);
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
  const pieces = Array.from({ length: commits }, (_, at) => {
    const change = changeIn(at);
    const file =
      change === null
        ? ''
        : `M 100644 inline ${change[0]}\ndata ${Buffer.byteLength(change[1])}\n${change[1]}\n`;
    return `commit refs/heads/main\ncommitter A <a@b.c> ${1_700_000_000 + at * 60} +0000\ndata 6\nCommit\n${file}`;
  });
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input: pieces.join('') });
  execFileSync('git', ['reset', '--quiet', '--hard'], { cwd: folder });
  return folder;
}

function mentionsOf(note, oids) {
  return Array.from({ length: Math.round(mentions / notes) }, (_, at) => {
    const hash = oids[(note * 131 + at * 977) % oids.length].slice(0, 9);
    const target = {
      type: 'commit',
      hash,
      repository: at % 3 === 0 ? null : 'engine',
      near: 'engine',
      as: 'commit',
    };
    return { span: { start: at, end: at + 9 }, target, field: null, sentence: '' };
  });
}

/** An environment whose git adds a byte to a file for each process. */
function counted() {
  const bin = path.join(scratch, 'bin');
  mkdirSync(bin);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(path.join(bin, 'git'), `#!/bin/sh\nprintf . >> '${scratch}/calls'\nexec '${real}' "$@"\n`);
  chmodSync(path.join(bin, 'git'), 0o755);
  return { ...process.env, PATH: `${bin}:${process.env.PATH}` };
}

function rounded(seconds) {
  return Number(seconds.toFixed(2));
}
