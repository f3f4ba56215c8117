import type { Rule } from '../../types.ts';
import { contractsOf, filledParts, partSentences } from './contracts.ts';

const NOT_YET =
  /\b(?:not|no|never|nothing|none|without|leave|leaves|before|until|later|don't|isn't|aren't)\b\s*(.*)/i;

const WORD = /(?!yet\b)(?<!\p{L})\p{L}{3}/iu;

export const turnStopBoundary: Rule = {
  id: 'turn/stop-boundary',
  severity: 'error',
  message: () => 'The stop boundary does not name what must not be started yet.',
  help: () => 'Add a sentence such as "Do not start the booking page yet."',
  *note(view) {
    for (const contract of contractsOf(view)) {
      for (const part of filledParts(contract, ['stop'])) {
        const named = partSentences(part).some((sentence) => WORD.test(NOT_YET.exec(sentence)?.[1] ?? ''));
        if (!named) yield { span: part.heading, data: {} };
      }
    }
  },
};
