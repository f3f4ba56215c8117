import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGraph } from '../../src/rules/check.ts';
import { ambiguousSection } from '../../src/rules/ref/ambiguous-section.ts';
import { missingDocument } from '../../src/rules/ref/missing-document.ts';
import { missingSection } from '../../src/rules/ref/missing-section.ts';
import { wrongRepository } from '../../src/rules/ref/wrong-repository.ts';
import type { Edge, Graph, JsonObject } from '../../src/types.ts';
import { atOnce } from '../helpers/at-once.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { documentOf, draftOf, edgeOf, type GraphParts, graphView, statusOf } from './values.ts';

/** Findings of one rule as `path data`. */
const found = (rule: string, parts: GraphParts): readonly (JsonObject & { readonly path: string })[] =>
  atOnce(checkGraph(graphView(parts)))
    .filter((finding) => finding.rule === rule)
    .map(({ path, data }) => ({ path, ...data }));
const pathsOf = (rule: string, parts: GraphParts) => found(rule, parts).map(({ path }) => path);

const OLD = 'record/a-v0_1.md';
const NEW = 'record/a-v0_2.md';
const NOTE = 'record/note-v0_1.md';
const to = (path: string) => ({ type: 'document', path, slug: null }) as const;

test('ref/wrong-repository says which repositories have a commit', () => {
  const said = (...found: readonly string[]) =>
    wrongRepository.message({ hash: '771aacd', repository: 'engine', found });
  expect(said('desk 771aacd')).toMatch(/, but desk has one\.$/);
  expect(said('desk 771aacd', 'quay 771aacd')).toMatch(/, but desk and quay have one\.$/);
});

describe('source/name and source/name-case', () => {
  test('look at every file of the tree', () => {
    const files = [
      'record/a\u0007.png',
      'record/u\u0308.md',
      'record/fine.md',
      'record/Fine.md',
      'record/FINE.md',
    ];
    expect(found('source/name', { documents: [], files })).toEqual([
      { path: 'record/a\u0007.png', problem: 'control characters' },
      { path: 'record/u\u0308.md', problem: 'normal form' },
    ]);
    expect(found('source/name-case', { documents: [], files }).map(({ path }) => path)).toEqual([
      'record/Fine.md',
      'record/fine.md',
    ]);
  });

  test('find names that are read as no note for the way their ending is written', () => {
    const files = ['record/A.MD', 'record/b.Html', 'record/c.DOCX', 'record/d.markdown', 'record/e.PNG'];
    expect(found('source/name', { documents: [], files })).toEqual([
      { path: 'record/A.MD', problem: 'ending' },
      { path: 'record/b.Html', problem: 'ending' },
      { path: 'record/c.DOCX', problem: 'ending' },
      { path: 'record/d.markdown', problem: 'ending' },
    ]);
    for (const path of ['record/a.md', 'record/MD', 'record/a.md.bak', 'record/markdown/a.html']) {
      expect(pathsOf('source/name', { documents: [], files: [path] })).toEqual([]);
    }
  });

  test('take two normal forms of one name for the same', () => {
    const files = ['record/\u00FC.md', 'record/u\u0308.md'];
    expect(pathsOf('source/name-case', { documents: [], files })).toEqual(['record/\u00FC.md']);
  });
});

