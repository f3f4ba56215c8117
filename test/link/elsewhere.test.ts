import { describe, expect, test } from 'vitest';
import { readingOrder } from '../../src/link/reading-order.ts';
import type { Document } from '../../src/types.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const first = '5451c02a507c7a2e75456e49202103389eaedd95';
const other = '90d9c33a507c7a2e75456e49202103389eaedd95';
const halt = String.raw`# Halt\n\n## 1. What halted\n\nThe form.\n\n## 2. Evidence\n\n**Step 2a.** It.\n`;
const engine = `commit ${first} 2026-03-11 Merge\nbranch main ${first}\nsource docs/halt-v0_1.md 9 ${halt}\n`;
const desk = `commit ${other} 2026-03-11 Merge\nbranch main ${other}\nsource notes/form.md 1 # Form\n`;

const headed = (status: string, more: string) =>
  `---\nkind: handoff\nid: a\ndate: 2026-03-12\nstatus: ${status}\n${more}---\n# A\n\n`;

/** What a note names of documents, by state and place, and the rules that speak of it. */
async function read(
  body: string,
  { status = 'open', head = '', more = {}, clones = { engine, desk } as object } = {},
) {
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos:\n  engine: { branch: main }\n  desk: { branch: main }\n',
      'record/a.md': headed(status, head) + body,
      ...more,
    },
    clones: clones as Record<string, string>,
  });
  const { graph, findings } = await compileAt(world);
  const edges = (graph.out.get('record/a.md') ?? []).filter(({ mention: { target } }) =>
    ['document', 'section'].includes(target.type),
  );
  return {
    edges: edges.map(({ state, to }) => {
      if (to?.type === 'source') return [state, `${to.repository}:${to.file}`, to.line];
      return to === null ? [state] : [state, 'path' in to ? to.path : to.type];
    }),
    order: readingOrder(graph.documents[0] as Document, graph)?.entries.map(({ state, words }) => [
      state,
      words,
    ]),
    rules: findings.filter(({ rule }) => rule.startsWith('ref/')).map(({ rule, data }) => [rule, data]),
  };
}

const whole = ['ok', 'engine:docs/halt-v0_1.md', null];

describe('a document in another repository', () => {
  test.each([
    ['by its path', 'See engine docs/halt-v0_1.md §2.'],
    ['by its name', 'See halt-v0_1.md in the engine repository, §2.'],
    ['at a commit', 'See halt-v0_1.md §2, at engine 5451c02.'],
    ['without a word for the repository', 'See halt-v0_1.md §2.'],
  ])('is found with its section, named %s', async (_, body) => {
    const { edges, rules } = await read(body);
    expect(edges).toEqual([whole, ['ok', 'engine:docs/halt-v0_1.md', 7]]);
    expect(rules).toEqual([]);
  });

  test('has its steps', async () => {
    const { edges } = await read('See engine docs/halt-v0_1.md §2 Step 2a and §2 Step 2b.');
    expect(edges.map(([state]) => state)).toEqual(['ok', 'ok', 'missing']);
  });

  test('has no section that it lacks at its commit, or now that an open note says so', async () => {
    const lost = [
      'ref/missing-section',
      { address: '§9', document: 'engine@5451c02:docs/halt-v0_1.md', nearest: [] },
    ];
    expect((await read('See engine docs/halt-v0_1.md §9.')).rules).toEqual([lost]);
    const closed = { status: 'consumed' };
    expect((await read('See engine docs/halt-v0_1.md §9.', closed)).edges.at(-1)?.[0]).toBe('unverified');
    expect((await read('See halt-v0_1.md (filed at engine 5451c02) §9.', closed)).rules).toEqual([lost]);
    const unknown = 'See halt-v0_1.md (filed at engine 5451c02, amended at 771aacd) §9.';
    expect((await read(unknown)).rules.map(([rule]) => rule)).toEqual(['ref/missing-commit']);
  });

  test('is judged missing only where no commit has a file of that name', async () => {
    const gone = ['ref/missing-document', { name: 'docs/none.md', nearest: [], repository: 'engine' }];
    expect(await read('See engine docs/none.md §2.')).toEqual({
      edges: [['missing'], ['missing']],
      rules: [gone],
    });
    const shallow = { engine: `partial It is a shallow clone.\n${engine}` };
    expect((await read('See engine docs/none.md.', { clones: shallow })).edges).toEqual([['unverified']]);
    expect((await read('See engine docs/none.md.', { clones: {} })).edges).toEqual([['unverified']]);
  });

  test('is the copy in the record where the two are the same', async () => {
    const text = halt.replaceAll('\\n', '\n');
    const copy = { 'record/halt-v0_1.md': text };
    const other = { 'record/halt-v0_1.md': `${text}\nMore.\n` };
    const body = 'See engine docs/halt-v0_1.md §2.';
    expect((await read(body, { more: copy })).edges).toEqual([
      ['ok', 'record/halt-v0_1.md'],
      ['ok', 'record/halt-v0_1.md'],
    ]);
    expect((await read(body, { more: other })).edges[0]).toEqual(whole);
    expect((await read('See halt-v0_1.md §2.', { more: other })).edges[0]).toEqual([
      'ok',
      'record/halt-v0_1.md',
    ]);
  });

  test('is ambiguous where two repositories have it and nobody says which', async () => {
    const clones = { engine, desk: `${desk}source docs/halt-v0_1.md 1 # Halt\n` };
    expect((await read('See halt-v0_1.md.', { clones })).edges).toEqual([['ambiguous']]);
    expect((await read('See halt-v0_1.md at engine 5451c02, and halt-v0_1.md.', { clones })).edges).toEqual([
      whole,
      whole,
    ]);
  });

  test('has sections that nobody can tell where the clone lacks its content', async () => {
    const clones = { engine: engine.replace(halt, '').replace('9 ', '9') };
    expect((await read('See engine docs/halt-v0_1.md §9.', { clones })).edges).toEqual([
      whole,
      ['unverified', 'engine:docs/halt-v0_1.md', null],
    ]);
  });

  test('is there, with its size, in a reading order', async () => {
    const head =
      'reading:\n  - { path: docs/halt-v0_1.md, repository: engine, section: "2" }\n  - { path: docs/none-v0_1.md, repository: engine }\n';
    const { order, edges } = await read('', { head });
    expect(order).toEqual([
      ['there', 11],
      ['missing', null],
    ]);
    expect(edges.map(([state]) => state)).toEqual(['ok', 'ok', 'missing']);
  });
});
