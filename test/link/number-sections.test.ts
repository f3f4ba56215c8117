import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const cr = (version: string, date: string, sections: string, number = 'CR-2026-116') =>
  `---\nkind: cr\nversion: "${version}"\ndate: ${date}\nnumber: ${number}\n---\n# Booking\n\n${sections}\n`;
const files = {
  'slop.yaml': '',
  'record/archive/cr-booking-v0_1.md': cr('0.1', '2026-03-01', '## 3. Steps\n\nOne.\n\n## 7. Late\n\nOnce.'),
  'record/cr-booking-v0_2.md': cr('0.2', '2026-03-05', '## 3. Steps\n\nTwo.\n\n## 4. Gates\n\nThree.'),
  'record/cr-one.md': cr('0.1', '2026-03-01', '## 3. Steps', 'CR-2026-118'),
  'record/cr-two.md': cr('0.1', '2026-03-01', '## 3. Steps', 'CR-2026-118'),
};

/** The sections that a note of a day names: address, state, and where it leads. */
async function sectionsOf(body: string, date = '2026-03-03') {
  const note = `---\nkind: document\ndate: ${date}\n---\n# A\n\n${body}\n`;
  const world = memoryWorld({ files: { ...files, 'record/a.md': note } });
  const { graph, findings } = await compileAt(world);
  const sections = (graph.out.get('record/a.md') ?? []).flatMap(
    ({ mention: { target }, state, facts, to }) =>
      target.type === 'section' ? [`§${target.address} ${[state, ...facts].join('+')} ${placeOf(to)}`] : [],
  );
  return [
    ...sections,
    ...findings.filter(({ rule }) => /missing-section/.test(rule)).map(({ rule }) => rule),
  ];
}

const placeOf = (to: object | null): string =>
  to === null
    ? '-'
    : Object.values({ ...to, type: '' })
        .filter(Boolean)
        .join('#')
        .replace('record/', '');

test.each([
  ['CR-2026-116 §3', ['§3 ok cr-booking-v0_2.md#s-steps']],
  ['CR-2026-116’s §§3, 4; and §3 of CR-2026-116', ['3', '4', '3']],
  ['(CR-2026-116, §4)', ['4']],
  ['§3 and §4 of CR-2026-116', ['3', '4']],
  ['§§3–4 of CR-2026-116', ['3', '4']],
  ['Unlike design-v0_1.md has it, §3 and §4 of CR-2026-116 hold.', ['3', '4']],
  ['CR-2026-118 §3 and §4 of CR-2026-116', ['§3 ambiguous -', '4']],
  [
    'CR-2026-118 §3 and §7 of cr-booking-v0_1.md',
    ['§3 ambiguous -', '§7 outdated+archived archive/cr-booking-v0_1.md#s-late'],
  ],
  ['CR-2026-116 v0.1 §3', ['§3 outdated+archived archive/cr-booking-v0_1.md#s-steps']],
  // What was there on the day of the note is meant.
  ['CR-2026-116 §7', ['§7 outdated+archived archive/cr-booking-v0_1.md#s-late']],
  ['CR-2026-116 §9', ['§9 missing cr-booking-v0_2.md', 'ref/missing-section']],
  ['CR-2026-116 v0.9 §3', ['§3 missing -']],
  // Nobody says of which of the two, or there is none.
  ['CR-2026-118 §3', ['§3 ambiguous -']],
  ['CR-2026-117 §3', ['§3 unverified -']],
  [
    'As Spec 005 §3 has it; per design.md §3; rf2-m6tu §3.',
    ['§3 unverified -', '§3 unverified -', '§3 unverified -'],
  ],
  ['CR-2026-116 was read. See §3.', ['§3 ambiguous -']],
  // A word for a kind of which the record has none.
  ['Per the findings §12.', ['§12 unverified -']],
])('%s', async (body, expected) => {
  const short: Record<string, string> = {
    3: '§3 ok cr-booking-v0_2.md#s-steps',
    4: '§4 ok cr-booking-v0_2.md#s-gates',
  };
  expect(await sectionsOf(body)).toEqual(expected.map((one) => short[one] ?? one));
});

test('a section that came after the day of the note is that of the current version', async () => {
  expect(await sectionsOf('CR-2026-116 §7', '2026-03-09')).toEqual([
    '§7 missing cr-booking-v0_2.md',
    'ref/missing-section',
  ]);
});

/** A section whose document is but the last one named, in a note that has such a one itself. */
test.each([
  ['cr-booking-v0_2.md changes the rest (§8 goes on).', ['§8 ambiguous -']],
  ['cr-booking-v0_2.md §8', ['§8 missing cr-booking-v0_2.md', 'ref/missing-section']],
  [
    'cr-booking-v0_2.md changes the rest (§8 Step 9).',
    ['§8 missing cr-booking-v0_2.md', 'ref/missing-section'],
  ],
  [
    'cr-booking-v0_2.md changes the rest (§9 goes on).',
    ['§9 missing cr-booking-v0_2.md', 'ref/missing-section'],
  ],
])('%s', async (body, expected) => {
  expect(await sectionsOf(`${body}\n\n## 8. Own\n\nText.`)).toEqual(expected);
});