describe('version/duplicate', () => {
  test('finds the same version of one id in two files, and shows the first', () => {
    const documents = [
      documentOf('record/a/x-v0_1.md'),
      documentOf('record/b/x-v0_1.md'),
      documentOf('record/x-v0_2.md'),
    ];
    expect(found('version/duplicate', { documents })).toEqual([
      { path: 'record/b/x-v0_1.md', id: 'x', version: '0.1', other: 'record/a/x-v0_1.md' },
    ]);
  });

  test('tells of the copy, by its name, and not of the note', () => {
    const [copy, note] = ['record/x-v0_1 copy.md', 'record/x-v0_1.md'];
    const documents = [documentOf(copy, { id: 'x', version: { parts: [0, 1] } }), documentOf(note)];
    expect(found('version/duplicate', { documents })).toEqual([
      { path: copy, id: 'x', version: '0.1', other: note },
    ]);
  });

  test('takes a version with a last part of 0 for the one without it', () => {
    const documents = [documentOf('record/x-v0_1.md'), documentOf('record/x-v0_1_0.md')];
    expect(found('version/duplicate', { documents })).toEqual([
      { path: 'record/x-v0_1_0.md', id: 'x', version: '0.1', other: 'record/x-v0_1.md' },
    ]);
  });

  test('lets twins and files that merely share a name be', () => {
    const documents = [
      documentOf('record/x-v0_1.md'),
      documentOf('record/x-v0_1.html'),
      documentOf('record/a/README.md'),
      documentOf('record/b/README.md'),
    ];
    expect(found('version/duplicate', { documents })).toEqual([]);
  });

  test('finds an id that somebody wrote and another has', () => {
    const draft = draftOf('', { head: { id: 'README' } });
    const documents = [
      documentOf('record/a/README.md'),
      documentOf('record/b/other.md', { id: 'README', draft }),
    ];
    expect(pathsOf('version/duplicate', { documents })).toEqual(['record/b/other.md']);
  });
});

describe('version/twins', () => {
  const note = documentOf('record/x-v0_2.md', { title: 'Plan', date: '2026-03-02' });

  test('finds title and date that differ', () => {
    const twin = documentOf('record/x-v0_2.html', { title: 'Plan — v0.1', date: '2026-03-01' });
    expect(found('version/twins', { documents: [note, twin] })).toEqual([
      { path: twin.path, what: 'title', here: 'Plan — v0.1', there: 'Plan', note: note.path },
      { path: twin.path, what: 'date', here: '2026-03-01', there: '2026-03-02', note: note.path },
    ]);
  });

  test.each([
    ['they agree', documentOf('record/x-v0_2.html', { title: 'plan', date: '2026-03-02' })],
    ['the HTML says nothing', documentOf('record/x-v0_2.html', { title: 'x', date: null })],
    ['it is archived', documentOf('record/x-v0_2.html', { title: 'Plane', archived: true })],
    ['it stands elsewhere', documentOf('record/b/x-v0_2.html', { title: 'Plane' })],
  ])('is silent when %s', (_, twin) => {
    expect(found('version/twins', { documents: [note, twin] })).toEqual([]);
  });
});

describe('lineage/two-current', () => {
  const documents = [documentOf(OLD), documentOf(NEW), documentOf('record/a-v0_2.html')];

  test('finds the older version outside the archive, and where it belongs', () => {
    expect(found('lineage/two-current', { documents })).toEqual([
      { path: OLD, id: 'a', version: '0.1', newer: '0.2' },
    ]);
  });

  test('finds it where the newer one went to the archive instead', () => {
    const swapped = [documentOf(OLD), documentOf('record/archive/a-v0_2.md')];
    expect(found('lineage/two-current', { documents: swapped })).toEqual([
      { path: OLD, id: 'a', version: '0.1', newer: '0.2' },
    ]);
  });

  test.each([
    [
      'old versions stay in place',
      documents,
      { archive: { folder: 'archive', keep: 'side-by-side' } } as const,
    ],
    ['the older one is archived', [documentOf('record/archive/a-v0_1.md'), documentOf(NEW)], {}],
    [
      'all are archived',
      [documentOf('record/archive/a-v0_1.md'), documentOf('record/archive/a-v0_2.md')],
      {},
    ],
    ['there is no version', [documentOf('record/a/b.md'), documentOf('record/b.md')], {}],
  ])('is silent when %s', (_, documents, config) => {
    expect(found('lineage/two-current', { documents, config })).toEqual([]);
  });
});

