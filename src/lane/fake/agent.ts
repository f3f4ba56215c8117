import { digestOf } from '../digest.ts';
import type { FakeFault, FakeStep } from './script.ts';

/** One thing that a fake agent does. */
export type FakeAct =
  | { readonly type: 'say'; readonly line: object }
  | { readonly type: 'say-raw'; readonly text: string }
  /** A line of its own record. */
  | { readonly type: 'record'; readonly line: object }
  | { readonly type: 'tear-record' }
  | { readonly type: 'lose-record' }
  | { readonly type: 'write'; readonly path: string; readonly text: string }
  | { readonly type: 'commit'; readonly subject: string }
  | { readonly type: 'wait'; readonly milliseconds: number }
  /** Goes on when the question is answered, and writes nothing when it is denied. */
  | { readonly type: 'ask'; readonly id: string; readonly line: object }
  | { readonly type: 'exit' };

/** A message that a fake agent got, and what it knows while it answers. */
export interface FakeMessage {
  readonly session: string;
  readonly id: string;
  readonly text: string;
  /** From 0. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const COST = 0.01;

/** Statuses and words of failed requests, as the real program tells them. */
const failures: Partial<
  Record<FakeFault, { readonly status: number; readonly word?: string; readonly text: string }>
> = {
  limit: { status: 429, word: 'usage_limit_reached', text: "You've hit your 5-hour limit" },
  auth: { status: 401, text: 'Invalid API key · Fix external API key' },
  overloaded: { status: 529, text: 'API Error: 529 Overloaded' },
  billing: { status: 400, text: 'Credit balance is too low' },
  model: { status: 404, text: "There's an issue with the selected model" },
  context: { status: 400, text: 'Prompt is too long' },
};

/** What a fake agent does with a message: the same message and step always give the same acts. */
export function actsOn(message: FakeMessage, step: FakeStep): readonly FakeAct[] {
  const { fault } = step;
  if (fault === 'swallowed') return [];
  const speaker = speakerOf(message, fault);
  const answer = step.say ?? `Got ${message.text.length} characters, ${digestOf(message.text)}.`;
  const taken: FakeAct[] = [
    ...(fault === 'noise' ? [{ type: 'say-raw', text: '{"type":' } as const] : []),
    ...(fault === 'foreign'
      ? [speaker.echo('99999999-0000-4000-8000-000000000000', 'do something else')]
      : []),
    speaker.recordUser,
    speaker.echo(message.id, fault === 'changed-text' ? `${message.text} ` : message.text),
  ];
  const before: FakeAct[] = [
    ...(fault === 'asks' ? [speaker.question] : []),
    ...(step.wait === undefined || fault === 'background'
      ? []
      : [{ type: 'wait', milliseconds: step.wait } as const]),
    ...Object.entries(step.write ?? {}).map(([path, text]) => ({ type: 'write', path, text }) as const),
    ...(step.commit === undefined ? [] : [{ type: 'commit', subject: step.commit } as const]),
  ];
  return [...taken, ...before, ...endingOf(speaker, fault, answer, step, message.now)];
}

function endingOf(
  speaker: ReturnType<typeof speakerOf>,
  fault: FakeFault | undefined,
  answer: string,
  step: FakeStep,
  now: number,
): readonly FakeAct[] {
  const failure = fault === undefined ? undefined : failures[fault];
  if (failure !== undefined) {
    const ends = fault === 'limit' && step.reset !== undefined ? Math.ceil(now / 1000) + step.reset : null;
    return [...(ends === null ? [] : [speaker.limit(ends)]), speaker.failed(failure)];
  }
  switch (fault) {
    case 'exit':
      return [{ type: 'exit' }];
    case 'mute':
      return [];
    case 'record-torn':
      return [{ type: 'tear-record' }, { type: 'exit' }];
    case 'record-missing':
      return [{ type: 'lose-record' }, { type: 'exit' }];
    case 'ending-lost':
      return [speaker.recordAnswer(answer)];
    case 'ending-twice':
      return [speaker.recordAnswer(answer), speaker.ended(answer), speaker.ended(answer)];
    case 'background':
      return [
        speaker.tasks(1),
        speaker.ended('Started a task.'),
        { type: 'wait', milliseconds: step.wait ?? 1500 },
        speaker.tasks(0),
        speaker.recordAnswer(answer),
        speaker.followed(answer),
      ];
    default:
      return [speaker.recordAnswer(answer), speaker.ended(answer)];
  }
}

function speakerOf({ session: own, id, text, number, now }: FakeMessage, fault: FakeFault | undefined) {
  const session = fault === 'other-session' ? '00000000-0000-4000-8000-00000000beef' : own;
  const time = new Date(now).toISOString();
  const say = (line: object): FakeAct => ({ type: 'say', line: { ...line, session_id: session } });
  const user = (uuid: string, content: string): object => ({
    type: 'user',
    uuid,
    message: { role: 'user', content },
  });
  const result = { type: 'result', result_index: number, total_cost_usd: COST * (number + 1), num_turns: 1 };
  return {
    recordUser: { type: 'record', line: { ...user(id, text), sessionId: own, timestamp: time } } as FakeAct,
    recordAnswer: (answer: string): FakeAct => ({
      type: 'record',
      line: {
        type: 'assistant',
        sessionId: own,
        timestamp: time,
        message: { role: 'assistant', stop_reason: 'end_turn', content: [{ type: 'text', text: answer }] },
      },
    }),
    echo: (uuid: string, content: string): FakeAct => say({ ...user(uuid, content), isReplay: true }),
    question: {
      type: 'ask',
      id: `ask-${number}`,
      line: {
        type: 'control_request',
        request_id: `ask-${number}`,
        request: { subtype: 'can_use_tool', tool_name: 'Write', input: { file_path: 'a.txt' } },
      },
    } as FakeAct,
    tasks: (count: number): FakeAct =>
      say({
        type: 'system',
        subtype: 'background_tasks_changed',
        tasks: Array.from({ length: count }, (_, index) => ({ task_id: String(index) })),
      }),
    limit: (resetsAt: number): FakeAct =>
      say({ type: 'rate_limit_event', rate_limit_info: { status: 'rejected', resetsAt } }),
    ended: (answer: string): FakeAct =>
      say({ ...result, subtype: 'success', is_error: false, result: answer, user_message_uuid: id }),
    followed: (answer: string): FakeAct =>
      say({ ...result, subtype: 'success', is_error: false, result: answer }),
    failed: ({ status, word, text: told }: { status: number; word?: string; text: string }): FakeAct =>
      say({
        ...result,
        subtype: 'success',
        is_error: true,
        terminal_reason: 'api_error',
        api_error_status: status,
        ...(word !== undefined && { api_error: word }),
        result: told,
        user_message_uuid: id,
      }),
  };
}

/** What a fake agent says when it begins; `record` is the absolute path of its record. */
export function beginning(session: string, record: string): object {
  const began = { type: 'system', subtype: 'hook_response', hook_event: 'SessionStart' };
  return { ...began, session_id: session, transcript_path: record };
}

/** What it says when a turn was interrupted. */
export function interruption(message: Pick<FakeMessage, 'session' | 'id' | 'number'>): object {
  return {
    type: 'result',
    subtype: 'error_during_execution',
    is_error: true,
    terminal_reason: 'aborted_streaming',
    result_index: message.number,
    session_id: message.session,
    user_message_uuid: message.id,
  };
}
