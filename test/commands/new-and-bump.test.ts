import { describe, expect, test } from 'vitest';
import { bump } from '../../src/commands/bump/bump.ts';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { mv } from '../../src/commands/mv.ts';
import { makeNew, type NewOptions } from '../../src/commands/new.ts';
import { runCommandLine } from '../../src/commands/program.ts';
import { refs } from '../../src/commands/refs.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Finding, World } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const note = '---\nversion: "0.1"\ndate: 2026-05-01\n---\n# Plan — v0.1\n\nv0.1 is first.\n';

const world = () =>
  memoryWorld({
    files: { 'slop.yaml': '', 'record/plan-v0_1.md': note },
    history: { 'record/plan-v0_1.md': { first: '2026-05-01T00:00:00Z', last: '2026-05-01T00:00:00Z' } },
  });

const run = { dryRun: false, json: false, commit: false, answers: null } as const;
const usual = {
  ...run,
  note: 'plan',
  step: 'minor',
  to: null,
  accept: null,
  changes: null,
  halt: null,
  by: null,
  keep: null,
} as const;

async function make(on: World, options: Partial<NewOptions>, line?: string | (() => Promise<string>)) {
  const terminal = testTerminal();
  const ask =
    line === undefined
      ? null
      : { key: async () => '', line: async () => (typeof line === 'string' ? line : line()) };
  return makeNew(
    on,
    { ...terminal, ask },
    {
      dryRun: false,
      json: false,
      commit: false,
      kind: 'standing-note',
      values: { title: 'Tides' },
      id: null,
      folder: null,
      answering: null,
      lane: null,
      from: null,
      edit: false,
      ...options,
    },
  );
}

test.each(['7', '007', 'phase-07', 'Phase7'])('slop new takes --phase %s for phase 7', async (phase) => {
  const on = world();
  const terminal = testTerminal();
  const stage = {
    about: terminal.about,
    open: async () => ({ world: on, terminal }),
    out: terminal.out,
    err: terminal.err,
  };
  expect(await runCommandLine(['new', 'cr', '--title', 'Tides', '--phase', phase], stage)).toBe(0);
  expect(Object.keys(on.written())).toContain('record/phases/phase-7/phase-7-cr-tides-v0_1.md');
});

