import { readFile, symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mv } from '../../src/commands/mv.ts';
import { diskWorld } from '../helpers/git-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { testTerminal } from './terminal.ts';

const keep = folderKeeper();
const run = { dryRun: false, json: false, commit: false, answers: null, archive: false, number: null };

test('mv() moves a folder there and back, and takes along what leads there from beside the record', async () => {
  const note = '---\nversion: "0.1"\ndate: 2026-05-01\n---\n# Ebb — v0.1\n';
  const repository = await keep(
    temporaryRepository({
      'slop.yaml': 'record: notes\n',
      'README.md': 'See [ebb](notes/phase-3/ebb-v0_1.md) and [all](notes/phase-3/).\n',
      'docs/deep/map.md': '[Ebb](../../notes/phase-3/ebb-v0_1.md).\n',
      'docs/other.md': 'See [ebb](https://example.org/notes/phase-3/ebb-v0_1.md).\n',
      'notes/phase-3/ebb-v0_1.md': note,
    }),
  );
  await symlink('README.md', `${repository.root}/CLAUDE.md`);
  await writeFile(
    `${repository.root}/LATIN.md`,
    Buffer.from('Caf\xe9: [ebb](notes/phase-3/ebb-v0_1.md)\n', 'latin1'),
  );
  await repository.commit('One');
  const move = (from: string, to: string, cwd = repository.root) =>
    mv(diskWorld(cwd), testTerminal(), { ...run, note: from, to });
  const read = (path: string) => readFile(`${repository.root}/${path}`, 'utf8');

  expect(await move('phase-3/', 'phase-3-boats', `${repository.root}/notes`)).toBe(0);
  expect(await read('README.md')).toBe(
    'See [ebb](notes/phase-3-boats/ebb-v0_1.md) and [all](notes/phase-3-boats/).\n',
  );
  expect(await read('docs/deep/map.md')).toBe('[Ebb](../../notes/phase-3-boats/ebb-v0_1.md).\n');
  expect(await read('docs/other.md')).toContain('/notes/phase-3/');

  // An empty folder that stayed would take the other one in.
  expect(await move('notes/phase-3-boats', 'notes/phase-3')).toBe(0);
  expect(await repository.git('status', '--porcelain')).toBe(' M slop.yaml\n');
});

test('mv() tells which files above the folder of slop.yaml lead to what it moves, and leaves them', async () => {
  const link = '[ebb](boats/record/ebb-v0_1.md)\n';
  const repository = await keep(
    temporaryRepository({
      'README.md': link,
      'docs/a b.md': '[ebb](../boats/record/ebb-v0_1.md#top)\n',
      'docs/other.md': 'See ebb-v0_2.md and [it](ebb-v0_1.md).\n',
      'boats/slop.yaml': '',
      'boats/record/ebb-v0_1.md': '---\nversion: "0.1"\ndate: 2026-05-01\n---\n# Ebb — v0.1\n',
    }),
  );
  await repository.commit('One');
  const terminal = testTerminal();
  const options = { ...run, note: 'ebb', to: 'flood-v0_1.md', json: true };
  await mv(diskWorld(`${repository.root}/boats`), terminal, options);
  const [remark] = JSON.parse(terminal.written.out).remarks;
  expect(remark).toContain('../README.md and ../docs/a b.md');
  expect(await readFile(`${repository.root}/README.md`, 'utf8')).toBe(link);
});
