import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistyped, nearest } from '../../src/validate/nearest.ts';

const keys = ['version', 'date', 'status', 'title', 'summary', 'surfaced-by', 'id'];

describe('nearest()', () => {
  it.each([
    ['verison', 'version'],
    ['Version', 'version'],
    ['sumary', 'summary'],
    ['statuss', 'status'],
    ['surfaced_by', 'surfaced-by'],
    ['Surfaced by', 'surfaced-by'],
    ['dtae', 'date'],
    ['tilte', 'title'],
  ])('finds what %s meant', (word, meant) => {
    expect(nearest(word, keys)).toBe(meant);
  });

  it.each([['colour'], [''], ['x'], ['no'], ['v'.repeat(10_000)], ['__proto__']])(
    'finds nothing near %s',
    (word) => {
      expect(nearest(word, keys)).toBeNull();
    },
  );

  it('takes the nearer one, and the first of equals', () => {
    expect(nearest('phase-57-halt', ['phase-57-hand', 'phase-57-halts'])).toBe('phase-57-halts');
    expect(nearest('gate-x', ['gate-a', 'gate-b'])).toBe('gate-a');
    expect(nearest('gate-b', ['gate-a', 'gate-b'])).toBe('gate-b');
  });

  it('forgives any one slip in a word of six letters and more', () => {
    const word = fc.stringMatching(/^[a-z]{6,20}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'swap'), (right, at, slip) => {
        const i = at % (right.length - 1);
        const wrong =
          slip === 'drop'
            ? right.slice(0, i) + right.slice(i + 1)
            : slip === 'double'
              ? right.slice(0, i) + right[i] + right.slice(i)
              : right.slice(0, i) + right[i + 1] + right[i] + right.slice(i + 2);
        expect(nearest(wrong, ['0000', right])).toBe(right);
      }),
    );
  });
});

describe('mistyped', () => {
  it.each(['authors', 'Authors', 'updated', 'Updated', 'superseded', 'decider', 'deciders'])(
    'takes %s for a word of its own',
    (key) => {
      expect(mistyped(key, ['author', 'updates', 'supersedes', 'decides'], new Set())).toBeNull();
    },
  );

  it.each([
    ['superseeds', 'supersedes'],
    ['decids', 'decides'],
    ['statsu', 'status'],
    ['statuss', 'status'],
    ['Status', 'status'],
    ['Supersedes', 'supersedes'],
    ['DECIDES', 'decides'],
  ])('takes %s for a slip', (key, meant) => {
    expect(mistyped(key, ['supersedes', 'decides', 'status'], new Set())).toBe(meant);
  });
});
