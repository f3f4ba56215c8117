import { chown } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { findRepository } from '../../src/world/git.ts';
import { oddNames, openRepository, withGit, withoutGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryFolder, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

describe('findRepository()', () => {
  it('hands back null outside a repository, for a missing folder, and inside .git', async () => {
    const folder = await keep(temporaryFolder());
    expect(await findRepository(folder.root, withGit)).toBeNull();
    expect(await findRepository(path.join(folder.root, 'absent'), withGit)).toBeNull();
    expect(await findRepository(folder.root, withoutGit)).toBeNull();
    const repository = await keep(temporaryRepository());
    expect(await findRepository(path.join(repository.root, '.git'), withGit)).toBeNull();
  });

  it('names the work tree from a folder below it', async () => {
    const repository = await keep(temporaryRepository({ 'record/deep/a.md': 'a' }));
    expect((await openRepository(path.join(repository.root, 'record/deep'))).root).toBe(repository.root);
    expect((await openRepository(path.join(repository.root, 'record/deep'), withoutGit)).root).toBe(
      repository.root,
    );
  });

  it('tells what work trees share, from each of them, and with a line feed in the name of a folder', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One note');
    const other = `${repository.root}/two\nlines`;
    await repository.git('worktree', 'add', '--quiet', '--detach', other);
    const shared = path.join(repository.root, '.git');
    expect(await (await openRepository(repository.root)).shared()).toBe(shared);
    const opened = await openRepository(other);
    expect([opened.root, await opened.shared()]).toEqual([other, shared]);
  });

  it('tells which places Git ignores, and none where none is asked about', async () => {
    const repository = await keep(temporaryRepository({ '.gitignore': '*\n!a.md\n' }));
    const opened = await openRepository(repository.root);
    expect(await opened.ignored(repository.root, ['a.md', 'b.md'])).toEqual(['b.md']);
    expect(await opened.ignored(repository.root, [])).toEqual([]);
  });

  it('is not led astray by variables that a hook sets', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    const hooked = {
      ...withGit,
      GIT_DIR: '/nonexistent',
      GIT_INDEX_FILE: '/nonexistent',
      GIT_WORK_TREE: '/',
    };
    expect(await (await openRepository(repository.root, hooked)).list(repository.root)).toEqual(['a.md']);
  });

  it.runIf(process.getuid?.() === 0)('says why when another user owns the repository', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a', 'b.log': '', '.gitignore': '*.log' }));
    await repository.commit('One note');
    await chown(repository.root, 12345, 12345);
    const opened = await openRepository(repository.root);
    expect([...(await opened.list(repository.root))].sort()).toEqual(['.gitignore', 'a.md']);
    const { ledger, why } = await opened.ledger(repository.root);
    expect(ledger).toBeNull();
    expect(why).toContain('safe.directory');
    await expect(opened.changedLines(repository.root, 'HEAD')).rejects.toThrow(Refusal);
  });
});

describe('list() in a sparse checkout', () => {
  const sparse = async (...folders: readonly string[]) => {
    const repository = await keep(
      temporaryRepository({
        'record/a/S x.md': '',
        'record/b/y.md': '',
        'record/b/z.md': '',
        'src/c.ts': '',
      }),
    );
    await repository.commit('All');
    await repository.git('sparse-checkout', 'set', '--cone', ...folders);
    return repository;
  };

  it('lists a folder that is here as a whole', async () => {
    const { root } = await sparse('record');
    const repository = await openRepository(root);
    expect(await repository.list(`${root}/record`)).toEqual(['a/S x.md', 'b/y.md', 'b/z.md']);
  });

  it('refuses a folder of which files are left out, until they are here', async () => {
    const repository = await sparse('record/a');
    const { list } = await openRepository(repository.root);
    await expect(list(`${repository.root}/record`)).rejects.toThrow(
      `A sparse checkout leaves files out of ${repository.root}/record, b/y.md first, so that what names them cannot be told: in ${repository.root} run git sparse-checkout add "record".`,
    );
    await repository.write('record/b/y.md', 'again');
    await expect(list(repository.root)).rejects.toThrow(
      / record\/b\/z\.md first, .* sparse-checkout disable\.$/,
    );
    await repository.git('sparse-checkout', 'add', 'record');
    expect(await list(`${repository.root}/record`)).toHaveLength(3);
  });

  it('refuses a folder that is left out itself, and lists nothing of one that never was', async () => {
    const { root } = await sparse('src');
    const { list } = await openRepository(root);
    await expect(list(`${root}/record`)).rejects.toThrow(
      `${root}/record, a/S x.md first, so that what names them cannot be told: in ${root} run git sparse-checkout add "record".`,
    );
    expect(await list(`${root}/records`)).toEqual([]);
  });
});

