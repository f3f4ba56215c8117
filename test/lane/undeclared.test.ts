import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../cli/built.ts';
import { commandStage, NOTE } from './command-stage.ts';

beforeAll(build);

/** A lane at work that slop.yaml then says something else of. */
async function changedStage(lanes: object) {
  const stage = await commandStage({ steps: [{ wait: 60_000 }] });
  await stage.launch();
  await stage.run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null });
  await stage.repository.write('slop.yaml', JSON.stringify({ lanes }));
  await stage.repository.commit('Other lanes');
  return stage;
}

describe('a lane at work that slop.yaml declares no more', () => {
  test('is shown with what to do, found by doctor, interrupted and stopped, and takes nothing more', async () => {
    const { run } = await changedStage({ declared: { buoy: { adapter: 'fake' } } });
    const unknown = {
      code: 22,
      json: { error: { code: 'lane_unknown', message: expect.stringContaining('slop lane stop tides') } },
    };
    expect(await run({ verb: 'status', lane: 'tides' })).toMatchObject({
      ...unknown,
      json: { ...unknown.json, status: 'running' },
    });
    const resume = { delivered: null, answer: null, clear: null, goOn: true };
    expect(await run({ verb: 'resume', lane: 'tides', ...resume })).toMatchObject(unknown);
    expect(await run({ verb: 'turn', lane: 'tides', note: NOTE, wait: false, minutes: null })).toMatchObject(
      unknown,
    );
    const doctor = await run({ verb: 'doctor', lane: null });
    expect(doctor.json).toMatchObject({
      lanes: [{ lane: 'buoy' }, { lane: 'tides', found: [{ code: 'lane_unknown' }] }],
    });
    expect((await run({ verb: 'interrupt', lane: 'tides' })).json).toMatchObject({ end: 'cancelled' });
    expect((await run({ verb: 'stop', lane: 'tides' })).json).toMatchObject({ status: 'stopped' });
    expect((await run({ verb: 'status', lane: 'tides' })).code).toBe(0);
    expect((await run({ verb: 'doctor', lane: null })).json).toMatchObject({ lanes: [{ lane: 'buoy' }] });
  });

  test('is reached where it runs when slop.yaml says another adapter and folder', async () => {
    const { run } = await changedStage({ declared: { tides: { adapter: 'stream', folder: 'elsewhere' } } });
    expect((await run({ verb: 'status', lane: 'tides' })).json).toMatchObject({ status: 'running' });
    expect((await run({ verb: 'interrupt', lane: 'tides' })).json).toMatchObject({
      end: 'cancelled',
      status: 'idle',
    });
  });

  test('is looked at and ended though slop.yaml cannot be used, and takes nothing more', async () => {
    const { run, launch, turn } = await changedStage({ bogus: 1 });
    const told = /lanes\.bogus.*slop lane stop tides/;
    for (const lane of ['tides', null])
      expect(JSON.stringify((await run({ verb: 'status', lane })).json)).toMatch(told);
    expect(await turn()).toMatchObject({
      code: 22,
      json: { error: { code: 'lane_unknown', message: expect.stringMatching(told) } },
    });
    expect((await run({ verb: 'interrupt', lane: 'tides' })).json).toMatchObject({ end: 'cancelled' });
    expect(await run({ verb: 'stop', lane: 'tides' })).toMatchObject({
      code: 0,
      json: { status: 'stopped' },
    });
    expect(await launch()).toMatchObject({
      code: 22,
      json: { error: { message: expect.not.stringContaining('slop lane stop') } },
    });
  });
});
