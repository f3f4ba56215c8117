import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/read/tree.ts';
import { diskFiles } from '../../src/world/files.ts';
import { findRepository } from '../../src/world/git.ts';
import { withGit } from '../helpers/git-world.ts';
import { folderKeeper, temporaryFolder } from '../helpers/repository.ts';
import { makeCorpus, writeCorpus } from './corpus.mjs';

const keep = folderKeeper();

describe('makeCorpus()', () => {
  it('gives the same for the same seed, and something else for another', () => {
    expect(makeCorpus({ notes: 120, seed: 7 })).toEqual(makeCorpus({ notes: 120, seed: 7 }));
    expect(makeCorpus({ notes: 120, seed: 7 })).not.toEqual(makeCorpus({ notes: 120, seed: 8 }));
  });

  it('writes notes of about 15 kB with twelve numbered sections, and some mistakes', () => {
    const { commits, faults } = makeCorpus({ notes: 300 });
    const texts = commits.flatMap(({ changes }) => changes.flatMap(({ text }) => text ?? []));
    const notes = texts.filter((text) => text.startsWith('---\n'));
    expect(notes).toHaveLength(300);
    const bytes = notes.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / notes.length;
    expect(bytes).toBeGreaterThan(13_500);
    expect(bytes).toBeLessThan(16_500);
    expect(notes.every((text) => text.match(/^## \d+\. /gm)?.length === 12)).toBe(true);
    expect(faults.length).toBeGreaterThan(3);
  });
});

describe('writeCorpus()', () => {
  it('makes a repository of some hundred commits with a clean work tree of that many notes', async () => {
    const { root } = await keep(temporaryFolder());
    const { commits } = writeCorpus(root, { notes: 650 });
    expect(commits.length).toBeGreaterThan(200);
    expect(commits.length).toBeLessThan(700);
    const repository = await findRepository(root, withGit);
    const tree = await readTree(diskFiles, repository, root, { record: 'record' });
    expect(tree.files).toHaveLength(650);
    const paths = (await repository?.ledger(`${root}/record`))?.ledger?.paths;
    expect(tree.files.every(({ path }) => paths?.has(path.replace('record/', '')))).toBe(true);
    expect(await repository?.changedLines(root, 'HEAD')).toEqual(new Map());
  });
});
