import { expect, test } from 'vitest';
import { act } from '../../src/lane/act.ts';
import { adapterFor } from '../../src/lane/adapters/adapters.ts';
import { readRaw } from '../../src/lane/adapters/raw.ts';
import { streamLine } from '../../src/lane/adapters/stream-lines.ts';
import { terminalHook } from '../../src/lane/adapters/tmux-hooks.ts';
import { deed } from '../../src/lane/deed.ts';
import { digestOf } from '../../src/lane/digest.ts';
import { currentState, foldLog } from '../../src/lane/log/current.ts';
import { appendLog } from '../../src/lane/log/log.ts';
import { initialState } from '../../src/lane/state/initial.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';
import { base, changes, request, toRunning } from './events.ts';
import { memoryStage } from './memory-stage.ts';

const LATE = '<task-notification>One is done.</task-notification>';
const HOOKS = 'run/1/hooks.jsonl';

/** A lane whose turn runs, and what reads the lines that its hooks have added since. */
async function spooled() {
  const made = memoryStage({ steps: [] }).process();
  // Its messages leave, and no agent is there to take one.
  const lane = { ...made, adapter: { ...made.adapter, send: async () => ({ draft: null, unsent: null }) } };
  const { world, folder, name } = lane;
  const events = toRunning.map((event) => ({ event, certainty: 'asserted', from: null }) as const);
  await appendLog(world, folder, initialState(name), events);
  const hook = (hook_event_name: string, payload: object) =>
    world.logs.append(
      `${folder}/${HOOKS}`,
      `${JSON.stringify({ hook_event_name, session_id: 's1', ...payload })}\n`,
    );
  const stop = (answer: string, tasks: number, prompt_id = 'p1') =>
    hook('Stop', {
      prompt_id,
      last_assistant_message: answer,
      background_tasks: Array.from({ length: tasks }, () => ({ status: 'running' })),
    });
  /** A turn that is reviewed, and the next one, whose message is on its way. */
  const sendNext = () => {
    const digest = digestOf('Count.');
    return act(lane, 'sending', () => [
      deed({ type: 'turn.settled' }),
      deed({ type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' }),
      deed(
        { type: 'turn.claimed', id: 't2', request: { ...request, digest }, base },
        new Map([[digest, 'Count.']]),
      ),
      deed({ type: 'send.intent', message: 't2', what: 'prompt', recorded: 0 }),
    ]);
  };
  const logged = async () => (await currentState(world, folder, name)).state;
  const read = async () => readRaw(world, folder, HOOKS, await logged(), terminalHook);
  const taken = async () => {
    const seen = await read();
    return act(lane, 'reading', () => seen);
  };
  return { lane, hook, stop, sendNext, logged, read, taken };
}

test('what work in the background came to is the answer, though its end is read together with that of the turn', async () => {
  const { lane, stop, read } = await spooled();
  await stop('Started a task.', 1);
  await stop('The task is done.', 0);
  const seen = await read();
  const state = await act(lane, 'reading', () => seen);
  expect(state).toMatchObject({
    status: 'settling',
    tasks: 0,
    turn: { result: { summary: 'The task is done.' } },
  });
});

test.each([
  ['before it settled', []],
  [
    'when it had settled, and measured what it changes',
    [
      deed({ type: 'turn.settled' }),
      deed({ type: 'changes.found', turn: 't1', changes }),
      deed({
        type: 'evidence.taken',
        turn: 't1',
        evidence: { probe: 'fares', receipt: null, why: 'x', tail: null },
      }),
    ],
  ],
])('what comes back behind the end of a turn is waited for, %s', async (_, settled) => {
  const { lane, hook, stop, taken } = await spooled();
  await stop('Started two tasks, and both are done.', 0);
  await taken();
  await act(lane, 'settling', () => settled);
  await hook('UserPromptSubmit', { prompt: LATE, prompt_id: 'p2' });
  expect(await taken()).toMatchObject({
    status: 'settling',
    late: 'p2',
    turn: { changes: null, evidence: [] },
  });
  await hook('StopFailure', { error: 'server_error', last_assistant_message: 'API Error: 500' });
  expect(await taken()).toMatchObject({ status: 'settling', tasks: 0, late: null });
  await hook('UserPromptSubmit', { prompt: '<task-notification>The other, too.</task-notification>' });
  await stop('Both are done.', 0);
  expect(await taken()).toMatchObject({
    status: 'settling',
    tasks: 0,
    turn: { result: { end: 'finished', summary: 'Both are done.' } },
  });
});

test('work in the background that asks something behind the end of a turn is told, and waited for again', async () => {
  const { lane, hook, stop, taken } = await spooled();
  await stop('Started a task.', 1);
  await hook('PermissionRequest', { agent_id: 'a1', tool_name: 'Bash', tool_input: { command: 'ls' } });
  const asking = await taken();
  expect(asking).toMatchObject({ status: 'requires-action', reason: 'permission', tasks: 1 });
  const answer = { id: asking.questions[0]?.id ?? '', answer: 'allow', by: 'session' } as const;
  expect(await act(lane, 'answering', () => [deed({ type: 'question.settled', ...answer })])).toMatchObject({
    status: 'settling',
    tasks: 1,
  });
  await hook('PermissionRequest', { agent_id: 'a1', tool_name: 'Bash', tool_input: { command: 'pwd' } });
  await hook('UserPromptSubmit', { prompt: '<task-notification>Done.</task-notification>' });
  await stop('The task is done.', 0);
  expect(await taken()).toMatchObject({
    status: 'settling',
    tasks: 0,
    questions: [],
    turn: { result: { end: 'finished', summary: 'The task is done.' } },
  });
});

test('the end of other work is not that of a turn whose message is still on its way', async () => {
  const { hook, stop, sendNext, taken } = await spooled();
  await stop('Done.', 0);
  await taken();
  await sendNext();
  await hook('UserPromptSubmit', { prompt: LATE, prompt_id: 'p2' });
  await stop('The late task is done.', 0, 'p2');
  expect(await taken()).toMatchObject({ status: 'delivering', turn: { id: 't2', result: null } });
});

test('the end of other work is not that of a turn whose message the session took while it was at that', async () => {
  const { hook, stop, sendNext, taken } = await spooled();
  await stop('Done.', 0);
  await taken();
  await sendNext();
  await hook('UserPromptSubmit', { prompt: LATE, prompt_id: 'p2' });
  // What comes while it works is shown at once, with the id of that work, and begun behind it without another line.
  await hook('UserPromptSubmit', { prompt: 'Count.', prompt_id: 'p2' });
  await stop('The late task is done.', 0, 'p2');
  expect(await taken()).toMatchObject({ status: 'running', turn: { id: 't2', result: null } });
  await stop('Counted.', 0, 'p3');
  expect(await taken()).toMatchObject({
    status: 'settling',
    turn: { id: 't2', result: { summary: 'Counted.' } },
  });
});

test('work behind a turn that is reviewed is told, with what it asks, and takes nothing from the turn', async () => {
  const { lane, hook, stop, taken } = await spooled();
  await stop('Done.', 0);
  await taken();
  await act(lane, 'reviewing', () => [
    deed({ type: 'turn.settled' }),
    deed({ type: 'turn.reviewed', turn: 1, verdict: 'accepted', why: 'x' }),
  ]);
  await hook('UserPromptSubmit', { prompt: LATE, prompt_id: 'p2' });
  expect(await taken()).toMatchObject({ status: 'settling' });
  await hook('PermissionRequest', { tool_name: 'Bash', tool_input: { command: 'ls' } });
  expect(await taken()).toMatchObject({ status: 'requires-action', reason: 'permission' });
  await stop('The late task is done.', 0, 'p2');
  expect(await taken()).toMatchObject({
    status: 'settling',
    questions: [],
    turn: { phase: 'reviewed', result: { summary: 'Done.' } },
  });
});

test('what a session asks that seemed idle is told', async () => {
  const { lane, hook, stop, taken } = await spooled();
  await stop('Done.', 0);
  await taken();
  await act(lane, 'settling', () => [deed({ type: 'turn.settled' })]);
  await hook('PermissionRequest', { agent_id: 'a1', tool_name: 'Bash', tool_input: { command: 'ls' } });
  expect(await taken()).toMatchObject({ status: 'requires-action', reason: 'permission' });
});

test('a line that another process has read meanwhile counts for nothing', async () => {
  const { lane, stop, logged, read } = await spooled();
  await stop('Started a task.', 1);
  const late = await read();
  await act(lane, 'reading', () => late);
  await stop('The task is done.', 0);
  const seen = await read();
  await act(lane, 'reading', () => seen);
  const before = await logged();
  const after = await act(lane, 'reading', () => late);
  expect(after).toEqual(before);
  expect(after.tasks).toBe(0);
});

test('the end of a limit is taken from a record that is written long behind the hook', async () => {
  const { lane, hook, logged } = await spooled();
  const { folder, config, root, cwd } = lane;
  const [declared] = lanesOf({ declared: { tides: { adapter: 'tmux' } } }).declared;
  if (declared === undefined) throw new Error('no lane');
  const state = { ...(await logged()), transcript: '/t.jsonl' };
  const reset = 1_795_205_299;
  const refused = {
    isApiErrorMessage: true,
    timestamp: new Date(lane.world.now()).toISOString(),
    quotaLimits: { resetsAt: reset },
  };
  let pauses = 0;
  const pause = async () => {
    pauses += 1;
    if (pauses === 100) await lane.world.logs.append('/t.jsonl', `${JSON.stringify(refused)}\n`);
  };
  const world = { ...lane.world, processes: { ...lane.world.processes, pause } };
  const adapter = await adapterFor({ world, lane: declared, config, root, folder, cwd });
  await hook('StopFailure', { error: 'rate_limit', last_assistant_message: "You've hit your 5-hour limit" });
  const events = (await adapter.observe(state)).map(({ event }) => event);
  expect(events).toMatchObject([
    { type: 'limit.told', reset: reset * 1000 },
    { type: 'turn.blocked', code: 'claude_usage_limit' },
  ]);
});

test.each([
  ['what came back alone', {}, { status: 'delivering', turn: { result: null } }],
  ['what came back, and the message', { user_message_uuid: 't2' }, { turn: { result: { end: 'finished' } } }],
])('a streamed end of %s', async (_, named, state) => {
  const { lane, sendNext, stop, taken, logged } = await spooled();
  await stop('Done.', 0);
  await taken();
  await sendNext();
  const { world, folder } = lane;
  const line = { type: 'result', result: 'All of it.', origin: { kind: 'task-notification' }, ...named };
  await world.logs.append(`${folder}/run/1/out.jsonl`, `${JSON.stringify(line)}\n`);
  const seen = await readRaw(world, folder, 'run/1/out.jsonl', await logged(), streamLine);
  expect(await act(lane, 'reading', () => seen)).toMatchObject(state);
});

test.each(['gone', 'cut'])(
  'a file of a session that is %s is read on where it ends now, and nothing else is lost or read twice',
  async (harm) => {
    const { lane, hook, stop, sendNext, logged, read, taken } = await spooled();
    const file = `${lane.folder}/${HOOKS}`;
    const prompt = (text: string) => hook('UserPromptSubmit', { prompt: text });
    const take = async () => {
      const [known, seen] = [await logged(), await read()];
      return { seen, known, state: await act(lane, 'reading', () => seen, known) };
    };
    await stop('One.', 0);
    await taken();
    const { size = 0 } = (await lane.world.logs.measure(file)) ?? {};
    await sendNext();
    await prompt('Count.');
    await hook('PermissionRequest', { tool_name: 'Write', tool_input: { content: 'x'.repeat(500) } });
    expect((await take()).state.status).toBe('requires-action');
    if (harm === 'gone') await lane.world.files.remove(file);
    // A machine that lost its power lost what was not on disk yet.
    else await lane.world.logs.cut(file, size + 60);
    const { seen, known, state } = await take();
    const end = harm === 'gone' ? 0 : size + 60;
    expect(seen).toMatchObject([{ event: { type: 'note', code: 'spool_cut' }, from: { end } }]);
    expect(state).toMatchObject({ status: 'requires-action', read: { [HOOKS]: end } });
    expect((await take()).seen).toEqual([]);
    await stop('Done.', 0, 'p2');
    expect((await take()).state).toMatchObject({
      status: 'settling',
      turn: { result: { summary: 'Done.' } },
    });
    // Somebody else saw the cut as well, and comes late.
    const late = await act(lane, 'reading', () => seen, known);
    expect(late.read[HOOKS]).toBeGreaterThan(end);
  },
);

test('a log that grows while somebody reads it has lost no line', async () => {
  const { lane } = await spooled();
  const { world, folder, name } = lane;
  let grew = false;
  const readFrom = async (place: string, start: number) => {
    const bytes = await world.logs.readFrom(place, start);
    if (!grew) {
      grew = true;
      await act(lane, 'going on', () => [deed({ type: 'stop.intent' })]);
    }
    return bytes;
  };
  const { state } = await foldLog({ ...world, logs: { ...world.logs, readFrom } }, folder, name);
  expect(state.log.seq).toBe(toRunning.length);
});
