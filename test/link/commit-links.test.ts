import { describe, expect, test } from 'vitest';
import { commitNamesOf, documentFinder, messageReader } from '../../src/link/commit-links.ts';
import { itemFinder } from '../../src/link/commit-words.ts';
import { itemNames } from '../../src/parse/item-names.ts';
import { type ItemSpan, itemSpanNamed } from '../../src/parse/mentions/items.ts';
import type { CommitMessage, CommitNames, Item, RepositoryReading } from '../../src/types.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { itemShapeOf } from '../../src/validate/item-shape.ts';
import { emptyReading } from '../../src/world/clone-reading.ts';
import { at, graphOf } from './values.ts';

const graph = graphOf([
  at('phases/phase-57/archive/phase-57-cr-x-v0_1.md'),
  at('phases/phase-57/phase-57-cr-x-v0_2.md'),
  at('status/manifest-v0_3.md'),
  at('status/Fare table-v0_2.md'),
  at('status/किराया-सूची.md'),
  at('status/fa\u0308hre-plan.md'),
]);
const read = messageReader(graph);

test.each<readonly [string, string, readonly string[]]>([
  ['Phase 57: file phase-57-cr-x', '', ['subject phase-57-cr-x-v0_2.md']],
  ['File phase-57-cr-x-v0_1.md', '', ['subject phase-57-cr-x-v0_1.md']],
  ['Take phase-57-cr-x v0.1, and the manifest', '', ['subject phase-57-cr-x-v0_1.md']],
  ['PHASE-57-CR-X v0.9', '', []],
  ['Change manifest-v0_3', '', ['subject manifest-v0_3.md']],
  [
    'Work',
    'It says phase-57-cr-x.\n\nRecord: manifest v0.3',
    ['body phase-57-cr-x-v0_2.md', 'trailer manifest-v0_3.md'],
  ],
  ['phase-57-cr-x', 'Again phase-57-cr-x-v0_2', ['subject phase-57-cr-x-v0_2.md']],
  ['phase-57-cr-xy and sub-phase-57-cr-x', '', []],
  ['Move it', 'Record: Fare table', ['trailer Fare table-v0_2.md']],
  ['Move it', 'Record: Fare table v0.2', ['trailer Fare table-v0_2.md']],
  ['Move it', 'Record: record/fares/Fare table-v0_2.md', ['trailer Fare table-v0_2.md']],
  ['Change किराया-सूची', '', ['subject किराया-सूची.md']],
  ['Change F\u00e4hre-Plan', '', ['subject fa\u0308hre-plan.md']],
  ['The fare table, again', '', []],
])('the message %j with the body %j names its documents', (subject, body, expected) => {
  const message = { oid: 'a', date: '', author: '', subject, parents: [], body, published: true };
  const found = read(message).map(({ document, where }) => `${where} ${document.path.replace(/^.*\//, '')}`);
  expect(found).toEqual(expected);
});

test('a version that the record has no more is one of its document', () => {
  const find = documentFinder(graph, 'phase-57-cr-x');
  const named = (subject: string) =>
    find({ oid: 'a', date: '', author: '', subject, parents: [], body: '', published: true });
  expect(named('Revert "phase-57-cr-x v0.3: supersedes v0.2"')).toBe('subject');
  expect(named('Change phase-57-cr-y v0.3')).toBeNull();
});

test('a document whose name holds spaces is found by it as it stands', () => {
  const find = documentFinder(graph, 'Fare table');
  const named = (subject: string) =>
    find({ oid: 'a', date: '', author: '', subject, parents: [], body: '', published: true });
  expect(named('Change Fare table-v0_2.md')).toBe('subject');
  expect(named('Change Fare tables')).toBeNull();
  expect(named('Change manifest-v0_3')).toBeNull();
});

