import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document, Graph } from '../../src/types.ts';
import { at, file, graphOf, linked, type Named, named, section, wiki } from './values.ts';

test('link() leads all edges to a whole document to one target', () => {
  const cites = [file('b-v0_1.md'), file('b-v0_1.md')];
  const { out } = graphOf([at('a-v0_1.md', cites), at('b-v0_1.md'), at('c-v0_1.md', cites)]);
  const targets = [...out.values()].flat().map(({ to }) => to);
  expect(targets).toHaveLength(4);
  expect(targets[0]).toMatchObject({ type: 'document', path: 'record/b-v0_1.md' });
  expect(new Set(targets).size).toBe(1);
});

describe('link() groups versions', () => {
  const lineage = (...documents: readonly Document[]) => {
    const { versions, current } = [...graphOf(documents).lineages.values()][0] as NonNullable<
      ReturnType<Graph['lineages']['get']>
    >;
    return [versions.map(({ path }) => path.replace('record/', '')), current.path.replace('record/', '')];
  };

  test('oldest first, as numbers, twins side by side, Markdown first', () => {
    const names = ['b-v0_10.md', 'b-v0_9.html', 'b-v0_9.md', 'b-v0_2.md', 'b-v0_2_1.md'];
    expect(lineage(...names.map((name) => at(name)))).toEqual([
      ['b-v0_2.md', 'b-v0_2_1.md', 'b-v0_9.md', 'b-v0_9.html', 'b-v0_10.md'],
      'b-v0_10.md',
    ]);
  });

  test('with what is not archived as current when the newest stands twice', () => {
    expect(lineage(at('archive/b-v0_2.md'), at('x/b-v0_2.md'), at('b-v0_1.md'))[1]).toBe('x/b-v0_2.md');
    expect(lineage(at('archive/b-v0_2.md'), at('b-v0_1.md'))[1]).toBe('archive/b-v0_2.md');
  });

  test('with a file without version as the oldest', () => {
    expect(lineage(at('b.md'), at('b-v0_1.md'))).toEqual([['b.md', 'b-v0_1.md'], 'b-v0_1.md']);
  });

  test('by what the head calls them, not the file', () => {
    const graph = graphOf([at('b-v0_1.md', [], [], { id: 'c' }), at('c-v0_2.md')]);
    expect([...graph.lineages.keys()]).toEqual(['c']);
  });
});

describe('link() lists supersessions', () => {
  const pairs = (...documents: readonly Document[]) =>
    graphOf(documents).supersessions.map(({ newer, older, span }) =>
      `${newer} > ${older}${span === null ? '' : ` at ${span.start}`}`.replaceAll('record/', ''),
    );

  test('between neighbouring versions, twins once', () => {
    expect(pairs(at('b-v0_3.md'), at('b-v0_1.md'), at('b-v0_1.html'), at('b-v0_2.html'))).toEqual([
      'b-v0_2.html > b-v0_1.md',
      'b-v0_3.md > b-v0_2.html',
    ]);
  });

  test('as heads say them: id, version, file name, bare version, list', () => {
    const says = (...mentions: readonly Named[]) =>
      mentions.map((one) => ({ ...one, field: '/supersedes/0' }));
    expect(
      pairs(
        at('a-v0_1.md'),
        at('a-v0_2.md', says(named('0.1', '0.1'))),
        at('b-v0_1.md'),
        at('c-v0_1.md', says(wiki('a'), wiki('a@0.1'), file('b-v0_1.md'), file('gone-v0_1.md'))),
        at('d-v0_1.md', [{ ...wiki('a'), field: '/summary' }, wiki('b')]),
      ),
    ).toEqual([
      'a-v0_2.md > a-v0_1.md at 0',
      'c-v0_1.md > a-v0_1.md at 100',
      'c-v0_1.md > a-v0_2.md at 0',
      'c-v0_1.md > b-v0_1.md at 200',
    ]);
  });
});

