// Figures of lanes with the fake agent: node test/bench/lanes.mjs [lanes] [turns], after npm run build. Prints JSON, in
// milliseconds of CPU time unless said: what else runs on the machine changes it less than time on the clock. Of a turn
// only slop's own process is counted, its start with it, without the git programs it runs and without the agent:
// `turn` sends a kickoff prompt, `turnOfContract` a turn note, for which the record is read as of its commit and checked.
// Makes its folders in the temporary folder, and takes them away. The real program is timed by real-lanes.mjs.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSources, loadSources } from '../helpers/built-sources.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const [lanes = 30, turns = 1000] = process.argv.slice(2).map(Number);
const root = mkdtempSync(path.join(tmpdir(), 'slop-bench-'));
const record = path.join(root, 'project');
const env = { PATH: process.env['PATH'], HOME: root, XDG_STATE_HOME: path.join(root, 'state') };
const name = (index) => `lane-${index}`;

mkdirSync(path.join(record, 'record'), { recursive: true });
const names = ['history', ...Array.from({ length: lanes }, (_, index) => name(index))];
const declared = Object.fromEntries(
  names.map((one) => [one, { adapter: 'fake', script: 'agent.json', worktree: `lane/${one}` }]),
);
writeFileSync(path.join(record, 'slop.yaml'), JSON.stringify({ lanes: { declared } }));
writeFileSync(path.join(record, 'agent.json'), JSON.stringify({ steps: [{ wait: 200 }] }));
writeFileSync(path.join(record, 'record/note-v0_1.md'), '# Note\n\n## Kickoff prompt\n\nCount.\n');
const notes = await buildSources(['turn-note'], 'test/helpers');
const { turnNote, plan } = await import(pathToFileURL(`${notes}/turn-note.js`).href);
const check = { 'Evidence required': '- Manual check: the operator leaves the page and comes back.' };
writeFileSync(path.join(record, 'record/plan-v0_1.md'), plan);
writeFileSync(path.join(record, 'record/dates-v0_1.md'), turnNote(check, { lane: name(0) }));
const git = (...argv) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...argv], { cwd: record, env });
git('init', '--quiet', '--initial-branch=main');
git('add', '--all');
git('commit', '--quiet', '--message', 'A bench');

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
/** CPU time of the children that a piece of work waits for, theirs included. */
const childTime = () => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
};
const spent = (work) => {
  const before = childTime();
  work();
  return childTime() - before;
};
/** The clock of child times ticks every ten milliseconds only. */
const mean = (work, times) =>
  Number(
    (
      spent(() => {
        for (let run = 0; run < times; run += 1) work();
      }) / times
    ).toFixed(1),
  );
const slop = (...argv) =>
  spawnSync(process.execPath, [path.join(project, 'dist/cli.js'), 'lane', ...argv, '--json'], {
    cwd: record,
    env,
    encoding: 'utf8',
  });

/** Runs a command, and tells the CPU time of its process and its syncs. */
function measured(...argv) {
  const counts = path.join(root, 'counts.json');
  const preload = path.join(root, 'counting.mjs');
  writeFileSync(
    preload,
    `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; let syncs = 0;
for (const one of ['fsyncSync', 'fdatasyncSync']) { const real = fs[one]; fs[one] = (...given) => { syncs += 1; return real(...given); }; }
syncBuiltinESMExports();
process.on('exit', () => { const { user, system } = process.cpuUsage(); fs.writeFileSync(${JSON.stringify(counts)}, JSON.stringify({ cpu: Math.round((user + system) / 1000), syncs })); });`,
  );
  spawnSync(
    process.execPath,
    ['--import', preload, path.join(project, 'dist/cli.js'), 'lane', ...argv, '--json'],
    { cwd: record, env },
  );
  return JSON.parse(readFileSync(counts, 'utf8'));
}

const [{ appendLog }, { writeProjections }, { initialState }, { hookLine }, { diskFiles }, { diskLogs }] =
  await loadSources(
    'lane/log/log',
    'lane/log/projections',
    'lane/state/initial',
    'lane/adapters/hooks',
    'world/files',
    'world/logs',
  );