describe('lineage/gap', () => {
  const gaps = (...versions: readonly string[]) => {
    const documents = versions.map((version) => documentOf(`record/archive/a-v${version}.md`));
    return found('lineage/gap', { documents }).map(({ first, last }) => `${first} to ${last}`);
  };

  test.each([
    [['0_1', '0_3'], ['0.2 to 0.2']],
    [['0_5', '0_41'], ['0.6 to 0.40']],
    [['0_1', '0_1_2'], ['0.1.1 to 0.1.1']],
    [['0_1', '0_2_1'], ['0.2 to 0.2']],
    [['0_9', '1_1'], ['1.0 to 1.0']],
    [['0_9', '2_0'], ['1.0 to 1.0']],
    [
      ['0_1', '0_3', '0_6'],
      ['0.2 to 0.2', '0.4 to 0.5'],
    ],
    [['0_8', '0_9', '0_10', '0_11'], []],
    [['0_41', '0_42'], []],
    [['0_1', '0_1_1', '0_2'], []],
    [['0_9', '1_0'], []],
  ])('judges %j', (versions, expected) => {
    expect(gaps(...versions)).toEqual(expected);
  });

  test('counts twins once', () => {
    expect(
      found('lineage/gap', {
        documents: [documentOf(OLD), documentOf('record/a-v0_1.html'), documentOf(NEW)],
      }),
    ).toEqual([]);
  });
});

describe('lineage/supersession-broken', () => {
  const documents = [documentOf(NOTE)];
  const missing = (field: string | null): Edge => {
    const edge = edgeOf(NOTE, 'gone-v0_1.md', { state: 'missing', candidates: ['gone-v0_2.md'] });
    return { ...edge, mention: { ...edge.mention, field } };
  };

  test('takes the place of ref/missing-document in a supersedes field', () => {
    for (const field of ['/supersedes', '/supersedes/0']) {
      const edges = [missing(field)];
      expect(found('lineage/supersession-broken', { documents, edges })).toEqual([
        { path: NOTE, name: 'gone-v0_1.md', nearest: ['gone-v0_2.md'] },
      ]);
      expect(found('ref/missing-document', { documents, edges })).toEqual([]);
    }
    expect(found('lineage/supersession-broken', { documents, edges: [missing('/supersedes-not')] })).toEqual(
      [],
    );
    expect(found('lineage/supersession-broken', { documents, edges: [missing(null)] })).toEqual([]);
  });

  test('offers neither the note itself nor a later version of it', () => {
    const versions = ['0_1', '0_2', '0_3'].map((version) => documentOf(`record/x-v${version}.md`));
    const candidates = ['x@0.3', 'x@0.2', 'x@0.1', 'x-v0_2.md', 'x-v0_1.md'];
    const edge = edgeOf('record/x-v0_2.md', 'v0.0', { state: 'missing', candidates });
    const edges = [{ ...edge, mention: { ...edge.mention, field: '/supersedes' } }];
    expect(found('lineage/supersession-broken', { documents: versions, edges })).toMatchObject([
      { nearest: ['x@0.1', 'x-v0_1.md'] },
    ]);
  });
});

describe('lineage/supersession-cycle', () => {
  const span = { start: 3, end: 5 };
  const pair = (newer: string, older: string) => ({ newer, older, span });
  const documents = ['a', 'b', 'c', 'd'].map((name) => documentOf(`record/${name}.md`));
  const [a = '', b = '', c = '', d = ''] = documents.map(({ path }) => path);

  test.each([
    ['one that replaces itself', [pair(a, a)], [[a]]],
    ['two that replace each other', [pair(a, b), pair(b, a)], [[a, b]]],
    ['three in a circle', [pair(a, b), pair(b, c), pair(c, a), pair(c, d)], [[a, b, c]]],
    [
      'two circles',
      [pair(a, b), pair(b, a), pair(c, d), pair(d, c)],
      [
        [a, b],
        [c, d],
      ],
    ],
    ['a chain', [pair(a, b), pair(b, c), pair(a, c), pair(c, d)], []],
  ])('judges %s', (_, supersessions, cycles) => {
    expect(
      found('lineage/supersession-cycle', { documents, supersessions }).map(({ cycle }) => cycle),
    ).toEqual(cycles);
  });

  test('follows a long chain in linear time', async () => {
    const cyclesIn = (length: number) => {
      const names = Array.from({ length }, (_, index) => `record/n${index}.md`);
      const supersessions = names.slice(1).map((newer, index) => pair(newer, names[index] ?? ''));
      const closed = [...supersessions, pair('record/n0.md', 'record/n9.md')];
      return [supersessions, closed].map((pairs) =>
        found('lineage/supersession-cycle', { documents: [], supersessions: pairs }),
      );
    };
    const [open, [cycle] = []] = cyclesIn(20_000);
    expect(open).toEqual([]);
    expect(cycle?.['cycle']).toHaveLength(10);
    expect(await growsLinearly(cyclesIn, 2_500)).toBe(true);
  });

  test('finds an older version that claims to replace a newer one', () => {
    const parts = { documents: [documentOf(OLD), documentOf(NEW)], supersessions: [pair(OLD, NEW)] };
    expect(found('lineage/supersession-cycle', parts)).toEqual([{ path: OLD, cycle: [OLD, NEW] }]);
    const right = { ...parts, supersessions: [pair(NEW, OLD), { newer: NEW, older: OLD, span: null }] };
    expect(found('lineage/supersession-cycle', right)).toEqual([]);
  });
});

