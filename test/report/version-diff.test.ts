import { describe, expect, test } from 'vitest';
import type { SectionChange } from '../../src/plan/compare/compare.ts';
import { changeSummary, countChanges } from '../../src/plan/compare/history.ts';
import { compareTexts, wordsChanged } from '../../src/plan/compare/runs.ts';
import { ansi, plain } from '../../src/report/paint.ts';
import { versionDiff } from '../../src/report/version-diff.ts';

const place = { depth: 2, number: '1', title: 'Gates', slug: 's-gates' };

function section(before: string, after: string, more: Partial<SectionChange> = {}): SectionChange {
  const runs = compareTexts(before, after);
  const told = {
    before: place,
    after: place,
    by: 'title',
    moved: false,
    renamed: false,
    renumbered: false,
  } as const;
  return { ...told, state: before === after ? 'same' : 'changed', runs, words: wordsChanged(runs), ...more };
}

const shown = (sections: readonly SectionChange[], paint = plain) =>
  versionDiff({ fields: [], sections }, countChanges({ sections }), paint);

describe('versionDiff()', () => {
  test('leaves out the lines and the long stretches that stayed', () => {
    const long = 'the ferry lies at its berth '.repeat(40);
    const out = shown([section(`One.\n\n${long}at nine ${long}\n`, `One.\n\n${long}at ten ${long}\n`)]);
    expect(out).not.toContain('One.');
    expect(out).toContain('at [-nine-]{+ten+} the ferry');
    expect(out.length).toBeLessThan(500);
  });

  test('says nothing of what stayed as it was', () => {
    expect(shown([section('a\n', 'a\n')])).toBe('nothing in its text\n');
  });

  test('tells of a section that only moved', () => {
    expect(shown([section('a\n', 'a\n', { moved: true })])).toBe(
      '§1 Gates (moved; same text)\n\n1 section moved\n',
    );
  });

  test('spells out what would move the cursor or colour the terminal, and paints only when told to', () => {
    const changed = [section('a \u001b[31m b\n', 'a \u202e b\n')];
    expect(shown(changed)).toContain('<U+001B>');
    expect(shown(changed)).toContain('<U+202E>');
    expect(shown(changed)).not.toContain('\u001b');
    expect(shown(changed, ansi)).toContain('\u001b[32m{+');
  });
});

describe('changeSummary()', () => {
  const words = { added: 0, removed: 0 };
  const none = { same: 3, changed: 0, added: 0, removed: 0, moved: 0, renamed: 0, words };

  test.each([
    [none, 'nothing in its text'],
    [{ ...none, changed: 1 }, '1 section changed'],
    [{ ...none, added: 2, words: { added: 1200, removed: 0 } }, '2 sections added; 1,200 words added'],
    [
      { ...none, changed: 2, moved: 1, words: { added: 1, removed: 2 } },
      '2 sections changed, 1 moved; 1 word added, 2 taken out',
    ],
    [{ ...none, removed: 1, words: { added: 0, removed: 1 } }, '1 section removed; 1 word taken out'],
  ])('of %j is %j', (counts, expected) => {
    expect(changeSummary(counts)).toBe(expected);
  });
});
