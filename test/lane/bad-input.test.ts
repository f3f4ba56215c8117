import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { hookLine } from '../../src/lane/adapters/hooks.ts';
import { readRaw } from '../../src/lane/adapters/raw.ts';
import { terminalHook } from '../../src/lane/adapters/tmux-hooks.ts';
import { diskLogs } from '../../src/world/logs.ts';
import { build } from '../cli/built.ts';
import { type TemporaryFolder, temporaryFolder } from '../helpers/repository.ts';
import { commandStage, NOTE } from './command-stage.ts';
import { play, toRunning } from './events.ts';
import { agentFile, killSession, laneFolderIn, laneRepository, rawLines, runLane } from './stage.ts';

beforeAll(build);

const running = play(toRunning).at(-1)?.after;
const isRoot = process.getuid?.() === 0;

/** Whether this machine lets us mount a small file system. */
function mountsSmall(): boolean {
  const probe = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', '-o', 'size=64k', 'none', '/mnt']);
  return probe.status === 0;
}

describe('hook payloads', () => {
  async function spooled(payloads: readonly string[]) {
    const folder = await temporaryFolder();
    const spool = path.join(folder.root, 'hooks.jsonl');
    for (const input of payloads) {
      const { status } = spawnSync('sh', ['-c', hookLine(spool)], { input, maxBuffer: 1 << 26 });
      expect(status).toBe(0);
    }
    if (running === undefined) throw new Error('no state');
    const seen = await readRaw({ logs: diskLogs }, folder.root, 'hooks.jsonl', running, terminalHook);
    await folder.remove();
    return seen.map(({ event }) => event);
  }

  test('that are no JSON, or of 10 MB, are kept by their beginning and hold nothing up', async () => {
    const large = `${JSON.stringify({ hook_event_name: 'Stop', session_id: 's1', last_assistant_message: 'x'.repeat(10 << 20) })}\n`;
    const stop = `${JSON.stringify({ hook_event_name: 'Stop', session_id: 's1', last_assistant_message: 'Done.' })}\n`;
    const events = await spooled(['no JSON at all\n', '[1]\n', large, stop]);
    expect(events.map(({ type }) => type)).toEqual(['note', 'note', 'note', 'tasks.changed', 'turn.ended']);
    expect(JSON.stringify(events).length).toBeLessThan(20_000);
  });

  test('of another session put the lane in doubt', async () => {
    const [event] = await spooled([`${JSON.stringify({ hook_event_name: 'Stop', session_id: 's9' })}\n`]);
    expect(event).toMatchObject({ type: 'doubt', code: 'session_mismatch' });
  });
});

