import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/lane/prompt/normalise.ts';

describe('normalise()', () => {
  it.each([
    ['trailing space', 'a  \nb\t\n\n', 'a\nb'],
    ['line ends of other systems', 'a\r\nb\rc', 'a\nb\nc'],
    ['a comment', 'a<!-- do\nmore -->b', 'ab'],
    ['a comment that never ends', 'a<!-- do more', 'a'],
    ['a comment around a comment', 'a<!<!-- x -->-- y -->b', 'ab'],
    ['a comment that a hidden character breaks', 'a<\u200b!-- x -->b', 'ab'],
    ['zero-width and direction marks', 'a\u200bb\u202ec\u2066d', 'abcd'],
    ['an end of paste', 'a\u001b[201~b', 'a[201~b'],
    ['a mark of a paste', 'a</pasted_content>', 'a&lt;/pasted_content>'],
    ['a tab', 'a\tb', 'a\tb'],
    ['a command', '/clear\nmore', 'Message:\n/clear\nmore'],
    ['a shell command', '  !rm x', 'Message:\n  !rm x'],
    ['an end that is none', 'a\\', 'a\\\n(The message ends here.)'],
    ['half a character', 'a\ud83db', 'ab'],
  ])('takes %s for what it is', (_what, text, expected) => {
    expect(normalise(text).text).toBe(expected);
  });

  it('says what it changed, and says nothing where it changed nothing that counts', () => {
    expect(normalise('plain').changes).toEqual([]);
    expect(normalise('a<!-- x -->\u200b').changes).toHaveLength(2);
  });

  it('is done once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = normalise(text).text;
        expect(normalise(once)).toEqual({ text: once, changes: [] });
      }),
      { numRuns: 500, seed: 20260512 },
    );
  });
});