describe('date/future', () => {
  const judge = (date: string | null, last?: string) =>
    found('date/future', {
      documents: [documentOf(NOTE, { date })],
      ...(last && { history: { [NOTE]: [last, last] as const } }),
    }).length;

  test.each([
    ['2026-03-05', '2026-03-04T09:00:00Z', 1],
    ['2026-03-05', '2026-03-04T12:00:00Z', 0],
    ['2026-03-04', '2026-03-04T00:00:00Z', 0],
    ['2026-03-04', '2026-03-03T23:30:00-05:00', 0],
    ['2099-01-01', '2026-03-04T12:00:00Z', 1],
    ['2026-03-01', '2026-03-04T12:00:00Z', 0],
    [null, '2026-03-04T12:00:00Z', 0],
    ['2026-03-01', 'no date at all', 0],
  ])('compares %j with a commit at %j', (date, last, count) => {
    expect(judge(date, last)).toBe(count);
  });

  test('is silent without history, and while the note is being edited', () => {
    expect(judge('2099-01-01')).toBe(0);
    const documents = [documentOf(NOTE, { date: '2099-01-01' })];
    const history = { [NOTE]: ['2026-03-04T12:00:00Z', '2026-03-04T12:00:00Z'] } as const;
    expect(found('date/future', { documents, history })).toHaveLength(1);
    expect(found('date/future', { documents, history, edited: [NOTE] })).toEqual([]);
  });
});