describe('a lane', () => {
  test('whose record is of another session is put in quarantine', async () => {
    const { launch, run, state } = await commandStage({ steps: [{ wait: 20_000 }] });
    await launch();
    await run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null });
    const folder = path.join(await laneFolderIn(state.root, 'tides'), 'record');
    const [record = ''] = await readdir(folder);
    const text = await readFile(path.join(folder, record), 'utf8');
    const other = '00000000-0000-4000-8000-00000000beef';
    await writeFile(path.join(folder, record), text.replaceAll(path.basename(record, '.jsonl'), other));
    expect(await run({ verb: 'status', lane: 'tides' })).toMatchObject({
      code: 17,
      json: { status: 'quarantined', reason: 'session_mismatch' },
    });
  });

  test.skipIf(!isRoot)('trusts no folder of another user', async () => {
    const { launch, run, state } = await commandStage();
    await launch();
    await chown(await laneFolderIn(state.root, 'tides'), 65_534, 65_534);
    const { code, json } = await run({ verb: 'stop', lane: 'tides' });
    expect(code).toBe(23);
    expect(json).toMatchObject({ error: { code: 'folder_unsafe' } });
    await chown(await laneFolderIn(state.root, 'tides'), 0, 0);
  });

  test('whose branch another lane has checked out says so', async () => {
    const worktree = 'lane/shared';
    const { launch } = await commandStage({}, { declared: { pier: { worktree }, quay: { worktree } } });
    expect((await launch('pier')).code).toBe(0);
    const second = await launch('quay');
    expect(second).toMatchObject({ code: 21, json: { error: { code: 'worktree_missing' } } });
    expect(second.err).toContain('already');
  });

  test('is opened for bug fixes by the number of an audit alone, and keeps it', async () => {
    const { run, launch } = await commandStage({}, { declared: { pier: { slot: 'bugfix-1' } } });
    expect(await launch('pier')).toMatchObject({ code: 19, json: { error: { code: 'audit_missing' } } });
    expect((await run({ verb: 'launch', lane: 'pier', phase: '12', audit: 3 })).code).toBe(0);
    expect((await run({ verb: 'status', lane: 'pier' })).json).toMatchObject({
      opened: { phase: '12', audit: 3 },
    });
  });

  test('takes a session that exists, and no second one, and none of another lane or that is not on this machine', async () => {
    const { run, launch, state } = await commandStage({}, { declared: { pier: {} } });
    const session = '11111111-2222-4333-8444-555555555555';
    const adopt = (id: string, lane = 'tides') =>
      run({ verb: 'adopt', lane, session: id, phase: null, audit: null });
    expect((await adopt(session)).json).toMatchObject({ error: { code: 'session_mismatch' } });
    expect((await adopt('../../etc/passwd')).json).toMatchObject({ error: { code: 'session_mismatch' } });
    const folder = path.join(state.root, '.claude/projects/-ferry');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${session}.jsonl`), `{"type":"user","sessionId":"${session}"}\n`);
    expect((await adopt(session)).json).toMatchObject({ status: 'stopped', sid: session });
    expect((await adopt(session)).json).toMatchObject({ error: { code: 'not_idle' } });
    expect((await adopt(session, 'pier')).json).toMatchObject({
      error: { code: 'session_mismatch', message: expect.stringContaining('lane tides') },
    });
    expect((await launch()).json).toMatchObject({ error: { code: 'not_idle' } });
    expect((await run({ verb: 'log', lane: 'tides' })).json['entries']).toHaveLength(2);
  });

  test('takes a session only where that began: another work tree would be bound to what it cannot open', async () => {
    const { run, repository, state } = await commandStage();
    const other = path.join(state.root, 'other');
    await repository.git('worktree', 'add', '--quiet', '--detach', other);
    const session = '11111111-2222-4333-8444-555555555555';
    const folder = path.join(state.root, '.claude/projects/-other');
    await mkdir(folder, { recursive: true });
    const lines = [{ type: 'mode' }, { sessionId: session, cwd: other }, { cwd: '/gone/since' }];
    await writeFile(
      path.join(folder, `${session}.jsonl`),
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    const adopt = { verb: 'adopt', lane: 'tides', session, phase: null, audit: null } as const;
    const refused = await run(adopt);
    expect(refused).toMatchObject({ code: 19, json: { error: { code: 'session_mismatch' } } });
    expect(refused.err).toContain(`began in ${other}`);
    expect((await run(adopt, other)).json).toMatchObject({ status: 'stopped', sid: session });
  });

  test('takes the session of a lane that slop.yaml calls by another name now', async () => {
    const { run, repository, state } = await commandStage();
    const session = '11111111-2222-4333-8444-555555555555';
    const folder = path.join(state.root, '.claude/projects/-ferry');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${session}.jsonl`), `{"type":"user","sessionId":"${session}"}\n`);
    const adopt = (lane: string) => run({ verb: 'adopt', lane, session, phase: null, audit: null });
    expect((await adopt('tides')).code).toBe(0);
    const declared = { pier: { adapter: 'fake', script: 'agent.json' } };
    await repository.write('slop.yaml', `${JSON.stringify({ lanes: { declared } })}\n`);
    await repository.commit('Call the lane pier');
    expect((await adopt('pier')).json).toMatchObject({ status: 'stopped', sid: session });
  });

  test('goes on with its log when the clock was put back', async () => {
    const repository = await laneRepository({ tides: { adapter: 'fake' } });
    const state = await temporaryFolder();
    const early = path.join(state.root, 'early.mjs');
    await writeFile(early, 'const real = Date.now; Date.now = () => real() - 86_400_000;\n');
    const late = path.join(state.root, 'late.mjs');
    await writeFile(late, 'const real = Date.now; Date.now = () => real() + 86_400_000;\n');
    const run = (argv: readonly string[], preload?: string) =>
      runLane(repository.root, state.root, argv, preload === undefined ? {} : { preload });
    try {
      await run(['launch', 'tides'], late);
      const sent = await run(['turn', 'tides', NOTE], early);
      expect(sent.json).toMatchObject({ end: 'finished', status: 'idle' });
      const { json } = await run(['log', 'tides']);
      const times = (json['entries'] as unknown as readonly { time: string }[]).map(({ time }) => time);
      expect(times).toEqual([...times].sort());
      expect((await run(['review', 'tides', '1', 'accepted', '--why', 'x'])).code).toBe(0);
      expect((await run(['turn', 'tides', NOTE], late)).json).toMatchObject({ end: 'finished' });
    } finally {
      await killSession(await laneFolderIn(state.root, 'tides'));
      await repository.remove();
      await state.remove();
    }
  });

  test('waits on when the clock is put on in mid-turn', async () => {
    const repository = await laneRepository(
      { tides: { adapter: 'fake', script: 'agent.json' } },
      { files: { 'agent.json': '{"steps":[{"wait":7000}]}' } },
    );
    const state = await temporaryFolder();
    const jumping = path.join(state.root, 'jumping.mjs');
    const jump = '(real() - begun > 4000 ? 86_400_000 : 0)';
    await writeFile(
      jumping,
      `const real = Date.now; const begun = real(); Date.now = () => real() + ${jump};\n`,
    );
    try {
      await runLane(repository.root, state.root, ['launch', 'tides']);
      const turn = ['turn', 'tides', NOTE, '--minutes', '1'];
      const sent = await runLane(repository.root, state.root, turn, { preload: jumping });
      expect(sent).toMatchObject({ code: 0, json: { end: 'finished', status: 'idle' } });
    } finally {
      await killSession(await laneFolderIn(state.root, 'tides'));
      await repository.remove();
      await state.remove();
    }
  });
});

