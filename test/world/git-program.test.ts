import { afterEach, describe, expect, it, vi } from 'vitest';
import { gitProgram, personalGit } from '../../src/world/git-program.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each([
  ['gitProgram()', gitProgram],
  ['personalGit()', personalGit],
])('%s', (_, open) => {
  it('hands back what Git printed, nothing too, and waits for no clock', async () => {
    const { root } = await keep(temporaryRepository());
    const git = open(root, withGit);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    expect(await git('rev-parse', '--is-inside-work-tree')).toEqual({ ok: true, text: 'true\n' });
    expect(await git('ls-files')).toEqual({ ok: true, text: '' });
    expect(await git('rev-parse', '--verify', '--quiet', 'HEAD')).toMatchObject({ ok: false, absent: false });
    expect(timers).not.toHaveBeenCalled();
  });
});
