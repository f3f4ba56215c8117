import type { World } from '../../types.ts';
import type { Adapter, LaneState, Look, Message, Sent } from '../types.ts';
import { beginningHook } from './hooks.ts';
import { readRaw } from './raw.ts';
import { lastSign, runOf } from './run.ts';
import { streamLine } from './stream-lines.ts';
import { lookInTranscript } from './transcript.ts';

/** Milliseconds that a process has to end by itself. */
const END_WITHIN = 5000;
const PAUSE = 50;

/** Starts a program that reads messages from a pipe and adds what it says to a file. */
export async function startPiped(
  { programs }: World,
  folder: string,
  generation: number,
  program: {
    readonly argv: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  },
): ReturnType<Adapter['start']> {
  const { input, output, errors, identity } = runOf(generation);
  const process = await programs.start({
    ...program,
    input: `${folder}/${input}`,
    output: `${folder}/${output}`,
    errors: `${folder}/${errors}`,
    identity: `${folder}/${identity}`,
  });
  return { process, tmux: null };
}

/** There once a part of a line stands in the pipe: the program would read what follows as one line with it. */
const tornIn = (folder: string, { generation }: LaneState): string =>
  `${folder}/${runOf(generation).folder}/torn`;

/** Hands one JSON line to the program; without a word behind one that it did not take whole. */
async function sendLine(
  { programs, files }: World,
  folder: string,
  state: LaneState,
  name: string,
  line: object,
): Promise<void> {
  const run = runOf(state.generation);
  const torn = tornIn(folder, state);
  if ((await files.stat(torn)) !== null) return;
  const file = `${folder}/${run.folder}/messages/${name}.jsonl`;
  await files.write(file, `${JSON.stringify(line)}\n`, { durable: false });
  const whole = await programs.pour(file, `${folder}/${run.input}`);
  if (!whole) await files.write(torn, '', { durable: false });
}

/** Hands a message over: only what never was begun is known not to have left. */
async function sendMessage(
  world: World,
  folder: string,
  state: LaneState,
  { id, text }: Message,
): Promise<Sent> {
  const isTorn = async () => (await world.files.stat(tornIn(folder, state))) !== null;
  const told = `The session stopped reading in the middle of a message, and takes no other: slop lane stop ${state.lane}, then slop lane resume ${state.lane}.`;
  if (await isTorn()) return { draft: null, unsent: told };
  await sendLine(world, folder, state, id, userLine(id, text));
  if (await isTorn()) throw new Error(told);
  return { draft: null, unsent: null };
}

/** The message of a turn, as the program reads it. */
function userLine(id: string, text: string): object {
  return {
    type: 'user',
    uuid: id,
    session_id: '',
    parent_tool_use_id: null,
    message: { role: 'user', content: text },
  };
}

/** What every program at a pipe does alike: observe, look, interrupt, answer, stop. */
export function pipedSession(
  world: World,
  folder: string,
): Pick<Adapter, 'observe' | 'look' | 'send' | 'interrupt' | 'answer' | 'stop' | 'screen' | 'attach'> {
  return {
    send: (state, message) => sendMessage(world, folder, state, message),
    screen: null,
    attach: null,
    observe: async (state) => {
      const { output, hooks } = runOf(state.generation);
      return [
        ...(await readRaw(world, folder, hooks, state, beginningHook)),
        ...(await readRaw(world, folder, output, state, streamLine)),
      ];
    },
    look: async (state) => ({
      ...(await lookForProcess(world, folder, state)),
      said: await lastError(world, folder, state),
      sign: await lastSign(world.logs.measure, folder, state),
      ...(await lookInTranscript(world, state)),
      doing: null,
    }),
    interrupt: async (state) => {
      const id = `interrupt-${state.log.seq}`;
      await sendLine(world, folder, state, id, {
        type: 'control_request',
        request_id: id,
        request: { subtype: 'interrupt' },
      });
    },
    answer: (state, question, answer) =>
      sendLine(world, folder, state, `answer-${state.log.seq}`, {
        type: 'control_response',
        response: { subtype: 'success', request_id: question, response: permission(answer) },
      }),
    stop: (state) => endProcess(world, folder, state),
  };
}

function permission(answer: string): object {
  return answer === 'allow'
    ? { behavior: 'allow' }
    : { behavior: 'deny', message: answer === 'deny' ? 'Not allowed.' : answer };
}

/** Bytes of what a process wrote for people that are looked at: the end. */
const TAIL = 4096;

async function lastError({ logs }: World, folder: string, { generation }: LaneState): Promise<string | null> {
  const place = `${folder}/${runOf(generation).errors}`;
  const size = (await logs.measure(place))?.size ?? 0;
  const text = new TextDecoder().decode(await logs.readFrom(place, Math.max(0, size - TAIL)));
  return lastLine(text);
}

/** The last line of a text that says something, at most 200 characters; null for none. */
export function lastLine(text: string): string | null {
  const line = text
    .split('\n')
    .map((one) => one.trim())
    .findLast((one) => one !== '');
  return line === undefined ? null : line.slice(0, 200);
}

/** The process of a session, and whether it runs; also one that was started by a slop that was killed at once. */
async function lookForProcess(
  { processes, programs }: World,
  folder: string,
  { process: known, generation }: LaneState,
): Promise<Pick<Look, 'process' | 'alive'>> {
  if (known !== null) return { process: known, alive: await processes.runs(known) };
  const found = await programs.started(`${folder}/${runOf(generation).identity}`);
  return { process: found, alive: found !== null };
}

/** Asks a process to end, and ends it with all its children when it does not. */
export async function endProcess(world: World, folder: string, state: LaneState): Promise<void> {
  const { programs, processes } = world;
  const identity = state.process ?? (await programs.started(`${folder}/${runOf(state.generation).identity}`));
  if (identity === null) return;
  await programs.signal(identity, 'TERM');
  for (let waited = 0; waited < END_WITHIN; waited += PAUSE) {
    if ((await processes.runs(identity)) !== true) return;
    await processes.pause(PAUSE);
  }
  await programs.signal(identity, 'KILL');
}
