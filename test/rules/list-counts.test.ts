import { expect, test } from 'vitest';
import { listCounts } from '../../src/rules/count/lists.ts';

const counts = (text: string) => [...listCounts(text, [])].map(({ said, counted }) => [said, counted]);
const list = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => `${at + from}. Pattern ${at}\n   goes on\n`).join('');

test.each([
  ['The thirteen carried into cycle 3:'],
  ['The thirteen carried:'],
  ['It goes on.  **The thirteen carried into cycle 3:**'],
  ['Thirteen open questions:'],
  ['There are thirteen reasons for it:'],
  ['The 13 steps of this phase:'],
  ['These thirteen notes:'],
  ['It is done.\nThirteen open questions:'],
  ['## B\nThirteen open questions:'],
])('a list of another length than the sentence before it says: %s', (sentence) => {
  expect(counts(`# A\n\n${sentence}\n\n${list(12)}\nMore.\n\n- x\n- y\n`)).toEqual([[13, 12]]);
  expect(counts(`# A\n\n${sentence}\n\n${list(13)}\n## B\n`)).toEqual([]);
});

test('each of many sentences is held against the list below it, with Windows line ends too', () => {
  const text = `Three open questions:\n\n- a\n- b\n\n`.repeat(20_000).replaceAll('\n', '\r\n');
  expect(counts(text).length).toBe(20_000);
});

test('the list is counted on its own level, as far as it goes', () => {
  const said = '# A\n\nThree open questions:\n\n';
  expect(counts(`${said}- a\n  - b\n  - c\n\n- d\n\n  more\n\n* e\n`)).toEqual([[3, 2]]);
  expect(counts(`${said}- a\n- b\nlazy\n- c\n`)).toEqual([]);
  expect(counts(`${said}${list(2)}\nThe last one:\n\n${list(1, 3)}`)).toEqual([]);
});

test.each([
  'The three steps of it have these risks:',
  'Two of the three questions:',
  'At least three questions:',
  'Three people decided on it:',
  'The two notes listed three causes:',
  'Run the three tests in one of these ways:',
  'Three more questions:',
  'One question:',
  'It chose two of\nthree options:',
  '> The desk kept,  of all that was said,\n> three reasons:',
])('nothing is told where it may be that something else is counted: %s', (sentence) => {
  expect(counts(`${sentence}\n\n${list(5)}`)).toEqual([]);
});
