import { describe, expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const A = '5451c02a507c7a2e75456e49202103389eaedd95';
const B = '3de41072a4216bb7ef63d9827bd3f08bd77f1a81';
const O = '4de41072a4216bb7ef63d9827bd3f08bd77f1a81';
const C = 'fa732832f4f815eaae71b0aec26e24ecb530055e';
const T = '49457cb1507c7a2e75456e49202103389eaedd95';

const clones: Readonly<Record<string, string>> = {
  engine: [
    `commit ${A} 2026-03-11 Newest`,
    `commit ${B} 2026-03-10 Middle`,
    `commit ${O} 2026-03-02 Oldest`,
    `branch main ${A}`,
    `branch phase-12 ${B}`,
    `branch guest-fares ${O}`,
    `tag v-12 ${T} ${B}`,
    `file ${B} docs/fares.md Text`,
    `file ${A} docs/fares.md Amended text`,
    `file ${B} docs/forms.md Text`,
    `file ${A} docs/forms.md Text`,
  ].join('\n'),
  desk: `commit ${C} 2026-03-10 Desk\nbranch main ${C}`,
};
const config = 'repos:\n  engine:\n  desk:\n    words: [OL]\n';

interface Parts {
  readonly head?: string;
  readonly date?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly config?: string;
  readonly engine?: string;
}

/** The claims of one note as `state: recorded | live`, and the rules of their group that speak. */
async function claimed(body: string, parts: Parts = {}) {
  const { head = '', date = '2026-03-12', files = {} } = parts;
  const note = `---\ntitle: Report\nversion: "0.3"\ndate: ${date}\n${head}---\n\n# Report\n\n${body}\n`;
  const world = memoryWorld({
    files: { 'slop.yaml': parts.config ?? config, 'record/report-v0_3.md': note, ...files },
    clones: { ...clones, engine: parts.engine ?? clones['engine'] ?? '' },
  });
  const { graph, findings } = await compileAt(world);
  const claims = (graph.claims.get('record/report-v0_3.md') ?? []).map(({ state, recorded, live }) =>
    [`${state}: ${recorded}`, ...(live === null ? [] : [live])].join(' | '),
  );
  const rules = findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('claim/'));
  return { claims, rules };
}

type Case = readonly [string, string, readonly string[], readonly string[]];

