import { firstFrom } from '../../parse/first-from.ts';
import { CLOSES, OPENS } from '../../parse/private-marks.ts';
import type { Draft, Rule, Span } from '../../types.ts';
import { found } from '../found.ts';
import { quoted } from '../words.ts';

const VERB = String.raw`(?:(?:begin|start|open|end|stop|close)\w{0,3}[\s:_-]{0,9})?`;
/** What is written for a mark and is none: a comment that begins with the word, or says that alone in others. */
const NEARLY = String.raw`<!--[^\p{L}\p{N}<>]{0,9}${VERB}(?:priva?te?(?![\p{L}\p{N}])(?:(?!-->|<!--)[^\n]){0,60}|(?:confidential|internal|secret|not public)(?:\s+only)?[\s-]*)-->`;
const MARK = new RegExp(`(?<opens>${OPENS})|(?<closes>${CLOSES})|${NEARLY}`, 'giu');
/** How far from its heading the mark of a section may stand. */
const NEAR = 2000;
/** What may stand between them. */
const UNSEEN = /^(?:[\s=-]|<!--(?:(?!-->)[\s\S])*-->|<a\s[^<>]*>|<\/a>)*$/i;

export const privateMark: Rule<{ mark: string; closes: boolean }> = {
  id: 'mark/private',
  severity: 'warning',
  message: ({ mark, closes }) =>
    closes
      ? `The mark ${quoted(mark)} closes nothing, so what stands above it may be shown.`
      : `The comment ${quoted(mark)} is no mark, so what it stands before is shown.`,
  help: ({ closes }) =>
    closes
      ? 'Put `<!-- private -->` where the private part begins; below a heading, it ends with the section by itself.'
      : 'Write `<!-- private -->` and `<!-- /private -->`, a reason behind a colon: `<!-- private: names -->`.',
  *note({ draft, text, config }) {
    // Where nothing is ever left out, such a comment heads a list of links.
    if (config.profiles.size === 0) return;
    /** Where what is open ends by itself. */
    const open: number[] = [];
    const code = draft.code.map(({ span }) => span);
    for (const { span, match } of found(text, MARK, code)) {
      const closes = match.groups?.['closes'] !== undefined;
      if (match.groups?.['opens'] !== undefined) {
        open.push(endOf(draft, text, span));
        continue;
      }
      let end = closes ? open.pop() : undefined;
      while (end !== undefined && end <= span.start) end = open.pop();
      if (end === undefined) yield { span, data: { mark: match[0].replace(/\s+/g, ' '), closes } };
    }
  },
};

/** The end of the section that a mark takes; nothing ends a passage but another mark. */
function endOf({ sections }: Draft, text: string, mark: Span): number {
  const behind = firstFrom(sections, mark.start + 1, ({ heading }) => heading.start);
  const own = sections[behind - 1];
  if (own === undefined || own.depth === 0 || mark.start - own.heading.end > NEAR) return Infinity;
  if (!UNSEEN.test(text.slice(own.heading.end, mark.start))) return Infinity;
  let next = behind;
  while ((sections[next]?.depth ?? 0) > own.depth) next += 1;
  return sections[next]?.span.start ?? text.length;
}
