import { appendFile, chmod, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { LaneState } from '../../src/lane/types.ts';
import { realWorld } from '../../src/world/world.ts';
import { claimed } from '../../src/write/claim.ts';
import { build, project } from '../cli/built.ts';
import { commandStage, NOTE } from './command-stage.ts';
import { laneFolderIn, runLane } from './stage.ts';

beforeAll(build);

describe('slop lane status', () => {
  test('shows all other lanes where one cannot be looked at, and says why', async () => {
    const stage = await commandStage({}, { declared: { buoy: { worktree: 'lane/buoy' } } });
    await stage.launch();
    await stage.launch('buoy');
    const log = path.join(await laneFolderIn(stage.state.root, 'buoy'), 'events.jsonl');
    await appendFile(log, '{"schema":1,"seq":9}\n');
    const { code, json } = await stage.run({ verb: 'status', lane: null });
    expect(json['lanes']).toEqual([
      expect.objectContaining({
        lane: 'buoy',
        error: { code: 'log_broken', message: expect.stringContaining(log) },
      }),
      expect.objectContaining({ lane: 'tides', status: 'idle' }),
    ]);
    expect(code).toBe(23);
    expect((await stage.run({ verb: 'status', lane: 'buoy' })).json).toMatchObject({
      error: { code: 'log_broken' },
    });
  });

  test('shows a lane as its log has it where it cannot look further', async () => {
    const stage = await commandStage({ steps: [{ fault: 'mute' }] });
    await stage.launch();
    await stage.run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null });
    await chmod(await laneFolderIn(stage.state.root, 'tides'), 0o777);
    const known = { lane: 'tides', status: 'running', error: { code: 'folder_unsafe' } };
    expect(await stage.run({ verb: 'status', lane: null })).toMatchObject({
      code: 23,
      json: { lanes: [known] },
    });
    expect(await stage.run({ verb: 'status', lane: 'tides' })).toMatchObject({ code: 23, json: known });
    const plan = { dryRun: true, commit: false };
    expect((await stage.run({ verb: 'handoff', lane: 'tides', write: plan })).json).toMatchObject({
      error: { code: 'folder_unsafe' },
    });
  });

  test('names the next step where nothing was launched yet', async () => {
    const { repository, state } = await commandStage({}, { declared: { buoy: {} } });
    const told = async () => (await runLane(repository.root, state.root, ['status'], { json: false })).err;
    expect(await told()).toMatch(/slop lane launch .*buoy, tides/);
    await repository.write('slop.yaml', '');
    await repository.commit('No lanes');
    expect(await told()).toMatch(/lanes\.declared/);
  });

  test('tells when a turn ended, not when somebody looked, and counts no more of its budget', async () => {
    const stage = await commandStage({ steps: [{ wait: 300 }] });
    await stage.launch();
    await stage.run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null });
    await pause(4000);
    const { json } = await stage.run({ verb: 'status', lane: 'tides' });
    // Nothing more came since.
    expect(json).toMatchObject({ status: 'idle', turn: { phase: 'ended', changes: { paths: 0 } } });
    const { turn, totals } = json as unknown as LaneState;
    expect(Date.parse(turn?.ended ?? '') - Date.parse(turn?.began ?? '')).toBeLessThan(2500);
    expect(totals.milliseconds).toBeLessThan(2500);
  });

  const question = { request: { subtype: 'can_use_tool', tool_name: 'Bash' }, request_id: 'q1' };
  test.each([
    ['works on', { type: 'system', subtype: 'init' }, 'settling'],
    ['asks', { type: 'control_request', ...question }, 'requires-action'],
  ])('tells what a session %s behind a review, and what was judged', async (_, line, status) => {
    const stage = await commandStage({ steps: [{ say: 'Counted.' }] });
    await stage.launch();
    await stage.turn();
    await stage.review(1);
    const { session } = (await stage.run({ verb: 'status', lane: 'tides' })).json;
    const out = path.join(await laneFolderIn(stage.state.root, 'tides'), 'run/1/out.jsonl');
    await pause(20);
    await appendFile(out, `${JSON.stringify({ ...line, session_id: session })}\n`);
    expect((await stage.run({ verb: 'status', lane: 'tides' })).json).toMatchObject({ status });
    expect(await stage.run({ verb: 'result', lane: 'tides', turn: null, write: null })).toMatchObject({
      code: 0,
      json: { res: 'Counted.', status },
    });
  });

  test('knows no lane that nobody declared and that has no log', async () => {
    const { run } = await commandStage();
    expect((await run({ verb: 'status', lane: 'tides' })).json).toMatchObject({ status: 'absent' });
    const plan = { dryRun: true, commit: false };
    for (const command of [
      { verb: 'launch', lane: 'tidse', phase: null, audit: null },
      { verb: 'turn', lane: 'tidse', note: NOTE, wait: true, minutes: null },
      { verb: 'status', lane: 'tidse' },
      { verb: 'result', lane: 'tidse', turn: null, write: null },
      { verb: 'log', lane: 'tidse' },
      { verb: 'handoff', lane: 'tidse', write: plan },
    ] as const) {
      expect(await run(command)).toMatchObject({
        code: 22,
        json: { error: { code: 'lane_unknown', message: expect.stringContaining('(tides)') } },
      });
    }
    expect((await run({ verb: 'doctor', lane: 'tidse' })).code).toBe(22);
    expect((await run({ verb: 'status', lane: null })).json).toMatchObject({ lanes: [] });
  });
});