const prose: readonly Case[] = [
  ['a head that is one', 'Engine HEAD 5451c02.', ['verified: head at 5451c02 | main at 5451c02'], []],
  [
    'a head of a branch',
    'OL at fa73283 = head of main.',
    ['verified: main at fa73283 | main at fa73283'],
    [],
  ],
  [
    'a branch at a commit',
    'The branch phase-12 is at engine 3de4107.',
    ['verified: phase-12 at 3de4107 | phase-12 at 3de4107'],
    [],
  ],
  ['main at a commit', 'Engine main is now at 5451c02.', ['verified: main at 5451c02 | main at 5451c02'], []],
  [
    'a head that it was not any more on that day',
    'The head of main is engine 3de4107.',
    ['contradicted: main at 3de4107 | main at 5451c02'],
    ['claim/contradicted'],
  ],
  [
    'another branch than that',
    'The head of phase-12 is engine 5451c02.',
    ['contradicted: phase-12 at 5451c02 | phase-12 at 3de4107'],
    ['claim/contradicted'],
  ],
  [
    'a head on a branch without a number, and one that is at another',
    'Engine HEAD 4de4107 on branch guest-fares. The engine branch guest-fares is at 3de4107.',
    [
      'verified: guest-fares at 4de4107 | guest-fares at 4de4107',
      'contradicted: guest-fares at 3de4107 | guest-fares at 4de4107',
    ],
    ['claim/contradicted'],
  ],
  [
    'a head on a branch without the word',
    'Engine HEAD 3de4107 on phase-12. Engine HEAD 5451c02 on 2026-03-11.',
    ['verified: head at 5451c02 | main at 5451c02', 'verified: phase-12 at 3de4107 | phase-12 at 3de4107'],
    [],
  ],
  [
    'a head beside a branch that was merged',
    'Branch guest-fares is merged; engine HEAD 5451c02. Delete branch phase-12, engine HEAD is 5451c02. Engine HEAD 4de4107 on branch guest-fares, to be merged.',
    [
      'verified: head at 5451c02 | main at 5451c02',
      'verified: head at 5451c02 | main at 5451c02',
      'verified: guest-fares at 4de4107 | guest-fares at 4de4107',
    ],
    [],
  ],
  [
    'a tag in a sentence that speaks of a branch',
    'On engine branch phase-12, tag v-12 at engine 3de4107.',
    ['verified: v-12 at 3de4107 | v-12 at 3de4107'],
    [],
  ],
  [
    'heads in a row',
    'HEADs: engine 5451c02, desk fa73283.',
    ['verified: head at 5451c02 | main at 5451c02', 'verified: head at fa73283 | main at fa73283'],
    [],
  ],
  ['a head of the past', 'Engine HEAD was 4de4107.', [], []],
  [
    'what happened at a head',
    'The cycle opened at engine HEAD 4de4107. Landed on engine main at 4de4107. Cycle 1 began with engine HEAD 4de4107. Engine HEAD 4de4107 → 5451c02. Landed on engine branch phase-12 at 4de4107. Opened at engine branch phase-12 HEAD 4de4107. Built from engine main at 4de4107.',
    [],
    [],
  ],
  [
    'a head that is expected, and one behind a verb of another part',
    'Expected at engine HEAD 5451c02. All is pushed; engine HEAD 5451c02.',
    ['verified: head at 5451c02 | main at 5451c02', 'verified: head at 5451c02 | main at 5451c02'],
    [],
  ],
  [
    'heads as of a day',
    'As of 2026-03-02 engine main is at 4de4107. Engine HEAD is 4de4107, as of v0.2. Engine HEAD 4de4107 as of Monday.',
    [],
    [],
  ],
  [
    'a head as of now',
    'As of this note, engine HEAD is 5451c02.',
    ['verified: head at 5451c02 | main at 5451c02'],
    [],
  ],
  ['a commit that nobody calls a head', 'Step 2a is done, OL at fa73283.', [], []],
  [
    'a table of heads',
    '| repository | branch | head |\n| --- | --- | --- |\n| engine | phase-12 | engine 3de4107 |\n| desk | main | desk fa73283 |',
    ['verified: phase-12 at 3de4107 | phase-12 at 3de4107', 'verified: main at fa73283 | main at fa73283'],
    [],
  ],
  [
    'a table with empty cells',
    '| repository | branch | head | before |\n| --- | --- | --- | --- |\n| engine | | engine 5451c02 | |\n| | phase-12 | engine 3de4107 | |\n| engine | main | | engine 4de4107 |',
    ['verified: head at 5451c02 | main at 5451c02', 'verified: phase-12 at 3de4107 | phase-12 at 3de4107'],
    [],
  ],
  ['a tag at a commit', 'Tag v-12 at engine 3de4107.', ['verified: v-12 at 3de4107 | v-12 at 3de4107'], []],
  [
    'a tag at another commit',
    'Tagged v-12 at engine 5451c02.',
    ['contradicted: v-12 at 5451c02 | v-12 at 3de4107'],
    ['claim/contradicted'],
  ],
  [
    'a tag object with its commit',
    'Tag v-12 at engine 3de4107 (annotated tag object 49457cb).',
    ['verified: v-12 at 3de4107 | v-12 at 3de4107', 'verified: v-12 at 49457cb | v-12 at 3de4107'],
    [],
  ],
  [
    'a commit that is tagged',
    'engine 3de4107 (tag v-12)',
    ['verified: v-12 at 3de4107 | v-12 at 3de4107'],
    [],
  ],
  [
    'a tag with its own commit behind that of a branch',
    'Engine HEAD 5451c02, tag v-12 at 3de4107.',
    ['verified: head at 5451c02 | main at 5451c02', 'verified: v-12 at 3de4107 | v-12 at 3de4107'],
    [],
  ],
  [
    'an amendment that is none',
    'docs/forms.md (filed at engine commit 3de4107; amended at 5451c02)',
    [
      'verified: docs/forms.md at 3de4107 | there',
      'contradicted: docs/forms.md amended at 5451c02 | as it was at 3de4107',
    ],
    ['claim/contradicted'],
  ],
  [
    'a commit that only has it too',
    'docs/forms.md (filed at engine commit 3de4107; still there at 5451c02)',
    ['verified: docs/forms.md at 3de4107 | there'],
    [],
  ],
  [
    'files at commits',
    'docs/fares.md (filed at engine commit 3de4107; amended at 5451c02)',
    ['verified: docs/fares.md at 3de4107 | there', 'verified: docs/fares.md amended at 5451c02 | there'],
    [],
  ],
  [
    'a file before it was there',
    '`docs/fares.md` at engine commit 4de4107',
    ['contradicted: docs/fares.md at 4de4107 | not there'],
    ['claim/contradicted'],
  ],
  [
    'a file by its name',
    'fares.md at engine HEAD 5451c02',
    ['verified: fares.md at 5451c02 | docs/fares.md', 'verified: head at 5451c02 | main at 5451c02'],
    [],
  ],
  ['a file and another sentence of a commit', 'See docs/seats.md; engine commit 5451c02 has them.', [], []],
  ['a file and a state in another', 'See docs/seats.md; at engine commit 5451c02 are none.', [], []],
  [
    'a file and a verb behind a semicolon',
    'See docs/fares.md; it was first filed at engine commit 5451c02.',
    ['verified: docs/fares.md at 5451c02 | there'],
    [],
  ],
  [
    'a file on a branch',
    '`docs/fares.md` on engine repo branch phase-12.',
    ['verified: docs/fares.md on phase-12 | there'],
    [],
  ],
  [
    'a branch by its name below a heading about branches',
    '## Branch state\n\n- Engine: `phase-12` at 3de4107 (the fix)',
    ['verified: phase-12 at 3de4107 | phase-12 at 3de4107'],
    [],
  ],
  [
    'what a kickoff prompt says',
    '## Kickoff prompt\n\n```\nRun both suites:\n- Engine: cd x && pytest -q\n  Expected: 2,279 pass + 1 fail\n- Engine HEAD 5451c02.\n```\n\n```sh\ngit log # engine HEAD 3de4107\n```',
    ['asserted: 2279 passed, 1 failed', 'verified: head at 5451c02 | main at 5451c02'],
    [],
  ],
  ['nothing of a transcript', '```\nengine HEAD is now at 3de4107 Middle\n```', [], []],
  [
    'baselines',
    '2,279 pass + 1 fail + 32 skip engine / 151 OL',
    ['asserted: 2279 passed, 1 failed, 32 skipped', 'asserted: 151 passed'],
    [],
  ],
  [
    'baselines behind their repository',
    'Expected: engine 421 pass + 1 fail + 3 skip, desk 93 pass.',
    ['asserted: 421 passed, 1 failed, 3 skipped', 'asserted: 93 passed'],
    [],
  ],
  ['counts that are no baseline', 'Some 3 pass through the gate, 12 failed attempts, and 40 tests.', [], []],
  [
    'services',
    'Engine API pid 90683 on :8000; OL dev server on port 3001.',
    ['asserted: Engine API at port 8000', 'asserted: OL dev server at port 3001'],
    [],
  ],
  [
    'services of one sentence, and one at two ports',
    'The API server listens on :8000, and the app on port 3001. The stack runs on :8001 and listens on :8002.',
    [
      'asserted: The API server at port 8000',
      'asserted: the app at port 3001',
      'asserted: The stack at port 8001',
      'asserted: The stack at port 8002',
    ],
    [],
  ],
  [
    'services that one may start',
    'When the app runs on :3001, it is slow. You see it if you run the server on :8000.',
    [],
    [],
  ],
  ['times and ratios', 'The server ran at 10:30 and 16:9.', [], []],
];

