import { describe, expect, test } from 'vitest';
import { type LastTurn, turnValues } from '../../src/plan/new/turn.ts';
import { plan, turnNote } from '../helpers/turn-note.ts';
import { recordOf } from './playing.ts';

const result = (number: number, review: string | null) =>
  `---\nkind: turn-result\ntitle: Turn ${number} of tides\ndate: 2026-03-05\nstatus: open\nphase: "3"\nlane: tides\nturn-number: ${number}\nof: dates-v0_1.md\nend: finished\n${review === null ? '' : `review:\n  verdict: ${review}\n  why: the second date is lost\n`}---\n# Turn ${number} of tides\n`;
const halt =
  '---\nkind: halt-note\ntitle: Lost date\nversion: "0.1"\ndate: 2026-03-04\nstatus: open\nphase: "3"\nsurfaced-by: the suite\n---\n# Lost date\n\n## What halted\n\nThe form.\n';
const other = halt.replace('"3"', '"4"').replaceAll('Lost date', 'Lost ferry');

const valuesOf = async (
  files: Record<string, string>,
  said: string | null = null,
  logged: LastTurn | null = null,
) => {
  const { view } = await recordOf({ 'record/plan-v0_1.md': plan, ...files });
  return turnValues(view, 'tides', said, logged, () => 'record');
};
const logged: LastTurn = {
  number: 11,
  path: 'record/dates-v0_1.md',
  kind: 'development-slice',
  end: 'finished',
  summary: 'Both dates are kept.',
  review: null,
  uncommitted: 0,
  crossed: 0,
  missing: [],
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

  test('takes up what the log of the lane has where the record does not have it yet', async () => {
    const files = { 'record/dates-v0_1.md': turnNote(), 'record/turn-10.md': result(10, 'accepted') };
    const review = { verdict: 'crossed', why: 'it began\n\nthe payment' };
    const open = { review, uncommitted: 2, crossed: 1, missing: ['desk-tests'] };
    expect(await valuesOf(files, null, { ...logged, ...open })).toEqual({
      lane: 'tides',
      turn: 'development-correction',
      follows: 'dates-v0_1.md',
      context: [
        '- Asked last: [the message](dates-v0_1.md).',
        '- Came back: finished “Both dates are kept.”; crossed: it began the payment',
        '- Open: 2 paths that are not committed.',
        '- Open: 1 path that is changed against its bounds.',
        '- Open: `desk-tests` was not run.',
      ].join('\n'),
      anchor: 'The rules for dates: [Plan](plan-v0_1.md) §2.',
    });
    expect(await valuesOf(files, null, { ...logged, end: null })).toMatchObject({ turn: 'recovery' });
    const judged = await valuesOf({ 'record/turn-11.md': result(11, null) }, null, { ...logged, review });
    expect(judged['context']).toBe(
      '- Came back last: [the result](turn-11.md), finished; crossed: it began the payment',
    );
  });

  test('leads to what it takes up from the folder in which it will lie', async () => {
    const tree = {
      'record/plan-v0_1.md': plan,
      'record/turns/dates-v0_1.md': turnNote(),
      'record/turn-results/turn-10.md': result(10, 'accepted'),
    };
    const { view } = await recordOf(tree);
    const asked = { ...logged, path: 'record/turns/dates-v0_1.md' };
    const contextOf = async (told: LastTurn | null, folderFor: (phase: string | null) => string) =>
      (await turnValues(view, 'tides', null, told, folderFor))['context']?.split('\n')[0];
    expect(await contextOf(null, () => 'record/turns')).toContain('[the result](../turn-results/turn-10.md)');
    expect(await contextOf(null, (phase) => `record/phase-${phase}`)).toContain(
      '](../turn-results/turn-10.md)',
    );
    expect(await contextOf(asked, () => 'record/turns')).toContain('[the message](dates-v0_1.md)');
    expect(await contextOf(asked, () => 'record/notes')).toContain('[the message](../turns/dates-v0_1.md)');
  });

  test.each([
    ['planning-start', 'accepted', 'scaffold-start'],
    ['planning-start', 'correct', 'planning-revision'],
    ['scaffold-start', 'accepted', 'scaffold-review'],
    ['scaffold-review', 'accepted', 'development-slice'],
    ['bugfix-orientation', 'accepted', 'bugfix-fix'],
    ['bugfix-orientation', 'crossed', 'bugfix-orientation'],
    ['bugfix-fix', 'accepted', 'bugfix-fix'],
    ['bugfix-fix', 'correct', 'development-correction'],
    ['development-slice', 'rerouted', 'resume'],
  ])('lets %s, when it was %s, be followed by %s', async (kind, verdict, next) => {
    const review = { verdict, why: 'x' };
    expect(await valuesOf({}, null, { ...logged, kind, review })).toMatchObject({ turn: next });
  });

  test('gives what is to be read first, then the brief, and lets a repair begin with a look around', async () => {
    const reading = turnNote({}, { turn: 'planning-start', message: 'reading' });
    const review = { verdict: 'accepted', why: 'x' };
    const read = { ...logged, kind: 'planning-start', review };
    expect(await valuesOf({ 'record/dates-v0_1.md': reading }, null, read)).toMatchObject({
      turn: 'planning-start',
      message: 'brief',
    });
    const slop = 'lanes: { declared: { mend: { slot: bugfix-2 } } }\n';
    const { view } = await recordOf({ 'record/plan-v0_1.md': plan, 'slop.yaml': slop });
    expect(await turnValues(view, 'mend', null, null, () => 'record')).toEqual({
      lane: 'mend',
      turn: 'bugfix-orientation',
    });
  });
});
