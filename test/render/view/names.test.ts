import { expect, test } from 'vitest';
import { cutToRoom } from '../../../src/render/view/names.ts';

test.each([
  ['A title of some words', 200, 'A title of some words'],
  ['A title of some words', 80, 'A title of…'],
  ['Unbroken'.repeat(4), 64, 'UnbrokenUn…'],
  ['港の灯り第三段階の引き継ぎ文書', 110, '港の灯り第三段階の引…'],
  ['', 10, ''],
])('cutToRoom() cuts %j to %i units of a drawing', (text, room, cut) => {
  expect(cutToRoom(text, room)).toBe(cut);
});
