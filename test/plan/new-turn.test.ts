import { describe, expect, test } from 'vitest';
import { turnValues } from '../../src/plan/new/turn.ts';
import { plan, turnNote } from '../helpers/turn-note.ts';
import { recordOf } from './playing.ts';

const result = (number: number, review: string | null) =>
  `---\nkind: turn-result\ntitle: Turn ${number} of tides\ndate: 2026-03-05\nstatus: open\nphase: "3"\nlane: tides\nturn-number: ${number}\nof: dates-v0_1.md\nend: finished\n${review === null ? '' : `review:\n  verdict: ${review}\n  why: the second date is lost\n`}---\n# Turn ${number} of tides\n`;
const halt =
  '---\nkind: halt-note\ntitle: Lost date\nversion: "0.1"\ndate: 2026-03-04\nstatus: open\nphase: "3"\nsurfaced-by: the suite\n---\n# Lost date\n\n## What halted\n\nThe form.\n';
const other = halt.replace('"3"', '"4"').replaceAll('Lost date', 'Lost ferry');

const valuesOf = async (files: Record<string, string>, said: string | null = null) => {
  const { view } = await recordOf({ 'record/plan-v0_1.md': plan, ...files });
  return turnValues(view, 'tides', said);
};

describe('turnValues()', () => {
  test('begins a lane without a result with what is to be read', async () => {
    expect(await valuesOf({})).toEqual({ lane: 'tides', turn: 'planning-start', message: 'reading' });
    expect(await valuesOf({}, 'recovery')).toEqual({ lane: 'tides', turn: 'recovery' });
  });

  test('takes up the last result, what was made of it, and what is open in its phase', async () => {
    const files = {
      'record/dates-v0_1.md': turnNote(),
      'record/turn-2.md': result(2, null),
      'record/turn-10.md': result(10, 'correct'),
      'record/halt-v0_1.md': halt,
      'record/other-halt-v0_1.md': other,
    };
    expect(await valuesOf(files)).toEqual({
      lane: 'tides',
      turn: 'development-correction',
      follows: 'turn-10.md',
      phase: '3',
      context:
        '- Came back last: [the result](turn-10.md), finished; correct: the second date is lost\n- Open: halt: Lost date (open) (halt-v0_1.md)',
      anchor: 'The rules for dates: [Plan](plan-v0_1.md) §2.',
    });
  });

  test('takes up the last turn where no result was written, and knows no draft', async () => {
    const files = {
      'record/dates-v0_1.md': turnNote(),
      'record/later-v0_1.md': turnNote({}, { status: 'draft', date: '2026-04-01', title: 'Later' }),
    };
    expect(await valuesOf(files)).toMatchObject({
      turn: 'resume',
      follows: 'dates-v0_1.md',
      context: '- Asked last: [the message](dates-v0_1.md).',
    });
  });
});