describe('bump()', () => {
  test('writes the new version, archives the old one, and lists what is open', async () => {
    const on = world();
    const terminal = testTerminal();
    expect(await bump(on, terminal, { ...usual, changes: 'All of it.' })).toBe(0);
    expect(Object.keys(on.written()).filter((path) => path.startsWith('record/'))).toEqual([
      'record/archive/plan-v0_1.md',
      'record/plan-v0_2.md',
    ]);
    expect(on.written()['record/plan-v0_2.md']).toContain('## What changed from v0.1\n\nAll of it.\n');
    expect(on.written()['record/plan-v0_2.md']).toContain('\nv0.1 is first.\n');
    expect(terminal.written.out).toContain('v0.1 is first.');
  });

  test('leaves no link to files beside the record to be told as missing in the old version', async () => {
    const body =
      '[a](../../README.md) [b](../../src/x.ts) [c](../../src/) [d](../../p.html) ![e](../../e.png) [f](gone.png)';
    const on = memoryWorld({
      files: {
        'slop.yaml': '',
        'README.md': '# R\n',
        'record/a/plan-v0_1.md': `---\ntitle: Plan\nversion: "0.1"\ndate: 2026-05-01\n---\n# Plan\n\n${body}\n`,
      },
    });
    expect(await bump(on, testTerminal(), { ...usual })).toBe(0);
    const after = memoryWorld({ files: { 'slop.yaml': '', 'README.md': '# R\n', ...on.written() } });
    const terminal = testTerminal();
    await check(after, terminal, { ...PLAIN, format: 'json' });
    const { findings } = JSON.parse(terminal.written.out);
    expect(findings.map(({ rule, path }: Finding) => `${rule} ${path}`)).toEqual([
      'ref/missing-file record/a/archive/plan-v0_1.md',
      'ref/missing-file record/a/plan-v0_2.md',
    ]);
  });

  test('hands the plan out as JSON, and writes nothing then', async () => {
    const on = world();
    const terminal = testTerminal();
    expect(await bump(on, terminal, { ...usual, json: true })).toBe(0);
    const plan = JSON.parse(terminal.written.out);
    expect(plan.copies).toEqual([{ from: 'record/plan-v0_1.md', to: 'record/plan-v0_2.md' }]);
    expect(on.written()).toEqual({});
  });

  test.each(['record/plan-v0_1.md', 'plan-v0_1.md', 'plan', 'plan@0.1'])('knows %s', async (name) => {
    expect(await bump(world(), testTerminal(), { ...usual, note: name, dryRun: true })).toBe(0);
  });

  test.each([
    ['pla', 'plan'],
    ['plam-v0_1.md', 'record/plan-v0_1.md'],
    ['record/notes/PLAN-v0_1.md', 'record/plan-v0_1.md'],
  ])('says of %s that %s may be meant', async (note, meant) => {
    await expect(bump(world(), testTerminal(), { ...usual, note })).rejects.toThrow(
      `There is no note ${JSON.stringify(note)} in the record: did you mean ${meant}?`,
    );
  });

  test('says of the beginning of one id alone that it may be meant, and refs takes the name of a file for its note', async () => {
    const lights = '---\nid: lamps\nversion: "0.1"\ndate: 2026-03-01\n---\n# Lights — v0.1\n';
    const on = memoryWorld({
      files: {
        'slop.yaml': '',
        'record/lights-v0_1.md': lights,
        'record/lanes-v0_1.md': lights.replace('id: lamps\n', ''),
      },
    });
    const asked = (of: string) => refs(on, testTerminal(), { of, to: null, json: false });
    await expect(bump(on, testTerminal(), { ...usual, note: 'lam' })).rejects.toThrow('did you mean lamps?');
    await expect(asked('lam')).rejects.toThrow('did you mean lamps?');
    await expect(asked('la')).rejects.toThrow('of a repository.');
    expect(await asked('lights')).toBe(0);
  });

  test.each(['record', './record/'])('says of %s that it is a folder', async (note) => {
    await expect(bump(world(), testTerminal(), { ...usual, note })).rejects.toThrow(
      `${JSON.stringify(note)} is a folder: name one of the notes in it.`,
    );
  });

  test('says of the number of a change request which note has it', async () => {
    const cr =
      '---\nkind: cr\nnumber: CR-2026-007\nversion: "0.1"\ndate: 2026-03-01\nstatus: draft\n---\n# Doors\n';
    const on = memoryWorld({ files: { 'slop.yaml': '', 'record/doors-v0_1.md': cr } });
    await expect(bump(on, testTerminal(), { ...usual, note: 'CR-2026-007' })).rejects.toThrow(
      'did you mean record/doors-v0_1.md?',
    );
  });

  test.each([[{ note: 'tides' }], [{ note: 'plan@0.7' }], [{ to: 'next' }], [{ to: '0.1' }], [{ to: '1' }]])(
    'refuses %j',
    async (options) => {
      await expect(bump(world(), testTerminal(), { ...usual, ...options })).rejects.toThrow(Refusal);
    },
  );
});

