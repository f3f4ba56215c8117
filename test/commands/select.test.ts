import { describe, expect, test } from 'vitest';
import { selectPaths, touchedBy } from '../../src/commands/check/select.ts';
import type { Compiled } from '../../src/compile.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Finding, Graph } from '../../src/types.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const files = {
  'slop.yaml': '',
  'record/a.md': '',
  'record/deep/b.md': '',
  'record/deep.md': '',
  'src/x.ts': '',
  'deep/x.ts': '',
};
const world = memoryWorld({
  files,
  links: { 'record/deep/link.md': 'b.md', '/home/ada/project': '/project' },
});
const graph = {
  files: new Set(['record/a.md', 'record/deep/b.md', 'record/deep.md']),
  documents: [],
} as unknown as Graph;
const findings = [{ path: 'record/deep/link.md' }] as unknown as Compiled['findings'];

const known = [...graph.files, 'record/deep/link.md', 'slop.yaml'];

const selected = async (cwd: string, ...paths: readonly string[]) => {
  const here = { cwd, root: '/project', top: '/project', repository: null };
  const { covers, passedOver } = await selectPaths(
    world,
    here,
    { graph, findings, config: defaultConfig },
    paths,
  );
  return { covered: known.filter(covers), passedOver };
};

describe('selectPaths()', () => {
  test.each([
    ['everything without arguments', '/project', [], known],
    ['a file', '/project', ['record/a.md'], ['record/a.md']],
    [
      'a folder, and no file that begins like it',
      '/project',
      ['record/deep'],
      ['record/deep/b.md', 'record/deep/link.md'],
    ],
    [
      'a folder with a slash at its end',
      '/project',
      ['record/deep/'],
      ['record/deep/b.md', 'record/deep/link.md'],
    ],
    [
      'from the folder of the call',
      '/project/record',
      ['a.md', './deep.md'],
      ['record/a.md', 'record/deep.md'],
    ],
    ['an absolute path', '/', ['/project/record/a.md'], ['record/a.md']],
    ['an absolute path through a link', '/', ['/home/ada/project/record/a.md'], ['record/a.md']],
    ['what is no note, and has a finding', '/project', ['record/deep/link.md'], ['record/deep/link.md']],
    ['the root', '/project', ['.'], known],
    [
      'what lies in the record as from there',
      '/project',
      ['deep/'],
      ['record/deep/b.md', 'record/deep/link.md'],
    ],
    ['a folder above the root', '/project', ['..'], known],
  ])('selects %s', async (_name, cwd, paths, expected) => {
    expect(await selected(cwd, ...paths)).toEqual({ covered: expected, passedOver: [] });
  });

  test('passes over what is no part of the record', async () => {
    expect(await selected('/project', 'src/x.ts', 'record/a.md')).toEqual({
      covered: ['record/a.md'],
      passedOver: ['src/x.ts'],
    });
  });

  test.each(['.', './', '../src'])(
    'takes %s for no part of the record in a folder beside it',
    async (path) => {
      expect(await selected('/project/src', path)).toEqual({ covered: [], passedOver: [path] });
    },
  );

  test('refuses a path where nothing is', async () => {
    await expect(selected('/project', 'record/none.md')).rejects.toBeInstanceOf(Refusal);
    await expect(selected('/project', './a.md')).rejects.toBeInstanceOf(Refusal);
  });
});

describe('touchedBy()', () => {
  const text = 'one\ntwo\r\nthree\nfour\n';
  const finding = (start: number, end: number, path = 'a.md'): Finding => ({
    rule: 'head/missing',
    severity: 'error',
    path,
    span: { start, end },
    data: {},
    related: [],
    fix: null,
  });
  const fixing = (one: Finding, start: number, end: number, path = 'a.md'): Finding => ({
    ...one,
    fix: { title: 'Write it', edits: [{ path, span: { start, end }, text: '' }], safe: true },
  });
  const touched = async (one: Finding, ...ranges: readonly (readonly [number, number])[]) => {
    const changed = new Map([['a.md', ranges.map(([first, last]) => ({ first, last }))]]);
    return (await touchedBy(changed, [one], async () => text)).length === 1;
  };

  test.each([
    ['on the changed line', finding(4, 7), [[2, 2]], true],
    ['before it', finding(0, 3), [[2, 2]], false],
    ['after it', finding(9, 14), [[2, 2]], false],
    ['from before it to after it', finding(0, 14), [[2, 2]], true],
    ['up to the line feed before it', finding(0, 4), [[2, 2]], false],
    ['empty, on the changed line', finding(9, 9), [[3, 3]], true],
    [
      'in the second range',
      finding(15, 19),
      [
        [1, 1],
        [4, 9],
      ],
      true,
    ],
    ['about a whole file that changed elsewhere', finding(0, 0), [[3, 3]], true],
    ['in another file', finding(4, 7, 'b.md'), [[1, 99]], false],
    ['whose fix writes on the changed line', fixing(finding(0, 3), 9, 14), [[3, 3]], true],
    ['whose fix writes on none', fixing(finding(0, 3), 9, 14), [[2, 2]], false],
    ['whose fix writes in another file', fixing(finding(0, 3), 9, 14, 'b.md'), [[3, 3]], false],
  ] as const)('judges a finding %s', async (_name, one, ranges, expected) => {
    expect(await touched(one, ...ranges)).toBe(expected);
  });
});
