import { describe, expect, test } from 'vitest';
import { covered, described } from './read.ts';

const finds: readonly (readonly [string, readonly string[]])[] = [
  ['See `seed_conversation.py:468`.', ['seed_conversation.py line 468 in nobody']],
  [
    'IdentifierStep.tsx:31 and types.py:102 say so.',
    ['IdentifierStep.tsx line 31 in nobody', 'types.py line 102 in nobody'],
  ],
  [
    'It is in `src/agents/seed.py:76, 109` of the engine.',
    ['src/agents/seed.py line 76 in nobody', 'src/agents/seed.py line 109 in nobody'],
  ],
  ['seed.py:76 and 109, 3 tests', ['seed.py line 76 in nobody', 'seed.py line 109 in nobody']],
  ['seed.py:10–20 is new', ['seed.py line 10 in nobody']],
  [
    'In `seed.py`, line 468, it halts; seed.py lines 12',
    ['seed.py line 468 in nobody', 'seed.py line 12 in nobody'],
  ],
  ['The engine repo seed.py:468 is it.', ['seed.py line 468 in engine']],
  ['`seed.py:468` (engine)', ['seed.py line 468 in engine']],
  [
    'It was seed.py:468 at engine 5534068, and seed.py:470 at 771aacd.',
    [
      'seed.py line 468 in engine at 5534068',
      'commit 5534068 in engine',
      'seed.py line 470 in nobody at 771aacd',
      'commit 771aacd in nobody',
    ],
  ],
  [
    'At engine 5534068 it held. Then `seed.py:468` came.',
    ['commit 5534068 in engine', 'seed.py line 468 in nobody'],
  ],
];

describe('findMentions() finds lines of source files in', () => {
  test.each(finds)('%s', (text, expected) => {
    expect(described(text)).toEqual(expected);
  });

  test('spans of their own', () => {
    expect(covered('It is in `src/seed.py:76, 109` here.')).toEqual(['src/seed.py:76', '109']);
  });
});
