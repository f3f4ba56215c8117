import { describe, expect, test } from 'vitest';
import { tellLane } from '../../src/lane/telling.ts';
import type { LaneEvent } from '../../src/lane/types.ts';
import type { JsonObject } from '../../src/types.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';
import { play, toRunning } from './events.ts';

const NOW = Date.UTC(2026, 4, 12, 9);
const RESET = NOW + 3_600_000;

/** The last line: what to do. */
function nextOf(events: readonly LaneEvent[], limits: JsonObject | null = {}): string {
  const state = play(events).at(-1)?.after;
  if (state === undefined) throw new Error('no event');
  const bounds = limits === null ? null : { config: lanesOf({ limits }) };
  return tellLane(state, NOW, bounds).trimEnd().split('\n').at(-1) ?? '';
}

const blocked = (code: string, reset: number | null = null): readonly LaneEvent[] => [
  ...toRunning,
  { type: 'turn.blocked', code: code as 'billing', message: 'x', reset },
];

describe('tellLane() for a lane that is blocked', () => {
  test('says when it goes on by itself, and what has to run for that', () => {
    for (const limits of [{}, null])
      expect(nextOf(blocked('claude_usage_limit', RESET), limits)).toMatch(
        /goes on in the same session at 2026-05-12 10:0\d UTC .*while slop lane resume develop-1 runs/,
      );
  });

  test('says that a person goes on where nobody named the end of a limit, or slop.yaml does not let it wait', () => {
    const byHand = /once it is over, slop lane resume develop-1 --continue/;
    expect(nextOf(blocked('claude_usage_limit'))).toMatch(byHand);
    expect(nextOf(blocked('claude_usage_limit', RESET), { resume: false })).toMatch(
      /nothing by itself.*from 2026-05-12 10:0\d.*slop lane resume develop-1 --continue/,
    );
  });

  test.each([
    'overloaded',
    'rate_limit',
    'auth_failed',
    'billing',
    'model_unavailable',
    'context_full',
    'api_error',
  ])('gives a command that goes on, with its lane (%s)', (code) => {
    expect(nextOf(blocked(code))).toContain('slop lane resume develop-1 --continue');
  });
});
