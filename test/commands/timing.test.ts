import { setImmediate as nextTurn } from 'node:timers/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import schema from '../../schemas/output/timing.json' with { type: 'json' };
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { timingForm } from '../../src/commands/program/parts.ts';
import { render } from '../../src/commands/render/render.ts';
import type { TimingForm } from '../../src/commands/timing.ts';
import { Refusal } from '../../src/refusal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const note = '---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\nWell, at engine commit 5534068.\n';
const world = () =>
  memoryWorld({ files: { 'slop.yaml': 'repos: { engine: {} }', 'record/a.md': note, 'record/b.md': note } });
const checking = { ...PLAIN, format: 'json' } as const;

async function timesOf(run: (terminal: ReturnType<typeof testTerminal>) => Promise<number>) {
  const terminal = testTerminal();
  await run(terminal);
  const told = JSON.parse(terminal.written.err.trimEnd().split('\n').at(-1) ?? '');
  expect(new Ajv2020().validate(schema, told)).toBe(true);
  return {
    stages: told.stages.map(({ stage }: { stage: string }) => stage),
    slowest: told.slowest.map(({ path }: { path: string }) => path),
    spent: told.stages.reduce((sum: number, { seconds }: { seconds: number }) => sum + seconds, 0),
    whole: told.seconds,
  };
}

const judged = ['read', 'heads', 'parse', 'validate', 'git', 'link', 'rules'];

test('check --timing --json tells the stages of a check and the slowest notes', async () => {
  const { stages, slowest } = await timesOf((terminal) =>
    check(world(), terminal, { ...checking, timing: 'json' }),
  );
  expect(stages).toEqual(judged);
  expect(slowest.toSorted()).toEqual(['record/a.md', 'record/b.md']);
});

test('a note that takes far longer than the others is named first, and nothing is counted twice', async () => {
  const long = `${note}${'See [a](b.md), §1 and 5534068 of phase 1.\n\n'.repeat(4000)}`;
  const others = Array.from({ length: 30 }, (_, number) => [`record/${number}.md`, note]);
  const files = { 'slop.yaml': '', ...Object.fromEntries(others), 'record/long.md': long };
  const inMemory = memoryWorld({ files });
  const read = (path: string) => nextTurn().then(() => inMemory.files.read(path));
  const slow = { ...inMemory, files: { ...inMemory.files, read }, now: () => performance.now() };
  const { slowest, spent, whole } = await timesOf((terminal) =>
    check(slow, terminal, { ...checking, timing: 'json' }),
  );
  expect(slowest[0]).toBe('record/long.md');
  expect(spent).toBeLessThan(whole + 0.02);
});

test('render --timing --json tells those of the site too', async () => {
  const { stages } = await timesOf((terminal) => render(world(), terminal, { out: null, timing: 'json' }));
  expect(stages).toEqual([...judged, 'render', 'search', 'write']);
});

test.each([null, 'table'] satisfies TimingForm[])('times (%s) change nothing of a report', async (timing) => {
  const [plain, measured] = [testTerminal(), testTerminal()];
  const code = await check(world(), plain, checking);
  expect(await check(world(), measured, { ...checking, timing })).toBe(code);
  expect(measured.written.out).toBe(plain.written.out);
  expect(measured.written.err.includes('validate')).toBe(timing === 'table');
});

test('--json alone is refused, since it might mean the findings', () => {
  expect(() => timingForm({ json: true })).toThrow(Refusal);
  expect([timingForm({}), timingForm({ timing: true }), timingForm({ timing: true, json: true })]).toEqual([
    null,
    'table',
    'json',
  ]);
});
