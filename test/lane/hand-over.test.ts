import { expect, test } from 'vitest';
import { handOver, shimOf } from '../../src/lane/adapters/tmux-sending.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { play, toIdle } from './events.ts';

const FOLDER = '/lane';

/** A terminal whose input holds a text; its program opens the editor as often as `opens` says, one after another. */
function terminal(first: string, opens: readonly boolean[]) {
  const world = memoryWorld({ files: {} });
  const state = play(toIdle).at(-1)?.after;
  if (state === undefined) throw new Error('nothing was played');
  const shim = shimOf(FOLDER, state.generation);
  const left = [...opens];
  const sent: string[] = [];
  let input = first;
  const put = (place: string, text: string): void => void world.disk.set(place, Buffer.from(text));
  const press = async (key: string): Promise<void> => {
    if (key === 'C-g' && left.shift() === true) {
      put(shim.draft, input);
      input = Buffer.from(world.disk.get(shim.text) ?? '').toString();
    }
    if (key === 'Enter' && input !== '') {
      sent.push(input);
      input = '';
      put(`${FOLDER}/run/${state.generation}/hooks.jsonl`, 'x'.repeat(sent.length));
    }
  };
  const nothing = async (): Promise<never> => Promise.reject(new Error('not asked'));
  const server = { press, begin: nothing, pid: nothing, screen: nothing, end: nothing, attach: [] };
  const timeless = { ...world, processes: { ...world.processes, pause: async () => {} } };
  return {
    sent,
    putBack: (text: string): void => {
      input = text;
    },
    hand: (text: string) =>
      handOver(timeless, FOLDER, server, state, { id: 'm', text }, { drafts: 'keep', menu: false }),
  };
}

test('handOver() keeps what a person wrote, and sends its message once', async () => {
  const { hand, sent } = terminal('half a thought', [true]);
  expect(await hand('Count.')).toEqual({ draft: 'half a thought', submitted: true });
  expect(sent).toEqual(['Count.']);
});

test('handOver() takes a message that an interrupt put back for its own, also when it tries again', async () => {
  const { hand, sent, putBack } = terminal('', [true, false, true]);
  await hand('Count.');
  putBack('Count.');
  expect(await hand('Count more.')).toEqual({ draft: '', submitted: false });
  expect(await hand('Count more.')).toEqual({ draft: '', submitted: true });
  expect(sent).toEqual(['Count.', 'Count more.']);
});
