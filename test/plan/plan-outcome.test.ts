import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numbered, planOf, questionId, withAnswers } from '../../src/plan/plan.ts';
import { editedText, outcome } from '../../src/plan/plan-outcome.ts';
import { Refusal } from '../../src/refusal.ts';
import type { Edit } from '../../src/types.ts';

/** A text with line endings and marks of all sorts, and edits of it that do not overlap. */
const edited = fc
  .record({
    text: fc
      .array(fc.constantFrom('a', ' ', '\n', '\r\n', '\uFEFF', 'ü', '😀', 'v0.1'), { maxLength: 30 })
      .map((parts) => parts.join('')),
    cuts: fc.uniqueArray(fc.nat(60), { maxLength: 8 }),
    fresh: fc.array(fc.constantFrom('', 'new', '\n', 'two\r\nlines'), { minLength: 4, maxLength: 4 }),
  })
  .map(({ text, cuts, fresh }) => {
    const places = cuts.map((cut) => cut % (text.length + 1)).sort((one, other) => one - other);
    const edits: Edit[] = [];
    for (let at = 0; at + 1 < places.length; at += 2) {
      edits.push({
        path: 'a.md',
        span: { start: places[at] ?? 0, end: places[at + 1] ?? 0 },
        text: fresh[at / 2] ?? '',
      });
    }
    return { text, edits };
  });

describe('editedText()', () => {
  it('touches the spans alone: what stands between them is still there, in order', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        const result = editedText('a.md', text, edits);
        let at = 0;
        let done = 0;
        for (const { span, text: fresh } of edits) {
          const kept = text.slice(done, span.start);
          expect(result.slice(at, at + kept.length + fresh.length)).toBe(kept + fresh);
          at += kept.length + fresh.length;
          done = span.end;
        }
        expect(result.slice(at)).toBe(text.slice(done));
      }),
    );
  });

  it('takes edits in any order', () => {
    fc.assert(
      fc.property(edited, ({ text, edits }) => {
        fc.pre(new Set(edits.map(({ span }) => span.start)).size === edits.length);
        expect(editedText('a.md', text, [...edits].reverse())).toBe(editedText('a.md', text, edits));
      }),
    );
  });

  it('keeps insertions at one place in the order given, before what replaces text there', () => {
    const at = (start: number, end: number, text: string): Edit => ({
      path: 'a.md',
      span: { start, end },
      text,
    });
    expect(editedText('a.md', 'abc', [at(1, 2, 'B'), at(1, 1, '1'), at(1, 1, '2')])).toBe('a12Bc');
    expect(() => editedText('a.md', 'abc', [at(0, 2, ''), at(1, 3, '')])).toThrow(Refusal);
  });
});

describe('outcome()', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

  it('says nothing of what stays as it is', () => {
    const plan = planOf({
      title: 't',
      base: { 'a.md': '' },
      edits: [{ path: 'a.md', span: { start: 0, end: 1 }, text: 'a' }],
    });
    expect(outcome(plan, new Map([['a.md', bytes('a')]])).size).toBe(0);
  });

  it('makes a copy from the text before the edits of its origin', () => {
    const plan = planOf({
      title: 't',
      base: { 'a.md': '', 'b.md': null },
      copies: [{ from: 'a.md', to: 'b.md' }],
      edits: [
        { path: 'a.md', span: { start: 0, end: 1 }, text: 'A' },
        { path: 'b.md', span: { start: 1, end: 2 }, text: 'B' },
      ],
    });
    const after = [...outcome(plan, new Map([['a.md', bytes('ab')]]))].map(([path, now]) => [
      path,
      String(Buffer.from(now ?? [])),
    ]);
    expect(after).toEqual([
      ['a.md', 'Ab'],
      ['b.md', 'aB'],
    ]);
  });
});

describe('questions', () => {
  const edit: Edit = { path: 'a.md', span: { start: 0, end: 1 }, text: 'b' };
  const parts = (sentence: string) => ({ path: 'a.md', family: null, edits: [edit], sentence, answer: null });

  it('have ids that tell equal sentences apart and know no offset', () => {
    const [one, two, three] = numbered([parts('Same.'), parts('Same.'), parts('Other.')]);
    const moved = numbered([{ ...parts('Same.'), edits: [{ ...edit, span: { start: 7, end: 8 } }] }]);
    expect(new Set([one?.id, two?.id, three?.id]).size).toBe(3);
    expect(moved[0]?.id).toBe(one?.id);
    expect(questionId('a.md', 'Same.', 1)).toBe(two?.id);
  });

  it.each([
    [null, 'abc'],
    ['no', 'abc'],
    ['yes', 'bbc'],
    [{ text: 'no' }, 'nobc'],
  ] as const)('answered with %j', (answer, expected) => {
    const plan = planOf({ title: 't', base: { 'a.md': '' }, questions: numbered([parts('Same.')]) });
    const id = plan.questions[0]?.id ?? '';
    const after = outcome(
      withAnswers(
        plan,
        new Map([
          [id, answer],
          ['gone', 'yes'],
        ]),
      ),
      new Map([['a.md', Buffer.from('abc')]]),
    );
    expect(String(Buffer.from(after.get('a.md') ?? Buffer.from('abc')))).toBe(expected);
  });
});