describe('ref/missing-document', () => {
  const documents = [documentOf(NOTE)];

  test('names what was written, and the nearest', () => {
    const edges = [
      edgeOf(NOTE, 'gone-v0_1.md', { state: 'missing', candidates: ['gone-v0_2.md'] }),
      edgeOf(NOTE, 'CR', {
        state: 'missing',
        target: { by: 'name', version: '0.9' } as Edge['mention']['target'],
      }),
    ];
    expect(found('ref/missing-document', { documents, edges })).toEqual([
      { path: NOTE, name: 'gone-v0_1.md', nearest: ['gone-v0_2.md'], repository: null },
      { path: NOTE, name: 'CR v0.9', nearest: [], repository: null },
    ]);
  });

  test.each([
    ['a file in another Unicode form', 'e\u0301.md', '\u00e9.md', 'type it afresh here'],
    ['one that is in no normal form', '\u00e9.md', 'e\u0301.md', 'rename the file'],
    ['an address', 'x.org/a.md', 'https://x.org/a.md', /^Write "https:\/\/x.org\/a.md"\.$/],
    ['the same name elsewhere', '\u00e9.md', 'a/\u00e9.md', 'Write "a/\u00e9.md"; if'],
  ])('says what to do about %s', (_, name, file, help) => {
    expect(missingDocument.help({ name, nearest: [file], repository: null })).toMatch(help);
  });

  test.each([
    ['0.4', ['ref/planned-document']],
    ['0.5', ['ref/missing-document']],
    ['0.2', ['ref/missing-document']],
    ['1.0', ['ref/planned-document']],
  ])('takes version %s in prose for one to come only right after the newest', (version, rules) => {
    const target = { by: 'name', version } as Edge['mention']['target'];
    for (const candidates of [
      ['cr-v0_3.md', 'cr-v0_1.md'],
      ['cr@0.3', 'cr@0.1'],
    ]) {
      const edges = [edgeOf(NOTE, 'CR', { state: 'missing', target, candidates })];
      expect(atOnce(checkGraph(graphView({ documents, edges }))).map(({ rule }) => rule)).toEqual(rules);
    }
  });

  const bracketed = (name: string, parts: Parameters<typeof edgeOf>[2] = {}): Edge =>
    edgeOf(NOTE, name, {
      state: 'missing',
      ...parts,
      target: { by: 'wiki', ...parts.target } as Edge['mention']['target'],
    });
  const inHead = ({ mention, ...edge }: Edge): Edge => ({
    ...edge,
    mention: { ...mention, field: '/reading' },
  });

  test('takes a word between double brackets for no name where the record links nothing so', () => {
    const names = (...edges: readonly Edge[]) =>
      found('ref/missing-document', { documents, edges }).map(({ name }) => name);
    const linked = edgeOf(NOTE, 'a', { to: to(OLD) });
    const known = bracketed('a', { state: 'ok', to: to(OLD) });
    expect(names(bracketed('Call'), bracketed('Größe'), linked, inHead(known))).toEqual([]);
    expect(names(bracketed('Call'), known)).toEqual(['Call']);
    const elsewhere = {
      type: 'record',
      record: 'quay',
      id: 'a',
      title: 'A',
      href: 'https://x.example/',
    } as const;
    expect(names(bracketed('Call'), bracketed('a', { state: 'ok', to: elsewhere }))).toEqual(['Call']);
    expect(names(bracketed('Call'), bracketed('a', { state: 'missing', to: to(OLD) }))).toEqual(['Call']);
  });

  test.each([
    ['of several words', bracketed('call list')],
    ['in a folder', bracketed('plans/call')],
    ['with a hyphen', bracketed('call-list')],
    ['with a version', bracketed('Call', { target: { version: '0.2' } as Edge['mention']['target'] })],
    ['with a heading', bracketed('Call', { target: { anchor: 'one' } as Edge['mention']['target'] })],
    ['near an id', bracketed('Call', { candidates: ['calls'] })],
    ['in a head', inHead(bracketed('Call'))],
  ])('counts a name %s between double brackets all the same', (_, edge) => {
    expect(pathsOf('ref/missing-document', { documents, edges: [edge] })).toEqual([NOTE]);
  });

  test.each([
    ['it is planned', edgeOf(NOTE, 'x-v0_1.md', { state: 'planned' })],
    ['nobody could look', edgeOf(NOTE, 'x-v0_1.md', { state: 'unverified' })],
    ['only its anchor is missing', edgeOf(NOTE, 'x-v0_1.md', { state: 'missing', to: to(NOTE) })],
  ])('is silent when %s', (_, edge) => {
    expect(found('ref/missing-document', { documents, edges: [edge] })).toEqual([]);
  });
});

