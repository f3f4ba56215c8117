// Measures `slop check` and `slop render` of the built package on a seeded corpus, cold and after changes, beside what
// the same notes cost to read, parse and write at least, and beside other tools that are installed:
//   npm run bench -- [--sizes 1000] [--runs 5] [--seed 1]
// Prints the figures and slop's as multiples of others' as Markdown tables, then all as JSON. A run is one new process; the median of the runs counts. CPU time and
// peak memory are told where there is a /usr/bin/time.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSources } from '../helpers/built-sources.mjs';
import { writeCorpus } from './corpus.mjs';
import { others } from './others.mjs';
import { SOURCES } from './plain-site.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const cli = path.join(project, 'dist/cli.js');
const floor = fileURLToPath(new URL('floor.mjs', import.meta.url));
const plainSite = fileURLToPath(new URL('plain-site.mjs', import.meta.url));
const clock = '/usr/bin/time';
/** What a check ends with that found something. */
const FOUND = 1;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
  },
});
const runs = Number(values.runs);
if (!existsSync(cli)) throw new Error('dist/cli.js is not there: run npm run build first.');

console.error(
  'Other benches: npm run bench:site (pages, search, serve), node test/bench/evidence.mjs, lanes.mjs, real-lanes.mjs',
);
const built = await buildSources(SOURCES);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'slop-bench-'));
try {
  const sizes = values.sizes.split(',').map(Number);
  const rows = sizes.flatMap(measureSize);
  console.log(`${table(rows)}\n`);
  for (const notes of sizes) {
    const same = rows.filter((row) => row.notes === notes);
    console.log(`${ratios(notes, same)}\n`);
  }
  const [{ model } = { model: 'unknown' }] = os.cpus();
  const machine = { node: process.version, cores: os.availableParallelism(), model, runs };
  console.log(JSON.stringify({ ...machine, rows }, null, 2));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function measureSize(notes) {
  const folder = path.join(scratch, `notes-${notes}`);
  const { faults } = writeCorpus(folder, { notes, seed: Number(values.seed) });
  const least = measure([floor, folder, path.join(scratch, 'floor')], { program: process.execPath });
  const row = (tool, work, measured) => ({
    notes,
    tool,
    work,
    ...measured,
    timesFloor: ratio(measured, least),
  });
  const rows = [row('reading, parsing and writing alone', '', least)];
  for (const { command, name, prepare } of cases(folder)) {
    const argv = command === 'check' ? ['check', '--format', 'json'] : ['render'];
    const measured = measure([cli, ...argv], {
      program: process.execPath,
      folder,
      prepare,
      after: judgeOf(faults),
      highest: command === 'check' ? FOUND : 0,
    });
    rows.push(row(`slop ${command}`, name, measured));
  }
  const out = path.join(scratch, 'plain');
  const measured = measure([plainSite, built, folder, out], { program: process.execPath });
  rows.push(row('slop render', 'cold, of a page for each note, lists and a feed alone', measured));
  for (const { name, work, program, argv, prepare, most } of others(
    path.join(scratch, `beside-${notes}`),
    folder,
  )) {
    if (notes > most) continue;
    const highest = work.startsWith('a check') ? FOUND : 0;
    rows.push(row(name, work, measure(argv, { program, folder: prepare(), highest })));
  }
  return rows;
}

/** In this order: each begins with what the one before it left. */
function cases(folder) {
  const notes = readdirSync(path.join(folder, 'record'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, 'record', name))
    .sort();
  const cold = () => {
    for (const name of ['.slop', 'site']) rmSync(path.join(folder, name), { recursive: true, force: true });
  };
  const note = notes[notes.length >> 1];
  const named = mostNamed(notes);
  const change = (run) => appendFileSync(note, `\nRun ${run} says more.\n`);
  return [
    { command: 'check', name: 'cold', prepare: cold },
    { command: 'check', name: 'nothing changed' },
    { command: 'check', name: 'one note changed', prepare: change },
    { command: 'render', name: 'cold', prepare: cold },
    { command: 'render', name: 'nothing changed' },
    { command: 'render', name: 'one note changed', prepare: change },
    {
      command: 'render',
      name: 'the title changed that most notes name',
      prepare: (run) => retitle(named, run),
    },
    { command: 'render', name: 'a template changed', prepare: (run) => override(folder, run) },
    {
      command: 'render',
      name: 'slop.yaml changed',
      prepare: (run) =>
        replaceIn(path.join(folder, 'slop.yaml'), /^title:.*/m, `title: Record of run ${run}`),
    },
  ];
}

/** The note whose file name stands in most others. */
function mostNamed(notes) {
  const count = new Map(notes.map((note) => [path.basename(note), 0]));
  for (const note of notes) {
    for (const [name] of readFileSync(note, 'utf8').matchAll(/[a-z][a-z0-9-]+-v\d+_\d+\.md/g))
      if (count.has(name)) count.set(name, count.get(name) + 1);
  }
  const [[most]] = [...count].sort((a, b) => b[1] - a[1]);
  return notes.find((note) => path.basename(note) === most);
}

function retitle(note, run) {
  replaceIn(note, /^(title:\s*"?|# ).*?("?)$/m, `$1Another title, run ${run}$2`);
}

function override(folder, run) {
  const own = path.join(folder, 'templates/site');
  mkdirSync(own, { recursive: true });
  cpSync(path.join(project, 'templates/site/note.liquid'), path.join(own, 'note.liquid'));
  appendFileSync(path.join(own, 'note.liquid'), `<!-- run ${run} -->\n`);
}

function replaceIn(file, pattern, text) {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(pattern, text);
  if (after === before) throw new Error(`${file} has nothing to change`);
  writeFileSync(file, after);
}

/** A check must have found every mistake that was planted. */
function judgeOf(faults) {
  const planted = new Set(faults);
  return (output) => {
    if (!output.startsWith('{')) return;
    const found = JSON.parse(output).findings.filter(({ rule }) => planted.has(rule)).length;
    if (found < faults.length)
      throw new Error(`${found} findings, but ${faults.length} mistakes were planted.`);
  };
}

/** The median of the runs of one command. `prepare` changes what is there before each of them; `highest` is the exit code that may be. */
function measure(argv, { program, folder = scratch, prepare = () => {}, after = () => {}, highest = 0 }) {
  const all = Array.from({ length: runs }, (_, index) => {
    prepare(index);
    const one = run(program, argv, folder, highest);
    after(one.output);
    return one;
  });
  const { output: _, ...median } = all.sort((a, b) => a.seconds - b.seconds)[all.length >> 1];
  return median;
}

function run(program, argv, cwd, highest) {
  const usage = path.join(scratch, 'usage');
  const timed = existsSync(clock)
    ? [clock, '-f', '%U %S %M', '-o', usage, program, ...argv]
    : [program, ...argv];
  const begin = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(timed[0], timed.slice(1), {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const seconds = round(Number(process.hrtime.bigint() - begin) / 1e9, 2);
  if (error || status === null || status > highest)
    throw error ?? new Error(`${program} ${argv.join(' ')} ended with ${status}: ${stderr}`);
  if (!existsSync(usage)) return { seconds, output: stdout };
  const [user, system, kilobytes] = readFileSync(usage, 'utf8')
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map(Number);
  return {
    seconds,
    cpuSeconds: round(user + system, 2),
    peakMegabytes: Math.round(kilobytes / 1000),
    output: stdout,
  };
}

function table(rows) {
  return [
    line(['notes', 'tool', 'what', 'seconds', 'times the least', 'CPU seconds', 'peak MB']),
    line(['---:', '---', '---', '---:', '---:', '---:', '---:']),
    ...rows.map(({ notes, tool, work, seconds, timesFloor, cpuSeconds = '', peakMegabytes = '' }) =>
      line([notes, tool, work, seconds, timesFloor, cpuSeconds, peakMegabytes]),
    ),
  ].join('\n');
}

/** What slop took, as a multiple of what each other tool of its sort took on the same notes. The first row is the floor. */
function ratios(notes, rows) {
  const isOwn = ({ tool }) => tool.startsWith('slop ');
  const isCheck = ({ tool, work }) => `${tool} ${work}`.includes('check');
  const beside = rows.slice(1).filter((row) => !isOwn(row));
  return [
    line([`${notes} notes`, ...beside.map(({ tool }) => `times ${tool}`)]),
    line(['---', ...beside.map(() => '---:')]),
    ...rows
      .filter(isOwn)
      .map((row) =>
        line([
          `${row.tool}, ${row.work}`,
          ...beside.map((other) => (isCheck(row) === isCheck(other) ? ratio(row, other, 2) : '')),
        ]),
      ),
  ].join('\n');
}

function line(cells) {
  return `| ${cells.join(' | ')} |`;
}

function ratio(one, other, digits = 1) {
  return round(one.seconds / other.seconds, digits);
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}
