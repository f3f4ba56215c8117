import { describe, expect, test } from 'vitest';
import { blobId } from '../../src/read/blob.ts';
import { readClone } from '../../src/world/clone.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

async function sourcesIn(root: string, ...wanted: readonly (readonly [string, string])[]) {
  const sources = wanted.map(([path, at]) => ({ path, at }));
  const hashes = wanted.map(([, at]) => at).filter((at) => /^[0-9a-f]{7,}$/.test(at));
  const reading = await readClone(
    root,
    'engine',
    { hashes, others: [], messages: false, files: [], heads: [], sources },
    withGit,
  );
  return Object.fromEntries(
    [...(reading.sources ?? [])].map(([key, { commit, places, elsewhere }]) => [
      key.replace(/^[0-9a-f]{40}/, 'hash'),
      commit === null
        ? 'no commit'
        : [
            ...places.map(({ path, lines }) => `${path} ${lines}`),
            ...elsewhere.map((path) => `elsewhere ${path}`),
          ],
    ]),
  );
}

describe('lines of source files in a clone', () => {
  test('are counted at a commit, and on a branch', async () => {
    const repository = await keep(
      temporaryRepository({
        'src/seed.py': 'one\ntwo\n',
        'lib/seed.py': 'x',
        'empty.py': '',
        'ä "b".py': 'q\n',
      }),
    );
    const first = await repository.commit('First');
    await repository.write('src/seed.py', 'one\ntwo\nthree');
    await repository.move('lib/seed.py', 'lib/later.py');
    await repository.commit('Second');
    expect(
      await sourcesIn(
        repository.root,
        ['seed.py', 'main'],
        ['seed.py', first],
        ['src/seed.py', first],
        ['later.py', first],
        ['lib/seed.py', 'main'],
        ['empty.py', 'main'],
        ['ä "b".py', 'HEAD'],
        ['none.py', 'main'],
        ['seed.py', 'gone'],
        ['seed.py', '0123456789'],
        ['-x.py', 'main'],
      ),
    ).toEqual({
      'main:seed.py': ['src/seed.py 3'],
      'hash:seed.py': ['lib/seed.py 1', 'src/seed.py 2'],
      'hash:src/seed.py': ['src/seed.py 2'],
      'hash:later.py': ['elsewhere lib/later.py'],
      'main:lib/seed.py': ['elsewhere lib/seed.py'],
      'main:empty.py': ['empty.py 0'],
      'HEAD:ä "b".py': ['ä "b".py 1'],
      'main:none.py': [],
      'gone:seed.py': 'no commit',
      '0123456789:seed.py': 'no commit',
      'main:-x.py': [],
    });
  });

  test('come with the text of Markdown, and with no other', async () => {
    const repository = await keep(temporaryRepository({ 'docs/a.md': '# A\n', 'a.py': 'x\n' }));
    await repository.commit('First');
    const sources = [
      { path: 'a.md', at: 'main' },
      { path: 'a.py', at: 'main' },
    ];
    const wants = { hashes: [], others: [], messages: false, files: [], heads: [], sources };
    const reading = await readClone(repository.root, 'engine', wants, withGit);
    expect([...(reading.sources ?? [])].flatMap(([, { places }]) => places)).toEqual([
      { path: 'docs/a.md', oid: blobId(new TextEncoder().encode('# A\n')), lines: 1, text: '# A\n' },
      expect.objectContaining({ path: 'a.py', text: null }),
    ]);
  });

  test('are not mixed up with a commit that has none of them', async () => {
    const repository = await keep(temporaryRepository({ 'x.txt': 'x\n' }));
    const first = await repository.commit('First');
    await repository.write('a.py', 'one\n');
    await repository.write('b.py', 'one\n');
    const second = await repository.commit('Second');
    const wanted = [first, second].flatMap((at) =>
      ['a.py', 'b.py'].map((path) => [path, at.slice(0, 9)] as const),
    );
    const found = await sourcesIn(repository.root, ...wanted);
    expect(Object.values(found)).toEqual([['elsewhere a.py'], ['elsewhere b.py'], ['a.py 1'], ['b.py 1']]);
  });

  test('are not looked for in the past where nobody asks for that', async () => {
    const repository = await keep(temporaryRepository({ 'a.md': 'one\n' }));
    await repository.commit('First');
    await repository.git('checkout', '--quiet', '-b', 'other');
    await repository.move('a.md', 'b.md');
    await repository.commit('Second');
    const read = async (past: object) => {
      const sources = ['a.md', 'b.md'].map((path) => ({ path, at: 'main', ...past }));
      const wants = { hashes: [], others: [], messages: false, files: [], heads: [], sources };
      const reading = await readClone(repository.root, 'engine', wants, withGit);
      return [...(reading.sources?.values() ?? [])].map(({ places, elsewhere }) => [
        places.map(({ path }) => path),
        elsewhere,
      ]);
    };
    expect(await read({})).toEqual([
      [['a.md'], []],
      [[], ['b.md']],
    ]);
    expect(await read({ past: false })).toEqual([
      [['a.md'], []],
      [[], []],
    ]);
  });

  test('are found without their number in a clone without file contents', async () => {
    const repository = await keep(temporaryRepository({ 'src/seed.py': 'one\n' }));
    const first = await repository.commit('First');
    await repository.write('src/seed.py', 'one\ntwo\n');
    await repository.commit('Second');
    await repository.git('config', 'uploadpack.allowFilter', 'true');
    const clone = await keep(temporaryRepository());
    await clone.git(
      'clone',
      '--quiet',
      '--bare',
      '--filter=blob:none',
      `file://${repository.root}`,
      'bare.git',
    );
    expect(await sourcesIn(`${clone.root}/bare.git`, ['seed.py', first], ['seed.py', 'main'])).toEqual({
      'hash:seed.py': ['src/seed.py null'],
      'main:seed.py': ['src/seed.py null'],
    });
  });
});
