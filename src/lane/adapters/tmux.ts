import type { World } from '../../types.ts';
import { deed } from '../deed.ts';
import { isAtWork } from '../state/stepping.ts';
import type { Adapter, LaneState, Look, Observation, Setting, Start } from '../types.ts';
import { hasAgent, missingProgram, programOf, sharedArguments, sharedSettings } from './claude.ts';
import { sessionEnvironment } from './environment.ts';
import { hookSettings } from './hooks.ts';
import { endProcess, lastLine } from './pipe.ts';
import { readRaw } from './raw.ts';
import { hooksSaid, lastSign, runOf } from './run.ts';
import { confined, missingSandbox } from './sandbox.ts';
import { terminalHook } from './tmux-hooks.ts';
import { handOver, shimOf, shimText } from './tmux-sending.ts';
import { missingTmux, type TmuxServer, tmuxServer } from './tmux-server.ts';
import { limitIn, lookInTranscript } from './transcript.ts';

/** Milliseconds within which a session in a terminal shows that it has a message, of which to hand it over may take 20 s. */
const PATIENCE = 40_000;
/** Milliseconds of quiet before the program is asked what its session does, and between two such questions. */
const QUIET = 3000;
const AGAIN = 7000;
const ANSWER_WITHIN = 10_000;
const PAUSE = 100;
/** Milliseconds for the record to name the end of a limit: who does not know it waits for nothing. */
const NAMED_WITHIN = 20_000;
/** Looks whether a dialog stands there, each with a question to the program. */
const LOOKS = 12;

/** The program in a terminal of its own, for lanes that people watch. */
export function tmuxAdapter(setting: Setting): Adapter {
  const { world, lane, config, folder } = setting;
  const server = serverOf(setting);
  let asked = Number.NEGATIVE_INFINITY;
  const ask = async (state: LaneState): Promise<Look['doing']> => {
    if (world.now() - asked < AGAIN) return null;
    asked = world.now();
    return statusOf(setting, state);
  };
  return {
    proofs: ['prompt-hook', 'transcript'],
    patience: PATIENCE,
    watched: true,
    missing: async () => {
      const env = sessionEnvironment(world.env, lane.pass);
      return [
        ...(await missingTmux(world, socketOf(folder), env)),
        ...(await missingProgram(world, programOf(lane), env)),
        ...(await missingSandbox(world, lane, config)),
      ];
    },
    start: (start) => begin(setting, server, start),
    send: async (state, message) => {
      const hand = (menu: boolean) =>
        handOver(world, folder, server, state, message, { drafts: config.drafts, menu });
      // A limit leaves a menu: before the words to go on, and before the next prompt where its turn was ended there.
      const first = await hand(message.id !== state.turn?.id);
      const barred = !first.submitted && first.draft === '' && (await statusOf(setting, state)) === 'waiting';
      const { draft, submitted } = barred ? await hand(true) : first;
      const kept = draft.trim() === '' ? null : draft;
      if (submitted) return { draft: kept, unsent: null };
      const why = kept === null ? 'The session did not open its editor.' : 'A draft stands in its input.';
      return { draft: kept, unsent: why };
    },
    answer: (state, _question, answer) =>
      pressInDialog(setting, server, state, answer === 'allow' ? 'Enter' : 'Escape'),
    interrupt: () => server.press('Escape'),
    stop: async (state) => {
      await server.end();
      await endProcess(world, folder, state);
    },
    observe: (state) => observe(setting, state),
    look: (state) => look(setting, server, state, ask),
    screen: server.screen,
    attach: server.attach,
  };
}

const socketOf = (folder: string): string => `${folder}/tmux`;

function serverOf({ world, lane, folder }: Setting): TmuxServer {
  // A person whose shell lets nobody in still gets a terminal.
  const env = sessionEnvironment(world.env, lane.pass, { SHELL: '/bin/sh' });
  return tmuxServer(world, socketOf(folder), env);
}

