import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { RunOutcome, RunRequest } from '../../src/types.ts';
import { answers, workTreeState } from '../../src/world/probing.ts';
import { runProgram } from '../../src/world/run.ts';
import {
  folderKeeper,
  frozenEnvironment,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const keep = folderKeeper();
const env = { ...frozenEnvironment(0), SECRET_TOKEN: 'hush', SLOP_REPO_ENGINE: '/nowhere' };

async function run(
  command: readonly string[],
  more: Partial<RunRequest> = {},
): Promise<RunOutcome & { folder: string }> {
  const { root } = await keep(temporaryFolder());
  const request = {
    folder: root,
    command,
    seconds: 20,
    bytes: 100_000,
    interrupted: new AbortController().signal,
    progress: () => {},
    ...more,
  };
  return { ...(await runProgram(request, env)), folder: root };
}

const node = (script: string): readonly string[] => [process.execPath, '-e', script];

/** Whether the process of that number runs. */
async function runs(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/\) Z /.test(stat);
}

describe('runProgram()', () => {
  test('hands back exit code and output, standard output first', async () => {
    const outcome = await run(node('console.error("b"); console.log("a"); process.exitCode = 3'));
    expect(outcome).toMatchObject({ end: 'exit', exitCode: 3, signal: null, output: 'a\nb\n' });
  });

  test('runs no shell, and in the folder that is said', async () => {
    const { folder, ...outcome } = await run([
      process.execPath,
      '-e',
      'console.log(process.cwd(), process.argv[1])',
      '$HOME; ls *',
    ]);
    expect(outcome).toMatchObject({ end: 'exit', output: `${folder} $HOME; ls *\n` });
  });

  test('hands on no variable that may hold a secret, and asks for no colour', async () => {
    const outcome = await run(node('console.log(JSON.stringify(process.env))'));
    const seen = JSON.parse(outcome.end === 'exit' ? outcome.output : '{}');
    expect(Object.keys(seen).filter((name) => /SECRET|SLOP_REPO|GIT_/.test(name))).toEqual([]);
    expect(seen).toMatchObject({ NO_COLOR: '1', HOME: '/nonexistent' });
  });

  test.each([
    ['is not there', ['/nowhere/at/all']],
    ['is no program', ['/etc/passwd']],
    ['is a folder', ['/tmp']],
    ['holds what no argument can', [process.execPath, 'a\0b']],
  ])('says why one that %s did not start', async (_what, command) => {
    expect(await run(command)).toMatchObject({ end: 'unstarted', reason: expect.stringMatching(/./) });
  });

  test('says so when the folder is not there', async () => {
    expect(await run(node('1'), { folder: '/nowhere/at/all' })).toMatchObject({ end: 'unstarted' });
  });

  test('ends what hangs, also when it does not want to end', async () => {
    const stubborn = ['sh', '-c', 'trap "" TERM; echo on; while :; do sleep 1; done'];
    expect(await run(stubborn, { seconds: 2 })).toMatchObject({
      end: 'time',
      exitCode: null,
      output: 'on\n',
    });
  });

  test('ends what floods its output, and keeps no more than was allowed', async () => {
    const outcome = await run(
      node(
        'const s = "x".repeat(65536); const f = () => { while (process.stdout.write(s)); }; process.stdout.on("drain", f); f()',
      ),
    );
    expect(outcome).toMatchObject({ end: 'flood', exitCode: null });
    expect(outcome.end === 'flood' && outcome.output.length).toBe(100_000);
  });

  test('tells of the signal that one ended by', async () => {
    expect(await run(node('process.kill(process.pid, "SIGKILL")'))).toMatchObject({
      end: 'signal',
      exitCode: null,
      signal: 'SIGKILL',
    });
  });

  test('ends when it is interrupted', async () => {
    const controller = new AbortController();
    const outcome = run(node('console.log("on"); setInterval(() => {}, 1000)'), {
      interrupted: controller.signal,
      progress: () => controller.abort(),
    });
    expect(await outcome).toMatchObject({ end: 'interrupted', exitCode: null });
  });

  test.each([
    ['in its group', false],
    ['that left its group', true],
  ])(
    'leaves no child %s behind, and does not wait for one that holds its output open',
    async (_where, detached) => {
      const parent = `const { pid } = require("child_process").spawn("sleep", ["60"], { stdio: "inherit", detached: ${detached} }); require("fs").writeFileSync("child", String(pid)); process.exit(0)`;
      const { folder, ...outcome } = await run(node(parent));
      expect(outcome).toMatchObject({ end: 'exit', exitCode: 0 });
      const pid = Number(await readFile(`${folder}/child`, 'utf8'));
      expect(pid).toBeGreaterThan(1);
      if (process.platform === 'linux') await expect.poll(() => runs(pid)).toBe(false);
    },
  );
});

describe('answers() and standing()', () => {
  test('asks ports of this machine', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await answers(port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await answers(port)).toBe(false);
  });

  test('tells where a work tree stands', async () => {
    const { root, commit, write, git } = await keep(temporaryRepository({ 'a.txt': 'one' }));
    expect(await workTreeState(root, env)).toEqual({ oid: null, clean: true });
    const oid = await commit('First');
    expect(await workTreeState(root, env)).toEqual({ oid, clean: true });
    await write('a.txt', 'two');
    expect(await workTreeState(root, env)).toEqual({ oid, clean: false });
    await git('clone', '--quiet', '--bare', '.', 'bare.git');
    expect(await workTreeState(`${root}/bare.git`, env)).toBeNull();
    expect(await workTreeState('/nowhere/at/all', env)).toBeNull();
  });
});
