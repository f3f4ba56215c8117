import { digestOf } from './digest.ts';
import type { TurnEnd, TurnResult } from './types.ts';

const SUMMARY = 200;

/** A result with an answer that will lie beside the log, and the text for it. */
export interface Answered {
  readonly result: TurnResult;
  readonly bodies: ReadonlyMap<string, string>;
}

/** The result of a turn that finished. */
export function finished(answer: string, more: Partial<TurnResult> = {}): Answered {
  return withAnswer({ ...empty('finished'), ...more }, answer);
}

/** The result of a turn that ended otherwise; `answer` is what the session said so far. */
export function unfinished(
  end: Exclude<TurnEnd, 'finished'>,
  code: string,
  message: string,
  answer: string | null = null,
  more: Partial<TurnResult> = {},
): Answered {
  const result = { ...empty(end), ...more, code, message };
  return answer === null || answer === '' ? { result, bodies: new Map() } : withAnswer(result, answer);
}

function empty(end: TurnEnd): TurnResult {
  return {
    end,
    code: null,
    message: null,
    summary: null,
    answer: null,
    index: null,
    cost: null,
    denials: [],
    steps: null,
  };
}

function withAnswer(result: TurnResult, answer: string): Answered {
  const digest = digestOf(answer);
  const words = answer.trim().split(/\s+/).join(' ');
  const summary = words.length > SUMMARY ? `${[...words].slice(0, SUMMARY - 1).join('')}…` : words;
  return { result: { ...result, answer: digest, summary }, bodies: new Map([[digest, answer]]) };
}