const folders = ['', 'x/', 'x/archive/', 'phases/phase-1/', 'phases/phase-1/archive/'];
const name = fc
  .tuple(
    fc.constantFrom(...folders),
    fc.constantFrom('a', 'b', 'phase-1-cr'),
    fc.nat(3),
    fc.constantFrom('md', 'html'),
  )
  .map(([folder, stem, minor, ending]) => `${folder}${stem}-v0_${minor}.${ending}`);
const mention = fc.oneof(
  name.map((path) => file(path.slice(path.lastIndexOf('/') + 1))),
  name.map((path) => file(path, { planned: true })),
  name.map((path) => linked(`${path}#two`)),
  fc.constantFrom(wiki('a'), wiki('b@0.2'), wiki('nope'), named('CR', '0.1'), named('0.1', '0.1')),
  fc.constantFrom(wiki('b', { field: '/supersedes' }), file('a-v0_1.md', { field: '/supersedes/1' })),
  fc
    .tuple(fc.constantFrom('1', '2', '9', 'Two'), fc.constantFrom('here' as const, null, 0, 1))
    .map(([address, of]) => section(address, of)),
);
const record = fc
  .uniqueArray(fc.tuple(name, fc.array(mention, { maxLength: 6 })), {
    maxLength: 12,
    selector: ([path]) => path,
  })
  .map((notes) =>
    notes.map(([path, mentions]) =>
      at(path, mentions, ['1. One', '2. Two'], { kind: path.includes('cr') ? 'cr' : 'document' }),
    ),
  );

/** A graph as text: maps in their order, documents as paths. */
const written = (graph: Graph): string =>
  JSON.stringify(graph, (key, value) => {
    if (value instanceof Map) return [...value];
    if (value instanceof Set) return [...value];
    return key === 'current' ? value.path : value;
  });

describe('link() on any record', () => {
  test('does not depend on the order of documents and files', () => {
    const shuffled = record.chain((documents) =>
      fc.tuple(
        fc.constant(documents),
        fc.shuffledSubarray(documents, { minLength: documents.length }),
        fc.shuffledSubarray(['record/z.png', 'record/y/', 'record/a.txt'], { minLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([documents, others, files]) => {
        expect(written(graphOf(others, files))).toBe(written(graphOf(documents, [...files].sort())));
      }),
    );
  });

  test('has the transpose of its edges out as its edges in', () => {
    fc.assert(
      fc.property(record, (documents) => {
        const graph = graphOf(documents);
        const out = [...graph.out.values()].flat().filter(({ to }) => to !== null && 'slug' in to);
        const back = [...graph.in].flatMap(([path, edges]) => edges.map((edge) => [path, edge] as const));
        expect(back.length).toBe(out.length);
        expect(new Set(back.map(([, edge]) => edge))).toEqual(new Set(out));
        for (const [path, { to }] of back) expect(to !== null && 'path' in to && to.path).toBe(path);
      }),
    );
  });

  test('has one edge for each mention, in their order, each state once', () => {
    fc.assert(
      fc.property(record, (documents) => {
        const graph = graphOf(documents);
        for (const { path, draft } of documents) {
          const edges = graph.out.get(path) ?? [];
          expect(edges.map(({ mention: { span } }) => span.start)).toEqual(
            draft?.mentions.map(({ span }) => span.start) ?? [],
          );
          for (const { state, facts, to } of edges) {
            expect(new Set([state, ...facts]).size).toBe(facts.length + 1);
            expect(facts).not.toContain('ok');
            if (state === 'ok') expect(to).not.toBeNull();
            if (to !== null && 'slug' in to) expect(graph.byPath.has(to.path)).toBe(true);
          }
        }
      }),
    );
  });

  test('has one current document for each lineage, and none newer', () => {
    fc.assert(
      fc.property(record, (documents) => {
        const { lineages } = graphOf(documents);
        const all = [...lineages.values()].flatMap(({ versions }) => versions);
        expect(new Set(all)).toEqual(new Set(documents));
        for (const { versions, current } of lineages.values()) {
          expect(versions).toContain(current);
          expect(
            versions.every(({ version }) => (version?.parts[1] ?? 0) <= (current.version?.parts[1] ?? 0)),
          ).toBe(true);
        }
      }),
    );
  });
});
