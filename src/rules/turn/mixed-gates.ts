import type { ContractPart, Rule } from '../../types.ts';
import { joined, quoted } from '../words.ts';
import { contractsOf, filledParts, partSentences } from './contracts.ts';

const NAME = String.raw`(?:gates?\s+)?[A-Z0-9][\w.-]{0,20}`;
const JOINED = String.raw`\s*(?:[,–—/&]\s*(?:and|to|or)?|(?:and|to|or)\b)\s*`;
const GATES = new RegExp(String.raw`\bgates?\s+${NAME}(?:${JOINED}${NAME})*`, 'gi');
const PLAN_AND_CODE =
  /\bplan(?:s|ning)?\b[^.]*\b(?:and|then)\b[^.]*\b(?:implement|code|build|write the code)(?:s|ing)?\b/i;
const NEGATION = /\b(?:no|not|never|without|nothing|only)\b/i;

/** What is asked is looked at, not what the contract tells of the past. */
export const turnMixedGates: Rule<{ gates: readonly string[] }> = {
  id: 'turn/mixed-gates',
  severity: 'error',
  message: ({ gates }) => `One turn is to pass ${joined(gates.map(quoted), 'and')}.`,
  help: () => 'Write a turn for each: the next one is sent when this one was reviewed.',
  *note(view) {
    for (const contract of contractsOf(view)) {
      const parts = filledParts(contract, ['ask', 'outcomes']);
      const gates = [...new Set(parts.flatMap(gatesIn))];
      const [first] = parts;
      if (first === undefined) continue;
      if (gates.length > 1) yield { span: first.heading, data: { gates } };
      else if (parts.some((part) => partSentences(part).some(mixes)))
        yield { span: first.heading, data: { gates: ['planning', 'code'] } };
    }
  },
};

function gatesIn({ sent }: ContractPart): readonly string[] {
  return [...sent.matchAll(GATES)].flatMap(([found]) =>
    found
      .split(/[\s,–—/&]+/)
      .map((name) => name.replace(/\.$/, ''))
      .filter((name) => /^(?:\d[\w.-]*|[A-Z])$/.test(name))
      .map((name) => `Gate ${name}`),
  );
}

function mixes(sentence: string): boolean {
  return PLAN_AND_CODE.test(sentence) && !NEGATION.test(sentence);
}
