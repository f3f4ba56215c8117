import { describe, expect, test } from 'vitest';
import { keyOf, openStore } from '../src/cache.ts';
import { memoryWorld } from './helpers/memory-world.ts';

const folder = '/project/.slop/cache';
const key = keyOf('a note');
const value = { list: [1, 'two', null], map: new Map([['a', { b: 1 }]]) };

async function kept(world = memoryWorld({ files: {} })) {
  await openStore(world.files, folder).put(key, value);
  return world;
}

describe('openStore()', () => {
  test('gives back what it kept, in a folder that Git passes over', async () => {
    const world = await kept();
    expect(await openStore(world.files, folder).get(key)).toEqual(value);
    expect(await openStore(world.files, folder).get(keyOf('another'))).toBeUndefined();
    expect(world.written()['.slop/cache/.gitignore']).toBe('*\n');
  });

  test.each<readonly [string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 1)],
    ['empty', () => new Uint8Array()],
    ['changed in one bit', (bytes) => bytes.map((byte, at) => (at === bytes.length - 3 ? byte ^ 1 : byte))],
    ['of something else', () => Buffer.from('not a value of this store, but some other text')],
  ])('takes a file that is %s for none, and writes it anew', async (_, spoil) => {
    const world = await kept();
    const place = `${folder}/${key}`;
    const whole = world.disk.get(place) ?? new Uint8Array();
    world.disk.set(place, spoil(whole));
    const store = openStore(world.files, folder);
    expect(await store.get(key)).toBeUndefined();
    await store.put(key, value);
    expect(world.disk.get(place)).toEqual(whole);
  });

  test('takes the file of another key for none', async () => {
    const world = await kept();
    const other = keyOf('another');
    world.disk.set(`${folder}/${other}`, world.disk.get(`${folder}/${key}`) ?? new Uint8Array());
    expect(await openStore(world.files, folder).get(other)).toBeUndefined();
  });

  test.each(['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR'])(
    'does without where writing ends in %s',
    async (code) => {
      const world = memoryWorld({ files: {} });
      const refused = async () => {
        throw Object.assign(new Error(code), { code });
      };
      const store = openStore({ ...world.files, write: refused, list: refused }, folder);
      await store.put(key, value);
      await store.prune();
      expect(await store.get(key)).toBeUndefined();
    },
  );

  test('keeps what this run used, and of the rest no more than there is room for', async () => {
    const world = memoryWorld({ files: { '.slop/cache/notes.txt': 'mine' } });
    const before = openStore(world.files, folder);
    for (let at = 0; at < 400; at++) await before.put(keyOf(String(at)), at);
    const now = openStore(world.files, folder);
    for (let at = 0; at < 10; at++) await now.get(keyOf(String(at)));
    await now.prune();
    const left = Object.keys(world.written()).filter((path) => !path.endsWith('.gitignore'));
    expect(left.length).toBe(10 + 256);
    expect(await now.get(keyOf('3'))).toBe(3);
    expect(world.disk.has('/project/.slop/cache/notes.txt')).toBe(true);
  });

  test('deletes what killed runs were about to keep', async () => {
    const half = (at: number) => `.slop/cache/.slop-${String(at).padStart(8, '0')}-0000.tmp`;
    const world = memoryWorld({
      files: Object.fromEntries([...Array(300).keys()].map((at) => [half(at), 'x'])),
    });
    await openStore(world.files, folder).prune();
    expect([...world.disk.keys()].filter((path) => path.endsWith('.tmp'))).toHaveLength(256);
  });
});

test('keyOf() tells apart what joins to one text', () => {
  expect(keyOf('ab', 'c')).not.toBe(keyOf('a', 'bc'));
  expect(keyOf('ab')).toMatch(/^[0-9a-f]{64}$/);
});