describe('a machine that was started anew', () => {
  test('has no process of a lane, whoever bears its number now, and opens the same session again', async () => {
    const repository = await laneRepository(
      { tides: { adapter: 'fake', script: 'agent.json' } },
      { files: { 'agent.json': '{"steps":[{"wait":60000},{"say":"Gone on."}]}' } },
    );
    const state = await temporaryFolder();
    const preload = path.join(state.root, 'started-anew.mjs');
    await writeFile(
      preload,
      `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
const { readFileSync } = fs;
fs.readFileSync = (place, ...given) =>
  place === '/proc/sys/kernel/random/boot_id' ? 'another boot' : readFileSync(place, ...given);
syncBuiltinESMExports();\n`,
    );
    const run = (...argv: readonly string[]) => runLane(repository.root, state.root, argv, { preload });
    try {
      await runLane(repository.root, state.root, ['launch', 'tides']);
      const sent = await runLane(repository.root, state.root, ['turn', 'tides', NOTE, '--no-wait']);
      expect(sent.json).toMatchObject({ status: 'running' });
      expect(await run('status', 'tides')).toMatchObject({ code: 18, json: { status: 'lost' } });
      await killSession(await laneFolderIn(state.root, 'tides'));
      const again = await run('resume', 'tides', '--continue');
      expect(again.json).toMatchObject({ end: 'finished', res: 'Gone on.', sid: sent.json['sid'], turn: 1 });
      const log = JSON.stringify((await run('log', 'tides')).json['entries']);
      expect(log.split('"what":"prompt"')).toHaveLength(2);
    } finally {
      await killSession(await laneFolderIn(state.root, 'tides'));
      await repository.remove();
      await state.remove();
    }
  });
});

const which = (program: string): string =>
  execFileSync('sh', ['-c', `command -v ${program} || true`], { encoding: 'utf8' }).trim();

