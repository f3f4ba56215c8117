import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/output/plan.json' with { type: 'json' };
import { apply } from '../../src/commands/apply.ts';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { type PlanRunOptions, runPlan } from '../../src/commands/plan/run.ts';
import { render } from '../../src/commands/render/render.ts';
import { findRoot } from '../../src/commands/root.ts';
import type { Ask } from '../../src/commands/terminal.ts';
import { numbered, planOf } from '../../src/plan/plan.ts';
import { blobId } from '../../src/read/blob.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Plan } from '../../src/types.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal, typing } from './terminal.ts';

const text = 'Version 0.1.\r\nv0.1 absorbs.\r\nSee v0.1.\r\n';
const files = { 'slop.yaml': '', 'record/a.md': text };
const at = (word: string, fresh: string) => {
  const start = text.indexOf(word);
  return { path: 'record/a.md', span: { start, end: start + word.length }, text: fresh };
};
const plan: Plan = planOf({
  title: 'bump a to v0.2',
  base: { 'record/a.md': blobId(Buffer.from(text)) },
  edits: [at('0.1', '0.2')],
  questions: numbered([
    {
      path: 'record/a.md',
      family: 'D',
      edits: [at('v0.1', 'v0.2')],
      sentence: 'v0.1 absorbs.',
      answer: null,
    },
    {
      path: 'record/a.md',
      family: 'F',
      edits: [at('See v0.1', 'See v0.2')],
      sentence: 'See v0.1.',
      answer: null,
    },
  ]),
  remarks: ['One thing more.'],
  commit: { subject: 'a v0.2: more', trailers: ['Record: a v0.2'] },
});
const [first, second] = plan.questions.map(({ id }) => id);

const worldOf = (more: Record<string, string> = {}): MemoryWorld =>
  memoryWorld({ files: { ...files, ...more }, history: {} });
const none: PlanRunOptions = { dryRun: false, json: false, commit: false, answers: null };

async function run(world: MemoryWorld, options: Partial<PlanRunOptions> = {}, ask: Ask | null = null) {
  const terminal = testTerminal(ask);
  const code = await runPlan(world, terminal, await findRoot(world), plan, { ...none, ...options });
  const now = Buffer.from(world.disk.get('/project/record/a.md') ?? []).toString('utf8');
  return { code, now, ...terminal.written };
}