describe('a note says of repositories', () => {
  test.each(prose)('%s', async (_what, body, claims, rules) => {
    const found = await claimed(body);
    expect(found.claims.toSorted()).toEqual(claims.toSorted());
    expect(found.rules).toEqual(rules);
  });

  test('nothing of where a branch was that can be told only with its history', async () => {
    const engine = `unwalked There is no git program.\n${clones['engine']}`;
    expect(
      await claimed('Engine main is at 3de4107. Engine branch phase-12 is at 3de4107.', { engine }),
    ).toEqual({
      claims: ['asserted: main at 3de4107', 'verified: phase-12 at 3de4107 | phase-12 at 3de4107'],
      rules: [],
    });
  });
});

const old = (body: string): string =>
  `---\ntitle: Report\nversion: "0.2"\ndate: 2026-03-10\n---\n\n# Report\n\n${body}\n`;
const steps = '## 1. Steps\n\nDo it in v0.X of 2026.\n\n### 1.1 First\n\nGo.\n\n## 2. Costs\n\nNone.\n';
const now = (say: string, body = steps): string => `${body}\n## 3. Notes\n\n${say}\n`;

describe('a note says what is unchanged', () => {
  const archived = (body: string) => ({ files: { 'record/archive/report-v0_2.md': old(body) } });

  test.each<readonly [string, string, string, readonly string[]]>([
    ['a section that is', now('§1 is unchanged since v0.2.'), steps, ['verified: §1 as in 0.2 | as in 0.2']],
    [
      'one that is not',
      now('§2 is unchanged since v0.2.'),
      steps.replace('None', 'Some'),
      ['contradicted: §2 as in 0.2 | changed: §2'],
    ],
    [
      'a section by what stands below it',
      now('§1 unchanged since v0.2.'),
      steps.replace('Go', 'Run'),
      ['contradicted: §1 as in 0.2 | changed: §1'],
    ],
    [
      'several',
      now('§1 and §2 are unchanged from v0.2.'),
      steps,
      ['verified: §1 as in 0.2 | as in 0.2', 'verified: §2 as in 0.2 | as in 0.2'],
    ],
    [
      'a section in its heading',
      '## 1. Steps (unchanged since v0.2)\n\nGo.',
      '## 1. Steps\n\nGo.',
      ['verified: §1 as in 0.2 | as in 0.2'],
    ],
    [
      'the whole note',
      `${steps}\nThis note is unchanged since v0.2.`,
      steps,
      ['verified: as in 0.2 | as in 0.2'],
    ],
    [
      'the whole note where it is not',
      now('This note is unchanged since v0.2.'),
      steps,
      ['contradicted: as in 0.2 | changed: 3. Notes'],
    ],
    ['a version that is not there', now('§1 is unchanged since v0.1.'), steps, ['asserted: §1 as in 0.1']],
    ['nothing where it is doubted', now('Nobody claimed that §1 is unchanged since v0.2.'), steps, []],
    ['nothing without what', now('Unchanged since v0.2.'), steps, []],
  ])('%s', async (_what, body, before, claims) => {
    expect((await claimed(body, archived(before))).claims).toEqual(claims);
  });
});

