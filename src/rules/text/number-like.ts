import { DAY_IN_DIGITS } from '../../parse/mentions/commits.ts';
import type { Rule } from '../../types.ts';
import { found } from '../found.ts';

/** Digits that are no part of a longer number, name or path, nor a count of something. */
const DIGITS = /(?<![\w.,:/#$€£@+-]|\d[ \u00A0\u202F])\d{7,40}(?![\w%/-]|[.,:]\d| (?:pass|fail|skip|test))/g;
const AFTER_COMMIT =
  /\b(?:commits?|hash(?:es)?|HEAD)[:=]? (?:[0-9a-f]{7,40}(?:, | ?\+ | ?& | and | → | to ))*$/i;

/** How far back the word before a hash is looked for: a few hashes of a list. */
const REACH = 120;

/** Only in the text: in a head the value is quoted, not put between backticks, and has a rule of its own. */
export const numberLikeText: Rule<{ value: string }> = {
  id: 'text/number-like',
  severity: 'warning',
  message: ({ value }) => `The commit ${value} is all digits, and reads as a number.`,
  help: ({ value }) => `Put it between backticks: \`${value}\`.`,
  *note({ config, draft, text }) {
    const words = new Set(
      config.repos.flatMap((repository) => repository.words.map((word) => word.toLowerCase())),
    );
    const except = [
      draft.headSpan,
      ...draft.code.map(({ span }) => span),
      ...draft.suppressions.map(({ span }) => span),
    ];
    for (const { span, match } of found(text, DIGITS, except)) {
      const value = match[0];
      const before = text.slice(Math.max(0, span.start - REACH), span.start).replace(/\s+/g, ' ');
      if (!AFTER_COMMIT.test(before) && (DAY_IN_DIGITS.test(value) || !endsWithWord(before, words))) continue;
      const edits = [{ path: draft.path, span, text: `\`${value}\`` }];
      yield { span, data: { value }, fix: { title: 'Put it between backticks', edits, safe: true } };
    }
  },
};

/** True when the text ends with one of the words, or with one and "at". */
function endsWithWord(before: string, words: ReadonlySet<string>): boolean {
  const tail = before.replace(/ (?:at )?$/, '').toLowerCase();
  const parts = tail.split(' ');
  return [1, 2, 3].some((count) =>
    words.has(
      parts
        .slice(-count)
        .join(' ')
        .replace(/^[([*_]+/, ''),
    ),
  );
}