describe('runPlan()', () => {
  test('applies what is certain, lists what only a person can judge, and exits with 0', async () => {
    const { code, now, out } = await run(worldOf());
    expect(code).toBe(0);
    expect(now).toBe(text.replace('0.1', '0.2'));
    for (const piece of [
      '-Version 0.1.',
      '+Version 0.2.',
      `? ${first}  D  record/a.md:2`,
      'v0.1 absorbs.',
      '+See v0.2.',
      'One thing more.',
      '1 file changed',
    ]) {
      expect(out).toContain(piece);
    }
    expect(out).not.toMatch(/[\u001b\r]/);
  });

  test.each([false, true])('counts a file that is moved once (dry run: %s)', async (dryRun) => {
    const moving = planOf({
      title: 'move a',
      base: { ...plan.base, 'record/old/a.md': null },
      moves: [{ from: 'record/a.md', to: 'record/old/a.md' }],
    });
    const world = worldOf();
    const terminal = testTerminal();
    await runPlan(world, terminal, await findRoot(world), moving, { ...none, dryRun });
    expect(Object.values(terminal.written).join('')).toMatch(/\b1 file (?:changed|would change)/);
  });

  test('only shows with --dry-run, and only prints with --json, by its schema', async () => {
    const world = worldOf();
    const shown = await run(world, { dryRun: true });
    expect(shown.out).toContain('+Version 0.2.');
    expect(shown.now).toBe(text);
    const printed = await run(world, { json: true });
    expect(printed.now).toBe(text);
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(printed.out)), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(printed.out)).toEqual(plan);
    expect(world.written()).toEqual({});
  });

  test.each([
    ['yy', [], 'Version 0.2.\r\nv0.2 absorbs.\r\nSee v0.2.\r\n'],
    ['ny', [], 'Version 0.2.\r\nv0.1 absorbs.\r\nSee v0.2.\r\n'],
    ['xey', ['{}, late'], 'Version 0.2.\r\nv0.2, late absorbs.\r\nSee v0.2.\r\n'],
    ['q', [], 'Version 0.2.\r\nv0.1 absorbs.\r\nSee v0.1.\r\n'],
    ['y', [], 'Version 0.2.\r\nv0.2 absorbs.\r\nSee v0.1.\r\n'],
  ])('takes one key for each question: %s', async (keys, lines, expected) => {
    expect((await run(worldOf(), {}, typing(keys, lines))).now).toBe(expected);
  });

  test.each([
    [`${first}: yes\n${second}: no\n`, 'v0.2 absorbs.\r\nSee v0.1.\r\n'],
    [`${first}: { text: "v0.3, no less" }\n`, 'v0.3, no less absorbs.\r\nSee v0.1.\r\n'],
    [`{"${second}": "yes"}`, 'v0.1 absorbs.\r\nSee v0.2.\r\n'],
    ['', 'v0.1 absorbs.\r\nSee v0.1.\r\n'],
  ])('takes answers from a file: %j', async (answers, expected) => {
    const { now } = await run(worldOf({ 'answers.yaml': answers }), { answers: 'answers.yaml' });
    expect(now).toBe(`Version 0.2.\r\n${expected}`);
  });

  test('says where answers are no YAML in a whole sentence', async () => {
    await expect(run(worldOf({ 'a.yaml': 'a: [\n' }), { answers: 'a.yaml' })).rejects.toThrow(
      /line 2, column 1$/,
    );
  });

  test('names answers to questions that no longer exist, and goes on', async () => {
    const { err, now } = await run(worldOf({ 'a.yaml': `000000000000: yes\n${first}: yes\n` }), {
      answers: 'a.yaml',
    });
    expect(err).toContain('000000000000');
    expect(now).toContain('v0.2 absorbs');
  });

  test.each([
    '- yes\n',
    `${first}: perhaps\n`,
    'a: [\n',
    'yes\n',
    `${first}: { text: *v0.3* }\n`,
    `${first}: &agreed yes\n${second}: *agreed\n`,
  ])('refuses a file that answers nothing: %j', async (answers) => {
    const world = worldOf({ 'a.yaml': answers });
    await expect(run(world, { answers: 'a.yaml' })).rejects.toBeInstanceOf(Refusal);
    expect(world.written()).toEqual({});
  });

  test('commits the files of the plan, with its subject and trailers', async () => {
    const world = worldOf();
    const { out } = await run(world, { commit: true });
    expect(world.commits).toEqual([{ paths: ['record/a.md'], message: 'a v0.2: more\n\nRecord: a v0.2' }]);
    expect(out).toContain('in commit');
  });

  test('refuses a record that moved, before it shows or asks anything', async () => {
    const world = worldOf({ 'record/a.md': 'other' });
    const terminal = testTerminal(typing('yy'));
    await expect(runPlan(world, terminal, await findRoot(world), plan, none)).rejects.toThrow('record/a.md');
    expect(terminal.written).toEqual({ out: '', err: '' });
  });
});

describe('apply()', () => {
  const kept = JSON.stringify(plan);
  const applied = async (world: MemoryWorld, file: string | null = 'plan.json') => {
    const terminal = testTerminal();
    const code = await apply(world, terminal, { plan: file, ...none });
    return { code, ...terminal.written };
  };

  test('applies a plan that was kept, once', async () => {
    const world = worldOf({ 'plan.json': kept });
    expect((await applied(world)).code).toBe(0);
    await expect(applied(world)).rejects.toThrow('record/a.md');
  });

  test.each([
    '',
    '[]',
    '{"schemaVersion": 2}',
    kept.replace('"schemaVersion":1', '"schemaVersion":2'),
    kept.replace('"start":8', '"start":-1'),
    kept.replace('"start":8', '"start":800'),
    kept.replace('"answer":null', '"answer":"maybe"'),
    kept.replaceAll('record/a.md', '../a.md'),
    kept.replaceAll('record/a.md', '.git/config'),
    kept.replace('"edits":[', '"edits":[null,'),
  ])('refuses what is no plan (%#)', async (json) => {
    const world = worldOf({ 'plan.json': json });
    await expect(applied(world)).rejects.toBeInstanceOf(Refusal);
    expect(Buffer.from(world.disk.get('/project/record/a.md') ?? []).toString()).toBe(text);
  });

  test('says when there is no such file, and when there is nothing to finish', async () => {
    const printed = apply(worldOf(), testTerminal(), { plan: null, ...none, json: true });
    await expect(printed).rejects.toThrow('name its file');
    await expect(applied(worldOf(), 'none.json')).rejects.toThrow('none.json');
    expect(await applied(worldOf(), null)).toMatchObject({ code: 0, out: 'No plan is unfinished.\n' });
  });
});

