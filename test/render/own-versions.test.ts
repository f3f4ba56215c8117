import { describe, expect, test } from 'vitest';
import { ownVersions } from '../../src/render/own-versions.ts';
import type { Document, Lineage } from '../../src/types.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { documentOf, graphOf } from './values.ts';

describe('ownVersions()', () => {
  const documents = [
    documentOf('a/archive/README.md', { archived: true }),
    documentOf('a/README.md'),
    documentOf('a/README.html'),
    documentOf('b/README.md'),
    documentOf('b/README-v0_2.md'),
    documentOf('plan-v0_1.md'),
    documentOf('plan-v0_2.md'),
  ];

  test.each([
    ['a/README.md', ['a/archive/README.md', 'a/README.md', 'a/README.html', 'b/README-v0_2.md']],
    ['b/README.md', ['a/archive/README.md', 'b/README.md', 'b/README-v0_2.md']],
    ['a/archive/README.md', documents.slice(0, 5).map(({ path }) => path)],
    ['plan-v0_1.md', ['plan-v0_1.md', 'plan-v0_2.md']],
  ])('leaves out of those of %s what only shares its name', (path, expected) => {
    const graph = graphOf(documents);
    const found = ownVersions(graph)(graph.byPath.get(path) as Document);
    expect(found.map((one) => one.path)).toEqual(expected);
  });

  test('takes linear time for a file of one name in each of many folders', async () => {
    const graphs = new Map(
      [1_000, 8_000].map((size) => {
        const all = Array.from({ length: size }, (_, at) => documentOf(`d${at}/README.md`));
        const lineage: Lineage = { id: 'README', versions: all, current: all[0] as Document };
        return [size, { ...graphOf([]), documents: all, lineages: new Map([['README', lineage]]) }];
      }),
    );
    const found = (size: number) => {
      const graph = graphs.get(size) ?? graphOf([]);
      const versionsOf = ownVersions(graph);
      return graph.documents.map((document) => versionsOf(document).length);
    };
    expect(found(1_000)).toEqual(Array.from({ length: 1_000 }, () => 1));
    expect(await growsLinearly(found, 1_000)).toBe(true);
  });
});
