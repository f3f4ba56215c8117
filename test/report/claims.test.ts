import { expect, test } from 'vitest';
import { claimLines } from '../../src/report/claims.ts';
import type { Claim } from '../../src/types.ts';

const texts: Readonly<Record<string, string>> = {
  'a.md': 'Head at 1.\nTests: 2 passed.\n',
  'b.md': '2 passed',
};
const telling = {
  textOf: async (path: string) => texts[path] ?? '',
  pathOf: (path: string) => `record/${path}`,
  paint: (_: unknown, text: string) => text,
  columns: 80,
};
const claim = (from: string, words: string, more: Partial<Claim> = {}): Claim => ({
  from,
  span: { start: texts[from]?.indexOf(words) ?? 0, end: 0 },
  field: null,
  statement: { type: 'count', of: 'tests', is: 2, was: null },
  state: 'asserted',
  recorded: words,
  live: null,
  evidence: null,
  why: null,
  overtaken: false,
  ...more,
});

test('claimLines() counts nothing where nothing is claimed', async () => {
  expect(await claimLines([], telling)).not.toMatch(/:\s*$/);
});

test('claimLines() says where each claim stands, and what does not fit goes below it', async () => {
  const why = 'the clone of the repository is without the history that would tell it';
  const claims = [claim('a.md', 'Head at 1', { why }), claim('a.md', '2 passed'), claim('b.md', '2 passed')];
  expect((await claimLines(claims, telling)).split('\n').slice(0, -2)).toEqual([
    'record/a.md',
    '1:1  asserted      Head at 1',
    `                   ${why}`,
    '2:8  asserted      2 passed',
    'record/b.md',
    '1:1  asserted      2 passed',
  ]);
});
