// How soon slop knows what the real Claude Code does: node test/bench/real-lanes.mjs [turns], after npm run build. It asks
// a scripted service on this machine and nobody else. Prints JSON, in milliseconds on the clock: from the sending of a
// message to its acceptance, as the lane's log has them, and from the session's last sign that it stopped to the end of
// `slop lane turn`. An adapter is null where the program, or tmux, is not set up (npm run set-up).
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSources } from '../helpers/built-sources.mjs';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const [turns = 9] = process.argv.slice(2).map(Number);
/** Milliseconds between two looks at what a session has written. */
const LOOK = 5;
/** Where a session of an adapter says that it stopped, and how. */
const stops = {
  stream: { file: 'out.jsonl', mark: '"type":"result"' },
  tmux: { file: 'hooks.jsonl', mark: '"hook_event_name":"Stop"' },
};

const built = await buildSources(['claude', 'scripted-api'], 'test/lane');
const load = (place) => import(pathToFileURL(path.join(built, `${place}.js`)).href);
const [{ findClaude, claudeEnvironment, makeHome, PASSED, CLAUDE_VERSION }, { scriptedApi }] =
  await Promise.all([load('claude'), load('scripted-api')]);

const program = await findClaude();
const hasTmux = spawnSync('tmux', ['-V']).status === 0;
const figures = { program: CLAUDE_VERSION, turns, stream: null, tmux: null };
if (program !== null) figures.stream = await measured('stream');
if (program !== null && hasTmux) figures.tmux = await measured('tmux');
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

/** Plays turns through a lane of the real program. */
async function measured(adapter) {
  const root = mkdtempSync(path.join(tmpdir(), 'slop-bench-'));
  const [record, home] = [path.join(root, 'project'), path.join(root, 'home')];
  const api = await scriptedApi();
  const env = {
    PATH: process.env['PATH'],
    XDG_STATE_HOME: path.join(root, 'state'),
    ...claudeEnvironment(home, api.url),
  };
  const slop = (...argv) =>
    new Promise((resolve, reject) => {
      execFile(process.execPath, [cli, 'lane', ...argv, '--json'], { cwd: record, env }, (error, out) =>
        error === null ? resolve(JSON.parse(out)) : reject(new Error(`slop lane ${argv.join(' ')}: ${out}`)),
      ).stdin.end();
    });
  try {
    await makeHome(home, record);
    makeProject(record, { adapter, program: [program], pass: PASSED, permissions: 'skip' });
    await slop('launch', 'tides');
    const lanes = path.join(env.XDG_STATE_HOME, 'slop');
    const own = readdirSync(lanes).find((name) => name.startsWith('project-'));
    const folder = path.join(lanes, own, 'tides');
    const { file, mark } = stops[adapter];
    const results = [];
    for (let turn = 1; turn <= turns; turn += 1) {
      const seen = lastSeen(path.join(folder, 'run/1', file), mark);
      await slop('turn', 'tides', 'record/count-v0_1.md');
      results.push(performance.now() - seen());
      await slop('review', 'tides', String(turn), 'accepted', '--why', 'It counted.');
    }
    await slop('stop', 'tides');
    return { accepted: told(acceptances(path.join(folder, 'events.jsonl'))), result: told(results) };
  } finally {
    await api.close();
    rmSync(root, { recursive: true, force: true });
  }
}

function makeProject(record, lane) {
  mkdirSync(path.join(record, 'record'), { recursive: true });
  mkdirSync(path.join(record, '.claude/agents'), { recursive: true });
  const agent = '---\nname: developer\ndescription: Counts fares.\n---\nYou count fares.\n';
  writeFileSync(path.join(record, '.claude/agents/developer.md'), agent);
  writeFileSync(path.join(record, 'slop.yaml'), JSON.stringify({ lanes: { declared: { tides: lane } } }));
  writeFileSync(
    path.join(record, 'record/count-v0_1.md'),
    '# Count\n\n## Kickoff prompt\n\nCount the fares.\n',
  );
  const git = (...argv) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...argv], { cwd: record });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'A bench');
}

/** Watches a file that grows; the function it gives ends that, and tells when a line with a mark came last. */
function lastSeen(file, mark) {
  const count = () => readFileSync(file, 'utf8').split(mark).length;
  let [known, at] = [count(), Number.NaN];
  const timer = setInterval(() => {
    const now = count();
    if (now > known) [known, at] = [now, performance.now()];
  }, LOOK);
  return () => {
    clearInterval(timer);
    return at;
  };
}

/** From each intent to send until the log has it that the message was accepted. */
function acceptances(log) {
  const entries = readFileSync(log, 'utf8').trimEnd().split('\n').map(JSON.parse);
  const sent = new Map();
  return entries.flatMap(({ time, event: { type, message } }) => {
    if (type === 'send.intent') sent.set(message, Date.parse(time));
    return type === 'send.accepted' && sent.has(message) ? [Date.parse(time) - sent.get(message)] : [];
  });
}

function told(values) {
  const sorted = values.map(Math.round).sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], most: sorted.at(-1) };
}
