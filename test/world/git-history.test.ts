import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RepositoryLedger } from '../../src/types.ts';
import { oddNames, openRepository, withoutGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryFolder, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const minute = (count: number): string => `2026-05-12T09:0${count}:00+00:00`;

async function ledgerOf(folder: string): Promise<RepositoryLedger> {
  const { ledger } = await (await openRepository(folder)).ledger(folder);
  if (ledger === null) throw new Error('no ledger');
  return ledger;
}

describe('ledger()', () => {
  it('knows head, branch, and first and last commit of each path', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a', 'b.md': 'b' }));
    const one = await repository.commit('Two notes');
    await repository.write('a.md', 'A');
    const two = await repository.commit('A — better: “quoted”');
    const ledger = await ledgerOf(repository.root);
    expect(ledger).toMatchObject({
      branch: 'main',
      shallow: false,
      head: { oid: two, date: minute(1), author: 'Ada Example', subject: 'A — better: “quoted”' },
    });
    const spans = [...ledger.paths].map(([place, { first, last }]) => [place, first.oid, last.oid]);
    expect(spans.sort()).toEqual([
      ['a.md', one, two],
      ['b.md', one, one],
    ]);
  });

  it('follows a rename and keeps the new file under the old name apart', async () => {
    const text = 'a long enough text\n'.repeat(20);
    const repository = await keep(temporaryRepository({ 'n-v0_1.md': text }));
    const one = await repository.commit('One');
    await repository.move('n-v0_1.md', 'archive/n-v0_1.md');
    await repository.write('n-v0_2.md', `${text}more\n`);
    const two = await repository.commit('Two');
    await repository.write('n-v0_1.md', 'another note under an old name\n');
    const three = await repository.commit('Three');
    const { paths } = await ledgerOf(repository.root);
    const spans = Object.fromEntries(
      [...paths].map(([place, { first, last }]) => [place, [first.oid, last.oid]]),
    );
    expect(spans).toEqual({
      'archive/n-v0_1.md': [one, two],
      'n-v0_2.md': [two, two],
      'n-v0_1.md': [three, three],
    });
  });

  it('follows a rename that two branches made', async () => {
    const text = 'a long enough text\n'.repeat(20);
    const repository = await keep(temporaryRepository({ 'n-v0_1.md': text, 'other.md': 'x' }));
    const one = await repository.commit('One');
    const bump = async (message: string): Promise<string> => {
      await repository.move('n-v0_1.md', 'archive/n-v0_1.md');
      await repository.write('n-v0_2.md', `${text}${message}\n`);
      return repository.commit(message);
    };
    await repository.git('checkout', '--quiet', '-b', 'side');
    await bump('Side');
    await repository.git('checkout', '--quiet', 'main');
    await bump('Main');
    await repository.git('merge', '--quiet', 'side').catch(() => '');
    await repository.write('n-v0_2.md', `${text}both\n`);
    await repository.commit('Merge');
    const { paths } = await ledgerOf(repository.root);
    expect(paths.get('archive/n-v0_1.md')?.first.oid).toBe(one);
  });

  it('knows where a file lay before, but not where another one came, or whether it is the same', async () => {
    const text = 'a long enough text, line by line\n'.repeat(20);
    const repository = await keep(
      temporaryRepository({
        'a.md': text,
        'x/c.md': `${text}c\n`,
        'd.md': `${'half of it\n'.repeat(30)}${text}`,
      }),
    );
    await repository.commit('One');
    await repository.move('a.md', 'b/a.md');
    await repository.move('x/c.md', 'y/c.md');
    await repository.move('d.md', 'e.md');
    await repository.write('e.md', `${'half of it\n'.repeat(30)}and another end\n`);
    await repository.commit('Two');
    await repository.move('b/a.md', 'b/other.md');
    await repository.write('x/c.md', 'one that came later\n');
    await repository.commit('Three');
    const { paths } = await ledgerOf(repository.root);
    expect(Object.fromEntries([...paths].map(([place, { former }]) => [place, former]))).toEqual({
      'b/other.md': ['b/a.md', 'a.md'],
      'y/c.md': [],
      'e.md': [],
      'x/c.md': [],
    });
  });

  it('starts anew when a deleted name comes back', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'first life\n', 'b.md': 'b' }));
    await repository.commit('One');
    await repository.git('rm', '--quiet', 'a.md');
    await repository.commit('Gone');
    await repository.write('a.md', 'quite another text, second life\n');
    const three = await repository.commit('Back');
    expect((await ledgerOf(repository.root)).paths.get('a.md')).toMatchObject({
      first: { oid: three },
      last: { oid: three },
    });
  });

  it.each(['', 'record/'])('counts a merge only for what it changed itself (in "%s")', async (folder) => {
    const repository = await keep(
      temporaryRepository({ [`${folder}a.md`]: '1\n', [`${folder}b.md`]: 'b\n' }),
    );
    const one = await repository.commit('One');
    await repository.git('checkout', '--quiet', '-b', 'side');
    await repository.write(`${folder}a.md`, 'side\n');
    await repository.write(`${folder}s.md`, 'side\n');
    const side = await repository.commit('Side');
    await repository.git('checkout', '--quiet', 'main');
    await repository.write(`${folder}a.md`, 'main\n');
    await repository.commit('Main');
    await repository.git('merge', '--quiet', '--no-commit', 'side').catch(() => '');
    await repository.write(`${folder}a.md`, 'both\n');
    const merge = await repository.commit('Merge');
    const { paths } = await ledgerOf(path.join(repository.root, folder));
    const spans = Object.fromEntries(
      [...paths].map(([place, { first, last }]) => [place, [first.oid, last.oid]]),
    );
    expect(spans).toEqual({ 'a.md': [one, merge], 'b.md': [one, one], 's.md': [side, side] });
  });

  it('trusts the shape of history, not its clocks', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': '1' }));
    const one = await repository.commit('One', 7200);
    await repository.write('a.md', '2');
    const two = await repository.commit('Two, on a machine whose clock is behind', 0);
    expect((await ledgerOf(repository.root)).paths.get('a.md')).toMatchObject({
      first: { oid: one },
      last: { oid: two },
    });
  });

  it('gives paths from the folder, and keeps odd names and odd subjects', async () => {
    const files = Object.fromEntries(oddNames.map((name) => [`docs/my record/${name}`, name]));
    const repository = await keep(temporaryRepository({ ...files, 'outside.md': 'o' }));
    await repository.commit('A\x01B\tC');
    const ledger = await ledgerOf(path.join(repository.root, 'docs/my record'));
    expect([...ledger.paths.keys()].sort()).toEqual([...oddNames].sort());
    expect(ledger.head?.subject).toBe('A\x01B\tC');
  });

  it('is empty without commits', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    expect(await ledgerOf(repository.root)).toEqual({
      head: null,
      branch: 'main',
      shallow: false,
      paths: new Map(),
    });
  });

  it('has no branch on a detached head', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.git('checkout', '--quiet', await repository.commit('One'));
    expect((await ledgerOf(repository.root)).branch).toBeNull();
  });

  it('knows that a clone is shallow', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One');
    await repository.write('a.md', 'b');
    await repository.commit('Two');
    const clone = await keep(temporaryFolder());
    await repository.git(
      'clone',
      '--quiet',
      '--depth=1',
      `file://${repository.root}`,
      path.join(clone.root, 'c'),
    );
    expect((await ledgerOf(path.join(clone.root, 'c'))).shallow).toBe(true);
  });

  it('works in a linked worktree and in a repository of SHA-256', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }, ['--object-format=sha256']));
    const one = await repository.commit('One');
    const worktree = await keep(temporaryFolder());
    await repository.git('worktree', 'add', '--quiet', path.join(worktree.root, 'w'), '-b', 'side');
    const ledger = await ledgerOf(path.join(worktree.root, 'w'));
    expect(ledger.branch).toBe('side');
    expect(ledger.paths.get('a.md')?.first.oid).toBe(one);
    expect(one).toHaveLength(64);
  });

  it('prints the same whatever the person has set', async () => {
    const repository = await keep(temporaryRepository({ 'ä.md': 'a' }));
    await repository.commit('One');
    const plain = await ledgerOf(repository.root);
    for (const [key, value] of [
      ['color.ui', 'always'],
      ['log.showRoot', 'false'],
      ['log.showSignature', 'true'],
      ['diff.renames', 'copies'],
      ['diff.noprefix', 'true'],
      ['diff.external', 'false'],
      ['log.follow', 'true'],
      ['diff.relative', 'true'],
      ['diff.orderFile', '/nonexistent'],
      ['diff.renameLimit', '1'],
      ['log.diffMerges', 'off'],
      ['format.pretty', 'oneline'],
      ['core.hooksPath', '/nonexistent'],
    ] as const) {
      await repository.git('config', key, value);
    }
    expect(await ledgerOf(repository.root)).toEqual(plain);
  });

  it('says why when there is no git program, and when the history is damaged', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One');
    expect(await (await openRepository(repository.root, withoutGit)).ledger(repository.root)).toEqual({
      ledger: null,
      why: expect.stringContaining('no git program'),
    });
    for (const lost of ['HEAD^{tree}', 'HEAD']) {
      const oid = (await repository.git('rev-parse', lost)).trim();
      await rm(path.join(repository.root, '.git/objects', oid.slice(0, 2), oid.slice(2)));
      expect(await (await openRepository(repository.root)).ledger(repository.root)).toEqual({
        ledger: null,
        why: expect.stringContaining('could not read the history'),
      });
    }
  });

  it('says what Git said of a text that is lost further back, and nothing that it told before', async () => {
    const text = 'a long enough text\n'.repeat(20);
    const repository = await keep(temporaryRepository({ 'a.md': text }));
    await repository.commit('One');
    const lost = (await repository.git('rev-parse', 'HEAD:a.md')).trim();
    await repository.move('a.md', 'b.md');
    await repository.write('b.md', `${text}Two.\n`);
    await repository.commit('Two');
    await repository.write('b.md', `${text}Three.\n`);
    await repository.commit('Three');
    await rm(path.join(repository.root, '.git/objects', lost.slice(0, 2), lost.slice(2)));
    expect(await (await openRepository(repository.root)).ledger(repository.root)).toEqual({
      ledger: null,
      why: expect.stringMatching(
        /^Git could not read the history: [^\x00-\x1f]*[0-9a-f]{40}[^\x00-\x1f]*\.$/,
      ),
    });
  });
});
