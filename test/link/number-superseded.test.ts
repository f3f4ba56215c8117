import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const note = (head: string) => `---\ntitle: T\ndate: 2026-03-02\n${head}\n---\n\n# T\n\nWe row.\n`;
const files = {
  'slop.yaml': '',
  'record/adr/0007-oars.md': note(''),
  'record/adr/0008-sails.md': note(''),
  'record/adr/0008-wheels.md': note(''),
  'record/adr/archive/0005-rafts.md': note(''),
  'record/rfc/0007-anchors.md': note('kind: cr\nnumber: "0007"\nversion: "0.1"'),
  'record/rfc/0006-nets.md': note('kind: cr\nnumber: "0006"\nversion: "0.1"'),
  'record/cr-one.md': note('kind: cr\nnumber: CR-2026-001\nversion: "0.1"'),
  'record/cr-two.md': note('kind: cr\nnumber: CR-2026-002\nversion: "0.1"'),
  'record/other/0009-masts.md': note(''),
};

/** What a note in a folder of numbered ones supersedes by such a value, and what is said of it. */
async function superseded(value: string, path = 'record/adr/0012-engines.md') {
  const world = memoryWorld({ files: { ...files, [path]: note(`supersedes: ${value}`) } });
  const { graph, findings } = await compileAt(world);
  const said = findings.filter(({ path: at, rule }) => at === path && /supersession|ref/.test(rule));
  return [
    ...graph.supersessions.map(({ older }) => older.replace('record/', '')),
    ...said.map(({ rule, data }) => `${rule} ${[data['nearest'] ?? []].flat().join(' ')}`.trim()),
  ];
}

test.each([
  ["'0007'", ['adr/0007-oars.md']],
  ['7', ['adr/0007-oars.md']],
  ['[0007-oars.md]', ['adr/0007-oars.md']],
  ["'0005'", ['adr/archive/0005-rafts.md']],
  ["'0006'", ['rfc/0006-nets.md']],
  ['CR-2026-001', ['cr-one.md']],
  ['"CR-2026-001"', ['cr-one.md']],
  ['[CR-2026-001, CR-2026-002]', ['cr-one.md', 'cr-two.md']],
  ["'0007, 0005'", ['adr/0007-oars.md', 'adr/archive/0005-rafts.md']],
  ["'0007, 0005, and 0006'", ['adr/0007-oars.md', 'adr/archive/0005-rafts.md', 'rfc/0006-nets.md']],
  ['CR-2026-001 and CR-2026-002', ['cr-one.md', 'cr-two.md']],
  ['CR-2026-001, and CR-2026-002', ['cr-one.md', 'cr-two.md']],
  // Two have it; whose series letters name, nobody can tell; and what lies elsewhere is of another series.
  ["'0008'", ['ref/ambiguous-document']],
  ['SIMD-0007', ['lineage/supersession-broken 0007-oars.md']],
  ["'0009'", ['lineage/supersession-broken']],
  // Part of a note leaves the rest of it in force.
  ['what CR-2026-001 says of oars', []],
])('supersedes: %s', async (value, expected) => {
  expect(await superseded(value)).toEqual(expected);
});

test.each(['RFC 2616', '2025'])('a note without a number says nothing of the record by %s', async (value) => {
  expect(await superseded(value, 'record/adr/engines.md')).toEqual([]);
});

test('a note supersedes not itself by its own number', async () => {
  const value = 'CR-2026-003\nkind: cr\nnumber: CR-2026-003\nversion: "0.1"';
  expect(await superseded(value, 'record/cr-three.md')).toEqual([]);
  const own = "'0012'\nversion: '0.2'";
  expect(await superseded(own, 'record/adr/0012-engines-v0_2.md')).toEqual([]);
  expect(await superseded("'0012'")).toContain('lineage/supersession-cycle');
});
