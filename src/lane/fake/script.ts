/** What a fake agent does with one message. */
export interface FakeStep {
  /** Its answer; without one it says how long the message was, and its digest. */
  readonly say?: string;
  /** Milliseconds before it answers; with the fault `background`, before that work does. */
  readonly wait?: number;
  /** Files that it writes: path from its folder → text. */
  readonly write?: Readonly<Record<string, string>>;
  /** The subject of a commit that it then makes of all that lies in its folder. */
  readonly commit?: string;
  /** What goes wrong. */
  readonly fault?: FakeFault;
  /** With the fault `limit`: seconds from now at which the limit ends; without, nobody names the end. */
  readonly reset?: number;
}

export type FakeFault =
  /** The message is lost without a trace. */
  | 'swallowed'
  /** Its process ends before it answers. */
  | 'exit'
  /** It answers in its record, and the ending is lost. */
  | 'ending-lost'
  /** It tells its ending twice. */
  | 'ending-twice'
  /** It never answers. */
  | 'mute'
  /** It asks before it writes. */
  | 'asks'
  | 'limit'
  | 'auth'
  | 'overloaded'
  | 'billing'
  | 'model'
  | 'context'
  /** It speaks for another session. */
  | 'other-session'
  /** It shows a message that nobody sent. */
  | 'foreign'
  /** It shows another text than it was sent. */
  | 'changed-text'
  /** It writes a line that is no JSON. */
  | 'noise'
  /** Work in the background answers after the first ending. */
  | 'background'
  /** Its record ends in the middle of a line, and it ends with it. */
  | 'record-torn'
  /** Its record vanishes, and it ends with it. */
  | 'record-missing';

/** What a fake agent does: a step for each message, in order, and then the last for all others. */
export interface FakeScript {
  readonly steps: readonly FakeStep[];
  /** It never says that it began. */
  readonly silent?: boolean;
}

/**
 * Reads a script.
 * @returns null for a text that is none.
 */
export function scriptIn(text: string): FakeScript | null {
  try {
    const { steps, silent } = JSON.parse(text);
    if (!Array.isArray(steps) || !steps.every((step) => typeof step === 'object' && step !== null))
      return null;
    return { steps, silent: silent === true };
  } catch {
    return null;
  }
}

/** What is done with the message of that number, from 0. */
export function stepFor({ steps }: FakeScript, number: number): FakeStep {
  return steps[Math.min(number, steps.length - 1)] ?? {};
}
