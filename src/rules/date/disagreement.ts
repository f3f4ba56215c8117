import type { Rule } from '../../types.ts';

/** Behind the version of a footer: `v0.1 — 2026-05-12`. */
const SIGNED = /^\s{0,3}[—–·-]\s{0,3}(\d{4}-\d{2}-\d{2})(?!\d)/;

/** The date beside the version in a footer, which nothing in the head has. */
export const dateDisagreement: Rule<{ footer: string; date: string }> = {
  id: 'date/disagreement',
  severity: 'warning',
  message: ({ footer, date }) => `The footer is dated ${footer}, and the head ${date}.`,
  help: () => 'Write the day of this version at both places.',
  *note({ document: { date }, draft, text }) {
    const version = draft.versions.find(({ place }) => place === 'footer')?.span;
    if (!version || date === null) return;
    const [written = '', footer = date] = SIGNED.exec(text.slice(version.end, version.end + 30)) ?? [];
    // The head may tell of an amendment of that day.
    if (footer === date || JSON.stringify(draft.head).includes(footer)) return;
    const end = version.end + written.length;
    yield { span: { start: end - footer.length, end }, data: { footer, date } };
  },
};
