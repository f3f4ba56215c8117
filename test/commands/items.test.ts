import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import itemsSchema from '../../schemas/output/items.json' with { type: 'json' };
import openSchema from '../../schemas/output/open.json' with { type: 'json' };
import { items } from '../../src/commands/items.ts';
import { open } from '../../src/commands/open.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const head = (kind: string, lines: string) => `---\nkind: ${kind}\ndate: 2026-01-02\n${lines}\n---\n`;

const files = {
  'slop.yaml':
    'items: ["P{phase}-{A-Z}{n}", "Option {A-Z}", "Gate {n}", { shape: "Candidate {A-Z}", promotion: 3 }]\n',
  'record/phase-3-scoping-note-v0_1.md': `${head(
    'scoping-note',
    'status: settled\nanswers: x\nitems:\n  - { id: P3-D2, title: Two, state: open }\n  - { id: P3-D10, state: deferred, to: the queue }\n  - { id: P3-D9, title: Nine, state: settled }\n  - { id: Candidate A, title: Check what is used, instances: 2 }\ndeferred:\n  - { what: Refunds, to: phase 4 }',
  )}# Scoping\n`,
  'record/phase-3-halt-surface-2026-01-01-v0_1.md': `${head('halt-note', 'status: open\nsurfaced-by: x')}# Halt

- Option X: go on, says P3-D9. [CC verifies]
- Option Y: stop
`,
  'record/phase-3-live-handoff-v0_1.md': `${head(
    'handoff',
    'status: open\nauthority: {}\nreading: []\noptions:\n  - { id: A, title: one, decided: P3-D9 }\n  - { id: B, title: two }\nplanned:\n  - phase-3-later-v0_1.md',
  )}# Handoff\n`,
  'record/queued-directions-v0_1.md': `${head('queue', 'status: current')}# Queued directions\n\n## Next\n\nCards. Soon.\n\n### Parts\n\n- Q1. Receipts. Soon.\n- Q2. Fines\n\n## Done\n\n- Gates\n`,
};

const validate = (schema: object, text: string) => {
  const document = JSON.parse(text);
  const check = new Ajv2020().compile(schema);
  expect(check(document), JSON.stringify(check.errors)).toBe(true);
  return document;
};

test('slop items lists what notes state, by sort and in order of number', async () => {
  const terminal = testTerminal();
  expect(await items(memoryWorld({ files }), terminal, { json: true })).toBe(0);
  const told = validate(itemsSchema, terminal.written.out);
  const facts = told.items.map((item: Record<string, unknown>) => [
    item['id'],
    item['state'],
    item['instances'],
  ]);
  expect(facts).toEqual([
    ['P3-D2', 'open', null],
    ['P3-D9', 'settled', null],
    ['P3-D10', 'deferred', null],
    ['Candidate A', null, 2],
    ['Option X', null, null],
    ['Option Y', null, null],
    ['Option A', null, null],
    ['Option B', null, null],
  ]);
  expect(told.items[1]).toMatchObject({
    mentions: 3,
    defined: { path: 'record/phase-3-scoping-note-v0_1.md', line: 9 },
    touched: { path: 'record/phase-3-scoping-note-v0_1.md', date: '2026-01-02' },
  });

  const plain = testTerminal();
  await items(memoryWorld({ files }), plain, { json: false });
  expect(plain.written.out).toMatch(/P3-D9 .*Nine\n.*phase-3-scoping-note-v0_1\.md:9\n/);
  for (const line of plain.written.out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('slop open lists what is undecided or unverified', async () => {
  const terminal = testTerminal();
  expect(await open(memoryWorld({ files }), terminal, { json: true })).toBe(0);
  const told = validate(openSchema, terminal.written.out);
  const facts = told.open.map((one: Record<string, unknown>) => [
    one['why'],
    one['name'] ?? one['title'],
    one['line'],
  ]);
  expect(facts).toEqual([
    ['option', 'Option X', 9],
    ['option', 'Option Y', 10],
    ['undecided', 'P3-D2', 7],
    ['halt', 'phase-3-halt-surface-2026-01-01', 4],
    ['handoff', 'phase-3-live-handoff', 4],
    ['mark', '[CC verifies]', 9],
    ['planned', 'phase-3-later-v0_1.md', 11],
    ['deferred', 'P3-D10', 8],
    ['deferred', 'Refunds (to phase 4)', 12],
    ['deferred', 'Cards', 10],
    ['deferred', 'Q1. Receipts', 14],
    ['deferred', 'Q2. Fines', 15],
  ]);
});

test('slop items and slop open say when there is nothing', async () => {
  const terminal = testTerminal();
  const world = memoryWorld({ files: { 'slop.yaml': '', 'record/a.md': '# A\n' } });
  expect(await items(world, terminal, { json: false })).toBe(0);
  expect(await open(world, terminal, { json: false })).toBe(0);
  expect(terminal.written.out).toBe('');
  expect(terminal.written.err).toMatch(/items[\s\S]*open/);
});
