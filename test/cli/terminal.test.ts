import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** Runs a command line on a terminal and hands back each byte that it wrote there. */
const recorded = async (line: string, cwd: string, TERM: string): Promise<string> =>
  (await execute('script', ['-qec', line, '/dev/null'], { cwd, env: bareEnvironment({ TERM }) })).stdout;

const hasScript = await recorded('true', '/', 'dumb').then(
  () => true,
  () => false,
);

beforeAll(build);

/** Runs a command line in a terminal of that width and hands back what is on its screen, colours as escapes. */
async function inTerminal(cwd: string, line: string, columns: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'slop-tmux-'));
  const socket = path.join(folder, 'socket');
  const env = bareEnvironment({ SHELL: '/bin/sh', TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' });
  const tmux = (...argv: readonly string[]) => execute('tmux', ['-S', socket, ...argv], { cwd, env });
  onTestFinished(async () => {
    await tmux('kill-server').catch(() => {});
    await rm(folder, { recursive: true });
  });
  // The title comes behind all that the command printed, in the same stream.
  await writeFile(path.join(folder, 'run.sh'), `${line}\nprintf '\\033]2;done\\007'\nsleep 60\n`);
  const size = ['-x', String(columns), '-y', '40'];
  await tmux('-u', '-f', '/dev/null', 'new-session', '-d', ...size, `sh ${path.join(folder, 'run.sh')}`);
  while (!(await tmux('display-message', '-p', '-t', ':', '#{pane_title}')).stdout.startsWith('done'))
    await pause(20);
  return (await tmux('capture-pane', '-p', '-e', '-t', ':')).stdout;
}

/** A repository with a note in which a finding stands in the middle of a long line. */
async function withLongLine(): Promise<string> {
  const long = `${'word '.repeat(60)}[CC verifies] ${'word '.repeat(60)}`;
  const files = {
    'slop.yaml': '',
    'record/a.md': `---\nkind: document\ntitle: Plan 字\n---\n# 字\n\n${long}\n`,
  };
  const { root, remove } = await temporaryRepository(files);
  onTestFinished(remove);
  return root;
}

const check = `'${process.execPath}' '${cli}' check`;
// biome-ignore lint/complexity/useRegexLiterals: an escape is easier to see as a string
const withoutColour = (screen: string): string => screen.replace(new RegExp('\u001b\\[[\\d;]*m', 'g'), '');

describe.skipIf(!hasTmux)('slop on a terminal', () => {
  test('colours what it found, keeps to the width, and leaves no progress behind', async () => {
    const screen = await inTerminal(await withLongLine(), check, 60);
    const bare = withoutColour(screen);
    expect(bare).toMatch(/^warning\[mark\/open\]/);
    expect(bare).toMatch(/^7 \| ….*\[CC verifies\].*…$/m);
    expect(screen).toMatch(/\u001b\[1m\u001b\[33mwarning\[mark\/open\]|\u001b\[1;33mwarning\[mark\/open\]/);
    expect(bare).not.toContain('reading the record');
  });

  test('shows as much as elsewhere where the terminal does not know its width', async () => {
    const screen = await inTerminal(await withLongLine(), `stty columns 0\n${check}`, 120);
    expect(withoutColour(screen)).toMatch(/^7 \| …(ord )?(word ){5,}\[CC verifies\] (word ){5,}/m);
  });
});

test.skipIf(!hasScript)('slop writes no escapes to a terminal that knows none', async () => {
  const cwd = await withLongLine();
  expect(await recorded(check, cwd, 'xterm')).toContain('\u001b[K');
  expect(await recorded(check, cwd, 'dumb')).not.toContain('\u001b');
});
