import { describe, expect, test } from 'vitest';
import { type CheckOptions, check, PLAIN } from '../../src/commands/check/check.ts';
import { Refusal } from '../../src/refusal.ts';
import type { World } from '../../src/types.ts';
import { type MemoryWorldParts, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const good = '---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\nWell.\n';
const bad = '---\nkind: crr\ntitle: Plan\n---\n# Plan\n\nSee other-v0_1.md.\n';

async function run(world: World, options: Partial<CheckOptions> = {}) {
  const terminal = testTerminal();
  const code = await check(world, terminal, { ...PLAIN, format: 'json', ...options });
  const report = JSON.parse(terminal.written.out);
  const found: readonly { rule: string; path: string }[] = report.findings;
  return {
    code,
    summary: report.summary,
    rules: found.map(({ rule, path }) => `${path} ${rule}`),
    ...terminal.written,
  };
}

const world = (parts: Partial<MemoryWorldParts> = {}) =>
  memoryWorld({
    files: { 'slop.yaml': '', 'record/a.md': bad, 'record/b.md': bad, 'record/c.md': good },
    ...parts,
  });

describe('check()', () => {
  test('quotes nothing from what a link out of the project leads to', async () => {
    const files = { 'slop.yaml': '', 'record/c.md': good, '/elsewhere/key': 'a private line\n' };
    const linked = memoryWorld({ files, links: { 'record/key.md': '/elsewhere/key' } });
    const terminal = testTerminal();
    await check(linked, terminal, PLAIN);
    expect(terminal.written.out).toContain('record/key.md:1:1');
    expect(terminal.written.out).not.toContain('a private line');
  });

  test('reports everything, in order of path and place', async () => {
    const { code, rules, summary } = await run(world());
    expect(code).toBe(1);
    expect(rules).toEqual([
      'record/a.md kind/unknown',
      'record/a.md ref/missing-document',
      'record/b.md kind/unknown',
      'record/b.md ref/missing-document',
    ]);
    expect(summary).toMatchObject({ errors: 4, notes: 3, elsewhere: 0 });
  });

  test.each(['{#cost}', '{#s-cost}', '{ #cost }'])(
    'finds an address that two headings have: %s',
    async (id) => {
      const text = `${good}\n## Cost {#cost}\n\nA.\n\n### Price ${id}\n\nB.\n\n## Gain {#gain}\n\nC.\n`;
      const { findings } = JSON.parse(
        (await run(world({ files: { 'slop.yaml': '', 'record/c.md': text } }))).out,
      );
      expect(findings).toMatchObject([
        {
          rule: 'heading/duplicate',
          data: { title: 'Price', address: 'cost' },
          range: { start: { offset: text.indexOf('Price') } },
          related: [{ range: { start: { offset: text.indexOf('Cost') } } }],
        },
      ]);
    },
  );

  test('reports on the paths asked for, and judges them by the whole record', async () => {
    const { code, rules, summary, err } = await run(world(), { paths: ['record/b.md', 'slop.yaml'] });
    expect(code).toBe(1);
    expect(rules).toEqual(['record/b.md kind/unknown', 'record/b.md ref/missing-document']);
    expect(summary.elsewhere).toBe(2);
    expect(err).toBe('');
    expect((await run(world(), { paths: ['record/c.md'] })).code).toBe(0);
  });

  test('says what it passed over', async () => {
    const parts = { files: { 'slop.yaml': '', 'record/a.md': good, 'src/x.ts': '' } };
    const { code, err } = await run(memoryWorld(parts), { paths: ['src/x.ts'] });
    expect(code).toBe(0);
    expect(err).toContain('src/x.ts');
  });

  test('reports on changed lines', async () => {
    const changed = { 'record/a.md': [[7, 7]], 'record/c.md': [[1, 9]] } as const;
    const { rules } = await run(world({ history: {}, changed }), { since: 'main' });
    expect(rules).toEqual(['record/a.md ref/missing-document']);
  });

  test('tells what Git could not, once', async () => {
    const plain = world({ history: {} });
    const found = await plain.git.find('/project');
    const shallow = { head: null, branch: 'main', shallow: true, paths: new Map() };
    const repository = found && { ...found, ledger: async () => ({ ledger: shallow, why: null }) };
    const { out, err } = await run({ ...plain, git: { find: async () => repository } });
    expect(JSON.parse(out).unverified).toContain('shallow');
    expect(err).toBe('');
    const terminal = testTerminal();
    await check({ ...plain, git: { find: async () => repository } }, terminal, PLAIN);
    expect(terminal.written.err.match(/shallow clone/g)).toHaveLength(1);
  });

  test('tells when earlier texts could not be read', async () => {
    const files = { 'slop.yaml': '', 'record/a-v0_1.md': good.replace('date', 'version: "0.1"\ndate') };
    const plain = memoryWorld({ files, history: {} });
    const found = await plain.git.find('/project');
    const [first, last] = ['1', '2'].map((digit) => ({
      oid: digit.repeat(40),
      date: '2026-05-12T09:00:00+00:00',
      author: 'Ada',
      subject: 'One',
    }));
    if (found === null || first === undefined || last === undefined) throw new Error('no repository');
    const [was, oid] = ['3'.repeat(40), '4'.repeat(40)];
    const texts = [
      { commit: first, path: 'a-v0_1.md', oid: was, was: null },
      { commit: last, path: 'a-v0_1.md', oid, was },
    ];
    const paths = new Map([['a-v0_1.md', { first, last, texts }]]);
    const history = { head: last, branch: 'main', shallow: false, paths };
    const repository = {
      ...found,
      ledger: async () => ({ ledger: history, why: null }),
      parents: async () => new Map([[last.oid, [first.oid]]]),
      texts: async () => null,
    };
    const { out } = await run({ ...plain, git: { find: async () => repository } });
    expect(JSON.parse(out).unverified).toContain('amended');
  });
});

describe('check() with a baseline', () => {
  test('knows what was there, and fails on what is new', async () => {
    const record = world();
    const first = await run(record, { updateBaseline: true });
    expect({ code: first.code, known: first.summary.known }).toEqual({ code: 0, known: 4 });
    expect((await run(record)).code).toBe(0);
    await record.files.write('/project/record/d.md', bad);
    const { code, rules, summary } = await run(record);
    expect({ code, known: summary.known }).toEqual({ code: 1, known: 4 });
    expect(rules).toEqual(['record/d.md kind/unknown', 'record/d.md ref/missing-document']);
  });

  test('only shrinks: an update takes out what is gone and adds nothing', async () => {
    const record = world();
    await run(record, { updateBaseline: true });
    await record.files.write('/project/record/a.md', good);
    await record.files.write('/project/record/d.md', bad);
    const seen = await run(record);
    expect(seen.summary.known).toBe(2);
    expect(seen.err).toContain('--update-baseline');
    const updated = await run(record, { updateBaseline: true });
    expect({ code: updated.code, known: updated.summary.known }).toEqual({ code: 1, known: 2 });
    expect(updated.err).toContain('new');
    await record.files.write('/project/record/a.md', bad);
    expect((await run(record)).rules.filter((rule) => rule.startsWith('record/a.md'))).toHaveLength(2);
  });

  test('does not offer to write a baseline that is there, although it knows nothing of what was found', async () => {
    const record = world({ files: { 'slop.yaml': '', 'record/c.md': good } });
    await run(record, { updateBaseline: true });
    await record.files.write('/project/record/c.md', good + '\nSee other-v0_1.md.\n'.repeat(60));
    const terminal = testTerminal();
    await check(record, terminal, PLAIN);
    expect(terminal.written.out).toContain('60 error[ref/missing-document]');
    expect(terminal.written.out).not.toContain('--update-baseline');
  });

  test('refuses to take a part of the record for the whole', async () => {
    await expect(run(world(), { updateBaseline: true, paths: ['record'] })).rejects.toBeInstanceOf(Refusal);
    await expect(run(world(), { updateBaseline: true, since: 'main' })).rejects.toBeInstanceOf(Refusal);
  });
});
