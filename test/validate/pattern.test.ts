import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { linearPattern } from '../../src/validate/pattern.ts';

test('a pattern that RE2 is spared says what RE2 says', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,4}$/);
  const text = fc.oneof(word, fc.string(), fc.constantFrom('', '\n', '^x-', 'a\nx-'));
  fc.assert(
    fc.property(word, text, text, (beginning, before, behind) => {
      const pattern = `^${beginning}`;
      const compiled = RE2JS.compile(pattern);
      for (const one of [before + beginning + behind, beginning + behind, before, `\n${beginning}`])
        expect(linearPattern(pattern).test(one)).toBe(compiled.matcher(one).find());
    }),
  );
  expect(String(linearPattern('^x-'))).toBe('^x-');
});
