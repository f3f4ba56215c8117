import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { holderOf, nextFileNumber, nextNumber } from '../../src/plan/new/number.ts';
import { type NewNoteOptions, newNote } from '../../src/plan/new.ts';
import { Refusal } from '../../src/refusal.ts';
import type { RepositoryLedger } from '../../src/types.ts';
import { played, recordOf, type Tree } from './playing.ts';

async function made(
  kindName: string,
  values: Record<string, string>,
  tree: Tree = { 'record/README.md': '---\ntitle: Record\ndate: 2026-03-01\n---\n# Record\n' },
  parts: Partial<Omit<NewNoteOptions, 'answers' | 'from'>> & { answers?: string; from?: string } = {},
) {
  const { view, note } = await recordOf(tree);
  const kind = view.kinds.get(kindName);
  if (kind === undefined) throw new Error(`no kind ${kindName}`);
  const name = `notes/${kindName}.md`;
  const text = await readFile(fileURLToPath(new URL(`../../templates/${name}`, import.meta.url)), 'utf8');
  const plan = await newNote(view, kind, {
    template: { name, text },
    id: null,
    folder: null,
    author: 'Ines Calder',
    date: '2026-03-10',
    ...parts,
    values,
    answers: parts.answers === undefined ? null : note(parts.answers),
    from: parts.from === undefined ? null : note(parts.from),
  });
  if ('missing' in plan) return { missing: plan.missing, path: '', text: '', tree, errors: [] };
  const after = played(tree, plan);
  const path = plan.writes[0]?.path ?? '';
  const { findings } = await recordOf(after);
  const errors = findings.filter((one) => one.severity === 'error' && one.path === path);
  return { missing: [], path, text: after[path] ?? '', tree: after, errors: errors.map(({ rule }) => rule) };
}

const asked: Readonly<Record<string, Record<string, string>>> = {
  'halt-note': { 'surfaced-by': 'The suite' },
  'scoping-note': { answers: 'What to build?' },
  turn: { lane: 'develop-1', turn: 'development-slice' },
  'turn-result': { lane: 'develop-1', 'turn-number': '1', end: 'finished' },
};

