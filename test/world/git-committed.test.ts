import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openRepository } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

it('committed() gives files as the commit has them, whether the work tree still has them so or not', async () => {
  const texts = { 'in/a.md': '\uFEFFOne,\r\nand é\n', 'in/b.md': 'Two' };
  const repository = await keep(temporaryRepository(texts));
  await symlink('b.md', path.join(repository.root, 'in/link.md'));
  const oid = await repository.commit('With a link');
  const { committed } = await openRepository(repository.root);
  const asked = async () => {
    const found = await committed(path.join(repository.root, 'in'), oid, ['a.md', 'b.md', 'link.md', 'c.md']);
    return [...found].map(([place, { text }]) => [`in/${place}`, text]);
  };
  expect(await asked()).toEqual(Object.entries(texts));
  await repository.write('in/a.md', 'Another text');
  await repository.git('rm', '--quiet', 'in/b.md');
  expect(await asked()).toEqual(Object.entries(texts));
});

it('committed() gives the files right in a folder, and none of one that is not there', async () => {
  const files = { 'in/t/a.md': 'A', 'in/t/b.md': 'B', 'in/t/deeper/c.md': 'C', 'in/d.md': 'D' };
  const repository = await keep(temporaryRepository(files));
  const oid = await repository.commit('Files');
  const { committed } = await openRepository(repository.root);
  const found = await committed(path.join(repository.root, 'in'), oid, ['d.md', 't/', 'gone/']);
  expect([...found.keys()].sort()).toEqual(['d.md', 't/a.md', 't/b.md']);
});
