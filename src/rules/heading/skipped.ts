import type { Rule } from '../../types.ts';
import { quoted } from '../words.ts';

/** A note may start at level 1 or 2, since a YAML head can hold its title. */
export const skippedHeading: Rule<{ title: string; depth: number; expected: number }> = {
  id: 'heading/skipped',
  severity: 'warning',
  message: ({ title, depth, expected }) =>
    `The heading ${quoted(title)} is at level ${depth} where level ${expected} is the deepest that fits.`,
  help: ({ expected }) => `Open the heading with \`${'#'.repeat(expected)} \`.`,
  *note({ draft }) {
    let above = 1;
    for (const { depth, heading, title } of draft.sections) {
      if (depth > above + 1) yield { span: heading, data: { title, depth, expected: above + 1 } };
      if (depth > 0) above = depth;
    }
  },
};