describe('ref/outdated-document, ref/superseded-document, ref/archived-document', () => {
  const older = documentOf(OLD, { date: '2026-03-01' });
  const newer = documentOf(NEW, { date: '2026-03-05' });
  const citing = documentOf(NOTE, { date: '2026-03-06' });
  const outdated = [edgeOf(NOTE, 'a-v0_1.md', { state: 'outdated', to: to(OLD) })];
  const judge = (parts: Partial<GraphParts>) =>
    found('ref/outdated-document', { documents: [older, newer, citing], edges: outdated, ...parts });

  test('speak in a current note that is dated later than what overtook its target', () => {
    expect(judge({})).toEqual([{ path: NOTE, name: 'a-v0_1.md', version: '0.2', newest: 'a-v0_2.md' }]);
  });

  test.each([
    ['the note is from the same day', [older, newer, documentOf(NOTE, { date: '2026-03-05' })]],
    ['the note is earlier', [older, newer, documentOf(NOTE, { date: '2026-03-02' })]],
    ['the note has no date', [older, newer, documentOf(NOTE)]],
    ['what overtook it has no date', [older, documentOf(NEW), citing]],
    ['the status of the note is final', [older, newer, { ...citing, status: statusOf('sent') }]],
    ['the note is archived', [older, newer, { ...citing, archived: true }]],
    ['the note has a newer version', [older, newer, citing, documentOf('record/note-v0_2.md')]],
    ['the note is of the same lineage', [older, newer, { ...citing, id: 'a' }]],
  ])('are silent when %s', (_, documents) => {
    expect(judge({ documents })).toEqual([]);
  });

  test.each([
    ['/supersedes/0', 0],
    ['/amendments/0/answers', 0],
    ['/inputs/0', 1],
    ['/reading/0/document', 1],
  ])('judge a mention in the head at %s', (field, count) => {
    const edges = outdated.map((edge) => ({ ...edge, mention: { ...edge.mention, field } }));
    expect(judge({ edges })).toHaveLength(count);
  });

  test('speak when the status is not final, and take the first version that overtook', () => {
    const documents = [
      older,
      newer,
      documentOf('record/a-v0_3.md', { date: '2026-04-01' }),
      { ...citing, status: statusOf('draft') },
    ];
    expect(judge({ documents })).toMatchObject([{ version: '0.3' }]);
  });

  test('date what has no date by its first commit, unless the clone is shallow', () => {
    const history = { [NEW]: ['2026-03-05T12:00:00Z', '2026-04-01T12:00:00Z'] } as const;
    const documents = [older, documentOf(NEW), citing];
    expect(judge({ documents, history })).toHaveLength(1);
    expect(judge({ documents, history, shallow: true })).toHaveLength(0);
  });

  test('say what superseded it, but not to the note that did', () => {
    const edges = [{ ...outdated[0], state: 'superseded' } as Edge];
    const supersede = (newer: string) => [{ newer, older: OLD, span: { start: 0, end: 1 } }];
    const other = documentOf('record/b-v0_1.md', { date: '2026-03-02' });
    const parts = { documents: [older, other, citing], edges };
    expect(found('ref/superseded-document', { ...parts, supersessions: supersede(other.path) })).toEqual([
      { path: NOTE, name: 'a-v0_1.md', newer: ['b-v0_1.md'], newest: 'b-v0_1.md' },
    ]);
    const last = documentOf('record/c-v0_1.md');
    const chain = (...newer: readonly string[]) => [
      ...supersede(other.path),
      ...newer.map((path, at) => ({ newer: path, older: newer[at - 1] ?? other.path, span: null })),
    ];
    const documents = [...parts.documents, last];
    const judged = (supersessions: Graph['supersessions']) =>
      found('ref/superseded-document', { ...parts, documents, supersessions });
    expect(judged(chain(last.path))).toMatchObject([{ newer: ['b-v0_1.md'], newest: 'c-v0_1.md' }]);
    expect(judged(chain(last.path, NOTE))).toEqual([]);
    expect(judged(chain(last.path, other.path))).toMatchObject([{ newest: 'b-v0_1.md' }]);
    const own = [...supersede(other.path), ...supersede(NOTE)];
    expect(found('ref/superseded-document', { ...parts, supersessions: own })).toEqual([]);
  });

  test('date the archiving by the last commit, else by the document', () => {
    const path = 'record/archive/c-v0_1.md';
    const documents = [documentOf(path, { date: '2026-03-01' }), citing];
    const edges = [edgeOf(NOTE, 'c-v0_1.md', { state: 'archived', to: to(path) })];
    const archived = (last?: string) =>
      found('ref/archived-document', {
        documents,
        edges,
        ...(last && { history: { [path]: [last, last] as const } }),
      });
    expect(archived()).toEqual([{ path: NOTE, name: path }]);
    expect(archived('2026-03-04T12:00:00Z')).toHaveLength(1);
    expect(archived('2026-03-08T12:00:00Z')).toHaveLength(0);
  });
});