describe('commitNamesOf()', () => {
  const item = (id: string, scope: Item['scope'], within: string | null): Item => {
    const place = { path: '', span: { start: 0, end: 0 }, slug: null, as: 'entry', defines: true } as const;
    const nothing = { title: null, state: null, instances: null };
    const definition = { ...place, ...nothing, by: null, to: null, decides: null, decided: null };
    return { id, sort: 'decision', scope, family: '', number: 1, within, definition, places: [], ...nothing };
  };
  const items = new Map([
    ['P57-D1', item('P57-D1', 'record', null)],
    ['P57-D2', item('P57-D2', 'record', null)],
    ['Candidate G (phase 57)', item('Candidate G', 'phase', 'phase 57')],
    ['Candidate G (phase 58)', item('Candidate G', 'phase', 'phase 58')],
    ['Option X (phase-57-cr-x)', item('Option X', 'note', 'phase-57-cr-x')],
  ]);
  const commit = (oid: string, subject: string, more: Partial<CommitMessage> = {}): CommitMessage => ({
    ...{ oid, date: '2026-05-12T09:00:00Z', author: 'Ada', subject, parents: [], body: '', published: true },
    ...more,
  });
  const reading = (name: string, messages: readonly CommitMessage[]): RepositoryReading => ({
    ...emptyReading(name),
    place: `/${name}`,
    messages,
  });
  const head = { oid: 'b', date: '', author: '', subject: '' };
  const ledger = { record: { head, branch: null, shallow: false, paths: new Map() }, unverified: null };
  const namesIn = (...readings: readonly RepositoryReading[]): CommitNames =>
    commitNamesOf({ ...graph, items, ledger }, defaultConfig, readings, '/record');
  const told = (
    names: ReadonlyMap<string, CommitNames['items'] extends ReadonlyMap<string, infer L> ? L : never>,
  ) =>
    [...names].flatMap(([of, commits]) =>
      commits.map(
        ({ repository, oid, where }) => `${of.replace(/^.*\//, '')}: ${repository} ${oid} ${where}`,
      ),
    );

  test('gathers documents and items by commit, over all repositories, oldest first', () => {
    const { documents, items: found } = namesIn(
      reading('engine', [
        commit('e2', 'P57-D1 and D2 land', { date: '2026-05-13T09:00:00Z', body: 'By phase-57-cr-x.' }),
        commit('e1', 'Begin P57-D1', { date: '2026-05-11T09:00:00Z' }),
      ]),
      reading('desk', [
        commit('d1', 'Prompt', { body: 'Item: none\n\nRecord: phase-57-cr-x v0.2\nItem: P57-D1' }),
      ]),
    );
    expect(told(documents)).toEqual([
      'phase-57-cr-x-v0_2.md: desk d1 trailer',
      'phase-57-cr-x-v0_2.md: engine e2 body',
    ]);
    expect(told(found)).toEqual([
      'P57-D1: engine e1 subject',
      'P57-D1: desk d1 trailer',
      'P57-D1: engine e2 subject',
      'P57-D2: engine e2 subject',
    ]);
  });

  test.each([
    [
      'Work.\n\nClaude-Session: https://claude.ai/code/session_1\nCo-Authored-By: Ada',
      'https://claude.ai/code/session_1',
    ],
    ['Session: develop-1  \r\n', 'develop-1'],
    ['The session: none. In one Session: x', undefined],
    ['Session:\nnext line', undefined],
  ])('finds in %j the session %j', (body, session) => {
    const { sessions } = namesIn(reading('engine', [commit('e1', 'Work', { body })]));
    expect(sessions.get('e1')).toBe(session);
  });

  test('gives an id of a phase or a note to the one that the message names, and to none otherwise', () => {
    const { items: found } = namesIn(
      reading('engine', [
        commit('1', 'Phase 58: Candidate G'),
        commit('2', 'Candidate G, Option X'),
        commit('3', 'phase-57-cr-x: Option X and Candidate G'),
      ]),
    );
    expect(told(found)).toEqual([
      'Candidate G (phase 58): engine 1 subject',
      'Option X (phase-57-cr-x): engine 3 subject',
      'Candidate G (phase 57): engine 3 subject',
    ]);
  });

  test('leaves out what is not published, and in the record what its head does not lead to', () => {
    const { items: found } = namesIn(
      reading('engine', [commit('u', 'P57-D1', { published: false })]),
      reading('record', [
        commit('c', 'P57-D1 later', { parents: ['b'] }),
        commit('b', 'P57-D1', { parents: ['a'], published: false }),
        commit('a', 'P57-D2'),
      ]),
    );
    expect(told(found)).toEqual(['P57-D1: record b subject', 'P57-D2: record a subject']);
  });
});

describe('itemFinder()', () => {
  const names = itemNames(['P{phase}-{A-Z}{n}', 'S{n}', 'Candidate {A-Z}'].map(itemShapeOf));
  test.each([
    ['P57-B3', 'P57-B3: wire it', 'subject'],
    ['P57-B3', 'P57-B1, B2 and P57-B3', 'subject'],
    ['P57-B3', 'Carry out the P57-Bx items', 'subject'],
    ['P57-B3', 'P57-B30; P57-D3', null],
    ['S3', 'Steps S1–S8 are done', 'subject'],
    ['S3', 'S4-S8', null],
    ['S3', 'Merge\n\nS2 to S3', 'body'],
    ['P57-Bx', 'P57-B9', 'subject'],
    ['P57-B', 'x\n\nItem: P57-B9', 'trailer'],
    ['S1-S4', 'S4', 'subject'],
    ['S1-S4', 'S3-S8', 'subject'],
    ['S1-S4', 'S5', null],
    ['Candidate G', 'Candidates A and G', 'subject'],
  ])('finds %s in %s', (of, message, where) => {
    const wanted = itemSpanNamed(of, names) as ItemSpan;
    const [subject = '', ...body] = message.split('\n');
    const rest = { oid: 'a', date: '', author: '', parents: [], published: true };
    expect(itemFinder(wanted, names)({ ...rest, subject, body: body.join('\n') })).toBe(where);
  });

  test.each(['P57', 'P57-B3 and P57-D1', 'the P57-B3', 'phase-57-cr-x', ''])('takes %s for no item', (of) => {
    expect(itemSpanNamed(of, names)).toBe(null);
  });
});
