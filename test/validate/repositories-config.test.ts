import { describe, expect, test } from 'vitest';
import { cachedClone, clonePlaces, cloneVariable } from '../../src/read/clone-places.ts';
import { readSource } from '../../src/read/source.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { parseLocalConfig } from '../../src/validate/local-config.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const sourceOf = (text: string) => {
  const { files } = memoryWorld({ files: { 'slop.yaml': text } });
  return readSource(files, '/project', 'slop.yaml');
};

describe('repos in slop.yaml', () => {
  test('take an address, a branch, words, a place on the web and earlier names', async () => {
    const { config, faults } = parseConfig(
      await sourceOf(
        'repos:\n  engine:\n    url: git@forge.example:ferries/engine.git\n    branch: trunk\n    words: [the machine]\n    web: https://forge.example/ferries/engine/\n    formerly: [{ name: ferries, until: 2026-02-28 }]\n  desk: https://forge.example/ferries/desk\n',
      ),
    );
    expect(faults).toEqual([]);
    expect(config.repos).toEqual([
      {
        name: 'engine',
        url: 'git@forge.example:ferries/engine.git',
        branch: 'trunk',
        words: ['engine', 'ferries/engine', 'the machine'],
        web: 'https://forge.example/ferries/engine/commit/{oid}',
        formerly: [{ name: 'ferries', until: '2026-02-28' }],
      },
      expect.objectContaining({ name: 'desk', words: ['desk', 'ferries/desk'], web: null, formerly: [] }),
    ]);
  });

  test.each([
    ['a day that is none', 'repos:\n  engine:\n    formerly: [{ name: x, until: soon }]\n'],
    ['a name without a day', 'repos:\n  engine:\n    formerly: [{ name: x }]\n'],
    ['an address of another scheme', 'repos:\n  engine:\n    web: javascript:alert(1)\n'],
    ['a place on this machine', 'repos:\n  engine:\n    path: /home/ines/engine\n'],
  ])('refuse %s', async (_, text) => {
    expect(parseConfig(await sourceOf(text)).faults).toHaveLength(1);
  });

  test.each([
    ['where a place on this machine goes', 'repos:\n  engine:\n    path: ../engine\n', 'slop.local.yaml'],
    ['where a name of two words goes', 'repos:\n  Operator Layer: {}\n', 'words'],
  ])('say %s', async (_, text, told) => {
    const { faults } = parseConfig(await sourceOf(text));
    expect(faults.map(({ data }) => data['message'])).toEqual([expect.stringContaining(told)]);
  });
});

describe('slop.local.yaml', () => {
  test.each([
    ['', {}, 0],
    ['repos:\n  engine: {path: ../engine}\n', { engine: '../engine' }, 0],
    ['repos:\n  engine: ../engine\n', { engine: '../engine' }, 0],
    ['repos:\n  engine: {folder: ../engine}\n', {}, 1],
    ['repos:\n  engine: {path: [a]}\n', {}, 1],
    ['repos:\n  engine: ../engine\n  other: ../x\n', { engine: '../engine', other: '../x' }, 0],
    ['repos:\n  engine: ../engine\n  engin: ../x\n', { engine: '../engine', engin: '../x' }, 0],
    ['clones:\n  engine: ../engine\n', {}, 1],
    ['repos:\n  engine: [a, b]\n', {}, 1],
    ['repos: nothing\n', {}, 1],
  ])('%j', async (text, clones, mistakes) => {
    const reading = parseLocalConfig(await sourceOf(text), ['engine']);
    expect(Object.fromEntries(reading.clones)).toEqual(clones);
    expect(reading.faults).toHaveLength(mistakes);
  });

  test('speaks of itself where it is no YAML that settings can be', async () => {
    const { faults } = parseLocalConfig(await sourceOf('repos: !!map {engine: a}\n'), ['engine']);
    expect(faults.map(({ data }) => data['message'])).toEqual([
      'This cannot be read: YAML tags and directives have no place in this file.',
    ]);
  });

  test('says where a mistake is', async () => {
    const text = 'repos:\n  enigne: {path: ../engine}\n  other: [a]\ncolour: red\n';
    const { faults } = parseLocalConfig(await sourceOf(text), ['engine', 'other']);
    expect(faults.map(({ span, data }) => [text.slice(span.start, span.end), data['message']])).toEqual([
      ['colour', 'slop.local.yaml knows no key "colour": only repos.'],
      ['enigne', 'slop.yaml has no repository "enigne". Did you mean engine?'],
      ['[a]', 'repos.other must say where its clone lies: {path: <folder>}.'],
    ]);
  });
});

describe('where a clone lies', () => {
  const repository = {
    name: 'engine',
    url: 'https://forge.example/engine',
    branch: 'main',
    words: ['engine'],
  };
  const places = async (
    env: Record<string, string>,
    local: Record<string, string>,
    folders: readonly string[] = [],
  ) => {
    const world = memoryWorld({ files: {}, env, folders });
    const found = await clonePlaces(
      world,
      '/project',
      { repos: [repository] },
      new Map(Object.entries(local)),
    );
    return found.get('engine') ?? null;
  };

  test('is said by the environment, then by slop.local.yaml, then by the cache', async () => {
    const env = { HOME: '/home/ines' };
    const cached = cachedClone(repository, { env }) ?? '';
    expect(cached).toMatch(/^\/home\/ines\/\.cache\/slop\/repositories\/engine-[0-9a-f]{12}\.git$/);
    expect(await places(env, {})).toBeNull();
    expect(await places(env, {}, [cached])).toEqual({ folder: cached, by: 'cache' });
    expect(await places(env, { engine: '../e/./x' }, [cached])).toEqual({
      folder: '/e/x',
      by: 'slop.local.yaml',
    });
    expect(await places(env, { engine: '~/e' })).toEqual({ folder: '/home/ines/e', by: 'slop.local.yaml' });
    const said = { ...env, SLOP_REPO_ENGINE: '/srv/engine' };
    expect(await places(said, { engine: '../e' })).toEqual({ folder: '/srv/engine', by: 'environment' });
  });

  test.each([
    [{ HOME: "/home/a$'b" }, '~/e', "/home/a$'b/e"],
    [{ USERPROFILE: 'C:\\Users\\ines' }, '~\\e', 'C:/Users/ines/e'],
    [{}, '~/e', '/project/~/e'],
  ])('is below the home folder of %j with %s', async (env: Record<string, string>, engine, folder) => {
    expect(await places(env, { engine })).toEqual({ folder, by: 'slop.local.yaml' });
  });

  test('has a variable for every name', () => {
    expect(cloneVariable('loomworks-ui.2')).toBe('SLOP_REPO_LOOMWORKS_UI_2');
  });
});
