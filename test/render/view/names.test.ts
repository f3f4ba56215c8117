import { expect, test } from 'vitest';
import { cutToRoom } from '../../../src/render/view/names.ts';

test.each([
  ['A title of some words', 200, 'A title of some words'],
  ['A title of some words', 80, 'A tit…words'],
  ['quiet permit — Step 2 — CR amendment', 140, 'quiet perm… amendment'],
  ['quiet permit — Step 2 — Halt note', 140, 'quiet perm… Halt note'],
  ['Unbroken'.repeat(4), 64, 'Unbr…oken'],
  ['港の灯り第三段階の引き継ぎ文書', 110, '港の灯り…継ぎ文書'],
  ['e\u0301'.repeat(12), 64, 'e\u0301e\u0301…e\u0301e\u0301'],
  ['', 10, ''],
])('cutToRoom() cuts %j to %i units of a drawing', (text, room, cut) => {
  expect(cutToRoom(text, room)).toBe(cut);
});
