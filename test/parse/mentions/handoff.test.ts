import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../../src/parse/markdown/remark.ts';
import { described, mentionsOf } from './read.ts';

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

describe('findMentions() on a whole handoff', () => {
  test('finds what a person found in it, in the same order, and nothing else', async () => {
    const [page, expected] = await Promise.all([read('handoff.md'), read('handoff.expected.txt')]);
    expect(described(page)).toEqual(expected.trimEnd().split('\n'));
  });

  test('finds the same with either engine', async () => {
    const page = await read('handoff.md');
    expect(mentionsOf(page, remarkEngine())).toEqual(mentionsOf(page));
  });

  test('gives every mention its place and a sentence that holds it', async () => {
    const page = await read('handoff.md');
    for (const { span, sentence } of mentionsOf(page)) {
      const written = page.slice(span.start, span.end).replace(/^\[|\]\(.*$/g, '');
      expect(sentence).toContain(written.replace(/\s+/g, ' '));
      expect(sentence.length).toBeLessThanOrEqual(300);
    }
  });
});
