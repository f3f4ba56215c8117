import { expect, test } from 'vitest';
import { handOver, shimOf } from '../../src/lane/adapters/tmux-sending.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { play, toIdle } from './events.ts';

const FOLDER = '/lane';

/** Presses after which a key is given up. */
const PRESSES = 5;

/**
 * A terminal whose input holds a text. Its program takes a key, or loses it, as `takes` says of one press after another;
 * each Enter makes a hook say something else first.
 */
function terminal(
  first: string,
  takes: { readonly 'C-g': readonly boolean[]; readonly Enter?: readonly boolean[] },
) {
  const world = memoryWorld({ files: {} });
  const state = play(toIdle).at(-1)?.after;
  if (state === undefined) throw new Error('nothing was played');
  const shim = shimOf(FOLDER, state.generation);
  const left = { 'C-g': [...takes['C-g']], Enter: [...(takes.Enter ?? [])] };
  const sent: string[] = [];
  let [input, said] = [first, ''];
  const say = (event: string): void => {
    said += `${JSON.stringify({ hook_event_name: event })}\n`;
    put(`${FOLDER}/run/${state.generation}/hooks.jsonl`, said);
  };
  const put = (place: string, text: string): void => void world.disk.set(place, Buffer.from(text));
  const press = async (key: string): Promise<void> => {
    if (key === 'C-g' && left[key].shift() === true) {
      put(shim.draft, input);
      input = Buffer.from(world.disk.get(shim.text) ?? '').toString();
    }
    if (key === 'Enter') {
      say('Notification');
      if (left[key].shift() === false || input === '') return;
      sent.push(input);
      input = '';
      say('UserPromptSubmit');
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
  const { hand, sent } = terminal('half a thought', { 'C-g': [true] });
  expect(await hand('Count.')).toEqual({ draft: 'half a thought', submitted: true });
  expect(sent).toEqual(['Count.']);
});

test('handOver() takes a message that an interrupt put back for its own, also when it tries again', async () => {
  const { hand, sent, putBack } = terminal('', {
    'C-g': [true, ...Array.from({ length: PRESSES }, () => false), true],
  });
  await hand('Count.');
  putBack('Count.');
  expect(await hand('Count more.')).toEqual({ draft: '', submitted: false });
  expect(await hand('Count more.')).toEqual({ draft: '', submitted: true });
  expect(sent).toEqual(['Count.', 'Count more.']);
});

test('handOver() presses a key again that was lost, and Enter until the session is at work', async () => {
  const { hand, sent } = terminal('', { 'C-g': [false, true], Enter: [false, false, true] });
  expect(await hand('Count.')).toEqual({ draft: '', submitted: true });
  expect(sent).toEqual(['Count.']);
});
