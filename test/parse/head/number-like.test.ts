import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { numberLike } from '../../../src/parse/head/faults.ts';
import { misreading } from '../../../src/parse/head/yaml/number-like.ts';
import { fixed, pointedAt, sliced, yaml } from './slices.ts';

describe('misreading()', () => {
  it.each([
    ['0.10', 'the number 0.1'],
    ['1.0', 'the number 1'],
    ['5534068', 'the number 5534068'],
    ['1234e56', 'the number 1.234e+59'],
    ['5e10234', 'infinity'],
    ['0123456', 'the number 42798'],
    ['0089', 'the number 89'],
    ['12:30', 'the number 750'],
    ['1:02:03', 'the number 3723'],
    ['0x1F', 'the number 31'],
    ['0o17', 'the number 15'],
    ['0b10111', 'the number 23'],
    ['1_000', 'the number 1000'],
    ['.5', 'the number 0.5'],
    ['+5', 'the number 5'],
    ['.inf', 'infinity'],
    ['.NaN', 'not a number'],
    ['yes', 'true'],
    ['On', 'true'],
    ['NO', 'false'],
    ['off', 'false'],
    ['~', 'nothing'],
    ['null', 'nothing'],
  ])('tells that %s is read as %s', (text, reading) => {
    expect(misreading(text)).toBe(reading);
  });

  it.each([
    '',
    '0.1',
    '0.41',
    '2279',
    '999999',
    '0',
    '-3',
    '0.1.2',
    'v0.10',
    '2026-05-12',
    '2026-05-12T10:00:00Z',
    '771aacd',
    'true',
    'false',
    'nothing',
    'Y',
    '1.2e',
    'CR-2026-090',
    '0x',
    '1:60',
    '_1',
  ])('lets %j be', (text) => {
    expect(misreading(text)).toBeNull();
  });

  it.each(['core', 'yaml-1.1'] as const)(
    'tells of every text that schema %s turns into another number',
    (schema) => {
      const digits = fc.stringMatching(/^[-+]?[0-9.eE_:xob]{1,9}$/);
      fc.assert(
        fc.property(digits, (text) => {
          const read: unknown = parseDocument(text, { schema, logLevel: 'silent' }).contents?.toJSON();
          // This reader takes `.` and `E0` for numbers, and gets none out of them: a fault of its own.
          if (typeof read === 'number' && !Number.isNaN(read) && String(read) !== text)
            expect([text, misreading(text)]).not.toEqual([text, null]);
        }),
        { numRuns: 2000 },
      );
    },
  );
});

describe('an unquoted scalar in a head', () => {
  it('stays the text it is, and quoting it ends the warning', () => {
    const text = yaml(
      'version: 0.10',
      'commits:',
      '  - oid: 5534068',
      '  - {oid: 1234e56, at: 12:30}',
      'tags: [yes, 0123456]',
    );
    const { plain, faults, valuesAt } = sliced(text);
    expect(plain).toEqual({
      version: '0.10',
      commits: [{ oid: '5534068' }, { oid: '1234e56', at: '12:30' }],
      tags: ['yes', '0123456'],
    });
    expect(faults.map(({ rule, data }) => [rule, data['key'], data['value']])).toEqual([
      ['head/number-like', 'version', '0.10'],
      ['head/number-like', 'commits[0].oid', '5534068'],
      ['head/number-like', 'commits[1].oid', '1234e56'],
      ['head/number-like', 'commits[1].at', '12:30'],
      ['head/number-like', 'tags[0]', 'yes'],
      ['head/number-like', 'tags[1]', '0123456'],
    ]);
    expect(pointedAt(text, faults).map(([, at]) => at)).toEqual(faults.map(({ data }) => data['value']));
    const mended = [...faults].reverse().reduce(fixed, text);
    expect(sliced(mended).faults).toEqual([]);
    expect(sliced(mended).plain).toEqual(plain);
    expect(sliced(mended).valuesAt['/version']).toBe('"0.10"');
    expect(valuesAt['/version']).toBe('0.10');
  });

  it.each(['"0.10"', "'0.10'", '|\n  0.10', '0.1', '2026-05-12', '2279', '"yes"'])(
    'is no matter as %j',
    (value) => {
      expect(sliced(yaml(`a: ${value}`)).faults).toEqual([]);
    },
  );

  it('is not a Date, whatever the time zone', () => {
    expect(sliced(yaml('date: 2026-05-12')).plain).toEqual({ date: '2026-05-12' });
  });
});

it('quoting null is no safe fix, since to others it is nothing', () => {
  const fixOf = (value: string, reading: string) =>
    numberLike('due', value, reading, { start: 5, end: 9 }, 'record/a.md').fix;
  expect(fixOf('0.10', 'the number 0.1')).toMatchObject({ safe: true });
  expect(fixOf('null', 'nothing')).toMatchObject({ safe: false });
});
