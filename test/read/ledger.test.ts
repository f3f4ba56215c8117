import { describe, expect, it } from 'vitest';
import { readLedger } from '../../src/read/ledger.ts';
import type { Repository } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const history = { 'record/a.md': { first: '2026-05-12T09:00:00+00:00', last: '2026-05-13T09:00:00+00:00' } };
const world = memoryWorld({ files: { 'record/a.md': 'a', 'src/b.ts': '' }, history });

describe('readLedger()', () => {
  it('gives paths from the root, whether it reads all of it or the record alone', async () => {
    const repository = await world.git.find('/project');
    const whole = await readLedger(repository, '/project');
    expect(whole.unverified).toBeNull();
    expect(whole.record?.paths.get('record/a.md')?.last.date).toBe('2026-05-13T09:00:00+00:00');
    expect(await readLedger(repository, '/project', 'record')).toEqual(whole);
  });

  it('says why when there is no repository or no history', async () => {
    const outside = await readLedger(null, '/project');
    expect(outside.record).toBeNull();
    expect(outside.unverified).toMatch(/\.$/);
    const mute = { ledger: async () => ({ ledger: null, why: 'No git here.' }) } as unknown as Repository;
    expect(await readLedger(mute, '/project', 'record')).toEqual({
      record: null,
      unverified: 'No git here.',
    });
  });
});
