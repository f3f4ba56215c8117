import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/rules/words.ts';

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
