/** The parts of a sound slice, by heading. */
const PARTS: Readonly<Record<string, string>> = {
  'Context snapshot': 'The plan is accepted, and the form shows its two dates.',
  'Contract anchor': 'The rules for dates: [Plan](plan-v0_1.md) §2.',
  'This turn only': 'Keep the dates of the booking form when the page is left.',
  'Expected outcomes': 'Both dates are there when the guest comes back.',
  'Evidence required': '- `desk-tests`\n- Manual check: the operator leaves the page and comes back.',
  'Disallowed shortcuts': 'No dates in the address of the page.',
  'Stop boundary': 'Stop when the form keeps its dates. Do not start the payment page yet.',
  'Reply contract': 'The changed files, what the tests said, and what is still at risk.',
};

/** What a turn note needs around it: the plan that it is anchored in. */
export const plan =
  '---\ntitle: Plan\nversion: "0.1"\ndate: 2026-03-02\n---\n\n# Plan\n\n## 1. Guests\n\nGuests book by themselves.\n\n## 2. Dates\n\nDates are kept until the booking is paid.\n';

/** The probe that a sound slice asks for, as slop.yaml has it. */
export const probes = {
  'desk-tests': { repository: 'record', command: ['true'], output: 'exit' },
};

/** A turn note; `parts` and `head` replace what a sound slice has, and null takes it away. */
export function turnNote(
  parts: Readonly<Record<string, string | null>> = {},
  head: Readonly<Record<string, string | null>> = {},
): string {
  const fields = {
    kind: 'turn',
    title: 'The form keeps its dates',
    version: '"0.1"',
    date: '2026-03-04',
    status: 'ready',
    lane: 'tides',
    turn: 'development-slice',
    ...head,
  };
  const lines = Object.entries(fields).flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${value}`],
  );
  const sections = Object.entries({ ...PARTS, ...parts }).flatMap(([title, text]) =>
    text === null ? [] : [`## ${title}\n\n${text}\n`],
  );
  return `---\n${lines.join('\n')}\n---\n\n# ${fields.title}\n\n${sections.join('\n')}`;
}

/** The same contract as labels at the beginning of lines, as it stands in a fenced block. */
export function labelled(parts: Readonly<Record<string, string | null>> = {}): string {
  return Object.entries({ ...PARTS, ...parts })
    .flatMap(([title, text]) => (text === null ? [] : [`${title}. ${text}`]))
    .join('\n\n');
}
