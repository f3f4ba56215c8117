import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/output/check.json' with { type: 'json' };
import { json } from '../../src/report/json.ts';
import type { Finding } from '../../src/types.ts';
import { findingAt, gather, reportInput } from './sample.ts';

const text = 'first\n§9 and 字\n';
const path = 'record/a-v0_1.md';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

async function documentOf(findings: readonly Finding[]) {
  const input = reportInput({ [path]: text }, findings, { pathOf: (place) => `../${place}` });
  const document = JSON.parse(await gather(json(input, { version: '1.2.3', unverified: null })));
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

describe('json()', () => {
  test('gives one document by its schema, also without findings', async () => {
    expect(await documentOf([])).toEqual({
      schemaVersion: 1,
      slop: '1.2.3',
      root: '../.',
      summary: { errors: 0, warnings: 0, infos: 0, notes: 1, known: 0, elsewhere: 0 },
      unverified: null,
      findings: [],
    });
  });

  test('gives offsets, lines and columns of every place, and the fix', async () => {
    const span = { start: 9, end: 12 };
    const related = [{ path, span: { start: 0, end: 5 }, label: 'here too' }];
    const fix = { title: 'mend', safe: true, edits: [{ path, span, text: 'x' }] };
    const { findings, summary } = await documentOf([
      findingAt(text, '字', { severity: 'warning', data: { n: 1 }, related, fix }),
      findingAt(text, '§9'),
    ]);
    expect(summary).toMatchObject({ errors: 1, warnings: 1 });
    expect(findings[0]).toEqual({
      rule: 'ref/missing-section',
      severity: 'warning',
      path,
      message: 'says ref/missing-section',
      help: 'mend {"n":1}',
      url: 'https://example.org/ref/missing-section',
      range: { start: { offset: 13, line: 2, column: 8 }, end: { offset: 14, line: 2, column: 9 } },
      data: { n: 1 },
      related: [
        {
          path,
          range: { start: { offset: 0, line: 1, column: 1 }, end: { offset: 5, line: 1, column: 6 } },
          label: 'here too',
        },
      ],
      fix,
    });
  });
});
