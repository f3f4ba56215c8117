import { describe, expect, test } from 'vitest';
import { covered, described } from './read.ts';

/** Text, and what is found in it: what each covers, and what it is. */
const cases: readonly (readonly [what: string, text: string, found: readonly string[]])[] = [
  ['an id', 'As P12-D1 says, and CR-2026-012 too.', ['P12-D1: item P12-D1', 'CR-2026-012: item CR-2026-012']],
  [
    'an id at a stop, in brackets and with an owner',
    "See P12-D1. (P12-D2) and P12-D3's cost; P12-D4’s.",
    ['P12-D1: item P12-D1', 'P12-D2: item P12-D2', 'P12-D3: item P12-D3', 'P12-D4: item P12-D4'],
  ],
  [
    'code',
    'The item `P12-D1` and **Candidate G**.',
    ['P12-D1: item P12-D1', 'Candidate G: item Candidate G'],
  ],
  ['an id over the end of a line', 'that is Candidate\nG again', ['Candidate\nG: item Candidate G']],
  [
    'a plural and its list',
    'Candidates A and G, then Options X, Y or Z.',
    [
      'Candidates A: item Candidate A',
      'G: item Candidate G',
      'Options X: item Option X',
      'Y: item Option Y',
      'Z: item Option Z',
    ],
  ],
  [
    'a list with slashes',
    'Settle Option X / Y / Z; Candidates A/B.',
    [
      'Option X: item Option X',
      'Y: item Option Y',
      'Z: item Option Z',
      'Candidates A: item Candidate A',
      'B: item Candidate B',
    ],
  ],
  [
    'what a list leaves out',
    'P12-D1, D2 and D5; P12-B1/B2; CR-2026-012 and 014.',
    [
      'P12-D1: item P12-D1',
      'D2: item P12-D2',
      'D5: item P12-D5',
      'P12-B1: item P12-B1',
      'B2: item P12-B2',
      'CR-2026-012: item CR-2026-012',
      '014: item CR-2026-014',
    ],
  ],
  [
    'ranges',
    'S1-S8, P12-B1 to P12-B3, P12-D1–D5, Candidates A–G and S1–4.',
    [
      'S1: first S1',
      'S8: last S8',
      'P12-B1: first P12-B1',
      'P12-B3: last P12-B3',
      'P12-D1: first P12-D1',
      'D5: last P12-D5',
      'Candidates A: first Candidate A',
      'G: last Candidate G',
      'S1: first S1',
      '4: last S4',
    ],
  ],
  [
    'families',
    'The P12-Bx items, ten P12-A items and P12-D decisions.',
    ['P12-Bx: family P12-B', 'P12-A: family P12-A', 'P12-D: family P12-D'],
  ],
  ['a word made of an id', 'a P12-D1-style answer', ['P12-D1: item P12-D1']],
  [
    'a heading',
    '## 3. P12-D1 — guests are a kind',
    ['P12-D1: item P12-D1 opens heading "guests are a kind"'],
  ],
  [
    'a list item',
    '- **Option X — Third cycle.** Costs a slot.\n- P12-B1 and P12-B2: both.\n- P12-D1 stays as it is',
    [
      'Option X: item Option X opens item "Third cycle"',
      'P12-B1: item P12-B1 opens item "both"',
      'P12-B2: item P12-B2 opens item "both"',
      'P12-D1: item P12-D1',
    ],
  ],
  [
    'a row',
    '| item | what |\n| --- | --- |\n| P12-D1 | a kind | x |\n| 2 | P12-D2 | two |\n| see P12-D3 | no |\n| | P12-D4 | | four |',
    [
      'P12-D1: item P12-D1 opens row "a kind"',
      'P12-D2: item P12-D2 opens row "two"',
      'P12-D3: item P12-D3',
      'P12-D4: item P12-D4 opens row "four"',
    ],
  ],
  [
    'a heading about several',
    '## The Option X / Y space\n\n## Options X and Y compared',
    ['Option X: item Option X', 'Y: item Option Y', 'Options X: item Option X', 'Y: item Option Y'],
  ],
  [
    'a head',
    '---\nitems:\n  - id: P12-D1\n    title: As CR-2026-012 has it\n---\n',
    ['P12-D1: item P12-D1 /items/0/id', 'CR-2026-012: item CR-2026-012 /items/0/title'],
  ],
];

