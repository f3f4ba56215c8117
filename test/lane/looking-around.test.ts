import { expect, test } from 'vitest';
import { advance, lookAround } from '../../src/lane/advance.ts';
import { live } from './life.ts';
import { memoryStage } from './memory-stage.ts';

test('lookAround() sends nothing into a lane whose limit is over, and advance() goes on with it', async () => {
  const stage = memoryStage({ steps: [{ fault: 'limit', reset: 30 }, {}] });
  const lane = stage.process();
  const { config } = lane;
  const limits = { ...config.limits, resume: false };
  const blocked = await live({ ...lane, config: { ...config, limits } }, '000000000001');
  expect(blocked.status).toBe('blocked');
  stage.putClockOn(3_600_000, 1);
  await lane.world.processes.pause(1);
  expect((await lookAround(stage.process())).status).toBe('blocked');
  expect(stage.got.size).toBe(1);
  await advance(stage.process());
  expect(stage.got.size).toBe(2);
});

test('advance() sends nothing into a lane whose folder is gone when its limit is over', async () => {
  const stage = memoryStage({ steps: [{ fault: 'limit', reset: 30 }, {}] });
  const lane = stage.process();
  const limits = { ...lane.config.limits, resume: false };
  await live({ ...lane, config: { ...lane.config, limits } }, '000000000001');
  stage.putClockOn(3_600_000, 1);
  await lane.world.processes.pause(1);
  const next = stage.process();
  const { stat } = next.world.files;
  const files = { ...next.world.files, stat: async (at: string) => (at === next.cwd ? null : stat(at)) };
  await expect(advance({ ...next, world: { ...next.world, files } })).rejects.toMatchObject({
    code: 'worktree_missing',
  });
  expect(stage.got.size).toBe(1);
  expect((await advance(stage.process())).status).toBe('delivering');
  expect(stage.got.size).toBe(2);
});
