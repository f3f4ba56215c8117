import { describe, expect, test } from 'vitest';
import { findRoot, pathsFrom, placeNamed } from '../../src/commands/root.ts';
import { Refusal } from '../../src/refusal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

describe('findRoot()', () => {
  test.each([
    ['in the folder of the call', { 'slop.yaml': '' }, '/project', '/project'],
    ['above it', { 'slop.yaml': '', 'record/deep/a.md': '' }, '/project/record/deep', '/project'],
    [
      'the nearest of two',
      { 'slop.yaml': '', 'docs/slop.yaml': '', 'docs/a/b.md': '' },
      '/project/docs/a',
      '/project/docs',
    ],
  ])('finds slop.yaml %s', async (_name, files, cwd, root) => {
    const { files: disk } = memoryWorld({ files });
    const world = { ...memoryWorld({ files }), files: disk, cwd };
    expect((await findRoot(world)).root).toBe(root);
  });

  test('does not look above the top of the repository', async () => {
    const world = memoryWorld({ files: { '/slop.yaml': '', 'a.md': '' }, history: {} });
    await expect(findRoot(world)).rejects.toBeInstanceOf(Refusal);
  });

  test('looks up to the top of the disk where there is no repository', async () => {
    const world = memoryWorld({ files: { '/slop.yaml': '', 'a.md': '' } });
    expect(await findRoot(world)).toMatchObject({ root: '/', top: '/', repository: null });
  });

  test('names slop init when there is none', async () => {
    const world = memoryWorld({ files: { 'a.md': '' }, history: {} });
    await expect(findRoot(world)).rejects.toThrow('slop init');
  });

  test('names the records that lie below', async () => {
    const world = memoryWorld({
      files: { 'a.md': '', 'b/slop.yaml': '', 'svc/docs/slop.yaml': '' },
      history: {},
    });
    await expect(findRoot(world)).rejects.toThrow('go to b or svc/docs, or run `slop init` to start one');
  });

  test('names a slop.yml that would not be read', async () => {
    const world = memoryWorld({ files: { 'docs/slop.yml': '', 'slop.yaml': '' } });
    await expect(findRoot({ ...world, cwd: '/project/docs' })).rejects.toThrow('/project/docs/slop.yml');
    expect((await findRoot(world)).root).toBe('/project');
  });

  test('takes no folder for slop.yaml', async () => {
    const world = memoryWorld({ files: { 'slop.yaml/a.md': '' } });
    await expect(findRoot(world)).rejects.toBeInstanceOf(Refusal);
  });
});

describe('pathsFrom()', () => {
  test.each([
    ['/project', '/project', 'record/a.md', 'record/a.md'],
    ['/project/record', '/project', 'record/a.md', 'a.md'],
    ['/project/docs', '/project', 'record/a.md', '../record/a.md'],
    ['/', '/project', 'a.md', 'project/a.md'],
    ['/project/docs', '/project/docs', '.', '.'],
  ])('from %s to %s', (base, root, place, expected) => {
    expect(pathsFrom(base, root)(place)).toBe(expected);
  });
});

describe('placeNamed()', () => {
  test.each([
    ['from the folder of the call', 'notes/b.md', 'record/notes/b.md'],
    ['that is new there', 'plans/', 'record/plans'],
    ['from the root, where only that has what it opens with', 'record/plans/b.md', 'record/plans/b.md'],
    ['from the root, a file', 'README.md', 'README.md'],
    ['that both have from the folder of the call', 'docs/b.md', 'record/docs/b.md'],
    ['with dots from the folder of the call', './README.md', 'record/README.md'],
    ['above it', '../b.md', 'b.md'],
    ['outside', '/elsewhere/b.md', '../elsewhere/b.md'],
    ['that is new in the record, whatever the root has', 'src/', 'record/src', 'record'],
    ['into the record from the root', 'record/src/b.md', 'record/src/b.md', 'record'],
  ])('takes a path %s', async (_, written, place, within = '.') => {
    const files = { 'record/notes/a.md': '', 'record/docs/a.md': '', 'docs/a.md': '', 'README.md': '' };
    const world = memoryWorld({ files: { ...files, 'src/a.ts': '' } });
    const here = { cwd: '/project/record', root: '/project', repository: null, top: '/project' };
    expect(await placeNamed(world, here, written, within)).toBe(place);
  });
});