it.each([
  ['since they were asked for', ['core.sparseCheckoutCone', 'false']],
  ['by default', ['--unset', 'core.sparseCheckoutCone']],
])('list() tells a sparse checkout of patterns, %s, how the folder comes back', async (_, setting) => {
  const repository = await keep(temporaryRepository({ 'record/a.md': '', 'record/b/c.md': '' }));
  await repository.commit('All');
  await repository.git('sparse-checkout', 'set', '--no-cone', '/*', '!/record/b/');
  await repository.git('config', '--worktree', ...setting);
  const { list } = await openRepository(repository.root);
  const listed = list(`${repository.root}/record`);
  await expect(listed).rejects.toThrow(/run git sparse-checkout add "\/record\/\*\*"\.$/);
  await repository.git('sparse-checkout', 'add', '/record/**');
  expect(await list(`${repository.root}/record`)).toEqual(['a.md', 'b/c.md']);
});

describe.each([
  ['the git program', withGit],
  ['no git program', withoutGit],
])('list() with %s', (_name, env) => {
  const listed = async (folder: string): Promise<string[]> =>
    [...(await (await openRepository(folder, env)).list(folder))].sort();

  it('lists tracked and untracked files, and none that Git ignores', async () => {
    const repository = await keep(
      temporaryRepository({
        '.gitignore': '*.log\nbuild/\n!keep.log\n',
        'a.md': 'a',
        'deep/.gitignore': 'secret.md\n',
        'deep/b.md': 'b',
      }),
    );
    await repository.commit('Two notes');
    await repository.write('new.md', 'new');
    await repository.write('noise.log', '');
    await repository.write('keep.log', '');
    await repository.write('build/out.md', '');
    await repository.write('deep/build/out.md', '');
    await repository.write('deep/secret.md', '');
    const inDeep = ['.gitignore', 'b.md'];
    expect(await listed(repository.root)).toEqual(
      ['.gitignore', 'a.md', 'keep.log', 'new.md', ...inDeep.map((name) => `deep/${name}`)].sort(),
    );
    expect(await listed(path.join(repository.root, 'deep'))).toEqual(inDeep);
  });

  it('keeps every name as it is', async () => {
    const repository = await keep(
      temporaryRepository(Object.fromEntries(oddNames.map((name) => [name, name]))),
    );
    expect(await listed(repository.root)).toEqual([...oddNames].sort());
    await repository.commit('Odd names');
    expect(await listed(repository.root)).toEqual([...oddNames].sort());
  });

  it('stays out of a repository inside the repository', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.git('init', '--quiet', 'inner');
    await repository.write('inner/b.md', 'b');
    expect(await listed(repository.root)).toEqual(['a.md']);
  });

  it('works in a linked worktree', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a', '.gitignore': '*.log' }));
    await repository.commit('One note');
    const worktree = await keep(temporaryFolder());
    await repository.git('worktree', 'add', '--quiet', path.join(worktree.root, 'w'), '-b', 'side');
    await worktree.write('w/new.md', 'new');
    await worktree.write('w/new.log', 'new');
    expect(await listed(path.join(worktree.root, 'w'))).toEqual(['.gitignore', 'a.md', 'new.md']);
  });

  it('works in a repository of SHA-256', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }, ['--object-format=sha256']));
    await repository.commit('One note');
    expect(await listed(repository.root)).toEqual(['a.md']);
  });
});
