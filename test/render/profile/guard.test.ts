import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/refusal.ts';
import { guarded } from '../../../src/render/profile/guard.ts';
import { maskOf } from '../../../src/render/profile/mask.ts';
import type { File } from '../../../src/types.ts';
import { profileOf } from '../values.ts';

const mask = maskOf(profileOf({ words: ['Project Heron'] }));

async function passed(...files: readonly File[]): Promise<readonly string[]> {
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
    expect(await passed({ path: 'data/record.json', bytes: plain })).toEqual(['data/record.json']);
    for (const at of [0, 17_000_000, plain.length - 2000]) {
      const bytes = Buffer.from(plain);
      bytes.write(' Project Heron ', at);
      await expect(passed({ path: 'data/record.json', bytes })).rejects.toBeInstanceOf(Refusal);
    }
  });
});
