import type { HeadForm, Rule } from '../../types.ts';
import { headEntry, labelled, quoted, unquoted } from '../words.ts';

export const missingKey: Rule<{ key: string; form: HeadForm; stands: boolean }> = {
  id: 'head/missing-key',
  severity: 'error',
  message: ({ key }) => `The head of this kind of note needs the key ${quoted(key)}.`,
  help: ({ key, form, stands }) => {
    if (stands) return 'Write its value behind it.';
    const isWithin = form === 'yaml' && key.includes('.');
    return isWithin
      ? `Add ${headEntry(unquoted(key), '…')} here.`
      : `Add ${entry(unquoted(key), form)} to the head.`;
  },
};

function entry(key: string, form: HeadForm): string {
  const label = key.charAt(0).toUpperCase() + key.slice(1);
  return `a ${form === 'table' ? 'row' : 'line'} ${form === 'yaml' ? headEntry(key, '…') : labelled(label, '…', form)}`;
}