describe('a machine where a program is not as it should be', () => {
  /** A folder with programs that say what they are told, and nothing else on the path but Git and the shell. */
  async function machine(
    programs: Readonly<Record<string, string>>,
    declared: object,
    lanes: object = {},
    files: Readonly<Record<string, string>> = {},
  ) {
    const repository = await laneRepository({ tides: declared }, { lanes, files });
    const state = await temporaryFolder();
    const bin = path.join(state.root, 'bin');
    await mkdir(bin);
    for (const needed of ['git', 'node', 'sh', 'cat', 'env', 'chmod', 'mkfifo', 'mv']) {
      const place = which(needed);
      if (place.startsWith('/')) await promisify(execFile)('ln', ['-s', place, path.join(bin, needed)]);
    }
    for (const [name, text] of Object.entries(programs)) {
      await writeFile(path.join(bin, name), `#!/bin/sh\n${text.replaceAll('@STATE@', state.root)}\n`);
      await chmod(path.join(bin, name), 0o755);
    }
    const run = (...argv: readonly string[]) =>
      runLane(repository.root, state.root, argv, { env: { PATH: bin } });
    const plainly = (...argv: readonly string[]) =>
      runLane(repository.root, state.root, argv, { env: { PATH: bin }, json: false });
    const away = async (folder: TemporaryFolder = state) => {
      await killSession(await laneFolderIn(folder.root, 'tides').catch(() => folder.root));
      await repository.remove();
      await folder.remove();
    };
    return { run, plainly, away, state };
  }

  const claude = 'echo "2.1.329 (Claude Code)"';

  test.each([
    ['no claude', {}, { adapter: 'stream' }, /no program claude/],
    ['an old claude', { claude: 'echo "2.0.9 (Claude Code)"' }, { adapter: 'stream' }, /2\.0\.9.*oldest/],
    [
      'a claude that is something else',
      { claude: 'echo hello' },
      { adapter: 'stream' },
      /did not tell its version/,
    ],
    ['no tmux', { claude }, { adapter: 'tmux' }, /no tmux/],
    ['an old tmux', { claude, tmux: 'echo tmux 2.9a' }, { adapter: 'tmux' }, /2\.9.*oldest/],
    ['no sandbox', { claude }, { adapter: 'stream', permissions: 'skip' }, /no sandbox here/],
  ])('says so with %s, at launch and in doctor', async (_, programs, declared, told) => {
    const { run, away } = await machine(programs as Readonly<Record<string, string>>, declared);
    const launched = await run('launch', 'tides');
    expect(launched.code).toBe(21);
    expect(JSON.stringify(launched.json)).toMatch(told);
    expect(launched.err.trim().split('\n')).toHaveLength(1);
    const doctor = await run('doctor');
    expect(doctor.code).toBe(21);
    expect(JSON.stringify(doctor.json)).toMatch(told);
    await away();
  });

  test('gives a session the agent of its repository from any folder, and says where there is none', async () => {
    const quits =
      'case "$1" in --version) echo "2.1.329 (Claude Code)" ;; *) echo "$@" >>"@STATE@/given.txt"; exit 1 ;; esac';
    const { plainly, away, state } = await machine(
      { claude: quits },
      { adapter: 'stream', folder: 'record' },
      {},
      agentFile,
    );
    const launched = await plainly('launch', 'tides');
    expect(launched.err).not.toContain('without its agent');
    expect(await readFile(path.join(state.root, 'given.txt'), 'utf8')).toContain('--agent developer');
    await away();

    const other = await machine({ claude: quits }, { adapter: 'stream', agent: 'pilot' }, {}, agentFile);
    expect((await other.plainly('launch', 'tides')).err).toContain('runs without its agent pilot');
    expect(await other.run('doctor')).toMatchObject({
      code: 21,
      json: { lanes: [{ found: [{ code: 'agent_undefined' }] }] },
    });
    await other.away();
  });

  test('tells a session that asks for trust, or for a login, at its start', async () => {
    const asks =
      'case "$1" in --version) echo "2.1.329 (Claude Code)" ;; *) echo "Please run /login" >&2; exit 1 ;; esac';
    const { run, away } = await machine({ claude: asks }, { adapter: 'stream' });
    const { code, json } = await run('launch', 'tides');
    expect(json).toMatchObject({ status: 'failed' });
    expect(code).toBe(21);
    expect(JSON.stringify((await run('status', 'tides')).json)).toContain('Please run /login');
    await away();
  });

  test.skipIf(which('tmux') === '')(
    'shows in slop lane attach all that a program said in its terminal before it ended, until the lane is stopped',
    async () => {
      const ends =
        'case "$1" in --version) echo "2.1.329 (Claude Code)" ;; *) sleep 1; echo; echo; echo "No way to the service."; echo "See https://example.org/"; exit 1 ;; esac';
      const programs = {
        claude: ends,
        tmux: `exec ${which('tmux')} "$@"`,
        sleep: `exec ${which('sleep')} "$@"`,
      };
      const { run, plainly, away, state } = await machine(programs, { adapter: 'tmux' });
      const nothing = await run('attach', 'tides');
      expect(nothing.code).toBe(19);
      expect(nothing.err).toContain('slop lane launch tides starts one');
      expect(await run('launch', 'tides')).toMatchObject({ code: 21, json: { status: 'failed' } });
      expect((await plainly('status', 'tides')).out).toContain('slop lane attach tides');
      const shown = await plainly('attach', 'tides');
      expect(shown.out).toContain('No way to the service.\nSee https://example.org/\n');
      expect(shown.err).toContain('slop lane launch tides starts one');
      expect(shown.code).toBe(19);
      const socket = path.join(await laneFolderIn(state.root, 'tides'), 'tmux');
      const server = () => promisify(execFile)('tmux', ['-S', socket, 'list-sessions']);
      await server();
      expect((await plainly('stop', 'tides')).out).toContain('slop lane launch tides');
      await expect(server()).rejects.toThrow('no server running');
      await away();
    },
  );

  test('runs a session that skips permissions in bubblewrap, where that works', async () => {
    const bwrap =
      'while [ "$1" != setpriv ]; do echo "$1" >>"@STATE@/bwrap.txt"; shift; done\nshift 3\nexec "$@"';
    const quits = 'case "$1" in --version) echo "2.1.329 (Claude Code)" ;; *) exit 1 ;; esac';
    const { run, away, state } = await machine(
      { claude: quits, bwrap, true: 'exit 0' },
      { adapter: 'stream', permissions: 'skip' },
    );
    await run('launch', 'tides');
    const given = await readFile(path.join(state.root, 'bwrap.txt'), 'utf8');
    expect(given).toMatch(/--ro-bind\n\/\n\/\n/);
    expect(given).toContain('--bind-try\n');
    await away();
  });

  test('skips permissions without a sandbox only where slop.yaml says why', async () => {
    const risk = 'This machine is thrown away every evening.';
    const { run, away } = await machine({ claude }, { adapter: 'stream', permissions: 'skip' }, { risk });
    expect(JSON.stringify((await run('doctor')).json)).not.toContain('sandbox');
    await away();
  });
});

