import { expect, test } from 'vitest';
import { gitProgram } from '../../src/world/git-program.ts';
import { readStanding } from '../../src/world/git-standing.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();

test('readStanding() reads what is wanted at once by one process, wherever it lies, and what lies beside it later', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `note-${index}.md`);
  const files = [...names, ...names.map((name) => `phases/${name}`), 'queue/a.md'];
  const texts = { ...Object.fromEntries(files.map((name) => [name, `In ${name}\n`])), 'beside/b.txt': 'B\n' };
  const repository = await keep(temporaryRepository(texts));
  await repository.commit('Notes');
  const calls: (string | undefined)[] = [];
  const git = (input?: string) => {
    const program = gitProgram(repository.root, withGit, input === undefined ? {} : { input });
    return (...argv: readonly string[]) => {
      calls.push(argv[0]);
      return program(...argv);
    };
  };
  const standing = await readStanding('main', git, async () => new Uint8Array());
  const textOf = async (path: string) =>
    new TextDecoder().decode(await standing?.read(standing.files.get(path) ?? ''));
  expect(await Promise.all(files.map(textOf))).toEqual(files.map((name) => `In ${name}\n`));
  expect(calls.filter((name) => name === 'cat-file')).toHaveLength(1);
  expect(await textOf('beside/b.txt')).toBe('B\n');
  expect(calls.filter((name) => name === 'cat-file')).toHaveLength(2);
});
