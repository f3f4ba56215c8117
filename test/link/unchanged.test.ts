import { expect, test } from 'vitest';
import { cutter } from '../../src/link/claims/unchanged.ts';
import { at } from './values.ts';

test('cutter() cuts a version once, however much is claimed of it, and each without its own number and day', () => {
  const { version } = at('report-v0_3.md', [], []);
  const text = '# Report\n\n## 1. Steps\n\nGo by v0.3 on 2026-03-12.\n';
  const cut = cutter();
  const [own, dated, bare] = [
    { text, version, date: null },
    { text, version, date: '2026-03-12' },
    { text, version: null, date: null },
  ];
  expect(cut({ ...own })).toBe(cut(own));
  expect(cut(own).parts()).toBe(cut(own).parts());
  expect([own, dated, bare].map((one) => cut(one).partAt('1'))).toEqual([
    'Go by on 2026-03-12.',
    'Go by on .',
    'Go by v0.3 on 2026-03-12.',
  ]);
});
