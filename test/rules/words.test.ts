import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { duplicateHeading } from '../../src/rules/heading/duplicate.ts';
import { sectionOrder } from '../../src/rules/section/order.ts';
import { amendedInPlace } from '../../src/rules/version/amended-in-place.ts';
import { headEntry, labelled, shellWord } from '../../src/rules/words.ts';

test.each([
  'plain-v0_1.md',
  'it\'s a $(name) `x` "y".md',
  'two\nlines.md',
  "e\u001b[31m'\\12\u202e\u00857.md",
])('%j can be pasted into a shell, and shows nothing that is unseen', (name) => {
  const word = shellWord(name);
  expect(word).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(execFileSync('bash', ['-c', `printf %s ${word}`], { encoding: 'utf8' })).toBe(name);
});

test.each([
  ['status', '`status: settled`'],
  ['items[0].state', '`state: settled`'],
  ['review.verdict', '`verdict: settled`'],
  ['requires[0]', '`settled`'],
])('the key %s is shown as a head has it: %s', (key, shown) => {
  expect(headEntry(key, 'settled')).toBe(shown);
});

test.each([
  ['label-lines', '`**Date.** 2026-05-12`'],
  ['banner', '`**Date.** 2026-05-12`'],
  ['html-comment', '`Date: 2026-05-12`'],
  ['table', '`| Date | 2026-05-12 |`'],
] as const)('a label of a head in the form %s is shown as %s', (form, shown) => {
  expect(labelled('Date', '2026-05-12', form)).toBe(shown);
});

test('a heading without words is told as one', () => {
  expect(duplicateHeading.message({ title: '', address: 'cost' })).toMatch(/^A heading without words has/);
});

test('names in a list are told whole', () => {
  const data = { section: 'Steps', kind: 'plan', order: ['Purpose', 'Steps'] };
  expect(sectionOrder.help?.(data)).toBe('The order is: Purpose · Steps.');
  const day = { oid: '771aacd', date: '2026-05-12' };
  const sections = ['§2.1', '“Stop boundary”'];
  expect(amendedInPlace.message({ version: '0.1', first: day, last: day, sections, form: 'yaml' })).toContain(
    'and §2.1 and “Stop boundary” changed in it',
  );
});
