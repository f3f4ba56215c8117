import { afterAll } from 'vitest';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { realWorld } from '../../src/world/world.ts';
import { project } from '../cli/built.ts';
import { testTerminal } from '../commands/terminal.ts';
import { type TemporaryFolder, temporaryFolder } from '../helpers/repository.ts';
import { killSession, laneFolderIn, laneRepository, runLane } from './stage.ts';

/** A handoff whose kickoff prompt is a contract, and nothing that `slop check` would find. */
export const contract = (evidence: string): string => `---
kind: handoff
title: Count the fares
version: "0.1"
date: 2026-05-12
status: draft
authority: { authoritative: [], orients: [] }
reading: []
---

# Count the fares — v0.1

## 1. Reading order

Nothing.

## 2. Kickoff prompt

~~~~text
Turn kind: development-slice
Context snapshot: the tariff is accepted.
Contract anchor: count-v0_1.md §1.
This turn only: count the fares.
Expected outcomes: fares.txt holds the count.
Evidence required:
${evidence}
Disallowed shortcuts: no guess.
Stop boundary: stop after the count; do not begin the tides.
Reply contract: changed files.
~~~~
`;

/** The note of `contract` on a `resultStage`. */
export const NOTE = 'record/count-v0_1.md';
/** Who commits. */
export const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};
const SCRIPT = {
  steps: [
    {
      say: 'Counted: §4 of nope-v0_3.md, 12 pass, engine 1234abc.\u200b',
      write: { 'fares.txt': '21 passed\n', 'docs/extra.md': 'x\n' },
      commit: 'Count the fares',
    },
  ],
};
const PROBES = {
  fares: {
    repository: 'record',
    command: ['sh', '-c', 'touch left-behind; cat fares.txt; git status --short; exit 3'],
    output: 'pattern',
    pattern: '(?P<passed>\\d+) passed',
  },
  other: { repository: 'elsewhere', command: ['true'], output: 'exit' },
};

const states: TemporaryFolder[] = [];
const made: { readonly remove: () => Promise<void> }[] = [];

/** A repository with a lane, probes and a handoff that is a contract; cleared away at the end of the file. */
export async function resultStage(evidence: string, script: object = SCRIPT, probes: object = {}) {
  const repository = await laneRepository(
    { tides: { adapter: 'fake', script: 'agent.json', allowed: ['*.txt'] } },
    {
      config: { probes: { ...PROBES, ...probes }, repos: { elsewhere: {} } },
      files: {
        'agent.json': JSON.stringify(script),
        'record/handoff-v0_1.md': '---\nkind: document\ntitle: Rest\n---\n# Rest\n\nNothing.\n',
        [NOTE]: contract(evidence),
      },
    },
  );
  const state = await temporaryFolder();
  made.push(repository);
  states.push(state);
  const run = (...argv: string[]) => runLane(repository.root, state.root, argv);
  const plainly = (...argv: string[]) =>
    runLane(repository.root, state.root, argv, { json: false, env: IDENTITY });
  const write = (...argv: string[]) => plainly('result', 'tides', '--write', ...argv);
  const errors = async (): Promise<readonly string[]> => {
    const terminal = testTerminal();
    const env = { PATH: process.env['PATH'], HOME: state.root };
    const world = realWorld({ cwd: repository.root, env, home: project });
    const options = { ...PLAIN, format: 'json' } as const;
    await check(world, terminal, options);
    const found: readonly { readonly rule: string; readonly severity: string; readonly path: string }[] =
      JSON.parse(terminal.written.out).findings;
    return found.filter(({ severity }) => severity === 'error').map(({ rule, path: at }) => `${at} ${rule}`);
  };
  return { repository, state, run, plainly, write, errors };
}

afterAll(async () => {
  for (const { root } of states)
    await killSession(await laneFolderIn(root, 'tides').catch(() => '/nonexistent'));
  await Promise.all([...made, ...states].map((one) => one.remove()));
});
