import { expect, test } from 'vitest';
import { blobsIn } from '../../src/world/git-blobs.ts';

const oids = Array.from({ length: 4 }, (_, index) => String(index).repeat(40));
const printed = (texts: readonly (string | null)[]): string =>
  texts
    .map((text, at) =>
      text === null ? `${oids[at]} missing\n` : `${oids[at]} blob ${text.length}\n${text}\n`,
    )
    .join('');

test.each<readonly (string | null)[]>([
  [],
  ['one', 'two', 'three', 'four'],
  ['', '\n', '\n\n', ''],
  [null, 'two', null, 'four'],
  ['one', null, null, null],
  [`${oids[1]} is the id of the next one\n${oids[1]} too\n`, 'two', `${oids[3]} missing? no\n`, 'four'],
])('texts are taken apart: %j', (...texts) => {
  const told = texts.flatMap((text, at) => (text === null ? [] : [[oids[at], text]]));
  expect([...blobsIn(printed(texts), oids.slice(0, texts.length))]).toEqual(told);
});

test('each text is looked through once, however many stand behind it', () => {
  const text = 'A guest pays at the desk.\n'.repeat(40);
  const many = Array.from({ length: 400 }, (_, index) => index.toString(16).padStart(40, '0'));
  const whole = many.map((oid) => `${oid} blob ${text.length}\n${text}\n`).join('');
  let looked = 0;
  const counting = Object.assign(Object(whole), {
    indexOf: (wanted: string, from: number) => {
      const found = whole.indexOf(wanted, from);
      looked += (found < 0 ? whole.length : found) - from;
      return found;
    },
  });
  expect([...blobsIn(counting, many)].length).toBe(400);
  expect(looked).toBeLessThan(whole.length * 2);
});
