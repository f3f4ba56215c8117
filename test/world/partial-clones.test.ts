import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readClone } from '../../src/world/clone.ts';
import { openRepository, withGit } from '../helpers/git-world.ts';
import {
  folderKeeper,
  type TemporaryRepository,
  temporaryFolder,
  temporaryRepository,
} from '../helpers/repository.ts';

const keep = folderKeeper();

/** A repository whose note was changed twice and then moved, and a clone without the contents that are not checked out. */
async function cloned(): Promise<{ readonly repository: TemporaryRepository; readonly clone: string }> {
  const repository = await keep(temporaryRepository());
  await repository.git('config', 'uploadpack.allowFilter', 'true');
  const lines = 'A line of words that stays.\n'.repeat(20);
  for (const word of ['One', 'Two', 'Three']) {
    await repository.write('tides-v0_1.md', `${lines}${word}\n`);
    await repository.commit(word);
  }
  await repository.move('tides-v0_1.md', 'waves-v0_1.md');
  await repository.write('waves-v0_1.md', `${lines}Four\n`);
  await repository.commit('Four');
  const clone = path.join((await keep(temporaryFolder())).root, 'c');
  execFileSync('git', ['clone', '--quiet', '--filter=blob:none', `file://${repository.root}`, clone], {
    env: withGit,
  });
  // As many have set it for their submodules.
  execFileSync('git', ['config', 'protocol.file.allow', 'always'], { cwd: clone, env: withGit });
  return { repository, clone };
}

/** Ids of what a clone lacks. */
function lacked(clone: string): string {
  const asked = ['rev-list', '--all', '--objects', '--missing=print'];
  return execFileSync('git', asked, { cwd: clone, env: withGit, encoding: 'utf8' }).replace(
    /^[^?].*\n/gm,
    '',
  );
}

test('a record cloned without file contents is not filled by the way, and its history says what to do', async () => {
  const { clone } = await cloned();
  const before = lacked(clone);
  const repository = await openRepository(clone);
  const { ledger, why } = await repository.ledger(clone);
  expect(ledger).toBeNull();
  expect(why).toContain('git fetch --refetch --no-filter');
  expect(await repository.texts(before.trim().replaceAll('?', '').split('\n'))).toBeNull();
  expect(await repository.list(clone)).toEqual(['waves-v0_1.md']);
  expect(lacked(clone)).toBe(before);
  execFileSync('git', ['fetch', '--quiet', '--refetch', '--no-filter'], { cwd: clone, env: withGit });
  expect(await repository.ledger(clone)).toMatchObject({ why: null });
});

test('a clone of another repository is not filled by the way, whatever the person allows', async () => {
  const { repository, clone } = await cloned();
  const first = (await repository.git('rev-parse', 'HEAD~3')).trim();
  const before = lacked(clone);
  const files = [{ path: './tides-v0_1.md', revision: first, text: true }];
  const sources = [{ path: 'tides-v0_1.md', at: first }];
  const wants = { hashes: [first], others: [], messages: false, files, heads: [], sources };
  const reading = await readClone(clone, 'engine', wants, withGit);
  expect(reading).toMatchObject({ unread: null });
  expect([...(reading.sources?.values() ?? [])]).toMatchObject([{ places: [{ text: null }] }]);
  expect(lacked(clone)).toBe(before);
});
