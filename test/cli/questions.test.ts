import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryRepository } from '../helpers/repository.ts';
import { bareEnvironment, build, cli } from './built.ts';

const execute = promisify(execFile);

const hasTmux = await execute('tmux', ['-V']).then(
  () => true,
  () => false,
);

beforeAll(build);

/** Runs slop fix on a terminal over a note with three places that only a person can judge. */
async function asked() {
  const text = '---\nkind: document\ntitle: A\n---\n# A\n\none \u202Ex.\n\ntwo \u202Ex.\n\nthree \u202Ex.\n';
  const { root, remove } = await temporaryRepository({ 'slop.yaml': '', 'record/a.md': text });
  const folder = await mkdtemp(path.join(tmpdir(), 'slop-tmux-'));
  const env = bareEnvironment({ SHELL: '/bin/sh', TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' });
  const tmux = (...argv: readonly string[]) =>
    execute('tmux', ['-S', path.join(folder, 'socket'), ...argv], { cwd: root, env });
  onTestFinished(async () => {
    await tmux('kill-server').catch(() => {});
    await rm(folder, { recursive: true });
    await remove();
  });
  const done = path.join(folder, 'done');
  const line = `'${process.execPath}' '${cli}' fix; echo $? > '${done}'; sleep 60`;
  await writeFile(path.join(folder, 'run.sh'), line);
  await tmux('-u', '-f', '/dev/null', 'new-session', '-d', '-x', '100', '-y', '50', `sh ${folder}/run.sh`);
  const until = async (look: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await look()); tries += 1) {
      if (tries > 3000) throw new Error((await tmux('capture-pane', '-p')).stdout);
      await pause(20);
    }
  };
  return {
    /** Waits for words on the screen, then presses keys. */
    press: async (words: string, ...keys: readonly string[]) => {
      await until(async () => (await tmux('capture-pane', '-p')).stdout.includes(words));
      await tmux('send-keys', ...keys);
    },
    exitCode: async (): Promise<string> => {
      await until(async () => (await readFile(done, 'utf8').catch(() => '')) !== '');
      return (await readFile(done, 'utf8')).trim();
    },
    note: () => readFile(path.join(root, 'record/a.md'), 'utf8'),
  };
}

describe.skipIf(!hasTmux)('questions on a terminal', () => {
  test('take one key each, and a line that begins as the proposal', async () => {
    const { press, exitCode, note } = await asked();
    await press('1 of 3', 'Up', 'y', 'n', 'e');
    await press('in its place', '(turned) ', 'Enter');
    expect(await exitCode()).toBe('0');
    expect(await note()).toContain('one x.\n\ntwo \u202Ex.\n\nthree (turned) x.\n');
  });

  test.each([
    ['at a question', []],
    ['in a line', ['e']],
  ])('end with the program on Control-C %s, and nothing is changed', async (_where, keys) => {
    const { press, exitCode, note } = await asked();
    await press('1 of 3', 'y');
    for (const key of keys) await press('2 of 3', key);
    await press(keys.length === 0 ? '2 of 3' : 'in its place', 'C-c');
    expect(await exitCode()).toBe('130');
    expect(await note()).toContain('one \u202Ex.');
  });
});
