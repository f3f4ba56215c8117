import { paragraph, sentence, shortOid } from './words.mjs';

const sectionCount = 12;
const otherTitles = [
  'Grounding',
  'What changed',
  'Test surface',
  'Sequence',
  'Local state',
  'Secondary observations',
  'Loose ends',
  'Risks',
  'Names and places',
  'What this does not do',
  'Open construction decisions',
  'Methodology candidates',
];

/** The text of one note: YAML head, title, twelve numbered sections, footer. `planted` names a mistake to make. */
export function noteText(context) {
  const { plan, phase, minor, current, words, roll, known, planted, seconds, older } = context;
  const date = new Date(seconds * 1000).toISOString().slice(0, 10);
  const title = `Phase ${phase} — ${words.join(' ')} — ${plan.title}`;
  const oid = () => shortOid(roll);
  const item = (letter, number) => `P${phase}-${letter}${number}`;
  const cited = () => (known.length === 0 ? `phase-${phase}-scoping-handoff-v0_1.md` : roll.pick(known));
  const mention = mentions({ roll, cited, item, oid });
  const head = {
    kind: plan.kind,
    title,
    version: `0.${minor}`,
    date,
    status: current || context.last === null ? plan.status : 'superseded',
    author: ['Ada Example', 'a drafting agent'],
    phase: String(phase),
    summary: sentence(roll, mention),
    session: `harbour-${phase}-${roll.whole(9)}`,
    ...(older ? { supersedes: older } : {}),
    reading: [cited(), cited(), cited()].map((document) => ({
      document,
      role: 'context',
      reason: 'where it stands',
    })),
    commits: [{ repository: 'engine', oid: oid(), role: 'built' }],
    baselines: [{ repository: 'engine', passed: 2000 + phase, failed: 1, skipped: 30 + roll.whole(9) }],
    items: [1, 2, 3].map((number) => ({
      id: item('D', number),
      title: sentence(roll, () => 'the note'),
      state: 'settled',
    })),
    ...plan.head?.({ phase, roll, cited, item, oid }),
  };
  const titles = sectionTitles(plan.sections, roll);
  const sections = titles.map((name, index) => section(index + 1, name, roll, mention));
  return [
    '---',
    ...Object.entries(head).flatMap(([key, value]) => field(key, value)),
    '---',
    '',
    `# ${title} — v0.${minor}`,
    '',
    ...(planted ? [mistakeTexts[planted], ''] : []),
    ...sections.flat(),
    '---',
    '',
    'Harbour works — Example Bay',
    '',
    `${title} — v0.${minor} — ${date}`,
    '',
  ].join('\n');
}

const mistakeTexts = {
  'ref/missing-document': 'The count was taken over from lost-tally-of-rooms-v0_9.md.',
  'ref/missing-section': 'The order of the steps is told in §77 above.',
  'ref/missing-file': 'The rooms stand in [the old plan](plans/lost-plan.pdf).',
};

/** Mistakes that can be planted, by the rule that finds them. */
export const mistakes = Object.keys(mistakeTexts);

/** The sections that the kind asks for, in their order, among others. */
function sectionTitles(asked, roll) {
  const others = [...otherTitles];
  const titles = [...asked];
  while (titles.length < sectionCount) {
    const [other] = others.splice(roll.whole(others.length), 1);
    titles.splice(1 + roll.whole(titles.length), 0, other);
  }
  return titles;
}

function mentions({ roll, cited, item, oid }) {
  const section = () => 1 + roll.whole(sectionCount);
  return () =>
    roll.pick([
      () => `${cited()}`,
      () => `${cited()} §${section()}`,
      () => `§${section()} above`,
      () => item('D', 1 + roll.whole(3)),
      () => `engine ${oid()}`,
      () => `OL at ${oid()}`,
      () => `Candidate ${roll.pick(['A', 'B', 'C'])}`,
      () => `Option ${roll.pick(['X', 'Y', 'Z'])} → cycle ${1 + roll.whole(3)}`,
      () => '2,279 pass + 1 fail + 32 skip',
    ])();
}

function section(number, title, roll, mention) {
  const piece = pieces[number % pieces.length];
  return [
    `## ${number}. ${title}`,
    '',
    paragraph(roll, mention, 4 + roll.whole(2)),
    '',
    ...piece(roll, mention),
    '',
    paragraph(roll, mention, 3),
    '',
  ];
}

const pieces = [
  (roll, mention) => Array.from({ length: 5 }, () => `- ${sentence(roll, mention)}`),
  (roll, mention) => [
    '| Property | Before | After |',
    '| --- | --- | --- |',
    ...Array.from({ length: 5 }, (_, row) => `| **Row ${row}** | ${2000 + roll.whole(400)} | ${mention()} |`),
  ],
  (roll, mention) => Array.from({ length: 5 }, (_, index) => `${index + 1}. ${sentence(roll, mention)}`),
  (roll) => [
    '```ts',
    ...Array.from(
      { length: 8 },
      (_, line) => `  const room${line} = booking.find(${roll.whole(900)}); // step ${line}`,
    ),
    '```',
  ],
  (roll, mention) => [
    `> ${sentence(roll, mention)}`,
    '',
    `*${sentence(roll, () => 'the ledger')}* and **${roll.whole(90)} rooms**, \`booking.ts:${roll.whole(400)}\`.`,
  ],
];

/** One key of a YAML head; a list entry a line. */
function field(key, value) {
  if (Array.isArray(value)) return [`${key}:`, ...value.map((entry) => `  - ${flow(entry)}`)];
  return [`${key}: ${flow(value)}`];
}

function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, entry]) => `${key}: ${flow(entry)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
