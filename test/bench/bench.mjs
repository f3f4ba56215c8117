// Measures cold `slop check` and cold `slop render` of the built package on a seeded corpus:
//   npm run bench -- [--sizes 1000,10000] [--runs 3] [--seed 1]
// Prints a Markdown table, then the same as JSON. A run is one new process; the median of the runs counts.
// What else can be measured, it tells first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCorpus } from './corpus.mjs';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const preload = new URL('peak.mjs', import.meta.url).href;
const wanted = { check: 500, render: 250 };

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000' },
    runs: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
  },
});
if (!existsSync(cli)) throw new Error('dist/cli.js is not there: run npm run build first.');

console.error(
  'Other benches: npm run bench:site (pages, search, serve), node test/bench/evidence.mjs, node test/bench/lanes.mjs',
);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'slop-bench-'));
try {
  const rows = values.sizes.split(',').map(Number).flatMap(measureSize);
  console.log(table(rows));
  console.log(
    `\n${JSON.stringify({ node: process.version, cores: os.availableParallelism(), runs: Number(values.runs), rows }, null, 2)}`,
  );
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function measureSize(notes) {
  const folder = path.join(scratch, `notes-${notes}`);
  const { faults } = writeCorpus(folder, { notes, seed: Number(values.seed) });
  const site = path.join(scratch, `site-${notes}`);
  return [
    measure(notes, 'check', folder, ['check', '--format', 'json'], (output) => {
      const planted = new Set(faults);
      const found = JSON.parse(output).findings.filter(({ rule }) => planted.has(rule)).length;
      if (found !== faults.length)
        throw new Error(`${found} findings, but ${faults.length} mistakes were planted.`);
    }),
    measure(notes, 'render', folder, ['render', '--out', site], () => rmSync(site, { recursive: true })),
  ];
}

/** Median of the runs of one command. `after` judges what it printed, and makes the next run cold again. */
function measure(notes, command, folder, argv, after) {
  const runs = Array.from({ length: Number(values.runs) }, () => {
    const one = run(folder, argv);
    after(one.output);
    return one;
  });
  const { seconds, cpuSeconds, peakKilobytes } = runs.sort((a, b) => a.seconds - b.seconds)[
    Math.floor(runs.length / 2)
  ];
  return {
    notes,
    command,
    seconds: round(seconds, 2),
    notesPerSecond: Math.round(notes / seconds),
    wantedPerSecond: wanted[command],
    cpuSeconds: round(cpuSeconds, 2),
    peakMegabytes: Math.round(peakKilobytes / 1000),
  };
}

function run(folder, argv) {
  const usage = path.join(scratch, 'usage.json');
  const begin = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, ['--import', preload, cli, ...argv], {
    cwd: folder,
    env: { ...process.env, SLOP_BENCH_PEAK: usage, NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  if (error || status === null || status > 1)
    throw error ?? new Error(`slop ${argv[0]} ended with ${status}: ${stderr}`);
  return { seconds, output: stdout, ...JSON.parse(readFileSync(usage, 'utf8')) };
}

function table(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [
    line(['notes', 'command', 'seconds', 'notes a second', 'wanted', 'CPU seconds', 'peak MB']),
    line(['---:', '---', '---:', '---:', '---:', '---:', '---:']),
    ...rows.map((row) =>
      line([
        row.notes,
        row.command,
        row.seconds,
        row.notesPerSecond,
        row.wantedPerSecond,
        row.cpuSeconds,
        row.peakMegabytes,
      ]),
    ),
  ].join('\n');
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
