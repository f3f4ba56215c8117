import { expect, test } from 'vitest';
import { invalidDate } from '../../src/rules/date/invalid.ts';

test.each([
  ['November 26, 2020', '2020-11-26'],
  ['Nov. 5 2020', '2020-11-05'],
  ['12 May 2026', '2026-05-12'],
  ['1st of Sept, 2026', '2026-09-01'],
  ['February 30, 2026', null],
  ['October, 2015', null],
  ['Ma 12, 2026', null],
  ['Mayor 12, 2026', null],
  ['12/05/2026', null],
  ['May 12, 2026 and later', null],
  ['2026-13-01', null],
])('date/invalid offers for %s the day %s', (value, day) => {
  const help = invalidDate.help({ value });
  expect(/`(.+)`/.exec(help)?.[1]).toBe(day ?? '2026-05-12');
  expect(help.includes('example')).toBe(day === null);
});