describe('makeNew()', () => {
  test('writes by the clock and identity of the world, from templates beside slop.yaml first', async () => {
    const on = world();
    on.disk.set(
      '/project/templates/notes/standing-note.md',
      Buffer.from('---\ndate: {{ date }}\nby: {{ author | json }}\n---\n# {{ title }}\n'),
    );
    expect(await make(on, {})).toBe(0);
    expect(on.written()['record/standing-notes/tides-v0_1.md']).toBe(
      '---\ndate: 2026-05-12\nby: "Ines Calder"\n---\n# Tides\n',
    );
  });

  test('fills the keys of the kind, and refuses a template that prints what is no value', async () => {
    const template = (key: string) =>
      Buffer.from(
        `---\ndate: {{ date }}\nsummary: {{ ${key} | json }}\n---\n{% if words %}{{ words }}{% endif %}`,
      );
    const on = world();
    on.disk.set('/project/templates/notes/standing-note.md', template('summary'));
    expect(await make(on, {})).toBe(0);
    expect(on.written()['record/standing-notes/tides-v0_1.md']).not.toContain('summary');
    on.disk.set('/project/templates/notes/standing-note.md', template('sumary'));
    await expect(make(on, { values: { title: 'Ebb' } })).rejects.toThrow(
      /notes\/standing-note\.md cannot be used: undefined variable: sumary, line:3.*: did you mean summary\?$/,
    );
    on.disk.set('/project/templates/plans/changes.md', Buffer.from('## What {{ form }} had\n'));
    await expect(bump(on, testTerminal(), usual)).rejects.toThrow(/plans\/changes\.md.*: form, line:1/);
  });

  test('asks on a terminal for what is missing, and refuses elsewhere', async () => {
    const on = world();
    await expect(make(on, { values: {} })).rejects.toThrow(Refusal);
    expect(await make(on, { values: {} }, 'High water')).toBe(0);
    expect(Object.keys(on.written())).toContain('record/standing-notes/high-water-v0_1.md');
  });

  test('lets others make a note while a person thinks about an answer', async () => {
    const on = world();
    const other = { kind: 'cr', values: { title: 'Ebb' } };
    const answer = async () => {
      await make(on, other);
      return 'High water';
    };
    expect(await make(on, { kind: 'cr', values: {} }, answer)).toBe(0);
    const texts = Object.entries(on.written()).filter(([place]) => place.includes('/cr-'));
    const numbers = texts.map(([, text]) => /^number: ".*-(\d+)"$/m.exec(text)?.[1]);
    expect(numbers.sort()).toEqual(['001', '002']);
  });

  test('names the option that does it for what is missing', async () => {
    await expect(make(world(), { kind: 'scoping-note' })).rejects.toThrow(
      'add --answers "…", or --set answers="…" ',
    );
    await expect(make(world(), { kind: 'turn' })).rejects.toThrow('add --lane "…" --set turn="…".');
    await expect(make(world(), { kind: 'turn-result' })).rejects.toThrow('add --set lane="…" ');
  });

  test('opens the note where it was written, and says when the editor fails', async () => {
    const opened: string[] = [];
    const good: World = {
      ...world(),
      edit: async (path) => {
        opened.push(path);
        return null;
      },
    };
    expect(await make(good, { edit: true })).toBe(0);
    expect(opened).toEqual(['/project/record/standing-notes/tides-v0_1.md']);
    const on = world();
    await expect(make({ ...on, edit: async () => 'no' }, { edit: true })).rejects.toThrow(Refusal);
    expect(Object.keys(on.written())).toContain('record/standing-notes/tides-v0_1.md');
  });

  test.each([
    [{ kind: 'standing-notes' }],
    [{ folder: '../elsewhere' }],
    [{ answering: 'nothing' }],
    [{ id: 'plan' }],
  ])('refuses %j', async (options) => {
    await expect(make(world(), options)).rejects.toThrow(Refusal);
  });
});

test.each(['record/archive/', 'record/archive/plan-v0_1.md'])('mv() to %s archives', async (to) => {
  const on = world();
  expect(await mv(on, testTerminal(), { ...run, note: 'plan', to, archive: false, number: null })).toBe(0);
  expect(on.written()).toEqual({ '.slop/.gitignore': '*\n', 'record/archive/plan-v0_1.md': note });
});
