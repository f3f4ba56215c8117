import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../src/commands/check.ts';
import { realWorld } from '../../src/world/world.ts';
import { build, project } from '../cli/built.ts';
import { testTerminal } from '../commands/terminal.ts';
import { type TemporaryFolder, temporaryFolder } from '../helpers/repository.ts';
import { killSession, laneFolderIn, laneRepository, runLane } from './stage.ts';

/** A handoff whose kickoff prompt is a contract, and nothing that `slop check` would find. */
const contract = (evidence: string): string => `---
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

const preload = pathToFileURL(fileURLToPath(new URL('killer.mjs', import.meta.url))).href;
const NOTE = 'record/count-v0_1.md';
const IDENTITY = {
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

async function stage(evidence: string, script: object = SCRIPT) {
  const repository = await laneRepository(
    { tides: { adapter: 'fake', script: 'agent.json', allowed: ['*.txt'] } },
    {
      config: { probes: PROBES, repos: { elsewhere: {} } },
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
  const write = (...argv: string[]) =>
    runLane(repository.root, state.root, ['result', 'tides', '--write', ...argv], {
      json: false,
      env: IDENTITY,
    });
  const errors = async (): Promise<readonly string[]> => {
    const terminal = testTerminal();
    const env = { PATH: process.env['PATH'], HOME: state.root };
    const world = realWorld({ cwd: repository.root, env, home: project });
    const options = { paths: [], format: 'json', strict: false, since: null, updateBaseline: false } as const;
    await check(world, terminal, options);
    const found: readonly { readonly rule: string; readonly severity: string; readonly path: string }[] =
      JSON.parse(terminal.written.out).findings;
    return found.filter(({ severity }) => severity === 'error').map(({ rule, path: at }) => `${at} ${rule}`);
  };
  return { repository, state, run, write, errors };
}

beforeAll(build, 120_000);
afterAll(async () => {
  for (const { root } of states)
    await killSession(await laneFolderIn(root, 'tides').catch(() => '/nonexistent'));
  await Promise.all([...made, ...states].map((one) => one.remove()));
});

describe('slop lane result --write', () => {
  test('writes answer, changes, evidence and then the review, by plans, and the record stays sound', async () => {
    const { run, write, errors, repository, state } = await stage(
      '- `fares` and `other`, both run\n- Manual check: read it',
    );
    await run('launch', 'tides');
    const turn = await run('turn', 'tides', NOTE);
    expect(turn.code).toBe(0);
    const head = (await repository.git('rev-parse', 'HEAD')).trim();
    expect(turn.json['evidence']).toMatchObject([
      {
        probe: 'fares',
        taken: true,
        receipt: { oid: head, clean: true, exitCode: 3, counts: { passed: 21 }, notes: ['count'] },
        tail: '21 passed\n?? left-behind\n',
      },
      { probe: 'other', taken: true, receipt: null },
    ]);
    expect(turn.json['checks']).toEqual(['read it']);
    // Nothing of the clean work tree is left, and nothing of what the probe did came here.
    expect(await readdir(path.join(await laneFolderIn(state.root, 'tides'), 'evidence'))).toEqual(['claims']);
    expect(await repository.git('status', '--short')).toBe('');
    expect((await repository.git('worktree', 'list')).trim().split('\n')).toHaveLength(1);

    const plan = (await run('result', 'tides', '--write')).json;
    const writes = plan['writes'] as unknown as { readonly path: string; readonly text: string }[];
    expect(writes.map((one) => path.posix.dirname(one.path))).toEqual([
      'record/turn-results',
      'record/receipts',
    ]);
    expect((await write('--dry-run')).code).toBe(0);
    expect(await repository.git('status', '--short')).toBe('');

    const written = await write('--commit');
    expect(`${written.code} ${written.err}`).toBe('0 ');
    const id = String(turn.json['id']);
    expect(await repository.git('log', '-1', '--format=%B')).toBe(
      `tides turn 1: finished\n\nSlop-Turn: ${id}\nClaude-Session: ${turn.json['sid']}\nRecord: tides-turn-1-result\n\n`,
    );
    const place = path.join(repository.root, 'record/turn-results/tides-turn-1-result.md');
    const open = await readFile(place, 'utf8');
    for (const part of [
      `head: ${head}`,
      'status: open',
      'breach: not-allowed',
      '‹U+200B›',
      'elsewhere',
      'read it',
    ])
      expect(open).toContain(part);
    expect(await errors()).toEqual([]);

    await run('review', 'tides', '1', 'crossed', '--why', 'docs/ was not asked for.');
    expect((await write('--commit')).code).toBe(0);
    const reviewed = await readFile(place, 'utf8');
    expect(reviewed).toContain('status: reviewed');
    expect(reviewed).toContain('Crossed: docs/ was not asked for.');
    expect(
      reviewed
        .replace(/^review: .*\n/m, '')
        .replace('reviewed', 'open')
        .split('\n')
        .slice(0, -3),
    ).toEqual(open.split('\n').slice(0, -3));
    expect(await errors()).toEqual([]);
    // Spent once.
    expect((await write()).out).toContain('nothing to change');
  }, 180_000);

  test('is asked for before a turn is accepted, and what was interrupted is measured by it', async () => {
    const { run, write, repository } = await stage('- `fares` counts them');
    await run('launch', 'tides');
    await run('turn', 'tides', NOTE, '--no-wait');
    await expect
      .poll(async () => (await run('status', 'tides')).json['status'], { timeout: 30_000 })
      .toBe('idle');
    const refused = await run('review', 'tides', '1', 'accepted', '--why', 'x');
    expect(refused).toMatchObject({ code: 19, json: { error: { code: 'evidence_missing' } } });
    expect((await write()).code).toBe(0);
    expect((await run('review', 'tides', '1', 'accepted', '--why', 'x')).code).toBe(0);
    expect((await repository.git('status', '--short', '-uall')).trim().split('\n')).toHaveLength(2);
  }, 120_000);

  test('comes to the same where slop was killed between the end of a turn and its note', async () => {
    const { run, write, repository, state } = await stage('- `fares` counts them');
    const turns = ['turn', 'tides', NOTE];
    await run('launch', 'tides');
    const count = path.join(state.root, 'count');
    await runLane(repository.root, state.root, turns, { preload, env: { SLOP_COUNT_TO: count } });
    const writes = Number(await readFile(count, 'utf8'));
    const base = (await repository.git('rev-parse', 'HEAD~1')).trim();
    for (let before = 14; before >= 0; before -= 2) {
      await run('review', 'tides', String(8 - before / 2), 'correct', '--why', 'x');
      await repository.git('reset', '--quiet', '--hard', base);
      const killed = await runLane(repository.root, state.root, turns, {
        preload,
        env: { SLOP_KILL_AT: String(writes - before) },
      });
      expect([null, 0], `${before}`).toContain(killed.code);
      await run('resume', 'tides');
      const { code, err } = await write('--dry-run');
      expect(`${before}: ${code} ${err.replace(/ would.*/s, '')}`).toBe(`${before}: 0 slop: 2 files`);
      const { json } = await run('result', 'tides');
      expect(json, `${before}`).toMatchObject({
        status: 'idle',
        end: 'finished',
        base,
        changed: { crossed: true },
        evidence: [{ probe: 'fares', taken: true, receipt: { counts: { passed: 21 } } }],
      });
      expect((await repository.git('worktree', 'list')).trim().split('\n')).toHaveLength(1);
    }
  }, 300_000);
});
