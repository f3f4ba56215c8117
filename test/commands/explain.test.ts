import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/output/explain.json' with { type: 'json' };
import { explain } from '../../src/commands/explain.ts';
import { readRulePage } from '../../src/commands/rule-page.ts';
import { Refusal } from '../../src/refusal.ts';
import { rules } from '../../src/rules/rules.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const world = memoryWorld({ files: {} });

async function run(rule: string | null, json = false) {
  const terminal = testTerminal();
  const code = await explain(world, terminal, { rule, json });
  return { code, ...terminal.written };
}

describe('explain()', () => {
  test.each(['ref/missing-section', 'missing-section'])('prints the page of %s', async (name) => {
    const { code, out } = await run(name);
    expect(code).toBe(0);
    expect(out).toMatch(/^error\[ref\/missing-section\] \S.*\n\n## What\n/);
  });

  test('lists all rules, a line each', async () => {
    const { out } = await run(null);
    const lines = out.trimEnd().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(rules.map((rule) => rule.id));
    expect(lines.filter((line) => !/ (error|warning|info) +\S/.test(line))).toEqual([]);
  });

  test.each([null, 'ref/missing-section'])('prints JSON by its schema for %s', async (name) => {
    const { out } = await run(name, true);
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each([
    ['ref/mising-section', 'ref/missing-section'],
    ['mising-section', 'missing-section'],
    ['ref/missing_section', 'ref/missing-section'],
    ['../../secret', 'slop explain'],
    ['', 'slop explain'],
  ])('refuses %j and hints at %s', async (name, hint) => {
    await expect(run(name)).rejects.toBeInstanceOf(Refusal);
    await expect(run(name)).rejects.toThrow(hint);
  });

  test('names both when a last part belongs to two rules', async () => {
    const names = rules.map(({ id }) => id.slice(id.indexOf('/') + 1));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    expect(twice).toBeDefined();
    await expect(run(twice ?? '')).rejects.toThrow(' or ');
  });
});

describe('readRulePage()', () => {
  test.each([
    ['plain', 'summary: A head is missing', 'A head is missing'],
    ['in double quotes', String.raw`summary: "Says \"no\": twice"`, 'Says "no": twice'],
    ['in single quotes', "summary: 'It''s gone'", "It's gone"],
  ])('takes the title from a summary %s', async (_name, line, title) => {
    const files = { '/home/record/rules/a-b.md': `---\nkind: rule\n${line}\n---\n# T\n\nText.\n` };
    const page = await readRulePage(memoryWorld({ files, home: '/home' }), 'a/b');
    expect(page).toEqual({ title, text: 'Text.' });
  });
});
