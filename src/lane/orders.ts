import { continuation } from './continuation.ts';
import { deed } from './deed.ts';
import { digestOf } from './digest.ts';
import type { Lane } from './lane.ts';
import { readBody } from './log/bodies.ts';
import type { LaneState, Observation, Order } from './types.ts';

/**
 * Carries one order out, and says what came of it. Its reason is in the log. What fails here leaves the log as it is:
 * a look around finds out later.
 */
export async function carryOut(lane: Lane, state: LaneState, order: Order): Promise<readonly Observation[]> {
  const { adapter } = lane;
  switch (order.type) {
    case 'start':
      return start(lane, state, order);
    case 'send':
      return send(lane, state, order);
    case 'answer':
      await adapter.answer(state, order.question, order.answer);
      return [];
    case 'interrupt':
      await adapter.interrupt(state);
      return [];
    case 'stop':
      await adapter.stop(state);
      return [deed({ type: 'session.gone', how: 'It was stopped.' })];
  }
}

async function start(
  { adapter, world }: Lane,
  state: LaneState,
  { generation, session, resume }: Extract<Order, { type: 'start' }>,
): Promise<readonly Observation[]> {
  const { declaration: lane } = state;
  if (lane === null) return [];
  try {
    const again = resume && !(await isBlank(world, state));
    const { process, tmux } = await adapter.start({ lane, generation, session, resume: again });
    return [deed({ type: 'start.process', process, tmux })];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [deed({ type: 'start.failed', code: 'startup_failed', message })];
  }
}

/** The program begins the record of a session with its first message, and can open none again that has no record. */
async function isBlank({ files }: Lane['world'], { turn, transcript }: LaneState): Promise<boolean> {
  return turn === null && transcript !== null && (await files.stat(transcript)) === null;
}

/** That sending failed proves as little as that it did not. */
async function send(
  lane: Lane,
  state: LaneState,
  order: Extract<Order, { type: 'send' }>,
): Promise<readonly Observation[]> {
  try {
    const text = await textOf(lane, state, order);
    if (text === null) return unsent(order, 'The prompt is not beside the log any more.');
    const sent = await lane.adapter.send(state, { id: order.message, text });
    return [...draftKept(sent.draft), ...(sent.unsent === null ? [] : unsent(order, sent.unsent))];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      deed({ type: 'note', code: 'send_failed', message, body: null }),
      deed({ type: 'send.unproven', message: order.message, why: message }),
    ];
  }
}

function unsent({ message }: Extract<Order, { type: 'send' }>, why: string): readonly Observation[] {
  return [deed({ type: 'send.disproved', message, by: 'hand-over', why })];
}

/** Characters of a draft that the log shows; all of it lies beside the log. */
const DRAFT = 80;

/** What a person had written is theirs: it is kept. */
function draftKept(draft: string | null): readonly Observation[] {
  if (draft === null) return [];
  const body = digestOf(draft);
  const begins = JSON.stringify(draft.slice(0, DRAFT));
  const message = `A draft of ${draft.length} characters stood in the input, and begins ${begins}.`;
  const event = { type: 'note', code: 'draft_kept', message, body } as const;
  return [deed(event, new Map([[body, draft]]))];
}

/** The exact text of a message; null when the prompt is not beside the log any more, which sends nothing. */
async function textOf(
  { world, folder }: Lane,
  { turn }: LaneState,
  { what }: Extract<Order, { type: 'send' }>,
): Promise<string | null> {
  if (turn === null) return null;
  return what === 'prompt' ? readBody(world, folder, turn.request.digest) : continuation(turn);
}
