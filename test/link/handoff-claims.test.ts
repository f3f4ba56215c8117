import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { realWorld } from '../../src/world/world.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { folderKeeper, frozenEnvironment, temporaryRepository } from '../helpers/repository.ts';

const keep = folderKeeper();
const root = path.resolve(import.meta.dirname, '../..');

const BRANCH = 'phase-31-berth-lights';
const HALT = 'phase-31-halt-surface-2026-05-12-step-2b-v0_1.md';

/** A session handoff of an older record, in the shapes that people give it. */
function handoff(hash: Readonly<Record<'first' | 'second' | 'desk' | 'deskBefore' | 'tag', string>>): string {
  return `# Ferries — Phase 31 Step 2b halt — session handoff

**Version.** 0.1
**Date.** 2026-05-13
**Status.** Standalone orientation artifact for the next session.

---

## 1. What this is

The halt note is at engine repo docs/halts/${HALT} (filed at engine commit ${hash.first}; amended at ${hash.second} with what the harbour master said). Its §2 and the rest live on the note.

## 2. Where things stand

### Branch state at halt

- Engine: \`${BRANCH}\` at ${hash.second}
- Desk: \`${BRANCH}\` at ${hash.desk} = head of ${BRANCH}

### Test counts

| Repository | Branch | HEAD | Tests |
| --- | --- | --- | --- |
| engine | ${BRANCH} | engine ${hash.second} | 1,204 pass + 1 fail + 9 skip |
| desk | ${BRANCH} | desk ${hash.desk} | 88 pass |

Phase 30 closed with tag phase-30-berths at engine ${hash.first} (annotated tag object ${hash.tag}).

## 3. How we got here

1. Cycle 1. The lamps were dark; repaired, desk at ${hash.deskBefore}.
2. Cycle 2. They came on at noon. Before that, engine HEAD was ${hash.first}.

## 4. Reading order

1. This handoff.
2. ${HALT} at engine HEAD ${hash.second} (authoritative).
3. berth-plan-v0_2.md, for what it was before.

## 5. Kickoff prompt

\`\`\`
Open the scoping of cycle 3 (engine repo docs/halts/; commits
${hash.first} + ${hash.second} on branch ${BRANCH}).

First run both suites:
- Engine: cd engine && .venv/bin/pytest -q
  Expected per handoff: 1,204 pass + 1 fail + 9 skip
- Desk: cd desk && npm test -- --run
  Expected per handoff: 88 vitest pass

Stack:
- Engine API pid 4711 on :8000 (may still be running)
- Desk dev server pid 4712 on :3001

- Engine HEAD ${hash.second} (the amendment).
- Desk HEAD ${hash.desk}.
\`\`\`
`;
}

const plan = (version: string, lights: string): string =>
  `# Berth plan — v${version}\n\n**Version.** ${version}\n**Date.** 2026-05-1${version.at(-1)}\n\n---\n\n## 1. Berths\n\nNine.\n\n## 2. Lights\n\n${lights}\n\n## 3. Notes\n\n§1 is unchanged since v0.1. §2 is unchanged since v0.1.\n`;

/** Every claim of the two notes, `state: recorded`, in a world where what `moved` names is not as they say. */
async function states(moved: boolean): Promise<readonly string[]> {
  const engine = await keep(temporaryRepository({ 'README.md': 'e' }));
  await engine.commit('Open the engine');
  await engine.git('switch', '--quiet', '--create', BRANCH);
  await engine.write(`docs/halts/${HALT}`, 'one');
  const first = await engine.commit('Halt');
  await engine.git('tag', '--annotate', '--message', 'Close', 'phase-30-berths');
  const tag = (await engine.git('rev-parse', 'phase-30-berths')).trim();
  if (moved) {
    await engine.git('rm', '--quiet', `docs/halts/${HALT}`);
    await engine.git('tag', '--force', '--annotate', '--message', 'Again', 'phase-30-berths', 'HEAD~1');
  } else await engine.write(`docs/halts/${HALT}`, 'two');
  const second = await engine.commit('Amend');

  const desk = await keep(temporaryRepository({ 'README.md': 'd' }));
  await desk.git('switch', '--quiet', '--create', BRANCH);
  const deskBefore = await desk.commit('Lamps');
  const deskNow = await desk.commit('Noon');
  if (moved) await desk.commit('Later', 5 * 24 * 3600);

  const record = await keep(temporaryRepository());
  const short = (oid: string): string => oid.slice(0, 7);
  const hashes = {
    first: short(first),
    second: short(second),
    desk: short(deskNow),
    deskBefore: short(deskBefore),
    tag: short(tag),
  };
  const files: Readonly<Record<string, string>> = {
    'slop.yaml': 'repos:\n  engine: {}\n  desk: {}\n',
    'slop.local.yaml': `repos:\n  engine: ${engine.root}\n  desk: ${desk.root}\n`,
    'record/phase-31-session-handoff-v0_1.md': handoff(hashes),
    'record/archive/berth-plan-v0_1.md': plan('0.1', 'None.').replace(/§.*/, 'New.'),
    'record/berth-plan-v0_2.md': plan('0.2', moved ? 'Red.' : 'None.'),
  };
  for (const [place, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(record.root, place)), { recursive: true });
    await writeFile(path.join(record.root, place), text);
  }
  await record.commit('File the record');
  const world = realWorld({ cwd: record.root, env: frozenEnvironment(0), home: root });
  const { graph } = await compileAt(world, record.root);
  const named = new Map(Object.entries(hashes).map(([name, oid]) => [oid, name]));
  return [...graph.claims.values()]
    .flat()
    .map(
      ({ state, recorded }) =>
        `${state}: ${recorded.replace(/\b[0-9a-f]{7}\b/, (oid) => named.get(oid) ?? oid)}`,
    );
}

const baselines = ['asserted: 1204 passed, 1 failed, 9 skipped', 'asserted: 88 passed'];
const services = ['asserted: Engine API at port 8000', 'asserted: Desk dev server at port 3001'];

test('a handoff in the shapes of an older record gives each statement its state, where all of it holds', async () => {
  expect((await states(false)).toSorted()).toEqual(
    [
      'verified: §1 as in 0.1',
      'verified: §2 as in 0.1',
      `verified: docs/halts/${HALT} at first`,
      `verified: docs/halts/${HALT} amended at second`,
      `verified: ${HALT} at second`,
      `verified: ${BRANCH} at second`,
      `verified: ${BRANCH} at second`,
      `verified: ${BRANCH} at desk`,
      `verified: ${BRANCH} at desk`,
      'verified: phase-30-berths at first',
      'verified: phase-30-berths at tag',
      'verified: head at second',
      'verified: head at second',
      'verified: head at desk',
      ...baselines,
      ...baselines,
      ...services,
    ].toSorted(),
  );
});

test('the same gives each statement its state, where some of it does not hold', async () => {
  expect((await states(true)).toSorted()).toEqual(
    [
      'verified: §1 as in 0.1',
      'contradicted: §2 as in 0.1',
      `verified: docs/halts/${HALT} at first`,
      `contradicted: docs/halts/${HALT} amended at second`,
      `contradicted: ${HALT} at second`,
      `verified: ${BRANCH} at second`,
      `verified: ${BRANCH} at second`,
      `contradicted: ${BRANCH} at desk`,
      `contradicted: ${BRANCH} at desk`,
      'contradicted: phase-30-berths at first',
      'contradicted: phase-30-berths at tag',
      'verified: head at second',
      'verified: head at second',
      'contradicted: head at desk',
      ...baselines,
      ...baselines,
      ...services,
    ].toSorted(),
  );
});
