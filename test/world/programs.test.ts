import { beforeEach, describe, expect, test, vi } from 'vitest';
import { realPrograms } from '../../src/world/programs.ts';

const options = { cwd: '/', env: { PATH: process.env['PATH'] ?? '' }, milliseconds: 60_000 };

describe('running a program', () => {
  const timers = vi.spyOn(globalThis, 'clearTimeout');
  beforeEach(() => void timers.mockClear());

  test('leaves no timer behind that would hold up the end, also where there is no such program', async () => {
    expect(await realPrograms.run(['no-program-of-that-name'], options)).toMatchObject({ absent: true });
    expect(timers).toHaveBeenCalledTimes(1);
  });

  test('kills one that takes too long', async () => {
    const ended = await realPrograms.run(['sleep', '60'], { ...options, milliseconds: 100 });
    expect(ended).toMatchObject({ code: null, absent: false });
  });
});