const claim = (lines: string): string => `claims:\n  - ${lines.replaceAll('\n', '\n    ')}\n`;
const scoping = `---\nkind: document\ntitle: S\nversion: "0.1"\ndate: 2026-03-01\nphase: "57"\nitems:\n  - {id: P57-B1, title: a}\n  - {id: P57-B2, title: b}\n---\n\n# S\n\nText.\n`;
const other = scoping
  .replace('phase: "57"', 'phase: "58"')
  .replace('P57-B1', 'P58-B1')
  .replace('{id: P57-B2, title: b}', '{id: Candidate A}\n  - {id: Candidate B}');

describe('a head states as data', () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ['a head', claim('type: head\nrepository: engine\nbranch: main\noid: "5451c02"'), 'verified', []],
    [
      'a head of a branch that is gone',
      claim('type: head\nrepository: engine\nbranch: gone\noid: "5451c02"'),
      'asserted',
      [],
    ],
    [
      'a head of a repository without a clone',
      claim('type: head\nrepository: desk2\nbranch: main\noid: "5451c02"'),
      'asserted',
      [],
    ],
    ['a tag', claim('type: tag\nrepository: engine\ntag: v-12\noid: "3de4107"'), 'verified', []],
    [
      'another tag',
      claim('type: tag\nrepository: engine\ntag: v-12\noid: "5451c02"'),
      'contradicted',
      ['claim/contradicted'],
    ],
    [
      'a file at a commit',
      claim('type: exists\nrepository: engine\npath: docs/fares.md\noid: "3de4107"'),
      'verified',
      [],
    ],
    [
      'a file that is not there',
      claim('type: exists\nrepository: engine\npath: docs/fares.md\noid: "4de4107"'),
      'contradicted',
      ['claim/contradicted'],
    ],
    [
      'a file on the published branch',
      claim('type: exists\nrepository: engine\npath: docs/fares.md'),
      'verified',
      [],
    ],
    ['an unchanged section', claim('type: unchanged\nsection: §1\nsince: "0.2"'), 'verified', []],
    ['a count of items', claim('type: count\nof: P57-B items\nis: 2'), 'verified', []],
    [
      'another count',
      claim('type: count\nof: P57-B items\nis: 3\nwas: 2'),
      'contradicted',
      ['claim/contradicted'],
    ],
    ['a count of a sort', claim('type: count\nof: Candidates\nis: 2'), 'verified', []],
    [
      'a count of those of its phase',
      `phase: "57"\n${claim('type: count\nof: decisions\nis: 2')}`,
      'verified',
      [],
    ],
    ['a count of all of them', `phase: "57"\n${claim('type: count\nof: decisions\nis: 3')}`, 'verified', []],
    [
      'another count of a sort',
      `phase: "57"\n${claim('type: count\nof: decisions\nis: 1')}`,
      'contradicted',
      ['claim/contradicted'],
    ],
    [
      'a count of its own',
      `options: [{ id: X, title: One }, { id: Y, title: Two }]\n${claim('type: count\nof: options\nis: 2')}`,
      'verified',
      [],
    ],
    ['a count of none', claim('type: count\nof: halt notes\nis: 0'), 'verified', []],
    [
      'a count of some where there is none',
      claim('type: count\nof: halt notes\nis: 3'),
      'contradicted',
      ['claim/contradicted'],
    ],
    [
      'a count of none in its phase',
      `phase: "57"\n${claim('type: count\nof: candidates\nis: 0')}`,
      'verified',
      [],
    ],
    ['a count of what nothing is', claim('type: count\nof: sheep\nis: 3'), 'asserted', []],
    ['a service', claim('type: service\nname: Engine\nport: 8000'), 'asserted', []],
    [
      'a head of a commit list',
      'commits:\n  - {repository: engine, oid: "3de4107", role: head of phase-12}\n',
      'verified',
      [],
    ],
    [
      'a pin of its reading order',
      'reading:\n  - {path: docs/fares.md, repository: engine, oid: "3de4107"}\n',
      'verified',
      [],
    ],
    [
      'a pin that is not there',
      'reading:\n  - {document: fares@0.2, repository: engine, oid: "3de4107"}\n',
      'contradicted',
      ['claim/contradicted'],
    ],
    ['a baseline', 'baselines:\n  - {repository: engine, passed: 421}\n', 'asserted', []],
  ])('%s', async (_what, head, state, rules) => {
    const files = {
      'record/archive/report-v0_2.md': old(steps),
      'record/scoping-v0_1.md': scoping,
      'record/other-v0_1.md': other,
    };
    const found = await claimed(steps, { head, files });
    expect(found.claims.map((one) => one.split(':', 1)[0])).toEqual([state]);
    expect(found.rules).toEqual(rules);
  });
});

describe('time passes', () => {
  const body = 'Engine HEAD 3de4107.';

  test('over a note that still speaks: the branch went on', async () => {
    const { claims, rules } = await claimed(body, { date: '2026-03-10' });
    expect(claims).toEqual(['verified: head at 3de4107 | phase-12 at 3de4107']);
    expect(rules).toEqual([]);
    const main = await claimed('The head of main is engine 3de4107.', { date: '2026-03-10' });
    expect(main).toEqual({
      claims: ['contradicted: main at 3de4107 | main at 5451c02'],
      rules: ['claim/overtaken'],
    });
  });

  test('not over one that is closed: it held on its day', async () => {
    const head = 'kind: halt-note\nstatus: resolved\n';
    const main = await claimed('The head of main is engine 3de4107.', { date: '2026-03-10', head });
    expect(main).toEqual({ claims: ['verified: main at 3de4107 | main at 5451c02'], rules: [] });
    const wrong = await claimed('The head of main is engine 4de4107.', { date: '2026-03-12', head });
    expect(wrong.rules).toEqual(['claim/contradicted']);
  });
});
