import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { init } from '../../src/commands/init/init.ts';
import { workflowText } from '../../src/commands/init/texts.ts';
import { Refusal } from '../../src/refusal.ts';
import type { World } from '../../src/types.ts';
import { type MemoryWorldParts, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const repository = (parts: Partial<MemoryWorldParts> = {}) =>
  memoryWorld({ files: {}, history: {}, ...parts });

const { about } = testTerminal();

async function run(world: World, dryRun = false) {
  const terminal = testTerminal();
  const code = await init(world, terminal, { dryRun });
  return { code, ...terminal.written };
}

describe('init()', () => {
  test('writes settings, a first note, ignored paths and a workflow', async () => {
    const world = repository();
    expect((await run(world)).code).toBe(0);
    const written = world.written();
    expect(Object.keys(written)).toEqual([
      '.github/workflows/record.yml',
      '.gitignore',
      'record/standing-notes/how-we-keep-this-record-v0_1.md',
      'slop.yaml',
    ]);
    expect(written['.gitignore']?.split('\n')).toEqual(expect.arrayContaining(['slop.local.yaml', '.slop/']));
    expect(written['slop.yaml']).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/\S+\/schemas\/config\.json$/m,
    );
    expect(parse(written['slop.yaml'] ?? '')).toEqual({ title: 'project', record: 'record' });
  });

  test.each([
    [{ 'docs/adr/0001-oars.md': '# Oars\n', 'docs/index.md': '# All\n' }, ['2 in docs', 'record: docs']],
    [{ 'doc/a.md': '', 'doc/b.md': '', 'rfcs/a.md': '', 'rfcs/b.md': '', 'rfcs/c.md': '' }, ['3 in rfcs']],
    [{ 'docs/a.md': '', 'src/a.md': '', 'src/b.md': '' }, []],
    [{ 'docs/a.md': '', 'docs/b.md': '', 'EIPS/a.md': '', 'EIPS/b.md': '', 'EIPS/c.md': '' }, ['3 in EIPS']],
    [{ 'keps/net/1/README.md': '', 'keps/net/2/README.md': '' }, ['2 in keps', 'record: keps']],
    [{ 'text/0001-a.md': '', 'text/0002-b.md': '' }, ['2 in text']],
    [{ 'proposals/0001-a.md': '', 'proposals/0002-b.md': '' }, ['2 in proposals']],
    [{ 'meetings/2026-03-02.md': '', 'meetings/2026-03-09.md': '' }, ['2 in meetings']],
    [{ 'README.md': '', 'CODE_OF_CONDUCT.md': '', 'SECURITY.md': '', 'CONTRIBUTING.md': '' }, []],
    [{ 'README.md': '', '0001-oars.md': '', '0002-keel.md': '' }, ['2 beside slop.yaml', 'record: . ']],
  ])('names the folder that may be the record already: %j', async (files, told) => {
    const { out } = await run(repository({ files }));
    expect(out.includes('instead')).toBe(told.length > 0);
    for (const words of told) expect(out).toContain(words);
  });

  test('leaves a record that checks clean', async () => {
    const world = repository();
    await run(world);
    const terminal = testTerminal();
    const options = { ...PLAIN, format: 'json', strict: true } as const;
    expect(await check(world, terminal, options)).toBe(0);
    expect(JSON.parse(terminal.written.out)).toMatchObject({ findings: [], summary: { notes: 1 } });
  });

  test('changes nothing the second time', async () => {
    const world = repository({ files: { '.gitignore': 'node_modules' } });
    await run(world);
    const before = new Map(world.disk);
    const { out } = await run(world);
    expect(world.disk).toEqual(before);
    expect(out).toContain('Nothing to write');
  });

  test('writes nothing on a dry run, and names what it would write', async () => {
    const world = repository({ files: { 'slop.yaml': '' } });
    const { out } = await run(world, true);
    expect(world.written()).toEqual({});
    expect(out).toMatch(/^would write +record\/standing-notes\//m);
    expect(out).toMatch(/^kept +slop\.yaml/m);
  });

  test('leaves no cache behind where it writes nothing, and names the folder of the call', async () => {
    const world = {
      ...repository({ files: { 'slop.yaml': '', 'record/a.md': '# A' }, cwd: '/project/record' }),
      cache: '.slop/cache',
    };
    const { out } = await run(world, true);
    expect(world.written()).toEqual({});
    expect(out).not.toMatch(/^\S+ {2,}\(/m);
  });

  test('overwrites nothing, and keeps what .gitignore holds byte for byte', async () => {
    const latin = Uint8Array.from([0x23, 0xe9, 0x0d, 0x0a, 0x2f, 0x2e, 0x73, 0x6c, 0x6f, 0x70, 0x0d, 0x0a]);
    const mine = { 'slop.yaml': 'record: notes\n', '.github/workflows/record.yml': 'mine' };
    const world = repository({ files: { ...mine, '.gitignore': latin, 'notes/deep/a.md': '# A\n' } });
    await run(world);
    expect(Object.keys(world.written())).toEqual(['.gitignore']);
    const ignored = world.disk.get('/project/.gitignore') ?? new Uint8Array();
    expect([...ignored.slice(0, latin.length)]).toEqual([...latin]);
    expect(new TextDecoder().decode(ignored.slice(latin.length))).toBe('slop.local.yaml\r\n/site/\r\n');
  });

  test('ends the last line of .gitignore before it adds its own', async () => {
    const world = repository({ files: { '.gitignore': 'dist' } });
    await run(world);
    expect(world.written()['.gitignore']).toBe('dist\nslop.local.yaml\n.slop/\n/site/\n');
  });

  test.each([
    ['is there', {}, 'node_modules/\nslop.local.yaml\n.slop/\n/site/\n'],
    [
      'is ignored already',
      { '.gitignore': '/node_modules\n' },
      '/node_modules\nslop.local.yaml\n.slop/\n/site/\n',
    ],
  ])('has packages that %s ignored once', async (_, files, expected) => {
    const world = repository({ files: { 'node_modules/a/package.json': '{}', ...files } });
    await run(world);
    expect(world.written()['.gitignore']).toBe(expected);
  });

  test('adds no line for packages that a file above ignores', async () => {
    const world = repository({ files: { 'docs/node_modules/a/package.json': '{}' }, cwd: '/project/docs' });
    const git: World['git'] = {
      find: async (folder) => {
        const found = await world.git.find(folder);
        return found && { ...found, ignored: async (_: string, paths: readonly string[]) => paths };
      },
    };
    await run({ ...world, git });
    expect(Object.values(world.written()).join('')).not.toContain('node_modules');
  });

  test.each([
    ['of this record', '', workflowText('', about), false],
    ['of another folder', 'docs', workflowText('notes', about), true],
    ['of something else', '', 'name: record\n', true],
  ])('says of a workflow %s whether it runs slop here', async (_, folder, text, told) => {
    const world = repository({ files: { '.github/workflows/record.yml': text, 'docs/x': '' } });
    const { out } = await run({ ...world, cwd: `/project/${folder}`.replace(/\/$/, '') });
    expect(/record\.yml .*does not run slop/.test(out)).toBe(told);
    expect(world.written()).not.toHaveProperty('.github/workflows/record.yml');
    const again = (await run({ ...world, cwd: `/project/${folder}`.replace(/\/$/, '') })).out;
    expect(again).toContain('Nothing to write');
    expect(again).not.toContain('set up');
  });

  test('leaves a linked .gitignore alone and says so', async () => {
    const world = repository({ files: { other: 'dist\n' }, links: { '.gitignore': 'other' } });
    const { out } = await run(world);
    expect(world.written()).not.toHaveProperty('.gitignore');
    expect(out).toContain('add slop.local.yaml');
  });

  test.each([
    ['a file for the folder of workflows', { files: { '.github': '' } }, '.github is no folder'],
    ['a file for the record', { files: { record: '' } }, 'record is no folder'],
    ['a link for the record', { files: { 'x/y': '' }, links: { record: 'x' } }, 'record is a symbolic link'],
  ])('refuses %s before it writes anything', async (_, parts, told) => {
    const world = repository(parts);
    await expect(run(world)).rejects.toThrow(told);
    expect(Object.keys(world.written())).not.toContain('slop.yaml');
  });

  test('says that it wrote a file once it did', async () => {
    const world = repository();
    const files = { ...world.files, write: () => Promise.reject(new Error('full')) };
    const terminal = testTerminal();
    await expect(init({ ...world, files }, terminal, { dryRun: false })).rejects.toThrow('full');
    expect(terminal.written.out).toBe('');
  });

  test('completes the record above the folder of the call', async () => {
    const world = repository({ files: { 'slop.yaml': '', 'record/deep/a.md': '# A\n' } });
    await run({ ...world, cwd: '/project/record/deep' });
    expect(Object.keys(world.written())).toEqual(['.github/workflows/record.yml', '.gitignore']);
  });

  test('starts a record in a folder of the repository, with the workflow at its top', async () => {
    const world = repository({ files: { 'docs/x.txt': '' } });
    await run({ ...world, cwd: '/project/docs' });
    const written = world.written();
    expect(Object.keys(written)).toContain('docs/slop.yaml');
    expect(written['.github/workflows/record.yml']).toContain('working-directory: "docs"');
    expect(written['.github/workflows/record.yml']).toContain('path: "docs/site"');
  });

  test('refuses outside of a Git repository', async () => {
    await expect(run(memoryWorld({ files: {} }))).rejects.toBeInstanceOf(Refusal);
  });

  test('refuses a slop.yaml that cannot be used, and writes nothing', async () => {
    const world = repository({ files: { 'slop.yaml': 'titel: x\n' } });
    await expect(run(world)).rejects.toBeInstanceOf(Refusal);
    expect(world.written()).toEqual({});
  });
});
