import type { HeadForm, Rule } from '../../types.ts';
import { plain, quoted } from '../words.ts';

export const missingKey: Rule<{ key: string; form: HeadForm }> = {
  id: 'head/missing-key',
  severity: 'error',
  message: ({ key }) => `The head of this kind of note needs the key ${quoted(key)}.`,
  help: ({ key, form }) => `Add ${entry(plain(key), form)} to the head.`,
};

/** An entry as the head has its others; beside a line of dots or a banner, a line of labels. */
function entry(key: string, form: HeadForm): string {
  const label = key.charAt(0).toUpperCase() + key.slice(1);
  if (form === 'yaml') return `a line \`${key}: …\``;
  if (form === 'html-comment') return `a line \`${label}: …\``;
  return form === 'table' ? `a row \`| ${label} | … |\`` : `a line \`**${label}.** …\``;
}
