import { readFile, stat } from 'node:fs/promises';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { realPrograms } from '../../src/world/programs.ts';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';

const keep = folderKeeper();

const options = { cwd: '/', env: { PATH: process.env['PATH'] ?? '' }, milliseconds: 60_000 };

describe('running a program', () => {
  const timers = vi.spyOn(globalThis, 'clearTimeout');
  beforeEach(() => void timers.mockClear());

  test('leaves no timer behind that would hold up the end, also where there is no such program', async () => {
    expect(await realPrograms.run(['no-program-of-that-name'], options)).toMatchObject({ absent: true });
    expect(timers).toHaveBeenCalledTimes(1);
  });

  test('kills one that takes too long', async () => {
    const ended = await realPrograms.run(['sleep', '60'], { ...options, milliseconds: 100 });
    expect(ended).toMatchObject({ code: null, absent: false });
  });
});

test('lets a program that goes on by itself make files as it would else, and keeps its own to their owner', async () => {
  const { root } = await keep(temporaryFolder());
  const [input, output, errors] = [`${root}/in`, `${root}/out`, `${root}/errors`];
  const identity = `${root}/process`;
  const argv = ['sh', '-c', 'echo made >made; echo done'];
  await realPrograms.start({ argv, cwd: root, env: options.env, input, output, errors, identity });
  await vi.waitFor(async () => expect(await readFile(output, 'utf8')).toBe('done\n'), { timeout: 30_000 });
  const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;
  expect(await modeOf(`${root}/made`)).toBe(0o666 & ~process.umask());
  for (const own of [input, output, errors, identity]) expect(await modeOf(own)).toBe(0o600);
});
