import { isWithin } from '../../parse/mentions/spans.ts';
import type { Rule } from '../../types.ts';
import { factsOfHead, isPartOf, isSameValue, proseFacts, type StatedValue } from '../authority/facts.ts';
import { quoted } from '../words.ts';

/** What is to come of the work is no state from which it begins. */
const TO_COME =
  /(?<![\p{L}\p{N}_-])(?:end|ends|close|closes|closing|finish|done|after|then|floor|ceiling|target|goal|until|least|most|must|should|will|want|reach)(?![\p{L}\p{N}_-])|[≥≤<>]/iu;
const REACH = 80;

/**
 * A prompt to be pasted against the note around it: two values for one baseline or branch head. The head of the note is
 * what counts; without it its text, where that gives one value only.
 */
export const claimDisagreement: Rule<{ of: string; value: string; other: string }> = {
  id: 'claim/disagreement',
  severity: 'warning',
  message: ({ of, value, other }) =>
    `The prompt has ${quoted(value)} for ${of}, and the note around it has ${quoted(other)}.`,
  help: () => 'Measure again, and write the same at both places.',
  *note({ document, draft, config, text }) {
    const facts = proseFacts(document, config);
    const isPasted = ({ span }: StatedValue): boolean =>
      draft.code.some(({ info, span: code }) => info !== null && isWithin(span, code));
    const [pasted, said] = [facts.filter(isPasted), facts.filter((fact) => !isPasted(fact))];
    const given = factsOfHead(document);
    for (const fact of pasted) {
      const before = text.slice(Math.max(0, fact.span.start - REACH), fact.span.start);
      if (TO_COME.test(before.split(/\n\s*(?:\n|[-*+]\s|\d{1,3}[.)]\s)|[.;]\s/).at(-1) ?? '')) continue;
      const inHead = given.filter((one) => isOfSame(one, fact));
      const known = inHead.length > 0 ? inHead : said.filter((one) => isOfSame(one, fact));
      const [other] = known;
      if (other === undefined || new Set(known.map(({ value }) => value)).size > 1) continue;
      if (isSameValue(fact.value, other.value) || isPartOf(fact.value, other.value)) continue;
      const { of, value, span } = fact;
      const related = [{ path: document.path, span: other.span, label: 'what the note has' }];
      yield { span, related, data: { of, value, other: other.value } };
    }
  },
};

/** `head engine` may be that of any branch. */
function isOfSame({ of: one }: StatedValue, { of: other }: StatedValue): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}