describe('a plan that was cut off', () => {
  const journal = {
    version: 1,
    title: 'bump a to v0.2',
    steps: [{ path: 'record/a.md', before: blobId(Buffer.from(text)), after: blobId(Buffer.from('new\n')) }],
    folders: [],
  };
  const cutOff = (more: Record<string, string> = {}): MemoryWorld =>
    worldOf({
      '.slop/journal/forward.json': JSON.stringify(journal),
      '.slop/journal/new/0': 'new\n',
      '.slop/journal/old/0': text,
      ...more,
    });

  test('stops reading commands, which name it', async () => {
    await expect(check(cutOff(), testTerminal(), PLAIN)).rejects.toThrow('bump a to v0.2');
    await expect(render(cutOff(), testTerminal(), { out: null })).rejects.toThrow('bump a to v0.2');
    const world = cutOff();
    const shown = apply(world, testTerminal(), { plan: 'plan.json', ...none, dryRun: true });
    await expect(shown).rejects.toThrow('bump a to v0.2');
    expect(world.written()).toEqual({});
  });

  test('stops no reading command once all of its files are in place, as they are to the hooks of its commit', async () => {
    for (const now of ['new\n', 'new, and formatted\n']) {
      const world = cutOff({ 'record/a.md': now });
      await expect(check(world, testTerminal(), PLAIN)).resolves.toBeTypeOf('number');
      expect(world.written()).toEqual({});
    }
  });

  test('is finished by the next writing command, which says so', async () => {
    const world = cutOff();
    const terminal = testTerminal();
    expect(await apply(world, terminal, { plan: null, ...none })).toBe(0);
    expect(terminal.written.err).toContain('is finished now, but not committed: bump a to v0.2');
    expect(Buffer.from(world.disk.get('/project/record/a.md') ?? []).toString()).toBe('new\n');
    expect([...world.disk.keys()].filter((place) => place.includes('journal'))).toEqual([]);
    await expect(check(world, testTerminal(), PLAIN)).resolves.toBeTypeOf('number');
  });

  test.each([
    [new Map(), 'and committed'],
    [new Map([['record/a.md', [{ first: 1, last: 1 }]]]), 'but not committed'],
  ])('is committed where Git sees no change, whatever line ends it has: %j', async (changed, said) => {
    const world = cutOff();
    const find: typeof world.git.find = async (folder) => {
      const repository = await world.git.find(folder);
      const committed = async () => new Map([['record/a.md', { oid: 'of other bytes', text: 'new' }]]);
      return repository && { ...repository, committed, changedLines: async () => changed };
    };
    const terminal = testTerminal();
    expect(await apply({ ...world, git: { find } }, terminal, { plan: null, ...none })).toBe(0);
    expect(terminal.written.err).toContain(`is finished now, ${said}: bump a to v0.2`);
  });

  test('goes over no change that was made since', async () => {
    const world = cutOff({ 'record/a.md': 'mine\n' });
    await expect(apply(world, testTerminal(), { plan: null, ...none })).rejects.toThrow('record/a.md');
    expect(Buffer.from(world.disk.get('/project/record/a.md') ?? []).toString()).toBe('mine\n');
  });

  test.each([
    '{',
    '{}',
    JSON.stringify({ ...journal, steps: [{ ...journal.steps[0], path: '../a.md' }] }),
    'null',
  ])('that is none, or leads out of the record, is refused: %#', async (text) => {
    const world = cutOff({ '.slop/journal/forward.json': text });
    await expect(apply(world, testTerminal(), { plan: null, ...none })).rejects.toBeInstanceOf(Refusal);
  });
});
