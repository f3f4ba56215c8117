import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.ts';
import { editedText } from '../../src/plan/plan-outcome.ts';
import { wholeLines } from '../../src/read/position.ts';
import { ansi, plain } from '../../src/report/paint.ts';
import { planDiff } from '../../src/report/plan.ts';
import { cut, hunksOf } from '../../src/report/plan-hunks.ts';
import type { Edit } from '../../src/types.ts';

const edit = (start: number, end: number, text: string): Edit => ({
  path: 'a.md',
  span: { start, end },
  text,
});

/** The text after, from the text before and the hunks alone; throws where a hunk does not fit. */
function patched(text: string, hunks: ReturnType<typeof hunksOf>): string {
  const old = wholeLines(text);
  const result: string[] = [];
  let at = 0;
  for (const { before, after, lines } of hunks) {
    result.push(...old.slice(at, before - 1));
    at = before - 1;
    expect(result.length).toBe(after - 1);
    for (const { mark, text: line } of lines) {
      if (mark !== '+') expect(old[at++]).toBe(line);
      if (mark !== '-') result.push(line);
    }
  }
  return [...result, ...old.slice(at)].join('');
}

describe('hunksOf()', () => {
  test('says exactly what edits do', () => {
    const piece = fc.constantFrom('a', 'b', '\n', '\n', '\r\n');
    const texts = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
    const places = fc.array(fc.nat(80), { maxLength: 6 });
    const fresh = fc.array(fc.constantFrom('', 'x', '\n', 'x\ny', 'a'), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(texts, places, fresh, fc.nat(3), (text, cuts, news, context) => {
        const sorted = cuts.map((cut) => cut % (text.length + 1)).sort((one, other) => one - other);
        const edits = news.flatMap((one, index) => {
          const [start, end] = sorted.slice(index * 2, index * 2 + 2);
          return start === undefined || end === undefined ? [] : [edit(start, end, one)];
        });
        const hunks = hunksOf(cut(text), edits, context);
        expect(patched(text, hunks)).toBe(editedText('a.md', text, edits));
      }),
      { numRuns: 500 },
    );
  });

  test('shows only lines that change, and those around them', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';
    const [hunk, ...more] = hunksOf(cut(text), [edit(14, 18, 'FOUR')], 1);
    expect(more).toEqual([]);
    expect(hunk).toEqual({
      before: 3,
      after: 3,
      lines: [
        { mark: ' ', text: 'three\n' },
        { mark: '-', text: 'four\n' },
        { mark: '+', text: 'FOUR\n' },
        { mark: ' ', text: 'five\n' },
      ],
    });
  });
});

describe('planDiff()', () => {
  const text = 'v0.1\r\nred \u001b[31m\u202Eback\r\n';
  const plan = planOf({
    title: 't',
    base: { 'a.md': '', 'archive/a.md': null, 'b.md': null, 'c.md': null },
    copies: [{ from: 'a.md', to: 'b.md' }],
    edits: [{ path: 'b.md', span: { start: 3, end: 4 }, text: '2' }],
    moves: [{ from: 'a.md', to: 'archive/a.md' }],
    writes: [{ path: 'c.md', text: 'one\ntwo' }],
  });
  const base = new Map([['a.md', Buffer.from(text)]]);

  test('goes file by file: moved, new from another, new', () => {
    const shown = planDiff({ plan, base, paint: plain, pathOf: (path) => `up/${path}` });
    expect(shown.split('\n')).toEqual([
      'move  up/a.md → up/archive/a.md',
      '',
      'new   up/b.md (from up/a.md)',
      '@@ -1,2 +1,2 @@',
      '-v0.1',
      '+v0.2',
      ' red <U+001B>[31m<U+202E>back',
      '',
      'new   up/c.md',
      '@@ -0,0 +1,2 @@',
      '+one',
      '+two',
      '\\ no line feed at the end',
      '',
    ]);
  });

  test('colours only for a terminal, and says when only the line ending changes', () => {
    expect(planDiff({ plan, base, paint: ansi, pathOf: (path) => path })).toContain('\u001b[31m-v0.1');
    const unix = planOf({ title: 't', base: { 'a.md': '' }, edits: [edit(4, 6, '\n')] });
    expect(planDiff({ plan: unix, base, paint: plain, pathOf: (path) => path })).toContain(
      '-v0.1<U+000D>\n+v0.1\n',
    );
  });
});
