import { describe, expect, test } from 'vitest';
import type { Document } from '../../src/types.ts';
import {
  at,
  edgesOf,
  file,
  graphOf,
  linked,
  type Named,
  named,
  plainFile,
  said,
  section,
  wiki,
} from './values.ts';

const P = 'phases/phase-57';

interface Case {
  readonly when: string;
  readonly mentions: readonly Named[];
  readonly others?: readonly Document[];
  readonly files?: readonly string[];
  /** From the top of the repository to the root. */
  readonly prefix?: string;
  readonly says: readonly string[];
}

const cr = (version: string, folder = P) =>
  at(`${folder}/phase-57-cr-x-v${version}.md`, [], [], { kind: 'cr' });
const manifest = (version: string, folder = 'status') =>
  at(`${folder}/manifest-v${version}.md`, [], ['1. State', '2. Principles']);

const cases: readonly Case[] = [
  // By file name
  {
    when: 'a link leads to the beginning of a note',
    mentions: [linked('../../b.md#top'), linked('../../b.md#bottom')],
    others: [at('b.md')],
    says: ['ok b.md', 'missing b.md'],
  },
  {
    when: 'a file name is there',
    mentions: [file('b-v0_1.md')],
    others: [at('b-v0_1.md')],
    says: ['ok b-v0_1.md'],
  },
  {
    when: 'folders before a file name fit one of two',
    mentions: [file('x/b-v0_1.md'), file('docs/b-v0_1.md')],
    others: [at('x/b-v0_1.md'), at('y/b-v0_1.md')],
    says: ['ok x/b-v0_1.md', 'ambiguous ? x/b-v0_1.md, y/b-v0_1.md'],
  },
  {
    when: 'a name is in two folders, one of them that of the note',
    mentions: [file('b-v0_1.md')],
    others: [at(`${P}/b-v0_1.md`), at('y/b-v0_1.md')],
    says: [`ok ${P}/b-v0_1.md`],
  },
  {
    when: 'a name is in two folders, one of them archived',
    mentions: [file('b-v0_1.md')],
    others: [at('x/archive/b-v0_1.md'), at('y/b-v0_1.md')],
    says: ['ok y/b-v0_1.md'],
  },
  {
    when: 'only other versions are there',
    mentions: [file('b-v0_2.md')],
    others: [at('b-v0_1.md'), at('b-v0_10.md'), at('b-v0_9.md')],
    says: ['missing ? b-v0_10.md, b-v0_9.md, b-v0_1.md'],
  },
  {
    when: 'only the twin is there',
    mentions: [file('b-v0_1.md')],
    others: [at('b-v0_1.html')],
    says: ['missing ? b-v0_1.html'],
  },
  {
    when: 'case, normal form or the dot of a version differ',
    mentions: [file('B-v0_1.md'), file('cafe\u0301-v0_1.md'), file('b-v0.1.md')],
    others: [at('b-v0_1.md'), at('caf\u00e9-v0_1.md')],
    says: ['missing ? b-v0_1.md', 'missing ? caf\u00e9-v0_1.md', 'missing ? b-v0_1.md'],
  },
  {
    when: 'a name is mistyped',
    mentions: [file('phase-57-scopping-note-v0_1.md'), file('nothing-like-it-v0_1.md')],
    others: [at('phase-57-scoping-note-v0_1.md')],
    says: ['missing ? phase-57-scoping-note-v0_1.md', 'missing'],
  },
  {
    when: 'a file name without a version is there, nearly there, or may lie beside the record',
    mentions: [file('docs/fares-plan.md'), file('fares-plam.md'), file('CLAUDE.md'), wiki('CLAUDE.md')],
    others: [at('docs/fares-plan.md')],
    says: ['ok docs/fares-plan.md', 'missing ? fares-plan.md', 'unverified', 'missing'],
  },
  {
    when: 'a file name without a version is that of a note, and its folder is not',
    mentions: [file('engine/fares-plan.md'), file('engine/fares-plam.md'), file('engine/README.md')],
    others: [at('docs/fares-plan.md'), at('x/README.md'), at('y/README.md')],
    says: ['unverified', 'unverified', 'unverified'],
  },
  {
    when: 'what is mistyped is near a name that is in two folders',
    mentions: [linked('../../y/fares-plam-v0_1.md'), file('fares-plam-v0_1.md'), file('Fares-plan-v0_1.md')],
    others: [at('x/fares-plan-v0_1.md'), at('y/fares-plan-v0_1.md')],
    says: [
      'missing ? ../../y/fares-plan-v0_1.md, ../../x/fares-plan-v0_1.md',
      'missing ? fares-plan-v0_1.md',
      'missing ? fares-plan-v0_1.md',
    ],
  },
  {
    when: 'what is missing has the name of files in several folders, or comes near it',
    mentions: [linked('sub/july-26.md'), linked('july-27.md'), linked('../../2018-07/gone/july-26.md')],
    others: [
      ...['2012-07', '2018-07', `${P}`, `${P}/x/y`].map((folder) => at(`${folder}/july-26.md`)),
      ...['2012-07', '2018-07', `${P}/x/y`, `${P}/x`].map((folder) => at(`${folder}/julyy-27.md`)),
    ],
    says: [
      'missing ? july-26.md, x/y/july-26.md, ../../2012-07/july-26.md, ../../2018-07/july-26.md',
      'missing ? x/julyy-27.md, x/y/julyy-27.md, ../../2012-07/julyy-27.md, ../../2018-07/julyy-27.md',
      'missing ? ../../2018-07/july-26.md, ../../2012-07/july-26.md, july-26.md, x/y/july-26.md',
    ],
  },
  // Versions, archive, supersession
  {
    when: 'a pinned version is older than the current',
    mentions: [file('b-v0_9.md'), wiki('b@0.9'), wiki('b')],
    others: [at('b-v0_9.md'), at('b-v0_10.md')],
    says: ['outdated b-v0_9.md', 'outdated b-v0_9.md', 'ok b-v0_10.md'],
  },
  {
    when: 'a version is archived',
    mentions: [file('b-v0_1.md'), file('c-v0_1.md')],
    others: [at('archive/b-v0_1.md'), at('b-v0_2.md'), at('archive/c-v0_1.md')],
    says: ['outdated (archived) archive/b-v0_1.md', 'archived archive/c-v0_1.md'],
  },
  {
    when: 'a document of another lineage supersedes the named one',
    mentions: [file('b-v0_2.md'), file('b-v0_1.md'), wiki('b')],
    others: [at('b-v0_1.md'), at('b-v0_2.md'), at('c-v0_1.md', [wiki('b', { field: '/supersedes' })])],
    says: ['superseded b-v0_2.md', 'superseded (outdated) b-v0_1.md', 'superseded b-v0_2.md'],
  },
  {
    when: 'only an older version is superseded by another lineage',
    mentions: [file('b-v0_2.md'), file('b-v0_1.md')],
    others: [
      at('b-v0_1.md'),
      at('b-v0_2.md'),
      at('c-v0_1.md', [file('b-v0_1.md', { field: '/supersedes/0' })]),
    ],
    says: ['ok b-v0_2.md', 'superseded (outdated) b-v0_1.md'],
  },
  {
    when: 'a version replaces the one before it',
    mentions: [file('b-v0_1.md')],
    others: [at('b-v0_1.md'), at('b-v0_2.md', [named('0.1', '0.1', { field: '/supersedes' })])],
    says: ['outdated b-v0_1.md'],
  },
  // Planned, other repositories
  {
    when: 'a document is planned',
    mentions: [file('b-v0_2.md', { planned: true }), file('c-v0_1.md', { planned: true })],
    others: [at('b-v0_1.md'), at('c-v0_1.md')],
    says: ['planned', 'ok (planned) c-v0_1.md'],
  },
  {
    when: 'a document is said to be in another repository',
    mentions: ['b', 'c', 'd'].map((name) => file(`${name}-v0_1.md`, { repository: 'engine' })),
    others: [at('b-v0_1.md'), at('b-v0_2.md'), at('x/c-v0_1.md'), at('y/c-v0_1.md')],
    says: ['unverified (outdated) b-v0_1.md', 'unverified', 'unverified'],
  },
  {
    when: 'a document is said to be in the record',
    mentions: [file('b-v0_1.md', { repository: 'record' }), file('c-v0_1.md', { repository: 'record' })],
    others: [at('b-v0_1.md')],
    says: ['ok b-v0_1.md', 'missing ? b-v0_1.md'],
  },
  // By id
  {
    when: 'an id is given',
    mentions: [
      wiki('b'),
      wiki('b@0.1'),
      wiki('b@0.3'),
      wiki('c-v0_1'),
      wiki('c-v0_1.md'),
      wiki('bb'),
      wiki('B@0.1'),
      wiki('C-v0_1'),
      wiki('x/Log'),
      wiki('y/o/log'),
      wiki('z/log'),
      wiki('x/Day'),
      wiki('y/day'),
      wiki('B', { field: '/halt' }),
    ],
    others: [
      ...['b-v0_1.md', 'b-v0_2.md', 'c-v0_1.md', 'x/log.md', 'y/x/log.md'].map((path) => at(path)),
      at('x/archive/day.md'),
    ],
    says: [
      'ok b-v0_2.md',
      'outdated b-v0_1.md',
      'missing ? b@0.2, b@0.1',
      'ok c-v0_1.md',
      'ok c-v0_1.md',
      'missing',
      'outdated b-v0_1.md',
      'ok c-v0_1.md',
      'ambiguous ? x/log.md, y/x/log.md',
      'missing',
      'missing',
      'archived x/archive/day.md',
      'missing',
      'missing ? b',
    ],
  },
  {
    when: 'a head gives a file another id',
    mentions: [wiki('fares'), wiki('b')],
    others: [at('b-v0_1.md', [], [], { id: 'fares' })],
    says: ['ok b-v0_1.md', 'missing'],
  },
  {
    when: 'a version has twins, or stands twice',
    mentions: [wiki('b@0.1'), wiki('b'), wiki('c@0.1')],
    others: [at('b-v0_1.html'), at('b-v0_1.md'), at('x/c-v0_1.md'), at('y/c-v0_1.md')],
    says: ['ok b-v0_1.md', 'ok b-v0_1.md', 'ambiguous ? x/c-v0_1.md, y/c-v0_1.md'],
  },
  // By name
  {
    when: 'a name stands for a lineage',
    mentions: [
      named('manifest', '0.41'),
      named('Manifest', '0.40'),
      named('manifest'),
      named('manifest', '0.42'),
    ],
    others: [manifest('0_40', 'status/archive'), manifest('0_41')],
    says: [
      'ok status/manifest-v0_41.md',
      'outdated (archived) status/archive/manifest-v0_40.md',
      'ok status/manifest-v0_41.md',
      'missing ? manifest@0.41, manifest@0.40',
    ],
  },
  {
    when: 'a name stands for a kind in the phase of the note',
    mentions: [
      named('CR', '0.2'),
      named('CR', '0.1'),
      named('CR'),
      named('CR', '0.7'),
      named('Phase 58 CR', '0.1'),
    ],
    others: [
      cr('0_1', `${P}/archive`),
      cr('0_2'),
      at('phases/phase-58/phase-58-cr-y-v0_1.md', [], [], { kind: 'cr' }),
    ],
    says: [
      `ok ${P}/phase-57-cr-x-v0_2.md`,
      `outdated (archived) ${P}/archive/phase-57-cr-x-v0_1.md`,
      `ok ${P}/phase-57-cr-x-v0_2.md`,
      'missing ? phase-57-cr-x-v0_2.md, phase-57-cr-x-v0_1.md',
      'ok phases/phase-58/phase-58-cr-y-v0_1.md',
    ],
  },
  {
    when: 'a phase has two of a kind, and no phase has another',
    mentions: [named('CR', '0.1'), named('CR', '0.2'), named('queue'), named('Phase 58 queue')],
    others: [
      cr('0_1'),
      cr('0_2'),
      at(`${P}/phase-57-cr-z-v0_1.md`, [], [], { kind: 'cr' }),
      at('queue-v0_1.md', [], [], { kind: 'queue' }),
    ],
    says: [
      `ambiguous ? ${P}/phase-57-cr-x-v0_1.md, ${P}/phase-57-cr-z-v0_1.md`,
      `ok ${P}/phase-57-cr-x-v0_2.md`,
      'ok queue-v0_1.md',
      'missing',
    ],
  },
  {
    when: 'the note names one of two of a kind by its file name too',
    mentions: [named('CR', '0.1'), named('CR', '0.2'), file('phase-57-cr-x-v0_2.md')],
    others: [cr('0_1', `${P}/archive`), cr('0_2'), at(`${P}/phase-57-cr-z-v0_1.md`, [], [], { kind: 'cr' })],
    says: [
      `outdated (archived) ${P}/archive/phase-57-cr-x-v0_1.md`,
      `ok ${P}/phase-57-cr-x-v0_2.md`,
      `ok ${P}/phase-57-cr-x-v0_2.md`,
    ],
  },
  {
    when: 'the phase has none of a kind, and the note names one of another phase by its file name too',
    mentions: [
      named('CR', '0.1'),
      named('CR', '0.3'),
      named('Phase 56 CR', '0.1'),
      file('phase-58-cr-y-v0_1.md'),
    ],
    others: [
      at('phases/phase-58/phase-58-cr-y-v0_1.md', [], [], { kind: 'cr' }),
      at('phases/phase-59/phase-59-cr-z-v0_1.md', [], [], { kind: 'cr' }),
    ],
    says: [
      'ok phases/phase-58/phase-58-cr-y-v0_1.md',
      'missing',
      'missing',
      'ok phases/phase-58/phase-58-cr-y-v0_1.md',
    ],
  },
  {
    when: 'a bare version in a head means the own lineage',
    mentions: [named('v0.0', '0.0', { field: '/supersedes' }), named('0.9', '0.9', { field: '/supersedes' })],
    others: [at(`${P}/note-v0_0.md`)],
    says: [`outdated ${P}/note-v0_0.md`, 'missing ? note@0.1, note@0.0'],
  },
  // By link
  {
    when: 'a link is relative',
    mentions: [
      linked('b-v0_1.md'),
      linked('./../../c.md'),
      linked('a%20b.md'),
      linked('/c.md'),
      linked('/record/c.md'),
    ],
    others: [at(`${P}/b-v0_1.md`), at('c.md'), at(`${P}/a b.md`)],
    says: [`ok ${P}/b-v0_1.md`, 'ok c.md', `ok ${P}/a b.md`, 'ok c.md', 'ok c.md'],
  },
  {
    when: 'a link goes to something that has moved',
    mentions: [linked('b-v0_1.md'), linked('c-v0_1.md'), linked('B-v0_2.md'), linked('nope.md')],
    others: [at(`${P}/archive/b-v0_1.md`), at(`${P}/b-v0_2.md`), at('c-v0_1.md')],
    says: [
      `outdated (archived) ${P}/archive/b-v0_1.md`,
      'missing ? ../../c-v0_1.md',
      'missing ? b-v0_2.md',
      'missing',
    ],
  },
  {
    when: 'a link leaves the record, or the root',
    mentions: [linked('../../../README.md'), linked('../../../../x.md'), linked('../../../../../x.md')],
    says: ['unverified', 'missing', 'missing'],
  },
  {
    when: 'a link leaves a root that is a folder of its repository, or the repository',
    mentions: [
      linked('../../../../src/a.md'),
      plainFile('../../../../../'),
      linked('../../../../rec/record/c.md'),
      linked('/record/x.md'),
      linked('../../nope.md'),
      linked('../../../../../../nope.md'),
    ],
    others: [at('c.md')],
    prefix: 'docs/rec/',
    says: ['unverified', 'unverified', 'ok c.md', 'unverified', 'missing', 'missing'],
  },
  {
    when: 'a link from the root goes beside the record',
    mentions: [linked('/docs/x.md'), plainFile('/images/a.png', true), linked('/record/x.md')],
    says: ['unverified', 'unverified', 'missing'],
  },
  {
    when: 'a link leaves the extension off, as on a site',
    mentions: [plainFile('./b-v0_1'), plainFile('c')],
    others: [at(`${P}/b-v0_1.md`)],
    says: [`ok ${P}/b-v0_1.md`, 'missing'],
  },
  {
    when: 'a link goes to a file or a folder',
    mentions: [
      plainFile('a.png', true),
      plainFile('A.png', true),
      plainFile('../'),
      plainFile('.'),
      plainFile('no/'),
      linked('README.md'),
    ],
    files: [`record/${P}/a.png`, `record/${P}/README.md`],
    says: [
      `ok file ${P}/a.png`,
      'missing ? a.png',
      'ok file phases',
      `ok file ${P}`,
      'missing',
      `ok file ${P}/README.md`,
    ],
  },
  {
    when: 'a link has an anchor',
    mentions: ['#state', '#s-2', '#1-state', '#principels', '#s-9'].map((anchor) =>
      linked(`../../m.md${anchor}`),
    ),
    others: [at('m.md', [], ['1. State', '2. Principles'])],
    says: [
      'ok m.md#s-state',
      'ok m.md#s-principles',
      'ok m.md#s-state',
      'missing m.md ? #principles',
      'missing m.md',
    ],
  },
  {
    when: 'a heading has other words around those of an anchor',
    mentions: ['#notescaveats', '#Scheduling-Cycle', '#cycle', '#cave', '#3'].map((anchor) =>
      linked(`../../m.md${anchor}`),
    ),
    others: [at('m.md', [], ['Notes/Caveats (Optional)', '4. The Scheduling Cycle', 'Binding Cycle'])],
    says: [
      'missing m.md ? #notescaveats-optional',
      'missing m.md ? #4-the-scheduling-cycle',
      'missing m.md',
      'missing m.md',
      'missing m.md',
    ],
  },
  {
    when: 'an anchor leads into a page whose headings are not known',
    mentions: [linked('b-v0_1.html#x')],
    others: [at(`${P}/b-v0_1.html`)],
    says: [`unverified ${P}/b-v0_1.html`],
  },
  // Sections
  {
    when: 'sections of a document',
    mentions: [
      file('manifest-v0_40.md'),
      section('2', 0),
      section('9', 0),
      section('2.7', 0),
      section('Principles', 0),
    ],
    others: [manifest('0_40'), manifest('0_41')],
    says: [
      'outdated status/manifest-v0_40.md',
      'outdated status/manifest-v0_40.md#s-principles',
      'missing (outdated) status/manifest-v0_40.md',
      'missing (outdated) status/manifest-v0_40.md ? 2',
      'outdated status/manifest-v0_40.md#s-principles',
    ],
  },
  {
    when: 'sections of what is missing, ambiguous, planned, elsewhere',
    mentions: [
      file('b-v0_1.md'),
      section('2', 0),
      file('c-v0_1.md'),
      section('2', 2),
      file('d-v0_1.md', { planned: true }),
      section('2', 4),
      file('e-v0_1.md', { repository: 'engine' }),
      section('2', 6),
    ],
    others: [at('x/c-v0_1.md'), at('y/c-v0_1.md')],
    says: [
      'missing ? c-v0_1.md',
      'missing ? c-v0_1.md',
      'ambiguous ? x/c-v0_1.md, y/c-v0_1.md',
      'ambiguous ? x/c-v0_1.md, y/c-v0_1.md',
      'planned',
      'planned',
      'unverified',
      'unverified',
    ],
  },
  {
    when: 'sections of a copy of what is in another repository, and of a page',
    mentions: [
      file('b-v0_1.md', { repository: 'engine' }),
      section('1', 0),
      section('9', 0),
      file('c-v0_1.html'),
      section('1', 3),
    ],
    others: [at('b-v0_1.md', [], ['1. One']), at('c-v0_1.html')],
    says: [
      'unverified b-v0_1.md',
      'unverified b-v0_1.md#s-one',
      'unverified b-v0_1.md',
      'ok c-v0_1.html',
      'unverified c-v0_1.html',
    ],
  },
  {
    when: 'sections of this note',
    mentions: [
      section('2', 'here'),
      section('7', 'here'),
      section('#s-2.1', 'here'),
      section('#opsions', 'here'),
    ],
    says: [
      `ok ${P}/note-v0_1.md#s-options`,
      `missing ${P}/note-v0_1.md`,
      `ok ${P}/note-v0_1.md#s-option-x`,
      `missing ${P}/note-v0_1.md ? #options`,
    ],
  },
  {
    when: 'nobody says whose a section is',
    mentions: [section('2', null), section('9', null), wiki('m'), wiki('m')],
    others: [at('m.md', [], ['2. Two'])],
    says: [`ambiguous ? ${P}/note-v0_1.md, m.md`, 'ambiguous', 'ok m.md', 'ok m.md'],
  },
  {
    when: 'words after the mark run on beyond the heading',
    mentions: [
      file('m.md'),
      section('What the phase does not deliver and more', 0),
      section('Whatever it is', 0),
    ],
    others: [at('m.md', [], ['3. What the phase does NOT deliver', 'What'])],
    says: ['ok m.md', 'ok m.md#s-what-the-phase-does-not-deliver', 'ambiguous ? m.md'],
  },
  // Itself
  {
    when: 'a note names itself, though a newer version is there',
    mentions: [file('note-v0_1.md')],
    others: [at(`${P}/note-v0_2.md`)],
    says: [`ok ${P}/note-v0_1.md`],
  },
];

