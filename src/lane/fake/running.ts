import { actsOn, beginning, type FakeAct, type FakeMessage, interruption } from './agent.ts';
import { type FakeScript, stepFor } from './script.ts';

/** What a fake agent needs of where it runs. */
export interface FakeSurroundings {
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal is given. */
  readonly pause: (milliseconds: number, woken: AbortSignal) => Promise<void>;
  readonly say: (text: string) => Promise<void>;
  /** Adds to its record; tears its last line; loses it. */
  readonly record: (text: string) => Promise<void>;
  readonly tear: () => Promise<void>;
  readonly lose: () => Promise<void>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly commit: (subject: string) => Promise<void>;
  readonly exit: () => void;
}

/** A fake agent at work: it is handed one line after another, and goes on by itself. */
export interface FakeAgent {
  readonly take: (line: string) => void;
}

/** A message that a fake agent is at. */
interface Work {
  readonly message: FakeMessage;
  /** Given when its turn is interrupted. */
  readonly woken: AbortController;
  /** Who waits for an answer, by the id of what was asked. */
  readonly answers: Map<string, (allowed: boolean) => void>;
  denied: boolean;
}

/**
 * Runs a fake agent. It takes one message at a time, as the real program does, counts messages from `before`, and
 * listens meanwhile for interrupts and answers. `record` is the absolute path of its record.
 */
export async function runFake(
  {
    session,
    record,
    script,
    before,
  }: {
    readonly session: string;
    readonly record: string;
    readonly script: FakeScript;
    readonly before: number;
  },
  around: FakeSurroundings,
): Promise<FakeAgent> {
  const waiting: FakeMessage[] = [];
  let busy: Work | null = null;
  let count = before;

  const work = async (): Promise<void> => {
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
      busy = { message, woken: new AbortController(), answers: new Map(), denied: false };
      const acts = actsOn(message, stepFor(script, message.number));
      for (const act of acts) if (!(await perform(act, busy, around))) break;
      busy = null;
    }
  };

  if (script.silent !== true) await around.say(`${JSON.stringify(beginning(session, record))}\n`);
  return {
    take: (line) => {
      const said = readLine(line);
      if (said === null) return;
      if (said.type === 'control_request' && busy !== null) void interrupt(busy, around);
      else if (said.type === 'control_response') {
        const { request_id: id, response } = said.response ?? {};
        busy?.answers.get(id ?? '')?.(response?.behavior === 'allow');
      } else if (said.type === 'user') {
        const text = said.message?.content ?? '';
        waiting.push({ session, id: said.uuid ?? '', text, number: count++, now: around.now() });
        if (busy === null) void work();
      }
    },
  };
}

/** Does one thing; false when nothing of its message comes behind that. */
async function perform(act: FakeAct, work: Work, around: FakeSurroundings): Promise<boolean> {
  const { woken, answers } = work;
  switch (act.type) {
    case 'say':
      await around.say(`${JSON.stringify(act.line)}\n`);
      return true;
    case 'say-raw':
      await around.say(`${act.text}\n`);
      return true;
    case 'record':
      await around.record(`${JSON.stringify(act.line)}\n`);
      return true;
    case 'tear-record':
      await around.tear();
      return true;
    case 'lose-record':
      await around.lose();
      return true;
    case 'write':
      if (!work.denied) await around.write(act.path, act.text);
      return true;
    case 'commit':
      if (!work.denied) await around.commit(act.subject);
      return true;
    case 'wait':
      await around.pause(act.milliseconds, woken.signal);
      return !woken.signal.aborted;
    case 'ask':
      await around.say(`${JSON.stringify(act.line)}\n`);
      work.denied = !(await new Promise<boolean>((resolve) => answers.set(act.id, resolve)));
      return !woken.signal.aborted;
    case 'exit':
      around.exit();
      return false;
  }
}

async function interrupt({ message, woken, answers }: Work, around: FakeSurroundings): Promise<void> {
  woken.abort();
  for (const answer of answers.values()) answer(false);
  await around.say(`${JSON.stringify(interruption(message))}\n`);
}

interface Said {
  readonly type?: string;
  readonly uuid?: string;
  readonly message?: { readonly content?: string };
  readonly response?: { readonly request_id?: string; readonly response?: { readonly behavior?: string } };
}

function readLine(line: string): Said | null {
  try {
    const said: unknown = JSON.parse(line);
    return typeof said === 'object' && said !== null ? (said as Said) : null;
  } catch {
    return null;
  }
}