describe('ref/planned-document and ref/planned-spent', () => {
  const planned = (parts: Partial<Edge>, field: string | null = null): Edge => {
    const edge = edgeOf(NOTE, 'a-v0_1.md', {
      target: { planned: true } as Edge['mention']['target'],
      ...parts,
    });
    return { ...edge, mention: { ...edge.mention, field } };
  };

  test('say that a planned document is not written, in notes that still speak', () => {
    const edges = [planned({ state: 'planned' })];
    expect(found('ref/planned-document', { documents: [documentOf(NOTE)], edges })).toEqual([
      { path: NOTE, name: 'a-v0_1.md' },
    ]);
    const sent = documentOf(NOTE, { status: statusOf('sent') });
    expect(found('ref/planned-document', { documents: [sent], edges })).toEqual([]);
  });

  test.each([
    ['a later note says so in its text', '2026-03-06', null, 1],
    ['the text said so before it was written', '2026-03-04', null, 0],
    ['the list in the head still has it', '2026-03-04', '/planned/0', 1],
  ])('judge a planned document that exists when %s', (_, date, field, count) => {
    const documents = [documentOf(NOTE, { date }), documentOf(OLD, { date: '2026-03-05' })];
    const edges = [planned({ state: 'ok', to: to(OLD) }, field)];
    expect(found('ref/planned-spent', { documents, edges })).toHaveLength(count);
  });
});

describe('ref/missing-section and ref/ambiguous-section', () => {
  const section = (address: string, of: number | 'here' | null, state: Edge['state']): Edge => {
    const edge = edgeOf(NOTE, '', { state });
    return { ...edge, mention: { ...edge.mention, target: { type: 'section', address, of } } };
  };

  test('name the document that lacks it, unless that is missing itself', () => {
    const documents = [documentOf(NOTE), documentOf(OLD)];
    const edges = [
      { ...section('9', 'here', 'missing'), to: to(OLD), candidates: ['§8'] },
      { ...section('9', 'here', 'missing'), to: to(OLD), facts: ['unverified'] as const },
      section('7', 0, 'missing'),
    ];
    expect(found('ref/missing-section', { documents, edges })).toEqual([
      { path: NOTE, address: '§9', document: OLD, nearest: ['§8'] },
    ]);
  });

  test('judge the anchors of links to notes', () => {
    const link = (path: string, slug: string | null) =>
      edgeOf(NOTE, path, {
        state: slug === null ? 'missing' : 'ok',
        to: { type: 'document', path, slug },
        target: { anchor: 'costs' } as Edge['mention']['target'],
      });
    const documents = [documentOf(NOTE), documentOf(OLD)];
    const edges = [link(OLD, null), link(OLD, 'costs')];
    expect(found('ref/missing-section', { documents, edges })).toEqual([
      { path: NOTE, address: '#costs', document: OLD, nearest: [] },
    ]);
  });

  test.each([
    ['§4', /number or the words of one of its headings\.$/],
    [
      '#costs',
      /^Write the anchor of one of its headings, or put `<a id="costs"><\/a>` where it should lead\.$/,
    ],
    ['#c%25"', /^Write the anchor of one of its headings\.$/],
  ])('help with %s where nothing comes near it', (address, help) => {
    expect(missingSection.help({ address, document: OLD, nearest: [] })).toMatch(help);
  });

  test.each([
    ['record/plan-v0_2.md', '"plan-v0_2.md §6"'],
    ['record/adr/README.md', 'a Markdown link to "record/adr/README.md"'],
    ['record/my plan-v0_2.md', 'a Markdown link to "record/my plan-v0_2.md"'],
  ])('help to name %s so that its section is found', (candidate, example) => {
    const data = { address: '6', here: false, candidates: [candidate], owned: false };
    expect(ambiguousSection.help(data)).toContain(example);
  });

  test('only inform of an address that may be of several', () => {
    const edges = [{ ...section('6', null, 'ambiguous'), candidates: [OLD, NOTE] }];
    const parts = { documents: [documentOf(NOTE)], edges };
    expect(found('ref/ambiguous-section', parts)).toEqual([
      { path: NOTE, address: '6', here: true, candidates: [OLD], owned: false },
    ]);
    expect(found('ref/missing-section', parts)).toEqual([]);
    const ownOnly = [{ ...section('6', null, 'ambiguous'), candidates: [NOTE] }];
    expect(found('ref/ambiguous-section', { ...parts, edges: ownOnly })).toEqual([]);
    const owner = edgeOf(NOTE, 'a', { state: 'ambiguous' });
    const owned = [owner, { ...section('6', 0, 'ambiguous'), candidates: [OLD] }];
    expect(found('ref/ambiguous-section', { ...parts, edges: owned })).toEqual([]);
    const words = { ...section('What it brings', 0, 'ambiguous'), candidates: [OLD] };
    const known = edgeOf(NOTE, OLD, { to: to(OLD) });
    expect(found('ref/ambiguous-section', { ...parts, edges: [known, words] })).toMatchObject([
      { candidates: [OLD], owned: true },
    ]);
  });
});