describe('link() says', () => {
  const x = 'phases/phase-57/phase-57-cr-x-v0_1.md';
  const z = 'phases/phase-58/phase-58-cr-z-v0_1.md';
  test.each([
    ['2026-05-12', '2026-05-12', '2026-05-20', `ok ${x}`],
    ['2026-05-20', '2026-05-12', '2026-05-20', `ambiguous ? ${x}, ${z}`],
    ['2026-05-12', '2026-05-13', '2026-05-20', `ambiguous ? ${x}, ${z}`],
    [null, '2026-05-12', '2026-05-20', `ambiguous ? ${x}, ${z}`],
  ])('when a note of %j without a phase names one of two CRs, of %s and %s', (date, ofX, ofZ, says) => {
    const note = at('handoffs/note-v0_1.md', [named('CR', '0.1')], [], { date });
    const others = [at(x, [], [], { kind: 'cr', date: ofX }), at(z, [], [], { kind: 'cr', date: ofZ })];
    expect((graphOf([note, ...others]).out.get(note.path) ?? []).map(said)).toEqual([says]);
  });

  test.each(cases)('when $when: $says', ({ mentions, others = [], files = [], prefix = '', says }) => {
    expect(edgesOf(mentions, others, files, {}, { prefix }).map(said)).toEqual(says);
  });

  test('where the words of a heading end', () => {
    const mention = section('What the phase does not deliver and more', 0);
    const [, edge] = edgesOf([file('m.md'), mention], [at('m.md', [], ['What the phase does NOT deliver'])]);
    expect(edge?.mention.span).toEqual({ start: 100, end: 132 });
    expect(edge?.mention.target).toMatchObject({ address: 'What the phase does not deliver' });
  });
});
