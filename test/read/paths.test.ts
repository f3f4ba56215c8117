import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded, folderOf, pathFrom, relativeTo } from '../../src/read/paths.ts';

describe('joined()', () => {
  test.each([
    ['a/b', 'c.md', 'a/b/c.md'],
    ['a/b', './../c.md', 'a/c.md'],
    ['a/b', '../../c.md', 'c.md'],
    ['a/b', '../../../c.md', null],
    ['a/b', '../../../a/b/c.md', null],
    ['', '..', null],
    ['', 'c', 'c'],
    ['a', '..', ''],
    ['a', '/c/./d//e', 'c/d/e'],
    ['a', 'b/', 'a/b'],
  ])('leads from %j by %j to %j', (folder, relative, path) => {
    expect(pathFrom(folder, relative)).toBe(path);
  });
});

describe('relativeTo()', () => {
  const part = fc.constantFrom('a', 'b', 'c d', 'é');
  const path = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));

  test('is undone by pathFrom()', () => {
    fc.assert(
      fc.property(path, path, (from, to) => {
        expect(pathFrom(folderOf(from), relativeTo(folderOf(from), to))).toBe(to);
      }),
    );
  });
});

describe('folded()', () => {
  test('makes case and normal form equal and nothing else', () => {
    expect(folded('Cafe\u0301-V0_1.MD')).toBe(folded('caf\u00e9-v0_1.md'));
    expect(folded('a_b')).not.toBe(folded('a-b'));
  });
});
