import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptedAlthough } from '../../src/lane/operations/evidence.ts';
import type { LaneState } from '../../src/lane/types.ts';
import { build } from '../cli/built.ts';
import { plan, turnNote } from '../helpers/turn-note.ts';
import { commandStage, NOTE } from './command-stage.ts';
import { laneFolderIn, noteOf } from './stage.ts';

beforeAll(build);

const changesIn = (json: { readonly [key: string]: unknown }) =>
  json['changed'] as {
    readonly crossed: boolean | null;
    readonly head: string | null;
    readonly commits: readonly { readonly subject: string }[];
    readonly paths: readonly { readonly path: string; readonly breach: string | null }[];
  };
const breaches = (json: { readonly [key: string]: unknown }) =>
  Object.fromEntries(changesIn(json).paths.map(({ path: place, breach }) => [place, breach]));

describe('what a turn changed', () => {
  test('is listed, committed and not, and what was there before is not counted', async () => {
    const { launch, turn, repository } = await commandStage({
      steps: [
        { write: { 'src/fares.ts': '1\n', 'record/plan-v0_1.md': '# Plan\n' }, commit: 'Count the fares' },
        { write: { 'src/late.ts': '2\n', 'notes.txt': 'old and new\n' } },
      ],
    });
    await repository.write('notes.txt', 'old\n');
    await repository.write('other.txt', 'old\n');
    await launch();
    const first = await turn();
    expect(first.json).toMatchObject({ end: 'finished', changed: { crossed: false, why: null } });
    expect(changesIn(first.json).commits.map(({ subject }) => subject)).toEqual(['Count the fares']);
    expect(changesIn(first.json).head).toBe((await repository.git('rev-parse', 'HEAD')).trim());
    // The commit took what lay there as well.
    expect(Object.keys(breaches(first.json))).toEqual([
      'notes.txt',
      'other.txt',
      'record/plan-v0_1.md',
      'src/fares.ts',
    ]);
  });

  test('leaves out what somebody else had not committed, and shows what of it was changed or thrown away', async () => {
    const { launch, turn, repository } = await commandStage({
      steps: [
        {
          write: { 'src/late.ts': '2\n', 'kept.txt': 'new\n', [NOTE]: noteOf('Count the fares, then stop.') },
        },
      ],
    });
    await repository.write('kept.txt', 'old\n');
    await repository.write('left.txt', 'old\n');
    await launch();
    const { json } = await turn();
    expect(changesIn(json).paths).toEqual([
      { path: 'kept.txt', change: 'added', committed: false, uncommitted: true, breach: null },
      { path: 'src/late.ts', change: 'added', committed: false, uncommitted: true, breach: null },
    ]);
  });

  test('crosses the bounds of its lane, with each path that did', async () => {
    const { launch, turn, run } = await commandStage(
      { steps: [{ write: { 'src/fares.ts': '1\n', 'docs/a.md': 'a\n' }, commit: 'All of it' }] },
      { declared: { tides: { allowed: ['src/**'] } } },
    );
    await launch();
    const { json, code } = await turn();
    expect(code).toBe(0);
    expect(json).toMatchObject({ status: 'idle', changed: { crossed: true } });
    expect(breaches(json)).toEqual({ 'docs/a.md': 'not-allowed', 'src/fares.ts': null });
    const { turn: over } = (await run({ verb: 'status', lane: 'tides' })).json as unknown as LaneState;
    expect(over && acceptedAlthough(over)).toMatch(/^Accepted although 1 path .* not to change\.\n$/);
    const reviewed = await run({ verb: 'review', lane: 'tides', turn: 1, verdict: 'crossed', why: 'docs/' });
    expect(reviewed.code).toBe(0);
  });

  test('puts the lane in quarantine when it touched a protected path, also when that was put back', async () => {
    const { launch, turn, resume, run, repository } = await commandStage(
      { steps: [{ write: { '.github/ci.yml': 'off\n' }, commit: 'Off' }] },
      { declared: { tides: { protected: ['.github/**'] } } },
    );
    await launch();
    const { json, code } = await turn();
    expect(code).toBe(17);
    expect(json).toMatchObject({ status: 'quarantined', reason: 'boundary_crossed', end: 'finished' });
    expect(breaches(json)).toEqual({ '.github/ci.yml': 'protected' });
    await repository.git('reset', '--quiet', '--hard', 'HEAD~1');
    expect((await resume({ clear: 'Taken back.' })).json).toMatchObject({ status: 'idle' });
    await run({ verb: 'review', lane: 'tides', turn: 1, verdict: 'crossed', why: 'x' });
    expect((await run({ verb: 'status', lane: 'tides' })).json).toMatchObject({ status: 'idle' });
  });

  test('is held to the settings that were published when it was sent, whatever it makes of them', async () => {
    const settings = JSON.stringify({
      lanes: { declared: { tides: { adapter: 'fake', script: 'agent.json' } } },
    });
    const { launch, turn } = await commandStage(
      { steps: [{ write: { 'slop.yaml': settings, 'src/a.ts': '1\n' }, commit: 'Free' }] },
      { declared: { tides: { allowed: ['docs/**'] } } },
    );
    await launch();
    expect(breaches((await turn()).json)).toEqual({ 'slop.yaml': 'not-allowed', 'src/a.ts': 'not-allowed' });
  });

  test('holds an orientation to documents', async () => {
    const look = turnNote(
      {
        'This turn only': 'Read the plan, and tell where dates are lost.',
        'Evidence required': '- Manual check: the operator reads the answer.',
        'Stop boundary': 'Stop when you have told it. Do not repair anything yet.',
      },
      { turn: 'bugfix-orientation', title: 'Look' },
    );
    const { launch, turn } = await commandStage(
      { steps: [{ write: { 'docs/plan.md': 'a\n', 'src/fares.ts': '1\n' } }] },
      { files: { 'record/plan-v0_1.md': plan, 'record/look-v0_1.md': look } },
    );
    await launch();
    expect(breaches((await turn('record/look-v0_1.md')).json)).toEqual({
      'docs/plan.md': null,
      'src/fares.ts': 'kind',
    });
  });

  test('is told of a lane with a work tree of its own, and of one whose session died', async () => {
    const { launch, turn, resume, repository } = await commandStage(
      { steps: [{ write: { 'src/a.ts': '1\n' }, commit: 'One', fault: 'exit' }, {}] },
      { declared: { buoy: { worktree: 'lane/buoy' } } },
    );
    await launch('buoy');
    const lost = await turn(NOTE, 'buoy');
    expect(lost.json).toMatchObject({ status: 'lost', end: null, changed: null });
    expect((await repository.git('log', '-1', '--format=%s', 'lane/buoy')).trim()).toBe('One');
    const { json } = await resume({ lane: 'buoy', goOn: true });
    expect(json).toMatchObject({ status: 'idle', end: 'finished' });
    expect(breaches(json)).toEqual({ 'src/a.ts': null });
  });

  test('cannot be told where its commit is gone, and says so', async () => {
    const { launch, turn, repository, run, state } = await commandStage({ steps: [{ wait: 4000 }] });
    await launch();
    const going = turn();
    await expect
      .poll(async () => (await run({ verb: 'status', lane: 'tides' })).json['status'])
      .toBe('running');
    await rm(path.join(repository.root, '.git'), { recursive: true });
    const { json } = await going;
    expect(json).toMatchObject({ end: 'finished', changed: { crossed: null, head: null, paths: [] } });
    const kept = await readFile(path.join(await laneFolderIn(state.root, 'tides'), 'result.json'), 'utf8');
    expect(JSON.parse(kept).changed.why).toMatch(/no Git work tree/);
  });
});
