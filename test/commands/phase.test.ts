import { expect, test } from 'vitest';
import { bump } from '../../src/commands/bump.ts';
import { check } from '../../src/commands/check.ts';
import { mv } from '../../src/commands/mv.ts';
import { makeNew } from '../../src/commands/new.ts';
import { supersede } from '../../src/commands/supersede.ts';
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
    const options = { paths: [], format: 'json', strict: false, since: null, updateBaseline: false } as const;
    await check(world, terminal, options);
    const { findings } = JSON.parse(terminal.written.out) as { findings: { rule: string }[] };
    // The bodies are for people to write.
    expect(
      findings.filter(({ rule }) => rule !== 'section/empty').map(({ rule }) => rule),
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
        from: links.from ?? null,
      }),
    );
  const raise = (note: string, changes: string | null = null) =>
    done(
      `bump ${note}`,
      bump(world, testTerminal(), { ...run, note, step: 'minor', to: null, accept: null, changes }),
    );

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
    const before =
      cycle === 1 ? { answering: halt } : { from: `phase-57-cycle-${cycle - 1}-session-handoff` };
    await make('handoff', `Cycle ${cycle}`, {}, before);
    await make('scoping-note', `Cycle ${cycle}`, {}, { answering: halt });
    await raise('phase-57-cr-guest-booking', `Cycle ${cycle}, after ${halt}-v0_1.md; before it ${cr} held.`);
  }
  await make('implementation-notes', 'Phase 57: what was built', { cr: 'phase-57-cr-guest-booking-v0_4.md' });
  await make('handoff', 'Phase 57: close', {}, { from: 'phase-57-cycle-3-session-handoff' });
  await raise('current-status-manifest', 'Phase 57 closed.');
  await raise('queued-directions');

  const move = { ...run, note: 'phase-57-cr-guest-booking', to: null, archive: false, number: null };
  await done('mv', mv(world, testTerminal(), { ...move, to: 'phase-57-cr-desk-v0_4.md' }));
  await done('mv --number', mv(world, testTerminal(), { ...move, note: 'phase-57-cr-desk', number: 'next' }));
  await make('standing-note', 'Old custom');
  await make('standing-note', 'New custom');
  const pair = { older: 'old-custom', newer: 'new-custom', section: null, relation: 'supersedes' } as const;
  await done('supersede', supersede(world, testTerminal(), { ...run, ...pair }));
  await done('mv --archive', mv(world, testTerminal(), { ...move, note: 'old-custom', archive: true }));
  expect(steps).toHaveLength(29);

  const files = [...world.disk.keys()].filter((path) => path.includes('-cr-desk-')).sort();
  const folder = '/project/record/phases/phase-57';
  expect(files).toEqual([
    `${folder}/archive/phase-57-cr-desk-v0_1.md`,
    `${folder}/archive/phase-57-cr-desk-v0_2.md`,
    `${folder}/archive/phase-57-cr-desk-v0_3.md`,
    `${folder}/phase-57-cr-desk-v0_4.md`,
  ]);
  const cr = Buffer.from(world.disk.get(`${folder}/phase-57-cr-desk-v0_4.md`) ?? []).toString();
  expect(cr).toContain('number: "CR-2026-002"\n');
  expect(cr).toContain('supersedes: phase-57-cr-desk-v0_3.md\n');
});
