import { expect, test } from 'vitest';
import { at, file, graphOf, linked, type Named, named, section, wiki } from './values.ts';

const titles = Array.from({ length: 12 }, (_, index) => `${index + 1}. Part ${index + 1}`);

/** Fifteen mentions of every sort, one in thirty of them of something that is not there. */
function mentionsOf(index: number, notes: number): readonly Named[] {
  const other = (step: number) => (index * 7 + step * 131) % notes;
  const name = (step: number) => `phase-${other(step) % 60}-note-${other(step)}-v0_1.md`;
  return [
    file(name(1)),
    section('6', 0),
    section(index % 2 === 0 ? '14' : '3', 0),
    file(name(2)),
    section('2', 3),
    section('5', null),
    wiki(`phase-${other(3) % 60}-note-${other(3)}`),
    linked(`phase-${other(4) % 60}-note-${other(4)}-v0_1.md#part-3`),
    named('CR', '0.1'),
    section('11', 8),
    section('4', 'here'),
    section('Part 7', 3),
    file(index % 2 === 0 ? `phase-1-noet-${other(5)}-v0_1.md` : name(5)),
    file(name(6)),
    section('9', null),
  ];
}

/** How often link() looks at a field of a document, with so many notes of 15 mentions each. */
function looksAt(notes: number): number {
  let looks = 0;
  const documents = Array.from({ length: notes }, (_, index) => {
    const path = `phases/phase-${index % 60}/phase-${index % 60}-note-${index}-v0_1.md`;
    const kind = index % 4 === 0 ? 'cr' : 'document';
    return new Proxy(at(path, mentionsOf(index, notes), titles, { kind }), {
      get: (document, field) => {
        looks += 1;
        return Reflect.get(document, field);
      },
    });
  });
  const graph = graphOf(documents);
  expect([...graph.out.values()].reduce((sum, edges) => sum + edges.length, 0)).toBe(notes * 15);
  return looks;
}

test('link() looks at no more documents for each mention as a record grows', () => {
  expect(looksAt(2_400) / looksAt(600)).toBeLessThan(5);
});

test.each([
  [999, ['#part-seven']],
  [1001, []],
])('of a document with %i headings a near one is told for a missing one: %j', (headings, candidates) => {
  const many = Array.from({ length: headings - 1 }, (_, index) => `${index + 1}. Berth ${index}`);
  const graph = graphOf([
    at('a-v0_1.md', [linked('b-v0_1.md#part-sevn')], []),
    at('b-v0_1.md', [], [...many, 'Part seven']),
  ]);
  const [edge] = [...graph.out.values()].flat();
  expect(edge).toMatchObject({ state: 'missing', candidates });
});
