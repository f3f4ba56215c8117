import type { Rule } from '../../types.ts';
import { found, quotationsOf } from '../found.ts';
import { quoted } from '../words.ts';

const ACTOR = String.raw`(?:the )?(?:CC|Operator|Claude(?:\.ai| Code)?|Step [0-9]{1,3}[a-z]?)`;
const DEED = '(?:verifies|verify|confirms|confirm|supplies|decides|to verify|to confirm|to supply|to decide)';
/** HTML tags, comments and addresses between angle brackets fill no gap. */
const NO_MARKUP = String.raw`(?!https?:|[!/?]|(?:a|b|br|code|em|i|kbd|span|strong|sub|sup)\b)`;

/** `[CC verifies …]`, `[Operator confirms]`, `[Step 0 verifies]`, `HEAD <…>`, `CR-2026-XXX`. */
const MARK = new RegExp(
  [
    String.raw`\[${ACTOR} ${DEED}\b[^\]\[\n]{0,200}\](?!\(|\[|:\s{0,3}(?:https?:|<))`,
    String.raw`\bHEAD <${NO_MARKUP}[^<>\n]{1,200}>`,
    String.raw`\bCR-[0-9]{4}-X{2,}\b`,
  ].join('|'),
  'g',
);

export const openMark: Rule<{ mark: string }> = {
  id: 'mark/open',
  severity: 'warning',
  message: ({ mark }) => `The mark ${quoted(mark)} is still open.`,
  help: () => 'Write what was found in its place; to speak of the mark itself, put it between backticks.',
  *note({ draft, text }) {
    const except = [...quotationsOf(draft), ...draft.suppressions.map(({ span }) => span)];
    for (const { span, match } of found(text, MARK, except)) yield { span, data: { mark: match[0] } };
  },
};
