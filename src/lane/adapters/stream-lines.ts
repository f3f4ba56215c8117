import { finished, unfinished } from '../result.ts';
import type { LaneState } from '../types.ts';
import { failureCode } from './failures.ts';
import { messageSeen } from './prompts.ts';
import { numberAt, objectAt, objectsAt, type Seen, type Translate, textAt } from './raw.ts';

type Line = Readonly<Record<string, unknown>>;

/**
 * What a line of `claude -p --output-format stream-json` says; the fake agent speaks the same. Lines that only show
 * the session at work say nothing that the log must know.
 */
export const streamLine: Translate = (line, state) => {
  if (textAt(line, 'type') === null) return null;
  const session = textAt(line, 'session_id');
  if (session !== null && state.session !== null && session !== state.session) {
    const message = `A line of session ${session} came, and this lane has ${state.session}.`;
    return [{ event: { type: 'doubt', code: 'session_mismatch', message } }];
  }
  switch (line['type']) {
    case 'system':
      return system(line, session, state);
    case 'user':
      return line['isReplay'] === true ? echoed(line, state) : [];
    case 'command_lifecycle':
      return begun(line, state);
    case 'rate_limit_event':
      return limit(objectAt(line, 'rate_limit_info'));
    case 'control_request':
      return asked(line);
    case 'control_cancel_request':
      return settled(line);
    case 'result':
      return result(line, state);
    default:
      return [];
  }
};

function system(line: Line, session: string | null, state: LaneState): readonly Seen[] {
  const [subtype, running] = [textAt(line, 'subtype'), objectsAt(line, 'tasks').length];
  if (subtype === 'background_tasks_changed') return [{ event: { type: 'tasks.changed', running } }];
  // The session begins with its first hook; the init line only comes with the first message.
  const begins = subtype === 'hook_response' && textAt(line, 'hook_event') === 'SessionStart';
  if ((!begins && subtype !== 'init') || session === null) return [];
  // The real program names the place of its record in a hook alone.
  const transcript = textAt(line, 'transcript_path');
  const ready: Seen = { event: { type: 'start.ready', session, transcript } };
  // Each piece of work begins with one: that of a message when the session has taken it.
  const phase = state.turn?.phase;
  const late = subtype === 'init' && (phase === 'ended' || phase === 'reviewed');
  const work = textAt(line, 'uuid') ?? 'init';
  return late ? [ready, { event: { type: 'late.changed', work } }] : [ready];
}

function echoed(line: Line, state: LaneState): readonly Seen[] {
  const { content } = objectAt(line, 'message');
  const text =
    typeof content === 'string' ? content : textOf(objectsAt(objectAt(line, 'message'), 'content'));
  return messageSeen(state, { id: textAt(line, 'uuid') ?? '', text, by: 'echo' });
}

/** The session tells the id of a message as soon as it begins with it; its text only comes with the first answer. */
function begun(line: Line, { turn }: LaneState): readonly Seen[] {
  const id = textAt(line, 'command_uuid');
  const own = id !== null && turn?.sent.includes(id) === true && textAt(line, 'state') === 'started';
  return own ? [{ event: { type: 'send.accepted', message: id, by: 'echo', digest: null } }] : [];
}

function textOf(blocks: readonly Line[]): string {
  return blocks.flatMap((block) => textAt(block, 'text') ?? []).join('');
}

/** The reset is in seconds since 1970. */
function limit(info: Line): readonly Seen[] {
  const resets = numberAt(info, 'resetsAt');
  return textAt(info, 'status') === 'rejected' && resets !== null
    ? [{ event: { type: 'limit.told', reset: resets * 1000 } }]
    : [];
}

function asked(line: Line): readonly Seen[] {
  const request = objectAt(line, 'request');
  const id = textAt(line, 'request_id');
  if (id === null || textAt(request, 'subtype') !== 'can_use_tool') return [];
  const tool = textAt(request, 'tool_name') ?? 'a tool';
  const kind = tool === 'AskUserQuestion' ? 'question' : 'permission';
  const text = `${tool} ${JSON.stringify(request['input'] ?? {}).slice(0, 2000)}`;
  return [{ event: { type: 'question.asked', id, kind, text } }];
}

function settled(line: Line): readonly Seen[] {
  const id = textAt(line, 'request_id');
  return id === null ? [] : [{ event: { type: 'question.settled', id, answer: 'withdrawn', by: 'session' } }];
}

/** What comes of work that no message asked for ends no turn that is open, and blocks none. */
function result(line: Line, state: LaneState): readonly Seen[] {
  const done: readonly Seen[] = state.late === null ? [] : [{ event: { type: 'late.changed', work: null } }];
  return isOther(line, state) ? done : [...ending(line), ...done];
}

/** A session tells of a message before it works on it: what ends before that is other work, unless it took it along. */
function isOther(line: Line, { turn }: LaneState): boolean {
  if (textAt(line, 'user_message_uuid') !== null) return false;
  const follows = textAt(objectAt(line, 'origin'), 'kind') === 'task-notification';
  return turn?.phase === 'delivering' || (turn?.phase === 'accepted' && follows);
}

/** `is_error` is believed; `subtype` says success for a failed request, too. */
function ending(line: Line): readonly Seen[] {
  const message = textAt(line, 'user_message_uuid');
  const spent = numberAt(line, 'total_cost_usd');
  const text = textAt(line, 'result') ?? '';
  const more = {
    index: numberAt(line, 'result_index'),
    steps: numberAt(line, 'num_turns'),
    denials: objectsAt(line, 'permission_denials').flatMap((one) => textAt(one, 'tool_name') ?? []),
  };
  const ended = ({ result, bodies }: ReturnType<typeof finished>): readonly Seen[] => [
    { event: { type: 'turn.ended', message, result, spent }, bodies },
  ];
  if (line['is_error'] !== true) return ended(finished(text, more));
  const how = textAt(line, 'terminal_reason') ?? textAt(line, 'subtype') ?? '';
  if (/^aborted/.test(how))
    return ended(unfinished('cancelled', 'cancelled', 'The turn was interrupted.', text, more));
  if (/max_turns/.test(`${how} ${textAt(line, 'subtype')}`))
    return ended(unfinished('failed', 'max_turns', 'The session reached its bound of steps.', text, more));
  const status = numberAt(line, 'api_error_status');
  if (how !== 'api_error' && status === null) {
    const errors = Array.isArray(line['errors']) ? line['errors'].join('; ') : how;
    return ended(
      unfinished('failed', 'turn_failed', errors === '' ? 'The session failed.' : errors, text, more),
    );
  }
  const word = textAt(line, 'api_error') ?? textAt(line, 'error');
  const { code, inferred } = failureCode({ status, word, text });
  return [
    {
      event: { type: 'turn.blocked', code, message: text, reset: null },
      certainty: inferred ? 'inferred' : 'asserted',
    },
  ];
}