describe('findMentions() finds items in', () => {
  test.each(cases)('%s', (_, text, found) => {
    const spans = covered(text);
    expect(described(text).map((line, index) => `${spans[index]}: ${line}`)).toEqual(found);
  });

  test('their words without the version at the end of a heading', () => {
    expect(described('## P12-D1 — Phase 12: fares (v0.2)\n\n- P12-D2: as of the note (v0.2)')).toEqual([
      'item P12-D1 opens heading "Phase 12: fares"',
      'item P12-D2 opens item "as of the note (v0.2)"',
    ]);
  });

  test('their words as far as the sentence goes', () => {
    expect(described('- P12-D1: fares, e.g. those of guests, stay. No more.\n- P12-D2: rest!')).toEqual([
      'item P12-D1 opens item "fares, e.g. those of guests, stay"',
      'item P12-D2 opens item "rest"',
    ]);
  });

  test('their words, whatever these name', () => {
    const text =
      '- **P12-D1.** Fares stay (engine docs/fares.md §2, commit 5451c02). No more.\n- P12-D2: as [the note](a-v0_1.md) says\n\n| item | what |\n| --- | --- |\n| P12-D3 | see a-v0_1.md | x |';
    expect(described(text).filter((line) => line.startsWith('item'))).toEqual([
      'item P12-D1 opens item "Fares stay (engine docs/fares.md §2, commit 5451c02)"',
      'item P12-D2 opens item "as the note says"',
      'item P12-D3 opens row "see a-v0_1.md"',
    ]);
  });

  test('a section after an item is none of the document before it', () => {
    expect(described('manifest v0.41 has P12-D1 §2 and Candidate G.')).toContain('§2 of nobody');
    expect(described('In manifest v0.41, Candidate G and §2 agree.')).toContain('§2 of manifest');
  });
});

const traps: readonly (readonly [string, string])[] = [
  ['a version', 'S3.2 and P12-D1.4, v0.3, S1.2.3'],
  ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301, P12-D1-4f89-9a0c and S1-4f89'],
  ['ranges of numbers', 'pages 1–8, 3-5, ~11–19 engine, 12:30–14:05'],
  ['products', 'Amazon S3, the Galaxy S8 and our Audi S4 are none.'],
  [
    'a file, a path, an address',
    'P12-D1.md, docs/P12-D1/x, https://a.example/P12-D1, S1@example.org, #S1, x_S1',
  ],
  ['longer words', 'XP12-D1, P12-D1x, CR-2026-012a, Candidates, Optional X-ray, Candidate Aengine, Gate 12b'],
  ['placeholders', 'CR-2026-XXX, P{phase}-{A-Z}{n}, P12-<n>, CR-YYYY-012'],
  ['no year', 'CR-1026-012 and CR-20260-12'],
  ['other case', 'candidate A, option x, gate 5, p12-d1'],
  ['a link, whose text is its own', '[P12-D1](https://a.example)'],
  ['fenced code and comments', '```\nP12-D1\n```\n\n<!-- Option X -->'],
  ['a number with a comma, a share, an amount', 'S1,000 and Gate 5% and Gate 1.5'],
];

describe('findMentions() finds no items in', () => {
  test.each(traps)('%s', (_, text) => {
    expect(described(text)).toEqual([]);
  });

  test('words behind an id that go on', () => {
    expect(
      described('Option B and I agreed. P12-D1, 2 people, and P12-D2 to 5 tests. Gate 1 and 2 more.'),
    ).toEqual(['item Option B', 'item P12-D1', 'item P12-D2', 'item Gate 1']);
  });
});
