import { execFileSync } from 'node:child_process';
import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readClone } from '../../src/world/clone.ts';
import { syncClone } from '../../src/world/clone-sync.ts';
import { serveRepositories } from '../helpers/git-server.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryFolder, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

describe('a repository on another machine', () => {
  test('is cloned without file contents, and fetched anew; reading asks nobody', async () => {
    const origin = await keep(temporaryRepository({ 'docs/a.md': '# A\n' }));
    const first = await origin.commit('First');
    await origin.git('config', 'uploadpack.allowFilter', 'true');
    await origin.git('tag', 'phase-12-close');
    const server = await serveRepositories(join(origin.root, '..'));
    const url = `${server.address}${origin.root.split('/').at(-1)}/.git`;
    const clone = join((await keep(temporaryFolder())).root, 'cache/engine.git');
    const steps: string[] = [];
    try {
      await syncClone(url, clone, withGit, (step) => steps.push(step));
      expect(steps.length).toBeGreaterThan(0);
      const count = () =>
        execFileSync('git', ['-C', clone, 'rev-list', '--all', '--objects', '--missing=print'], {
          encoding: 'utf8',
        });
      expect(count()).toMatch(/^\?[0-9a-f]{40}$/m);

      const asked = server.asked.length;
      const wants = {
        hashes: [first.slice(0, 8)],
        others: [],
        messages: true,
        files: [],
        heads: [],
        sources: [{ path: 'docs/a.md', at: first.slice(0, 8) }],
      };
      const reading = await readClone(clone, 'engine', wants, withGit);
      expect(reading).toMatchObject({ unread: null, partial: null, fetched: expect.any(String) });
      expect([...reading.tags.keys()]).toEqual(['phase-12-close']);
      expect(reading.hashes.get(first.slice(0, 8))).toMatchObject({ oid: first, published: true });
      expect([...(reading.sources?.values() ?? [])]).toMatchObject([
        { places: [{ path: 'docs/a.md', text: null }] },
      ]);
      expect(server.asked).toHaveLength(asked);

      await origin.write('docs/a.md', '# B\n');
      const second = await origin.commit('Second');
      await syncClone(url, clone, withGit, () => {});
      const again = await readClone(clone, 'engine', { ...wants, hashes: [second] }, withGit);
      expect(again.hashes.get(second)).toMatchObject({ published: true });
    } finally {
      await server.stop();
    }
    await expect(syncClone(url, clone, withGit, () => {})).rejects.toThrow(
      /^Git could not fetch http:.*[^:.]\.$/,
    );
  });

  test('is cloned once where several ask for it at once, and what a killed one left goes', async () => {
    const origin = await keep(temporaryRepository({ 'docs/a.md': '# A\n' }));
    await origin.commit('First');
    const cache = await keep(temporaryFolder());
    await cache.write('other.git.unfinished-1/config', '');
    await utimes(join(cache.root, 'other.git.unfinished-1'), 0, 0);
    const clone = join(cache.root, 'engine.git');
    const syncing = [1, 2, 3].map(() => syncClone(origin.root, clone, withGit, () => {}));
    await Promise.all(syncing);
    expect(await readdir(cache.root)).toEqual(['engine.git']);
  });

  test('that is not there is told in a sentence, and leaves nothing behind', async () => {
    const { root } = await keep(temporaryFolder());
    const server = await serveRepositories(root);
    const clone = join(root, 'engine.git');
    await expect(syncClone(`${server.address}none.git`, clone, withGit, () => {})).rejects.toThrow(
      /^Git could not fetch .*not found.*\.$/,
    );
    await server.stop();
    expect(execFileSync('ls', [root], { encoding: 'utf8' })).toBe('');
  });
});