describe('newNote()', () => {
  test.each([[{ nonsense: '3' }], [{ status: 'bogus' }], [{ due: 'tomorrow' }], [{ reserved: 'all' }]])(
    'refuses %j, since its note would have an error',
    async (values) => {
      await expect(made('cr', { title: 'Guest booking', ...values })).rejects.toThrow(Refusal);
    },
  );

  test.each(['', 'elsewhere', 'recordings'])(
    'refuses the folder %j outside of the record',
    async (folder) => {
      await expect(made('cr', { title: 'Guest booking' }, undefined, { folder })).rejects.toThrow(Refusal);
    },
  );

  test('makes a note of every kind that has no error', async () => {
    const { view } = await recordOf({ 'record/README.md': '# Record\n' });
    for (const kind of view.kinds.keys()) {
      const { path, text, errors, missing } = await made(kind, {
        title: 'Guest booking',
        phase: '12',
        ...asked[kind],
      });
      expect({ kind, missing, errors }).toEqual({ kind, missing: [], errors: [] });
      expect(path).toMatch(/^record\/phases\/phase-12\/[a-z0-9-]+(-v0_1)?\.md$/);
      expect(text).not.toContain('{{');
      expect(text).not.toContain('""');
    }
  });

  test.each([
    [
      'cr',
      { title: 'Guest booking', phase: '12' },
      'record/phases/phase-12/phase-12-cr-guest-booking-v0_1.md',
    ],
    [
      'cr',
      { title: 'Phase 12: Réservé — for guests', phase: '12' },
      'record/phases/phase-12/phase-12-cr-reserve-for-guests-v0_1.md',
    ],
    [
      'cr',
      { title: 'CR-2026-001 — Phase 12: guest booking', phase: '12' },
      'record/phases/phase-12/phase-12-cr-guest-booking-v0_1.md',
    ],
    [
      'halt-note',
      { title: 'Lost kind', phase: '12', step: 'Step 2b', 'surfaced-by': 'x' },
      'record/phases/phase-12/phase-12-halt-surface-2026-03-10-step-2b-v0_1.md',
    ],
    [
      'halt-note',
      { title: 'Lost kind', phase: '12', step: '2b live', 'surfaced-by': 'x' },
      'record/phases/phase-12/phase-12-halt-surface-2026-03-10-step-2b-live-v0_1.md',
    ],
    [
      'scoping-note',
      { title: 'Guests', phase: '12', answers: 'x' },
      'record/phases/phase-12/phase-12-scoping-note-v0_1.md',
    ],
    [
      'handoff',
      { title: 'Step 2b halt session handoff', phase: '12' },
      'record/phases/phase-12/phase-12-step-2b-halt-session-handoff-v0_1.md',
    ],
    [
      'halt-note',
      { title: 'Потеря', phase: '12', step: 'Шаг', 'surfaced-by': 'x' },
      'record/phases/phase-12/phase-12-halt-surface-2026-03-10-v0_1.md',
    ],
    [
      'standing-note',
      { title: 'Große Łódź', phase: '12' },
      'record/phases/phase-12/phase-12-grosse-lodz-v0_1.md',
    ],
    ['handoff', { title: 'Evening' }, 'record/handoffs/session-handoff-2026-03-10-v0_1.md'],
    ['standing-note', { title: 'How tides are read' }, 'record/standing-notes/how-tides-are-read-v0_1.md'],
    ['decision', { title: 'Use tides' }, 'record/decisions/use-tides.md'],
    ['manifest', { title: 'Current status' }, 'record/manifests/current-status-manifest-v0_1.md'],
  ])('names a %s of %j %s', async (kind, values, path) => {
    expect((await made(kind, values)).path).toBe(path);
  });

  test.each(['潮汐表', 'Таблица'])('asks for a name where none can be made of %s', async (title) => {
    await expect(made('standing-note', { title })).rejects.toThrow(title);
    const { path, text } = await made('standing-note', { title }, undefined, { id: 'tide-table' });
    expect(path).toBe('record/standing-notes/tide-table-v0_1.md');
    expect(text).toContain(`title: "${title}"`);
  });

  test.each([
    [{ phase: '(' }, null],
    [{ phase: '../5' }, null],
    [{}, 'a/b'],
    [{}, 'Tide table'],
  ])('refuses %j with the id %j, which no name can have', async (values, id) => {
    await expect(made('standing-note', { title: 'Tides', ...values }, undefined, { id })).rejects.toThrow(
      Refusal,
    );
  });

  test('takes the folder of the phase, whatever it is called', async () => {
    const tree = { 'record/phases/phase-012-guests/x.md': '---\ntitle: X\ndate: 2026-03-01\n---\n# X\n' };
    expect((await made('cr', { title: 'Booking', phase: '12' }, tree)).path).toBe(
      'record/phases/phase-012-guests/phase-12-cr-booking-v0_1.md',
    );
  });

  test('allots the next number of the year, archived ones counted', async () => {
    const cr = (id: string, number: string) =>
      `---\nkind: cr\nnumber: ${number}\nversion: "0.1"\ndate: 2026-03-01\nstatus: draft\n---\n# ${id} — v0.1\n`;
    const tree = {
      'record/a-v0_1.md': cr('A', 'CR-2026-089'),
      'record/archive/b-v0_1.md': cr('B', 'CR-2026-090'),
      'record/c-v0_1.md': cr('C', 'CR-2025-200'),
    };
    expect((await made('cr', { title: 'Booking', phase: '12' }, tree)).text).toContain(
      'number: "CR-2026-091"\n',
    );
    expect((await made('cr', { title: 'Booking', phase: '12' })).text).toContain('number: "CR-2026-001"\n');
    expect((await made('cr', { title: 'CR-2026-095 — Booking' }, tree)).text).toContain(
      'number: "CR-2026-095"\n',
    );
  });

  test.each([
    ['0012-oars.md archive/0011-wind.md', '0013-sails.md'],
    ['0012-oars.md archive/0013-wind.md', '0014-sails.md'],
    ['9-oars.md', '10-sails.md'],
    ['2026-03-01-oars.md', '2026-03-10-sails.md'],
    ['20260301-oars.md archive/20260201-wind.md index.md', '20260310-sails.md'],
    // One day or number among many names is no custom.
    ['20260301-oars.md wind.md tides.md', 'sails.md'],
    ['0012-oars.md wind.md tides.md', 'sails.md'],
    ['2025-oars.md 202603-wind.md 2026-tides.md', 'sails.md'],
    ['1999-oars.md 2000-wind.md 2094-tides.md 3012-nets.md', '3013-sails.md'],
  ])('beside decisions %s names one %s', async (names, name) => {
    const decision = '---\nkind: decision\ndate: 2026-03-01\nstatus: accepted\n---\n# Oars\n';
    const tree = Object.fromEntries(names.split(' ').map((one) => [`record/adr/${one}`, decision]));
    expect((await made('decision', { title: 'Sails' }, tree)).path).toBe(`record/adr/${name}`);
  });

  test.each([
    ['3. Oars', '0003-oars.md'],
    ['0003 — Oars', '0003-oars.md'],
    ['0007: Oars', '0007-oars.md'],
    ['ADR-0007: Oars', '0007-oars.md'],
    ['Step 3 of oars', '0003-step-3-of-oars.md'],
    ['Step 03 of oars', '0003-step-03-of-oars.md'],
    ['10 oars', '0003-10-oars.md'],
    ['2026-05-01 Oars', '0003-2026-05-01-oars.md'],
  ])('says the number of a file once where the title %s opens with it', async (title, name) => {
    const decision = '---\nkind: decision\ndate: 2026-03-01\nstatus: accepted\n---\n# Wind\n';
    const tree = { 'record/adr/0002-wind.md': decision };
    expect((await made('decision', { title }, tree)).path).toBe(`record/adr/${name}`);
  });

  test.each([
    ['2026-03-01-wind.md', '2026-03-10 Oars', '2026-03-10-phase-12-oars.md'],
    ['20260301-wind.md', '20260310 Oars', '20260310-phase-12-oars.md'],
    ['0004-wind.md', '0005 Oars', '0005-phase-12-oars.md'],
  ])('beside %s opens the file of %j with its number once', async (name, title, now) => {
    const decision = '---\nkind: decision\ndate: 2026-03-01\nstatus: accepted\n---\n# Wind\n';
    const folder = 'record/phases/phase-12-guests';
    const { path } = await made('decision', { title, phase: '12' }, { [`${folder}/${name}`]: decision });
    expect(path).toBe(`${folder}/${now}`);
  });

  test('counts archived files at the root of the record, too', async () => {
    const decision = '---\nkind: decision\ndate: 2026-03-01\nstatus: accepted\n---\n# Wind\n';
    const { view } = await recordOf({
      'slop.yaml': 'record: .\n',
      '0002-wind.md': decision,
      'archive/0003-tides.md': decision,
    });
    expect(nextFileNumber(view, 'decision', '')).toBe('0004');
  });

  test('counts the files that branches have in the folder', async () => {
    const decision = '---\nkind: decision\ndate: 2026-03-01\nstatus: accepted\n---\n# Wind\n';
    const { view } = await recordOf({ 'record/adr/0002-wind.md': decision });
    const numbers = [
      { branch: 'doors', path: 'record/adr/archive/0007-doors.md', number: '0007' },
      { branch: 'doors', path: 'record/log/0099-ebb.md', number: '0099' },
      // A year counts where a number here may be one.
      { branch: 'doors', path: 'record/adr/2026-review.md', number: '2026' },
    ];
    const record = { numbers } as unknown as RepositoryLedger;
    const graph = { ...view.graph, ledger: { ...view.graph.ledger, record } };
    expect(nextFileNumber({ ...view, graph }, 'decision', 'record/adr')).toBe('0008');
  });

  test('allots no number that a branch has taken', async () => {
    const { view } = await recordOf({ 'record/README.md': '# Record\n' });
    const numbers = [
      { branch: 'doors', path: 'record/doors-v0_1.md', number: 'CR-2026-007' },
      { branch: 'doors', path: 'record/doors-v0_1.md', number: 'ADR-2026-009' },
    ];
    const record = { numbers } as unknown as RepositoryLedger;
    const graph = { ...view.graph, ledger: { ...view.graph.ledger, record } };
    expect(nextNumber(graph, 'cr', '2026')).toBe('CR-2026-008');
    expect(nextNumber(graph, 'cr', '2025')).toBe('CR-2025-001');
    expect(holderOf(graph, 'CR-2026-007', 'tides')).toBe('record/doors-v0_1.md on branch doors');
    expect(holderOf(graph, 'CR-2026-007', 'doors')).toBeNull();
    expect(holderOf(graph, 'CR-2026-008', 'tides')).toBeNull();
  });

  test.each([
    { title: 'Booking', phase: '12', number: 'CR-2026-007' },
    { title: 'CR-2026-007 — Booking', phase: '12' },
  ])('refuses a number that another note has, unless it supersedes that: %j', async (values) => {
    const doors = 'kind: cr\nnumber: CR-2026-007\nversion: "0.1"\ndate: 2026-03-01\nstatus: draft';
    const tree = { 'record/doors-v0_1.md': `---\n${doors}\n---\n# Doors — v0.1\n` };
    await expect(made('cr', values, tree)).rejects.toThrow(
      'CR-2026-007 is the number of record/doors-v0_1.md already: leave it out, and the next one is taken.',
    );
    const next = await made('cr', { ...values, supersedes: 'doors-v0_1.md' }, tree);
    expect(next.errors).toEqual([]);
  });

  test.each([
    ['cr', 'CR-2026-007 (of May)', { number: 'CR-2026-007' }],
    ['cr', 'OPS-CR-2026-007', { number: 'OPS-CR-2026-007' }],
    ['cr', 'OPS-CR-2026-007', { title: 'OPS-CR-2026-007 — Booking' }],
  ])('refuses a number as the check reads it: of a %s, %s', async (kind, number, values) => {
    const doors = `kind: ${kind}\nnumber: ${number}\nversion: "0.1"\ndate: 2026-03-01\nstatus: draft`;
    const tree = { 'record/doors-v0_1.md': `---\n${doors}\n---\n# Doors — v0.1\n` };
    await expect(made(kind, { title: 'Booking', ...values }, tree)).rejects.toThrow(
      'is the number of record/doors-v0_1.md already',
    );
  });

  test('refuses a template that makes a note of another kind', async () => {
    const template = {
      name: 'notes/cr.md',
      text: '---\nkind: standing-note\ntitle: {{ title | json }}\n---\n',
    };
    await expect(made('cr', { title: 'Booking' }, undefined, { template })).rejects.toThrow(/notes\/cr\.md/);
  });

  test('names what is missing', async () => {
    expect((await made('halt-note', {})).missing).toEqual(['title', 'surfaced-by']);
    expect((await made('scoping-note', { title: ' ' })).missing).toEqual(['title', 'answers']);
  });

  test('points a scoping note back at the halt that it answers', async () => {
    const first = await made('halt-note', {
      title: 'Lost kind',
      phase: '12',
      'surfaced-by': 'x',
      summary: 'The kind is lost.',
    });
    const second = await made('scoping-note', { title: 'Cycle 1' }, first.tree, { answers: first.path });
    expect(second.path).toBe('record/phases/phase-12/phase-12-cr-amendment-scoping-note-v0_1.md');
    expect(second.text).toContain('halt: phase-12-halt-surface-2026-03-10-v0_1.md\n');
    expect(second.text).toContain('The kind is lost. (phase-12-halt-surface-2026-03-10-v0_1.md)');
    expect(second.errors).toEqual([]);
    const third = await made('scoping-note', { title: 'Cycle 2' }, second.tree, { answers: first.path });
    expect(third.path).toBe('record/phases/phase-12/phase-12-cr-amendment-2-scoping-note-v0_1.md');
  });

  test('takes baselines, options, open items and the reading order over into a handoff', async () => {
    const tree = {
      'record/phases/phase-12/first-session-handoff-v0_1.md': `---
kind: handoff
version: "0.1"
date: 2026-03-09
status: open
authority: {}
reading:
  - {document: tide-table.md, role: context, reason: the tides}
baselines:
  - {repository: engine, passed: 421, oid: 5534068}
options:
  - {id: X, title: Go on}
items:
  - {id: P12-D1, state: settled}
  - {id: P12-D2, state: open}
---
# First — v0.1
`,
      'record/tide-table.md': '---\ntitle: T\ndate: 2026-03-01\n---\n# T\n',
    };
    const { text, errors } = await made('handoff', { title: 'Second' }, tree, {
      from: 'record/phases/phase-12/first-session-handoff-v0_1.md',
    });
    expect(errors).toEqual([]);
    expect(text).toContain('consumes: first-session-handoff-v0_1.md\n');
    expect(text).toContain('passed: 421\n');
    expect(text).toContain('oid: "5534068"\n');
    expect(text).toContain('  - id: X\n    title: Go on\n');
    expect(text).toContain('P12-D2');
    expect(text).not.toContain('P12-D1');
    expect(text.indexOf('document: first-session-handoff-v0_1.md')).toBeLessThan(
      text.indexOf('document: tide-table.md'),
    );
  });

  test('refuses a name that is taken', async () => {
    const first = await made('cr', { title: 'Booking', phase: '12' });
    await expect(made('cr', { title: 'Booking', phase: '12' }, first.tree)).rejects.toThrow(Refusal);
    await expect(
      made('cr', { title: 'Other', phase: '12' }, first.tree, { id: 'phase-12-cr-booking' }),
    ).rejects.toThrow(Refusal);
  });

  test('writes hostile titles as text', async () => {
    const { text, errors } = await made('standing-note', { title: '--- {{ x }}: "#\n- y' });
    expect(text).toContain('title: "--- {{ x }}: \\"#\\n- y"');
    expect(errors).toEqual([]);
  });
});

