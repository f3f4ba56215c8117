import { expect, test } from 'vitest';
import { absorb } from '../../src/commands/absorb.ts';
import { bump } from '../../src/commands/bump/bump.ts';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { mv } from '../../src/commands/mv.ts';
import { makeNew } from '../../src/commands/new.ts';
import { supersede } from '../../src/commands/supersede.ts';
import { verify } from '../../src/commands/verify/verify.ts';
import { Refusal } from '../../src/refusal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const run = { dryRun: false, json: false, commit: false, answers: null } as const;

test('a phase from scoping note to close, played with commands alone, has no error after any step', async () => {
  const world = memoryWorld({
    files: { 'slop.yaml': '', 'record/README.md': '---\ntitle: R\ndate: 2026-05-01\n---\n# R\n' },
  });
  const steps: string[] = [];
  const done = async (step: string, command: Promise<number>) => {
    expect(await command, step).toBe(0);
    const terminal = testTerminal();
    const options = { ...PLAIN, format: 'json' } as const;
    await check(world, terminal, options);
    const { findings } = JSON.parse(terminal.written.out) as {
      findings: { rule: string; severity: string }[];
    };
    // The bodies are for people to write; a third halt is beyond the reserve until somebody lets it be.
    const isThird = steps.length > 0 && /Cycle 3/.test(step);
    const expected = ['section/empty', ...(isThird ? ['budget/exceeded'] : [])];
    expect(
      findings
        .filter(({ rule, severity }) => !expected.includes(rule) && severity !== 'info')
        .map(({ rule }) => rule),
      step,
    ).toEqual([]);
    steps.push(step);
  };
  const make = (
    kind: string,
    title: string,
    values: Record<string, string> = {},
    links: { answering?: string; from?: string } = {},
  ) =>
    done(
      `new ${kind} ${title}`,
      makeNew(world, testTerminal(), {
        ...run,
        kind,
        values: { title, ...(/^Phase|^Cycle/.test(title) ? { phase: '57' } : {}), ...values },
        id: null,
        folder: null,
        edit: false,
        answering: links.answering ?? null,
        lane: null,
        from: links.from ?? null,
      }),
    );
  const step = { ...run, step: 'minor', to: null, accept: null, halt: null, by: null, keep: null } as const;
  const raise = (note: string, changes: string, cycle: { halt?: string; by?: string } = {}) =>
    done(`bump ${note}`, bump(world, testTerminal(), { ...step, note, changes, ...cycle }));
  const folder = '/project/record/phases/phase-57';
  const textOf = (path: string) => Buffer.from(world.disk.get(path) ?? []).toString();
  /** What a person writes into a head. */
  const write = (path: string, before: string, after: string) => {
    expect(textOf(path)).toContain(before);
    world.disk.set(path, Buffer.from(textOf(path).replace(before, after)));
  };

  await make('manifest', 'Current status');
  await make('queue', 'Queued directions');
  await make('scoping-note', 'Phase 57: guests', { answers: 'What to build?' });
  await make('brief', 'Phase 57: step 0');
  await make('findings', 'Phase 57: step 0', {}, { answering: 'phase-57-step-0-brief' });
  await raise('phase-57-scoping-note', 'Absorbs phase-57-step-0-findings-v0_1.md.');
  await make('cr', 'Phase 57: guest booking');
  for (const cycle of [1, 2, 3]) {
    const halt = `phase-57-halt-surface-2026-05-12-step-2${cycle}`;
    const cr = `phase-57-cr-guest-booking-v0_${cycle}.md`;
    await make('halt-note', `Cycle ${cycle} halt`, {
      'surfaced-by': 'the suite',
      step: `Step 2${cycle}`,
      cr,
    });
    // Before anybody reserved slots, none can be exceeded.
    if (cycle === 1) write(`${folder}/${cr}`, '# slots: [5, 6]', 'slots: [5, 6]');
    const before =
      cycle === 1 ? { answering: halt } : { from: `phase-57-cycle-${cycle - 1}-session-handoff` };
    await make('handoff', `Cycle ${cycle}`, {}, before);
    await make('scoping-note', `Cycle ${cycle}`, {}, { answering: halt });
    const scoping = `${folder}/phase-57-cr-amendment${cycle === 1 ? '' : `-${cycle}`}-scoping-note-v0_1.md`;
    const by = `P57-${'ABC'[cycle - 1]}1`;
    write(scoping, 'items: []', `items:\n  - { id: ${by}, title: Cycle ${cycle}, state: settled }`);
    write(`${folder}/${cr}`, 'status: draft', 'status: halted');
    const changes = `Step 2${cycle} is new; before it ${cr} held.`;
    const request = 'phase-57-cr-guest-booking';
    // Which halt it answers is asked, and past the reserve who let it.
    await expect(raise(request, changes)).rejects.toThrow(`--halt ${halt}-v0_1.md`);
    if (cycle === 3) await expect(raise(request, changes, { halt })).rejects.toThrow(Refusal);
    await expect(raise(request, changes, { halt, by: 'P57-Z9' })).rejects.toThrow(Refusal);
    await raise(request, changes, { halt, by });
  }
  await make('implementation-notes', 'Phase 57: what was built', { cr: 'phase-57-cr-guest-booking-v0_4.md' });
  const notes = `${folder}/phase-57-implementation-notes-v0_1.md`;
  write(notes, 'baselines: []', 'baselines:\n  - { repository: engine, passed: 2279, failed: 1 }');
  await make('handoff', 'Phase 57: close', {}, { from: 'phase-57-cycle-3-session-handoff' });
  for (const note of ['queued-directions', 'current-status-manifest'])
    await done(`absorb ${note}`, absorb(world, testTerminal(), { ...run, note, accept: null }));
  await done(
    'verify',
    verify(world, testTerminal(), { ...run, note: 'current-status-manifest', keep: false, update: false }),
  );

  const move = { ...run, note: 'phase-57-cr-guest-booking', to: null, archive: false, number: null };
  await done('mv', mv(world, testTerminal(), { ...move, to: 'phase-57-cr-desk-v0_4.md' }));
  await done(
    'mv --number',
    mv(world, testTerminal(), { ...move, note: 'phase-57-cr-desk', number: 'CR-2026-002' }),
  );
  await make('standing-note', 'Old custom');
  await make('standing-note', 'New custom');
  const pair = { older: 'old-custom', newer: 'new-custom', section: null, relation: 'supersedes' } as const;
  await done('supersede', supersede(world, testTerminal(), { ...run, ...pair }));
  await done('mv --archive', mv(world, testTerminal(), { ...move, note: 'old-custom', archive: true }));
  expect(steps).toHaveLength(30);

  const files = [...world.disk.keys()].filter((path) => path.includes('-cr-desk-')).sort();
  expect(files).toEqual([
    `${folder}/archive/phase-57-cr-desk-v0_1.md`,
    `${folder}/archive/phase-57-cr-desk-v0_2.md`,
    `${folder}/archive/phase-57-cr-desk-v0_3.md`,
    `${folder}/phase-57-cr-desk-v0_4.md`,
  ]);
  const cr = textOf(`${folder}/phase-57-cr-desk-v0_4.md`);
  expect(cr).toContain('number: "CR-2026-002"\n');
  expect(cr).toContain('supersedes: phase-57-cr-desk-v0_3.md\n');
  expect(cr).toContain('status: draft\n');
  expect(cr).toContain('cycle: 3\n');
  expect(cr).toMatch(
    / {2}used:\n {4}- slot: 5\n {6}by: P57-A1\n {6}halt: .*\n {4}- slot: 6\n {6}by: P57-B1\n/,
  );
  expect(cr).toMatch(
    / {2}beyond:\n {4}- by: P57-C1\n {6}halt: phase-57-halt-surface-2026-05-12-step-23-v0_1\.md\n/,
  );
  const manifest = textOf('/project/record/manifests/current-status-manifest-v0_2.md');
  expect(manifest).toContain('engine: 2,279 passed, 1 failed (phase-57-implementation-notes-v0_1.md)');
  expect(manifest).toContain('beyond the reserve: P57-C1');
});
