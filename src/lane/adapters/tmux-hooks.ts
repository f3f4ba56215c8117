import { digestOf } from '../digest.ts';
import { finished } from '../result.ts';
import type { LaneState } from '../types.ts';
import { failureCode } from './failures.ts';
import { begins } from './hooks.ts';
import { messageSeen } from './prompts.ts';
import { objectsAt, type Seen, type Translate, textAt } from './raw.ts';

type Payload = Readonly<Record<string, unknown>>;

/** The program's own messages about work in the background. */
const OWN = /^\s*<(?:task-notification|system-reminder)>/;

/** What a hook of a session in a terminal says. */
export const terminalHook: Translate = (payload, state) => {
  const event = textAt(payload, 'hook_event_name');
  const session = textAt(payload, 'session_id');
  if (event === null || session === null) return null;
  if (event === 'SessionStart') return begins(payload);
  if (state.session !== null && session !== state.session) {
    const message = `A hook of session ${session} came, and this lane has ${state.session}.`;
    return [{ event: { type: 'doubt', code: 'session_mismatch', message } }];
  }
  // What a helper inside the session does is the session's.
  if (textAt(payload, 'agent_id') !== null && event !== 'PermissionRequest') return [];
  switch (event) {
    case 'UserPromptSubmit':
      return submitted(payload, state);
    case 'PermissionRequest':
      return [asked(payload)];
    case 'Stop':
      return [...answered(state), ...stopped(payload, state)];
    case 'StopFailure':
      return [...answered(state), ...(isOther(payload, state) ? [] : failed(payload)), ...lateDone(state)];
    default:
      return [];
  }
};

function submitted(payload: Payload, state: LaneState): readonly Seen[] {
  const text = textAt(payload, 'prompt') ?? '';
  if (OWN.test(text)) return lateBegun(payload, state);
  return [...answered(state), ...messageSeen(state, { id: null, text, by: 'prompt-hook' })];
}

/** What comes back behind the end of a turn is worked on until it stops, whatever the end said of it. */
function lateBegun(payload: Payload, { turn, tasks }: LaneState): readonly Seen[] {
  if (turn?.phase === 'accepted') return [];
  const begun: Seen = { event: { type: 'late.changed', work: nameOf(payload) } };
  return tasks === 0 ? [begun] : [begun, { event: { type: 'tasks.changed', running: tasks - 1 } }];
}

function lateDone({ late }: LaneState): readonly Seen[] {
  return late === null ? [] : [{ event: { type: 'late.changed', work: null } }];
}

/** A message that comes while it works is shown with the name of that work, and gets its own once it is begun. */
const nameOf = (payload: Payload): string => textAt(payload, 'prompt_id') ?? '';

function asked(payload: Payload): Seen {
  const tool = textAt(payload, 'tool_name') ?? 'a tool';
  const kind = tool === 'AskUserQuestion' ? 'question' : 'permission';
  const text = `${tool} ${JSON.stringify(payload['tool_input'] ?? {}).slice(0, 2000)}`;
  // One message may ask for the same tool several times.
  const own = `${textAt(payload, 'prompt_id') ?? 'prompt'}-${tool}-${digestOf(text).slice(0, 8)}`;
  const id = textAt(payload, 'tool_use_id') ?? own;
  return { event: { type: 'question.asked', id, kind, text } };
}

/** A session that goes on has its answers, from whoever gave them. */
function answered({ questions }: LaneState): readonly Seen[] {
  return questions.map(({ id }) => ({
    event: { type: 'question.settled', id, answer: 'in the terminal', by: 'session' },
  }));
}

/** Not always the end: work in the background comes back with a message of its own, and another stop. */
function stopped(payload: Payload, state: LaneState): readonly Seen[] {
  const { turn } = state;
  const running = objectsAt(payload, 'background_tasks').filter(
    (task) => task['status'] === 'running',
  ).length;
  const { result, bodies } = finished(textAt(payload, 'last_assistant_message') ?? '');
  const tasks: Seen = { event: { type: 'tasks.changed', running } };
  if (isOther(payload, state)) return [tasks, ...lateDone(state)];
  const message = turn === null || turn.phase === 'ended' ? null : turn.message;
  const ended: Seen = { event: { type: 'turn.ended', message, result, spent: null }, bodies };
  return [tasks, ended, ...lateDone(state)];
}

/** A session shows a message before it works on it: what ends before that is other work, and so is what has its name. */
function isOther(payload: Payload, { turn, late }: LaneState): boolean {
  return turn?.phase === 'delivering' || (turn?.phase === 'accepted' && late === nameOf(payload));
}

function failed(payload: Payload): readonly Seen[] {
  const text = textAt(payload, 'last_assistant_message') ?? '';
  const status = Number(/API Error: (\d{3})\b/.exec(text)?.[1] ?? Number.NaN);
  const { code, inferred } = failureCode({
    status: Number.isNaN(status) ? null : status,
    word: textAt(payload, 'error'),
    text,
  });
  const said = code === 'api_error' && textAt(payload, 'error') === 'rate_limit' ? 'rate_limit' : code;
  return [
    {
      event: { type: 'turn.blocked', code: said, message: text, reset: null },
      certainty: inferred ? 'inferred' : 'asserted',
    },
  ];
}
