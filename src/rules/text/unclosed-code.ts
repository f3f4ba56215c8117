import type { Rule } from '../../types.ts';

const FENCE = /^(?:`{3,}|~{3,})/;

/** A fence that is meant to close a block in a list, and stands too far left for that, opens one of its own. */
export const unclosedCode: Rule<{ fence: string }> = {
  id: 'text/unclosed-code',
  severity: 'warning',
  message: () =>
    'The code block that opens here never closes, so what follows is code too, up to the end of the list item, the quote or the note.',
  help: ({ fence }) => `Close it with ${fence} on a line of its own, as far in as it opens.`,
  *note({ draft, text }) {
    for (const { span, info } of draft.code) {
      if (info === null) continue;
      const block = text.slice(span.start, span.end);
      const fence = FENCE.exec(block)?.[0];
      if (fence === undefined || isClosed(block, fence)) continue;
      yield { span: { start: span.start, end: span.start + fence.length }, data: { fence } };
    }
  },
};

/** True when the last line is a fence that is no shorter; marks of the list or quote around it stand before that. */
function isClosed(block: string, fence: string): boolean {
  const lines = block.trimEnd().split(/[\r\n]/);
  const last = lines.length > 1 ? (lines.at(-1) ?? '').replace(/^[\s>]+/, '') : '';
  return last.length >= fence.length && last === fence.charAt(0).repeat(last.length);
}
