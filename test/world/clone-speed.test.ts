import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readClone } from '../../src/world/clone.ts';
import { computing } from '../helpers/computing.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const COMMITS = 20_000;

test('a clone of 20,000 commits answers for 10,000 short hashes in one pass', async () => {
  const { root } = await keep(temporaryRepository());
  const history = Array.from({ length: COMMITS }, (_, at) => {
    const subject = `Commit ${at}`;
    return `commit refs/heads/main\ncommitter A <a@b.c> ${1_700_000_000 + at} +0000\ndata ${subject.length}\n${subject}\n`;
  });
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, env: withGit, input: history.join('') });
  const oids = execFileSync('git', ['rev-list', 'main'], { cwd: root, env: withGit, encoding: 'utf8' })
    .trim()
    .split('\n');
  const hashes = oids.filter((_, at) => at % 2 === 0).map((oid) => oid.slice(0, 9));
  const lost = Array.from({ length: 500 }, (_, at) => at.toString(16).padStart(9, 'f'));

  const seconds = computing();
  const wants = { hashes: [...hashes, ...lost], others: [], messages: false, files: [], heads: [] };
  const { hashes: found, commits } = await readClone(root, 'engine', wants, withGit);

  expect([...found.values()].filter(({ type }) => type === 'object')).toHaveLength(hashes.length);
  expect(commits.size).toBe(hashes.length);
  expect(seconds()).toBeLessThan(3);
});
