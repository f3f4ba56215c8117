import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/output/diff.json' with { type: 'json' };
import { diff } from '../../src/commands/diff.ts';
import { Refusal } from '../../src/refusal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const note = (version: string, body: string) =>
  `---\nkind: analysis\nversion: "${version}"\ndate: 2026-05-12\nstatus: draft\n---\n# Ferries — v${version}\n\n${body}`;

const files = {
  'slop.yaml': '',
  'record/archive/ferries-v0_9.md': note(
    '0.9',
    '## 1. Berths\n\nFour berths.\n\n## 2. Crews\n\nTwo crews sail.\n',
  ),
  'record/ferries-v0_10.md': note('0.10', '## 1. Tides\n\nLow at nine.\n\n## 2. Berths\n\nFive berths.\n'),
  'record/ferries-v0_10.html': '<title>Ferries — v0.10</title>',
  'record/page-v0_1.html': '<title>Page — v0.1</title>',
};

async function run(wanted: string, from: string | null = null, to: string | null = null, json = false) {
  const terminal = testTerminal();
  const code = await diff(memoryWorld({ files }), terminal, { note: wanted, from, to, json });
  return { code, ...terminal.written };
}

describe('diff()', () => {
  test('lists the versions, oldest first by number, with what each changed', async () => {
    const { code, out } = await run('ferries');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'ferries: 2 versions',
        '',
        'v0.9  2026-05-12  draft',
        '  record/archive/ferries-v0_9.md',
        '',
        'v0.10  2026-05-12  draft',
        '  record/ferries-v0_10.md',
        '  1 section changed, 1 added, 1 removed; 4 words added, 4 taken out',
        '  + §1 Tides',
        '  ~ §2 Berths',
        '  - §2 Crews',
        '',
      ].join('\n'),
    );
  });

  test('says which version cannot be read', async () => {
    const conflict = note('0.11', '<<<<<<< HEAD\nFour.\n=======\nFive.\n>>>>>>> crews\n');
    const world = memoryWorld({ files: { ...files, 'record/ferries-v0_11.md': conflict } });
    const terminal = testTerminal();
    await diff(world, terminal, { note: 'ferries', from: null, to: null, json: false });
    expect(terminal.written.out).toContain('ferries: 2 versions');
    expect(terminal.written.err).toContain('record/ferries-v0_11.md cannot be read');
  });

  test.each(['ferries', 'ferries-v0_9.md', 'record/ferries-v0_10.md'])(
    'marks words, asked by %s',
    async (name) => {
      const { out } = await run(name, '0.9', 'v0.10');
      expect(out).toContain('\n§1 Tides (added)\n  {+Low at nine.+}\n');
      expect(out).toContain('\n§2 Berths (was §1 Berths)\n  [-Four-]{+Five+} berths.\n');
      expect(out).toContain('\n§2 Crews (removed)\n  [-Two crews sail.-]\n');
      expect((await run(name, '0.9')).out).toBe(out);
    },
  );

  test.each([
    ['the versions', null],
    ['a comparison', '0.9'],
  ])('prints JSON by its schema for %s', async (_what, from) => {
    const { out } = await run('ferries', from, null, true);
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const parsed = JSON.parse(out);
    expect(validate(parsed), JSON.stringify(validate.errors)).toBe(true);
    expect([parsed.history === null, parsed.comparison === null]).toEqual([from !== null, from === null]);
  });

  test('compares backwards when asked to', async () => {
    const { out } = await run('ferries', '0.10', '0.9', true);
    expect(JSON.parse(out).comparison.fields).toEqual([{ key: 'version', before: '0.10', after: '0.9' }]);
  });

  test.each([
    ['a note that is not there', 'trains', null, 'trains'],
    ['a version that is not there', 'ferries', '0.1', 'v0.9, v0.10'],
    ['the newest version alone', 'ferries', '0.10', 'name another version, older first (v0.9)'],
    ['words for a version', 'ferries', 'latest', 'latest'],
    ['a note without Markdown', 'page', null, 'Markdown'],
  ])('refuses %s', async (_what, name, from, hint) => {
    await expect(run(name, from)).rejects.toBeInstanceOf(Refusal);
    await expect(run(name, from)).rejects.toThrow(hint);
  });
});