test('a handoff takes over what an older one says in its text', async () => {
  const tree = {
    'slop.yaml': 'repos: {engine: {}, desk: {}}\n',
    'record/phases/phase-12/phase-12-findings-v0_1.md':
      '# Findings — v0.1\n\n**Version.** 0.1\n**Date.** 2026-03-01\n\n---\n',
    'record/phases/phase-12/phase-12-first-session-handoff-v0_1.md': `# First — session handoff — v0.1

**Version.** 0.1
**Date.** 2026-03-02
**Status.** Session handoff.

---

## 1. Test counts at halt

Engine: 2,279 pass + 1 fail + 32 skip. Desk: 151 pass.

Engine main is at 5451c02. Engine HEAD 5451c02 on main.

## 2. The options

### Option X — A third cycle

It costs a slot.

## 3. Reading order for the next chat

Load in this order:

1. This handoff (orientation).
2. phase-12-findings-v0_1.md (authoritative for the halt; §6 is the space).
`,
  };
  const from = 'record/phases/phase-12/phase-12-first-session-handoff-v0_1.md';
  const {
    text,
    errors,
    tree: after,
    path,
  } = await made('handoff', { title: 'Phase 12: second' }, tree, { from });
  expect(errors).toEqual([]);
  const fields = (await recordOf(after)).note(path).note?.fields;
  expect(fields?.['baselines']).toEqual([
    { repository: 'engine', passed: 2279, failed: 1, skipped: 32 },
    { repository: 'desk', passed: 151 },
  ]);
  expect(fields?.['heads']).toEqual([{ repository: 'engine', branch: 'main', oid: '5451c02' }]);
  expect(fields?.['options']).toEqual([{ id: 'X', title: 'A third cycle' }]);
  expect(text).toContain(
    '  - document: phase-12-findings-v0_1.md\n    role: authoritative\n    reason: authoritative for the halt\n',
  );
});
