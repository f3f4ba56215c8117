import { expect, test } from 'vitest';
import { listedWork } from '../../src/parse/listed-work.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { bodyOf, read } from './markdown/reading.ts';

const listed = (text: string) =>
  listedWork(text, bodyOf(text), read(text).sections, satteriEngine).map(({ title }) => title);

test('listedWork() looks at a long run of digits once', async () => {
  expect(listed('- Q1. Who pays? Soon.\n- 12. Cards. Soon.\n')).toEqual(['Q1. Who pays?', 'Cards']);
  expect(await growsLinearly((size) => listed(`- ${'1'.repeat(size)}\n`), 3_000)).toBe(true);
});
