import type { Rule } from '../../types.ts';

/** Silent where an earlier stage already said why there is no head. */
export const missingHead: Rule<Record<string, never>> = {
  id: 'head/missing',
  severity: 'warning',
  message: () => 'The note has no head, so it has no kind, version, date or status.',
  help: () =>
    'Start the file with `---`, the lines `kind:`, `title:`, `version:`, `date:` and `status:`, and `---`.',
  *note({ draft, document }) {
    if (draft.form !== 'none' || document.faults.some(({ rule }) => rule.startsWith('head/'))) return;
    yield { span: { start: draft.body.start, end: draft.body.start }, data: {} };
  },
};