async function begin(setting: Setting, server: TmuxServer, start: Start): ReturnType<Adapter['start']> {
  const { world, lane, config, folder, cwd } = setting;
  const run = runOf(start.generation);
  const settings = `${folder}/${run.settings}`;
  const shim = shimOf(folder, start.generation);
  await world.logs.own(`${folder}/${run.folder}`);
  const more = { tui: 'default', editorMode: 'normal' };
  const agentGiven = await hasAgent(world, cwd, lane);
  const written = { ...sharedSettings(lane, hookSettings(`${folder}/${run.hooks}`), agentGiven), ...more };
  await world.files.write(settings, `${JSON.stringify(written, null, 1)}\n`);
  await world.files.write(shim.editor, shimText(shim, config.drafts));
  const env = sessionEnvironment(world.env, lane.pass);
  await world.programs.run(['chmod', 'u+x', shim.editor], { cwd, env, milliseconds: ANSWER_WITHIN });
  const argv = [
    ...['env', `EDITOR=${shim.editor}`, `VISUAL=${shim.editor}`],
    ...programOf(lane),
    ...sharedArguments(start, settings, agentGiven),
  ];
  const whole = await confined(setting, `${folder}/${run.folder}`, argv);
  // One server, one terminal: what an earlier process left is gone with it.
  await server.end();
  await server.begin(whole, cwd);
  const pid = await server.pid();
  const found = pid === null ? null : await world.processes.withNumber(pid);
  if (found === null) throw new Error(`The program ended at once: ${(await server.screen()).trim()}`);
  return { process: found, tmux: socketOf(folder) };
}

/** When a limit ends is told exactly only by the session's record. */
async function observe({ world, folder }: Setting, state: LaneState): Promise<readonly Observation[]> {
  const seen = await readRaw(world, folder, runOf(state.generation).hooks, state, terminalHook);
  const reset = seen.some(isLimit) ? await limitSoon(world, folder, state) : null;
  if (reset === null) return seen;
  const told = deed({ type: 'limit.told', reset });
  return seen.flatMap((one) => (isLimit(one) ? [told, one] : [one]));
}

const isLimit = ({ event }: Observation): boolean =>
  event.type === 'turn.blocked' && event.code === 'claude_usage_limit';

/** The record is written behind the hook: until then it tells of the limit before, from before the last message. */
async function limitSoon(world: World, folder: string, state: LaneState): Promise<number | null> {
  const sent = (await world.logs.measure(shimOf(folder, state.generation).text))?.changed ?? 0;
  for (let waited = 0; waited < NAMED_WITHIN; waited += PAUSE) {
    const reset = await limitIn(world, state, sent);
    if (reset !== null) return reset;
    await world.processes.pause(PAUSE);
  }
  return null;
}

async function look(
  setting: Setting,
  server: TmuxServer,
  state: LaneState,
  ask: (state: LaneState) => Promise<Look['doing']>,
): Promise<Look> {
  const { world, folder } = setting;
  const { process: known } = state;
  const pid = known === null ? await server.pid() : known.pid;
  const found = known ?? (pid === null ? null : await world.processes.withNumber(pid));
  const sign = await lastSign(world.logs.measure, folder, state);
  const quiet = world.now() - (sign ?? 0);
  const alive = found === null ? false : await world.processes.runs(found);
  // Behind that: what a process that is gone wrote is all there.
  const told = await lookInTranscript(world, state);
  const works = isAtWork(state) || state.late !== null;
  return {
    process: found,
    alive,
    said: alive === false ? lastLine(await server.screen()) : null,
    sign,
    ...told,
    doing: alive !== false && works && quiet >= QUIET ? await ask(state) : null,
  };
}

/**
 * A session asks before its dialog stands there, and a key that comes too early is lost. Once its hooks have said more,
 * another dialog may stand there, which nobody has seen.
 */
async function pressInDialog(
  setting: Setting,
  server: TmuxServer,
  state: LaneState,
  key: string,
): Promise<void> {
  const { world, folder } = setting;
  let before: number | null = null;
  for (let look = 0; look < LOOKS; look += 1) {
    const status = await statusOf(setting, state);
    // Where the program does not tell, once has to do.
    if (before !== null && (status !== 'waiting' || (await hooksSaid(world, folder, state)) > before)) return;
    if (status === null || status === 'waiting') {
      before ??= await hooksSaid(world, folder, state);
      await server.press(key);
      // Another dialog follows at once, and that one has no answer yet.
      if (state.questions.length > 0) return;
    }
    await world.processes.pause(PAUSE * 3);
  }
}

/** What the program says of its own session; null where it does not tell. */
async function statusOf(
  { world: { programs, env }, lane, cwd }: Setting,
  { session }: LaneState,
): Promise<Look['doing']> {
  const options = { cwd, env: sessionEnvironment(env, lane.pass), milliseconds: ANSWER_WITHIN };
  const { code, out } = await programs.run([...programOf(lane), 'agents', '--json'], options);
  if (code !== 0) return null;
  try {
    const sessions: readonly { readonly sessionId?: string; readonly status?: string }[] = JSON.parse(out);
    const status = sessions.find((one) => one.sessionId === session)?.status;
    return status === 'busy' || status === 'idle' || status === 'waiting' ? status : null;
  } catch {
    return null;
  }
}