test('a lane whose launch was refused is none, as before', async () => {
  const { launch, repository, run } = await commandStage({}, { declared: { 'bugfix-1': {} } });
  expect(await launch('bugfix-1')).toMatchObject({ code: 19, json: { error: { code: 'audit_missing' } } });
  expect((await run({ verb: 'stop', lane: 'tides' })).json).toMatchObject({ status: 'absent' });
  expect((await run({ verb: 'status', lane: null })).json).toMatchObject({ lanes: [] });
  await repository.write('slop.yaml', '{"lanes":{"declared":{"tides":{"adapter":"fake"}}}}');
  await repository.commit('Without it');
  expect((await run({ verb: 'status', lane: 'bugfix-1' })).code).toBe(22);
  expect((await run({ verb: 'log', lane: 'bugfix-1' })).code).toBe(22);
});

describe('state.json', () => {
  test('counts as little as none where it was changed, whatever it says', async () => {
    const stage = await commandStage({ steps: [{ fault: 'foreign' }] });
    await stage.launch();
    await stage.turn();
    const file = path.join(await laneFolderIn(stage.state.root, 'tides'), 'state.json');
    const text = await readFile(file, 'utf8');
    const { turn: _, process: __, ...cut } = JSON.parse(text);
    for (const changed of [text.replace('"quarantined"', '"idle"'), JSON.stringify(cut)]) {
      await writeFile(file, changed);
      expect((await stage.run({ verb: 'status', lane: 'tides' })).json).toMatchObject({
        status: 'quarantined',
      });
      expect((await stage.turn()).code).toBe(17);
    }
  });

  test.each(['gone', 'cut'])(
    'tells that the log was changed where that is %s, and nothing begins anew',
    async (harm) => {
      const { launch, resume, run, state } = await commandStage();
      await launch();
      const folder = await laneFolderIn(state.root, 'tides');
      const log = path.join(folder, 'events.jsonl');
      const before = await readFile(log, 'utf8');
      if (harm === 'gone') await rm(log);
      else await writeFile(log, before.slice(0, before.indexOf('\n') + 1));
      const broken = { code: 23, json: { error: { code: 'log_broken' } } };
      for (const refused of [
        await launch(),
        await resume(),
        await run({ verb: 'status', lane: 'tides' }),
        await run({ verb: 'log', lane: 'tides' }),
      ])
        expect(refused).toMatchObject(broken);
      expect(await run({ verb: 'doctor', lane: 'tides' })).toMatchObject({
        code: 23,
        json: { lanes: [{ found: [{ code: 'log_broken' }] }] },
      });
      // Which process is to be ended is known still.
      const told = await run({ verb: 'status', lane: 'tides' });
      expect(told.json).toMatchObject({ status: 'idle', process: { pid: expect.any(Number) } });
      await writeFile(log, before);
      expect((await run({ verb: 'status', lane: 'tides' })).json).toMatchObject({ status: 'idle' });
    },
  );
});

describe('slop lane, handed what says nothing or two things at once', () => {
  test.each([
    ['review', 'tides', '1', 'correct', '--why', ' '],
    ['resume', 'tides', '--clear', ''],
    ['resume', 'tides', '--answer', ''],
    ['resume', 'tides', '--delivered', '--not-delivered'],
  ])('refuses it: %s', async (...argv) => {
    const { repository, state } = await commandStage();
    const { code, out, err } = await runLane(repository.root, state.root, argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: /);
  });
});

describe('slop lane doctor', () => {
  test('tells what else is wrong with a lane whose log is broken', async () => {
    const { launch, repository, run, state } = await commandStage();
    await launch();
    await appendFile(path.join(await laneFolderIn(state.root, 'tides'), 'events.jsonl'), '{"schema":1}\n');
    const declared = { tides: { adapter: 'stream', program: ['no-such-program'] } };
    await repository.write('slop.yaml', JSON.stringify({ lanes: { declared } }));
    await repository.commit('A program that is not there');
    const { code, json } = await run({ verb: 'doctor', lane: null });
    expect(code).toBe(23);
    expect(json).toMatchObject({
      lanes: [{ found: [{ code: 'log_broken' }, { code: 'agent_missing' }, { code: 'agent_undefined' }] }],
    });
  });

  test('makes the state files of a lane again when nobody else is at work in it', async () => {
    const { launch, repository, run, state } = await commandStage();
    await launch();
    const folder = await laneFolderIn(state.root, 'tides');
    const file = path.join(folder, 'state.json');
    const told = await readFile(file, 'utf8');
    await rm(file);
    const world = realWorld({ cwd: repository.root, env: {}, home: project });
    const other = { folder: `${folder}/claims`, title: 'turn of x', where: 'at work', patience: 0 };
    const [doctor] = await claimed(world, other, async () => {
      const begun = [run({ verb: 'doctor', lane: 'tides' })] as const;
      await pause(1000);
      await expect(readFile(file, 'utf8')).rejects.toThrow('ENOENT');
      return begun;
    });
    expect((await doctor).json).toMatchObject({ lanes: [{ found: [{ code: 'projection' }] }] });
    expect(await readFile(file, 'utf8')).toBe(told);
  });
});
