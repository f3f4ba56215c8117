import type { Closing, Section } from '../types.ts';
import type { Block } from './body.ts';
import { sentencesOf } from './mentions/sentences.ts';

const SESSION = String.raw`(?:session|chat)(?![\p{L}\p{N}_])`;
/** "this session", "the build session"; the one that follows is another. */
const ITS_SESSION = String.raw`(?:this|the)\s+(?!(?:next|new|fresh|following|coming|other)\s)(?<words>(?:[\p{L}\p{N}_-]+\s+){0,3}?)${SESSION}`;
/** A word with a digit or a hyphen in it is a name; others are words of the sentence. */
const NAME = String.raw`(?:\s+["“'‘\x60]?(?<name>(?=[\p{L}\p{N}_.]*[\d-])[\p{L}\p{N}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?))?`;
const NOT = String.raw`(?:(?:does|will|must|should|may|can|is)\s+not|(?:doesn|won|mustn|isn)['’]t|cannot|can['’]t|never)`;

/** How a footer says that the session which wrote it has ended. */
const CLOSING: readonly RegExp[] = [
  String.raw`this\s+(?:[\p{L}-]+\s+){0,2}?(?:handoff|note|document)\s+(?:closes|ends|concludes)\s+(?:(?:this|the)\s+)?(?<words>(?:[\p{L}\p{N}_-]+\s+){0,3}?)${SESSION}${NAME}`,
  String.raw`${ITS_SESSION}${NAME}\s+${NOT}\s+(?:to\s+)?(?:be\s+)?(?:resumed?|continued?|reopen(?:ed)?|go\s+on|picked\s+up)(?![\p{L}])`,
  String.raw`${ITS_SESSION}${NAME}\s+(?:ends|closes|ended|closed|stops|is\s+(?:now\s+)?(?:closed|over|finished|done|ended))(?=\s+(?:here|now|with\s+this)(?![\p{L}])|\s*[.;!]|\s*$)`,
  String.raw`do\s+not\s+(?:resume|continue|reopen)\s+${ITS_SESSION}${NAME}`,
  String.raw`(?<=^\s*)${SESSION}${NAME}\s+(?:is\s+)?(?:closed|ended)(?=\s*[.;!]|\s*$)`,
].map((source) => new RegExp(source, 'iu'));

/** Every closing has one of these words: a quick look. */
const HINT = /session|chat/iu;

/** And one of these: a quick look before patterns that take long to make. */
const END =
  /\b(?:ends|ended|close[sd]|concludes|stops|over|finished|done|resume|continue|reopen|go\s|picked)/iu;

/** What is but supposed has not ended. */
const SUPPOSED = /(?<![\p{L}])(?:if|when|once|unless|until|before|after|whether)(?![\p{L}])/iu;

const FOOTER = /^(?:footer|close|closing|end of session|session (?:close|end))(?!\p{L})/iu;

/**
 * The place where a note says that the session which wrote it has ended, in its last section or in one that is called
 * a footer; null when it does not say so.
 */
export function closingOf(blocks: readonly Block[], sections: readonly Section[]): Closing | null {
  const last = sections.findLast(({ depth }) => depth > 0);
  const footers = sections.filter((section) => section === last || FOOTER.test(section.title));
  for (const { span, text, type } of blocks) {
    if (
      type === 'heading' ||
      !footers.some((one) => one.span.start <= span.start && span.end <= one.span.end) ||
      !HINT.test(text)
    )
      continue;
    for (const sentence of sentencesOf(text)) {
      const said = text.slice(sentence.start, sentence.end);
      if (!END.test(said)) continue;
      for (const pattern of CLOSING) {
        const match = pattern.exec(said);
        if (match === null || SUPPOSED.test(said.slice(0, match.index))) continue;
        const start = span.start + sentence.start + match.index;
        const { words = '', name = '' } = match.groups ?? {};
        const named = [name, words.trim().replace(/\s+/g, ' ')].filter((one) => one !== '');
        return { span: { start, end: start + match[0].length }, named };
      }
    }
  }
  return null;
}