describe('ref/ambiguous-document, ref/missing-file, ref/missing-image', () => {
  test.each([
    ['(', 'one)', { file: '(#one)', nearest: ['#one'] }],
    ['(a.csv)', null, { file: '(a.csv)', nearest: ['a.csv'] }],
    ['(a).csv', null, { file: '(a).csv', nearest: [] }],
  ])('an address %s with the anchor %s is meant without parentheses of its own', (path, anchor, expected) => {
    const edge = edgeOf(NOTE, '', { state: 'missing', candidates: [] });
    const target = { type: 'file', path, anchor, image: false } as const;
    const edges = [{ ...edge, mention: { ...edge.mention, target } }];
    const parts = { documents: [documentOf(NOTE)], edges };
    expect(found('ref/missing-file', parts)).toEqual([{ path: NOTE, ...expected }]);
  });

  test('judge edges of their own type alone', () => {
    const file = (path: string, image: boolean): Edge => {
      const edge = edgeOf(NOTE, '', { state: 'missing', candidates: [] });
      return { ...edge, mention: { ...edge.mention, target: { type: 'file', path, anchor: null, image } } };
    };
    const edges = [
      file('a.csv', false),
      file('a.png', true),
      edgeOf(NOTE, 'a', { state: 'ambiguous', candidates: [OLD, NEW] }),
    ];
    const parts = { documents: [documentOf(NOTE)], edges };
    expect(found('ref/missing-file', parts)).toEqual([{ path: NOTE, file: 'a.csv', nearest: [] }]);
    expect(found('ref/missing-image', parts)).toEqual([{ path: NOTE, file: 'a.png', nearest: [] }]);
    expect(found('ref/ambiguous-document', parts)).toEqual([
      { path: NOTE, name: 'a', candidates: [OLD, NEW] },
    ]);
  });
});

describe('checkGraph()', () => {
  const fault = { rule: 'source/link', span: { start: 0, end: 0 }, data: { target: 'x' } };

  test('tells what the tree passed over, and the faults of documents that are not Markdown', () => {
    const html = documentOf('record/a.html', { draft: null, faults: [{ ...fault, rule: 'head/schema' }] });
    const markdown = documentOf(OLD, { faults: [fault] });
    const view = graphView({ documents: [html, markdown], skipped: [{ path: 'record/l', fault }] });
    expect(atOnce(checkGraph(view)).map(({ rule, path }) => [rule, path])).toEqual([
      ['source/link', 'record/l'],
      ['head/schema', 'record/a.html'],
    ]);
  });

  test('finds the same whatever the order of the documents', () => {
    const versions = fc.constantFrom('a-v0_1', 'a-v0_3', 'archive/a-v0_2', 'b-v0_1', 'B-v0_1', 'x/a-v0_1');
    fc.assert(
      fc.property(fc.uniqueArray(versions), fc.array(fc.tuple(versions, versions)), (names, links) => {
        const documents = names.map((name) => documentOf(`record/${name}.md`, { date: '2026-03-01' }));
        const states = ['missing', 'outdated', 'ambiguous', 'planned'] as const;
        const edges = links.map(([from, name], index) =>
          edgeOf(`record/${from}.md`, name, { state: states[index % 4] ?? 'ok' }),
        );
        const findings = (order: typeof documents) =>
          atOnce(checkGraph(graphView({ documents: order, edges })))
            .map((one) => JSON.stringify(one))
            .sort();
        expect(findings([...documents].reverse())).toEqual(findings(documents));
      }),
    );
  });
});
