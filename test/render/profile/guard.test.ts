import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/refusal.ts';
import { guarded } from '../../../src/render/profile/guard.ts';
import { maskOf } from '../../../src/render/profile/mask.ts';
import type { File, LongFile } from '../../../src/types.ts';
import { profileOf } from '../values.ts';

const mask = maskOf(profileOf({ words: ['Project Heron'] }));

async function passed(...files: readonly (File | LongFile)[]): Promise<readonly string[]> {
  async function* site() {
    yield* files;
  }
  const paths: string[] = [];
  for await (const { path } of guarded(site(), mask, null)) paths.push(path);
  return paths;
}

describe('guarded()', () => {
  test('looks through a file that is longer than what is looked through at once, line by line', async () => {
    const line = `${'x'.repeat(1023)}\n`;
    const plain = Buffer.from(line.repeat(40_000));
    expect(await passed({ path: 'raw/long.md', bytes: plain })).toEqual(['raw/long.md']);
    for (const at of [0, 17_000_000, plain.length - 2000]) {
      const bytes = Buffer.from(plain);
      bytes.write(' Project Heron ', at);
      await expect(passed({ path: 'raw/long.md', bytes })).rejects.toBeInstanceOf(Refusal);
    }
  });

  test.each([0, 1, 2])('looks through every text of a file that is made in pieces: %i', async (at) => {
    const texts = ['{"a": 1', ',\n"b": ["Heron"', ']}\n'];
    const file = { path: 'data/record.json', texts: () => texts };
    expect(await passed(file)).toEqual(['data/record.json']);
    const told = texts.with(at, `${texts[at]} Project Heron `);
    await expect(passed({ ...file, texts: () => told })).rejects.toBeInstanceOf(Refusal);
  });
});