slop('launch', 'history');
slop('stop', 'history');
const [folder = ''] = execFileSync('find', [env.XDG_STATE_HOME, '-name', 'history', '-type', 'd'], {
  encoding: 'utf8',
}).split('\n');

/** A lane with that many turns behind it. */
async function writeHistory() {
  rmSync(path.join(folder, 'events.jsonl'));
  const deed = (event) => ({ event, certainty: 'asserted', from: null });
  const process = { host: 'h', boot: 'b', namespace: 'n', pid: 1, start: '1' };
  const request = {
    note: 'n',
    path: 'n.md',
    oid: '0',
    commit: '0',
    branch: 'main',
    kind: null,
    digest: '0',
    changes: [],
    bytes: 1,
  };
  const result = {
    end: 'finished',
    code: null,
    message: null,
    summary: 'x',
    answer: null,
    index: 0,
    cost: 0,
    denials: [],
    steps: 1,
  };
  const lane = {
    ...declared.history,
    name: 'history',
    slot: 'history',
    budget: { turns: null, minutes: null, cost: null },
    pass: [],
    allowed: [],
    protected: [],
  };
  const events = [
    { type: 'lane.declared', declaration: lane, opened: { phase: null, audit: null } },
    { type: 'start.intent', session: 's', resume: false },
    { type: 'start.process', process, tmux: null },
    { type: 'start.ready', session: 's', transcript: null },
  ];
  for (let turn = 1; turn <= turns; turn += 1) {
    const id = `turn-${turn}`;
    events.push(
      { type: 'turn.claimed', id, request },
      { type: 'send.intent', message: id, what: 'prompt', recorded: 0 },
      { type: 'send.accepted', message: id, by: 'echo', digest: null },
      { type: 'turn.ended', message: id, result, spent: null },
      { type: 'turn.settled' },
      { type: 'turn.reviewed', turn, verdict: 'accepted', why: 'x' },
    );
  }
  events.push({ type: 'stop.intent' }, { type: 'session.gone', how: 'x' });
  const world = { logs: diskLogs, files: diskFiles, now: () => Date.now() };
  const { state } = await appendLog(world, folder, initialState('history'), events.map(deed));
  await writeProjections(world, folder, state);
}

/** Some turns with one note, each reviewed before the next; the first finds nothing that was kept. */
function turnsOf(note) {
  const runs = Array.from({ length: 7 }, () => {
    const run = measured('turn', name(0), note);
    slop(
      'review',
      name(0),
      String(JSON.parse(slop('status', name(0)).stdout).turn.number),
      'accepted',
      '--why',
      'x',
    );
    return run;
  });
  const cpu = runs.map((run) => run.cpu);
  return { first: cpu[0], median: median(cpu), syncs: Math.max(...runs.map(({ syncs }) => syncs)) };
}

const figures = {};
await writeHistory();
figures.emptyNode = mean(() => spawnSync(process.execPath, ['-e', '0'], { env }), 40);
figures.statusOfHistory = mean(() => slop('status', 'history'), 40);
figures.doctorOfHistory = mean(() => slop('doctor', 'history'), 3);

const payload = JSON.stringify({
  session_id: 's',
  hook_event_name: 'Stop',
  last_assistant_message: 'x'.repeat(2000),
});
const spool = path.join(root, 'spool.jsonl');
figures.hook = mean(() => spawnSync('sh', ['-c', hookLine(spool)], { input: `${payload}\n` }), 200);
figures.shell = mean(() => spawnSync('sh', ['-c', 'cat >/dev/null; exit 0'], { input: `${payload}\n` }), 200);

for (let index = 0; index < lanes; index += 1) {
  slop('launch', name(index));
  if (index > 0) slop('turn', name(index), 'record/note-v0_1.md', '--no-wait');
}
figures.turn = turnsOf('record/note-v0_1.md');
figures.turnOfContract = turnsOf('record/dates-v0_1.md');
figures.recoveryOf = lanes;
const began = performance.now();
figures.recovery = spent(() => slop('status'));
figures.recoverySecondsOnTheClock = Number(((performance.now() - began) / 1000).toFixed(1));

for (const one of names) slop('stop', one);
rmSync(root, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
