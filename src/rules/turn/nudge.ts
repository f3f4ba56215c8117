import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { contractsOf, filledParts, partSentences } from './contracts.ts';

const LEAD = '(?:(?:please|now|just|then|and|ok|okay)[, ]+)*';
const VERB = [
  'continue',
  'proceed',
  'next',
  'carry on',
  'keep (?:going|at it|working)',
  'go (?:on|ahead)',
  'move on',
  'resume',
  'handle (?:the rest|it|everything)',
  '(?:do|finish|complete) (?:the rest|it|this|that|everything|all of it|them)',
  'fix (?:it|this|that|everything|them|all of it)',
  'same as (?:before|above|last time)',
  'as (?:discussed|before|planned)',
  'you know what to do',
].join('|');
const TAIL =
  '(?:[, ]+(?:please|now|then|again|with (?:it|this|that|the rest|the work|the plan)|from (?:here|there)|where (?:you|we) (?:left off|stopped|were)|to the (?:next (?:step|one|part|slice)|end)|as (?:before|planned|discussed)))*';
const NUDGE = new RegExp(`^${LEAD}(?:${VERB})${TAIL}$`, 'i');

/** Only where nothing else is said: "Continue" before a list is no harm. */
export const turnNudge: Rule<{ words: string }> = {
  id: 'turn/nudge',
  severity: 'error',
  message: ({ words }) => `${quoted(words)} leaves it to the session what is asked of it.`,
  help: () => 'Name the one thing that this turn is to bring.',
  *note(view) {
    for (const contract of contractsOf(view)) {
      for (const part of filledParts(contract, ['ask', 'outcomes'])) {
        const sentences = partSentences(part);
        if (sentences.length === 0 || !sentences.every((sentence) => NUDGE.test(sentence))) continue;
        yield { span: part.heading, data: { words: sentences.join('. ') } };
      }
    }
  },
};
