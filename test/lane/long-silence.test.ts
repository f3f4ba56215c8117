import { expect, it } from 'vitest';
import { live } from './life.ts';
import { memoryStage } from './memory-stage.ts';

interface Line {
  readonly time: string;
  readonly event: { readonly type: string };
}

it('tells the end of a turn that was silent for long within one and a half seconds', async () => {
  for (let late = 0; late < 1000; late += 50) {
    const stage = memoryStage({ steps: [{ wait: 60_000 + late }] });
    await live(stage.process(), '000000000001');
    const log = Buffer.from(
      stage.world.disk.get('/state/slop/project/develop-1/events.jsonl') ?? '',
    ).toString();
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const at = (type: string) => Date.parse(lines.find(({ event }) => event.type === type)?.time ?? '');
    expect(at('turn.settled') - at('turn.ended'), `${late} ms later`).toBeLessThanOrEqual(1500);
  }
});
