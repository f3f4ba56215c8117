import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sarif } from '../../src/report/sarif.ts';
import type { Finding } from '../../src/types.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { findingAt, gather, reportInput } from './sample.ts';

const path = 'record/a b-v0_1.md';
const text = 'one\n§9 and 字\n';

/** The official schema is of draft 4, whose `id` and `$schema` this reader does not know. */
function officialSchema(): object {
  const place = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
  const file = new URL('schemas/sarif-2.1.0-rtm.5.json', `file://${place}`);
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
  return schema;
}

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(officialSchema());

async function logOf(findings: readonly Finding[], source = text) {
  const input = reportInput({ [path]: source }, findings);
  const options = {
    version: '1.2.3',
    homepage: 'https://example.org',
    describe: async (rule: string) => ({ title: `about ${rule}`, page: `# ${rule}` }),
  };
  return JSON.parse(await gather(sarif(input, options)));
}

const full = (source: string): Finding =>
  findingAt(source, '§9', {
    path,
    related: [{ path, span: { start: 0, end: 3 }, label: 'here too' }],
    fix: { title: 'mend', safe: true, edits: [{ path, span: { start: 0, end: 3 }, text: 'two' }] },
  });

describe('sarif()', () => {
  test('is valid by the official schema', async () => {
    for (const findings of [[], [full(text), findingAt(text, 'one', { path, severity: 'info' })]]) {
      expect(validate(await logOf(findings)), JSON.stringify(validate.errors, null, 1)).toBe(true);
    }
  });

  test('is measured by a schema that refuses what is wrong', async () => {
    const log = await logOf([full(text)]);
    log.runs[0].results[0].level = 'dreadful';
    expect(validate(log)).toBe(false);
  });

  test('gives place, other place, rule and fix', async () => {
    const [run] = (await logOf([full(text)])).runs;
    const [result] = run.results;
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('ref/missing-section');
    const [{ physicalLocation }] = result.locations;
    expect(physicalLocation.artifactLocation.uri).toBe('record/a%20b-v0_1.md');
    expect(physicalLocation.region).toEqual({
      startLine: 2,
      startColumn: 1,
      endLine: 2,
      endColumn: 3,
      charOffset: 4,
      charLength: 2,
    });
    expect(result.relatedLocations[0].physicalLocation.region).toMatchObject({ startLine: 1, endColumn: 4 });
    expect(result.fixes[0].artifactChanges[0].replacements[0]).toMatchObject({
      deletedRegion: { charOffset: 0, charLength: 3 },
      insertedContent: { text: 'two' },
    });
  });

  test('keeps its fingerprints when lines move, and tells twins apart', async () => {
    const prints = async (source: string, findings: readonly Finding[]): Promise<readonly string[]> =>
      (await logOf(findings, source)).runs[0].results.map(
        (result: { partialFingerprints: Record<string, string> }) => result.partialFingerprints['slop/v1'],
      );
    const moved = `new line\n\n${text}`;
    expect(await prints(moved, [full(moved)])).toEqual(await prints(text, [full(text)]));
    expect(new Set(await prints(text, [full(text), full(text)])).size).toBe(2);
    expect(new Set(await prints(text, [full(text), findingAt(text, 'one', { path })])).size).toBe(2);
  });

  test('looks once at a line in which there are many', async () => {
    const describe = async () => ({ title: '', page: '' });
    const logOf = (size: number): Promise<string> => {
      const source = 'é word '.repeat(30 * size);
      const findings = Array.from({ length: size }, (_, at) => ({
        ...findingAt(source, 'word', { path }),
        span: { start: at * 7, end: at * 7 + 1 },
      }));
      const input = reportInput({ [path]: source }, findings);
      return gather(sarif(input, { version: '1', homepage: 'https://example.org', describe }));
    };
    expect(await logOf(400)).toContain(':399"');
    expect(await growsLinearly(logOf, 400)).toBe(true);
  });
});
