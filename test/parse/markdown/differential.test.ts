import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../../src/parse/markdown/remark.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { cornerCases } from './corner-cases.ts';
import { knownDifferences } from './known-differences.ts';
import { see } from './reading.ts';
import { recordText, soup } from './record-text.ts';

const reference = remarkEngine();
const expectAgreement = (text: string): void => {
  expect(see(text, satteriEngine)).toEqual(see(text, reference));
};
const isKnown = (text: string): boolean => knownDifferences.some(({ pattern }) => pattern.test(text));

/** Markdown below a folder, without a YAML head. */
function notesBelow(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .sort()
    .map((path) => [
      path,
      readFileSync(join(folder, path), 'utf8').replace(/^---\r?\n[\s\S]*?\n---\r?\n/, ''),
    ]);
}

describe('the fast engine and the reference engine', () => {
  const root = join(import.meta.dirname, '../../..');

  test.each([...notesBelow(join(root, 'record')), ...notesBelow(join(root, 'test/samples'))])(
    'agree on the note %s',
    (_, text) => {
      if (!isKnown(text)) expectAgreement(text);
    },
  );

  test.each(cornerCases.map((text) => [JSON.stringify(text), text]))('agree on %s', (_, text) => {
    expectAgreement(text);
  });

  test('agree on generated notes of the shapes of a record', () => {
    fc.assert(fc.property(recordText, expectAgreement), { seed: 7, numRuns: 300 });
  });

  test('agree on Markdown in any order, but for what is listed', () => {
    fc.assert(
      fc.property(
        soup.filter((text) => !isKnown(text)),
        expectAgreement,
      ),
      { seed: 7, numRuns: 4000 },
    );
  });

  test.each(knownDifferences.map((known) => [known.what, known] as const))(
    'differ in %s',
    (_, { sample, pattern }) => {
      expect(sample).toMatch(pattern);
      expect(see(sample, satteriEngine)).not.toEqual(see(sample, reference));
    },
  );
});
