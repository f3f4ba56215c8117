import type { FoundMention, Grammar } from './grammar.ts';
import { TAKEN } from './spans.ts';
import { matchesOf } from './words.ts';

const STEP = /(?<![\p{L}\p{N}_./-])Step\s{1,3}\d{1,3}[a-z]?(?![\p{L}\p{N}_/]|[.,]\d|-\d)/gu;

/** A mention that ends right before, or begins right after: `CR v0.3, Step 2c`, `Step 2c of CR v0.3`. */
const AFTER_MENTION = new RegExp(`${TAKEN}[)\\]"'”’\\s]*(?:['’]s)?[\\s,:(]{1,4}$`, 'u');
const BEFORE_MENTION = new RegExp(
  `^\\s{1,3}(?:\\(|(?:of|in)\\s{1,3}(?:the\\s{1,3})?)[\\s"'“(]*${TAKEN}`,
  'u',
);

/** How far around a step another mention is looked for. */
const REACH = 12;

/** Steps by name, as sections of the document that their sentence names. Those of none are taken out again. */
export const steps: Grammar = ({ start, text }) => {
  if (!text.includes(TAKEN) || !text.includes('Step')) return [];
  return matchesOf(STEP, text).map(({ 0: written, index }): FoundMention => {
    const end = index + written.length;
    const isBeside =
      AFTER_MENTION.test(text.slice(Math.max(0, index - REACH), index)) ||
      BEFORE_MENTION.test(text.slice(end, end + REACH));
    const address = written.replace(/\s+/g, ' ');
    return {
      span: { start: start + index, end: start + end },
      target: { type: 'section', address, of: null, ...(!isBeside && { loose: true }) },
    };
  });
};

/** True for a step that no document owns: it may be one of anything. */
export function isStray({ target }: FoundMention, owner: number | 'here' | null): boolean {
  return target.type === 'section' && target.address.startsWith('Step ') && typeof owner !== 'number';
}
