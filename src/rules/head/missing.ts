import type { Rule } from '../../types.ts';

/** Silent where an earlier stage already said why there is no head. */
export const missingHead: Rule<Record<string, never>> = {
  id: 'head/missing',
  severity: 'warning',
  message: () => 'The note has no head, or an empty one, so it has no kind, version, date or status.',
  help: () =>
    'Start the file with `---`, the lines `kind:`, `title:`, `version:`, `date:` and `status:`, and `---`; what stands in a list such as `- Status: accepted` or below a heading, `slop import` puts there.',
  *note({ draft, document }) {
    const says = draft.form !== 'none' && (draft.form !== 'yaml' || Object.keys(draft.head).length > 0);
    if (says || document.faults.some(({ rule }) => rule.startsWith('head/'))) return;
    const start = draft.form === 'none' ? draft.body.start : draft.headSpan.start;
    yield { span: { start, end: start }, data: {} };
  },
};
