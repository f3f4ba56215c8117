import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, PLAIN } from '../../src/commands/check/check.ts';
import { verify } from '../../src/commands/verify/verify.ts';
import { realWorld } from '../../src/world/world.ts';
import { testTerminal } from '../commands/terminal.ts';
import { makeExampleRepositories } from '../helpers/example-repositories.mjs';
import { home, withGit } from '../helpers/git-world.ts';

let folder: string;
let root: string;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'slop-example-')));
  root = join(folder, 'project');
  await makeExampleRepositories(folder);
  for (const name of ['slop.yaml', 'record']) {
    cpSync(join(home, name), join(root, name), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function exampleWorld() {
  const env = { ...withGit, SLOP_REPO_ENGINE: join(folder, 'engine'), SLOP_REPO_DESK: join(folder, 'desk') };
  return realWorld({ cwd: root, env, home });
}

async function verified(note: string) {
  const terminal = testTerminal();
  const options = { keep: false, update: false, dryRun: false, commit: false, answers: null } as const;
  const code = await verify(exampleWorld(), terminal, { ...options, note, json: true });
  return { code, ...JSON.parse(terminal.written.out) };
}

test('the whole record holds when the repositories that it names are there', async () => {
  const terminal = testTerminal();
  const options = { ...PLAIN, format: 'json', strict: true } as const;
  const code = await check(exampleWorld(), terminal, options);
  expect(JSON.parse(terminal.written.out).findings).toEqual([]);
  expect(code).toBe(0);
});

test('the claims of the implementation notes hold in the example repositories', async () => {
  const { code, claims, summary } = await verified('phase-12-implementation-notes');
  expect(claims.filter(({ state }: { state: string }) => state === 'verified')).toHaveLength(7);
  expect([code, summary.claims.contradicted]).toEqual([0, 0]);
});

test('the handoff holds: heads of its day, a probe that runs, and six things to read', async () => {
  const { code, claims, reading, receipts } = await verified('phase-12-step-2b-live-halt-session-handoff');
  const state = (type: string) =>
    claims.flatMap((claim: { type: string; state: string }) => (claim.type === type ? [claim.state] : []));
  expect(state('head')).toEqual(['verified', 'verified', 'verified', 'verified']);
  expect(state('baseline').filter((one: string) => one === 'verified')).toHaveLength(1);
  expect(receipts).toMatchObject([{ probe: 'engine-commits', value: '8', exitCode: 0 }]);
  expect(reading.entries.map((entry: { state: string }) => entry.state)).toEqual(Array(6).fill('there'));
  expect(reading.words).toBeGreaterThan(0);
  expect(code).toBe(0);
});
