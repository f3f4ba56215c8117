import { access, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { openRepository } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

describe('changedLines()', () => {
  it('gives the lines that differ from a revision, by path from the folder', async () => {
    const repository = await keep(
      temporaryRepository({
        'record/a.md': '1\n2\n3\n4\n5\n',
        'record/same.md': 's\n',
        'record/odd\n"name".md': 'x\n',
        'record/gone.md': 'g\n',
        'record/moved.md': 'one\ntwo\nthree\nfour\nfive\nsix\n',
        'record/bytes.png': new Uint8Array([0, 1, 2, 255]),
        'record/tricky.md': 'x\n',
        'outside.md': 'o\n',
      }),
    );
    await repository.commit('One');
    await repository.git('tag', 'start');
    await repository.write('record/a.md', '1\ntwo\n3\n4\n5\n6\n7\n');
    await repository.commit('Two');
    await repository.write('record/odd\n"name".md', 'y\n');
    await repository.move('record/moved.md', 'record/there/moved.md');
    await repository.git('rm', '--quiet', 'record/gone.md');
    await repository.write('record/bytes.png', new Uint8Array([0, 9]));
    await repository.write('record/tricky.md', 'x\n++ b/foo\ndiff --git a/x b/x\n@@ -1 +1 @@\n');
    await repository.write('record/new.md', 'n\n');
    await repository.write('outside.md', 'other\n');
    const folder = path.join(repository.root, 'record');
    const changes = await (await openRepository(folder)).changedLines(folder, 'start');
    expect(Object.fromEntries(changes)).toMatchObject({
      'a.md': [
        { first: 2, last: 2 },
        { first: 6, last: 7 },
      ],
      'odd\n"name".md': [{ first: 1, last: 1 }],
      'tricky.md': [{ first: 2, last: 4 }],
      'new.md': [{ first: 1, last: Number.MAX_SAFE_INTEGER }],
    });
    expect(changes.has('same.md')).toBe(false);
    expect(changes.has('gone.md')).toBe(false);
    expect([...changes.keys()].some((place) => place.includes('outside'))).toBe(false);
  });

  it('leaves out what a branch changed after the work tree parted from it', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': '1\n2\n', 'b.md': '1\n2\n' }));
    const start = await repository.commit('One');
    await repository.git('checkout', '--quiet', '-b', 'topic');
    await repository.write('b.md', '1\ntwo\n');
    await repository.commit('Topic');
    await repository.git('checkout', '--quiet', 'main');
    await repository.write('a.md', '1\ntwo\n');
    await repository.commit('Main');
    await repository.git('checkout', '--quiet', 'topic');
    const opened = await openRepository(repository.root);
    const changes = await opened.changedLines(repository.root, 'main');
    expect(Object.fromEntries(changes)).toEqual({ 'b.md': [{ first: 2, last: 2 }] });
    expect(await opened.changedLines(repository.root, start)).toEqual(changes);
    await repository.git('checkout', '--quiet', '--orphan', 'alone');
    await repository.commit('Alone');
    expect([...(await opened.changedLines(repository.root, 'main')).keys()]).toEqual(['a.md', 'b.md']);
  });

  it('gives them to the right file where one before it became another sort of file', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a\n', 'c.md': 'c\n' }));
    await symlink('a.md', path.join(repository.root, 'b.md'));
    await repository.commit('One');
    await rm(path.join(repository.root, 'b.md'));
    await repository.write('b.md', 'a\nb\n');
    await repository.write('c.md', 'c\nd\n');
    const opened = await openRepository(repository.root);
    expect(Object.fromEntries(await opened.changedLines(repository.root, 'HEAD'))).toEqual({
      'b.md': [
        { first: 0, last: 1 },
        { first: 1, last: 2 },
      ],
      'c.md': [{ first: 2, last: 2 }],
    });
  });

  it('gives the lines beside those that were taken out', async () => {
    const texts = { 'a.md': '1\n2\n3\n4\n5\n', 'b.md': '1\n2\n', 'c.md': '1\n2\n' };
    const repository = await keep(temporaryRepository(texts));
    await repository.commit('One');
    await repository.write('a.md', '1\n2\n5\n');
    await repository.write('b.md', '2\n');
    await repository.write('c.md', '1\n');
    const opened = await openRepository(repository.root);
    expect(Object.fromEntries(await opened.changedLines(repository.root, 'HEAD'))).toEqual({
      'a.md': [{ first: 2, last: 3 }],
      'b.md': [{ first: 0, last: 1 }],
      'c.md': [{ first: 1, last: 2 }],
    });
  });

  it('gives all lines of a file that Git does not compare by lines', async () => {
    const repository = await keep(
      temporaryRepository({ 'a.md': 'a\n', 'b.md': 'b\n', '.gitattributes': '*.md -diff\n' }),
    );
    await repository.commit('One');
    await repository.write('a.md', 'b\n');
    const opened = await openRepository(repository.root);
    expect(Object.fromEntries(await opened.changedLines(repository.root, 'HEAD'))).toEqual({
      'a.md': [{ first: 1, last: Number.MAX_SAFE_INTEGER }],
    });
  });

  it('refuses what is not a commit, and what looks like an option', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'a' }));
    await repository.commit('One');
    const opened = await openRepository(repository.root);
    for (const revision of [
      '^HEAD',
      'nope',
      '--output=/tmp/x',
      '-p',
      '',
      'a\0b',
      'HEAD\n',
      'HEAD:a.md',
      'HEAD..HEAD',
    ]) {
      await expect(opened.changedLines(repository.root, revision)).rejects.toThrow(Refusal);
    }
  });

  it('runs no program that the repository names', async () => {
    const repository = await keep(
      temporaryRepository({ 'a.md': 'a\n', '.gitattributes': '*.md diff=evil\n' }),
    );
    await repository.commit('One');
    const marker = path.join(repository.root, '.git/ran');
    for (const key of [
      'diff.external',
      'diff.evil.textconv',
      'diff.evil.command',
      'core.fsmonitor',
      'core.pager',
    ]) {
      await repository.git('config', key, `touch ${marker}; cat`);
    }
    await repository.write('a.md', 'b\n');
    const opened = await openRepository(repository.root);
    await opened.list(repository.root);
    await opened.ledger(repository.root);
    expect((await opened.changedLines(repository.root, 'HEAD')).get('a.md')).toEqual([{ first: 1, last: 1 }]);
    await expect(access(marker)).rejects.toThrow('ENOENT');
  });
});
