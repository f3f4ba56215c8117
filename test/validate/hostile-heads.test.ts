import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/validate/config.ts';
import { validator } from '../../src/validate/validate.ts';
import { configSource, draftFrom } from '../helpers/drafts.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { packageKindNames, packageKinds } from '../helpers/package-schemas.ts';

const judge = validator(parseConfig(configSource('')).config, packageKinds());

/** Validates a text; every fault must stand within it. */
function faultsOf(text: string, path = 'record/x-v0_1.md') {
  const { faults } = judge(draftFrom(path, text));
  for (const { span, rule } of faults) {
    expect(span.start, rule).toBeGreaterThanOrEqual(0);
    expect(span.end, rule).toBeGreaterThanOrEqual(span.start);
    expect(span.end, rule).toBeLessThanOrEqual(text.length);
  }
  return faults;
}

describe('validate() over hostile heads', () => {
  it('never throws, whatever stands under whichever key', () => {
    const key = fc.constantFrom(
      'kind',
      'id',
      'version',
      'date',
      'status',
      'author',
      'phase',
      'claims',
      'reading',
      'options',
      'authority',
      'toString',
      'zebra',
      'x-y',
    );
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...packageKindNames()), fc.dictionary(key, value), (kind, head) => {
        const lines = Object.entries({ kind, ...head }).map(
          ([name, inner]) => `${name}: ${JSON.stringify(inner)}`,
        );
        faultsOf(`---\n${lines.join('\n')}\n---\n`);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws over older heads, whatever their values', () => {
    const label = fc.constantFrom(
      'Version',
      'Date',
      'Status',
      'Author',
      'Kind',
      'Phase',
      'Supersedes',
      'Reading order',
      'Voice',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(label, fc.string({ unit: 'grapheme' })), { maxLength: 8 }), (fields) => {
        faultsOf(
          `# Ferry\n\n${fields.map(([name, text]) => `**${name}.** ${text}`).join('\n')}\n\n---\n`,
          'x-handoff-v0_1.md',
        );
      }),
      { numRuns: 150 },
    );
  });

  it('finds the same in the same head, twice', () => {
    const text = '---\nkind: cr\nzebra: 1\nstatus: nope\noptions: [{ cost: 1 }]\n---\n';
    expect(faultsOf(text)).toEqual(faultsOf(text));
  });

  it.each<[string, (size: number) => string]>([
    ['unknown keys', (size) => Array.from({ length: size }, (_, i) => `key${i}: x`).join('\n')],
    ['wrong entries', (size) => `options:\n${'  - id: X\n    cots: y\n'.repeat(size)}`],
    ['wrong claims', (size) => `claims: [${'{ type: x },'.repeat(size)}]`],
    ['texts for numbers', (size) => `reserved:\n  slots: [${'[x],'.repeat(size)}]`],
    ['a long value', (size) => `status: ${'open '.repeat(50 * size)}`],
    ['a long key', (size) => `${'k'.repeat(25 * size)}: x`],
  ])('takes linear time over %s', async (_, lines) => {
    const judged = (size: number) =>
      judge(draftFrom('record/x-v0_1.md', `---\nkind: cr\n${lines(size)}\n---\n`));
    expect(judged(500).faults.length).toBeGreaterThan(0);
    expect(await growsLinearly(judged, 500)).toBe(true);
  });
});