describe.skipIf(!isRoot || !mountsSmall())('a disk that is full', () => {
  test('stops before anything is sent, and in mid-turn, and loses and repeats nothing', async () => {
    const repository = await laneRepository(
      { tides: { adapter: 'fake', script: 'agent.json' } },
      { files: { 'agent.json': JSON.stringify({ steps: [{ wait: 3000 }] }) } },
    );
    const mount = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'none', mount.root]);
    const filler = path.join(mount.root, 'filler');
    const fill = () => spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1k']);
    const run = (...argv: readonly string[]) => runLane(repository.root, mount.root, argv);
    try {
      await run('launch', 'tides');
      const folder = await laneFolderIn(mount.root, 'tides');
      fill();
      const refused = await run('turn', 'tides', NOTE);
      expect(refused).toMatchObject({ code: 21, json: { error: { code: 'disk_full' } } });
      expect(await rawLines(folder)).toHaveLength(1);
      await rm(filler);
      expect((await run('status', 'tides')).json).toMatchObject({ status: 'idle' });

      expect((await run('turn', 'tides', NOTE, '--no-wait')).json).toMatchObject({ status: 'running' });
      fill();
      await new Promise((resolve) => setTimeout(resolve, 4000));
      expect([0, 12, 18, 21]).toContain((await run('status', 'tides')).code);
      await rm(filler);
      const after = await run('resume', 'tides');
      expect(['idle', 'lost', 'running', 'suspect']).toContain(after.json['status']);
      const users = (await rawLines(folder)).filter((line) => line['type'] === 'user');
      expect(users).toHaveLength(1);
      expect((await run('doctor', 'tides')).code).toBe(0);
    } finally {
      await killSession(await laneFolderIn(mount.root, 'tides'));
      await new Promise((resolve) => setTimeout(resolve, 200));
      execFileSync('umount', ['-l', mount.root]);
      await mount.remove();
      await repository.remove();
    }
  });
});
