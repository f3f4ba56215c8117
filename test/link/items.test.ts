import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { bySort, touchedLast } from '../../src/link/touched.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { loadProject } from '../../src/project.ts';
import type { Graph } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

async function graphOf(files: Readonly<Record<string, string>>): Promise<Graph> {
  const world = memoryWorld({ files: { 'slop.yaml': '', ...files } });
  const project = await loadProject(world, world.cwd);
  return (await compile({ world, project, engine: satteriEngine })).graph;
}

const note = (kind: string, date: string, head: string, body: string) =>
  `---\nkind: ${kind}\ndate: ${date}\n${head}---\n# A note\n\n${body}\n`;
const scoping = (date: string, head: string, body = '') =>
  note('scoping-note', date, `status: settled\nanswers: x\n${head}`, body);

/** Each edge of an item: the note, what is written as one id, its state, and its item. */
const edgesOf = (graph: Graph) =>
  [...graph.out.values()]
    .flat()
    .flatMap(({ from, mention: { target }, state, to }) =>
      target.type === 'item'
        ? [`${from.split('/').pop()} ${target.id} ${state}${to?.type === 'item' ? ` ${to.item}` : ''}`]
        : [],
    );

describe('link() finds items', () => {
  test('where a head or a part of the body defines them, and where they are not defined', async () => {
    const graph = await graphOf({
      'record/phases/phase-3/phase-3-scoping-note-v0_1.md': scoping(
        '2026-01-01',
        'items:\n  - id: P3-D1\n    title: One\n    state: settled\n',
        '| item | what |\n| --- | --- |\n| P3-D1 | one |\n| P3-D2 | two |\n',
      ),
      'record/other.md': note(
        'document',
        '2026-01-02',
        '',
        'P3-D1, P3-D2 and P3-D3; the P3-D items, P3-E items.',
      ),
    });
    expect(
      [...graph.items].map(([key, { title, state, places }]) => [key, title, state, places.length]),
    ).toEqual([
      ['P3-D1', 'One', 'settled', 2],
      ['P3-D2', 'two', null, 1],
    ]);
    expect(edgesOf(graph).filter((edge) => edge.startsWith('other'))).toEqual([
      'other.md P3-D1 ok P3-D1',
      'other.md P3-D2 ok P3-D2',
      'other.md P3-D3 missing',
      'other.md P3-D ok P3-D1',
      'other.md P3-E missing',
    ]);
  });

  test('in the note, the phase or the document that their sentence names', async () => {
    const halt = (day: string, body: string) =>
      note('halt-note', day, 'status: open\nsurfaced-by: x\n', body);
    const graph = await graphOf({
      'record/phase-3-halt-surface-2026-01-01-v0_1.md': halt(
        '2026-01-01',
        '- Option A: stay\n- Candidate B: x',
      ),
      'record/phase-3-halt-surface-2026-01-02-v0_1.md': halt(
        '2026-01-02',
        '- Option A: go\n\nOption A it is.',
      ),
      'record/phase-3-memo-v0_1.md': note(
        'document',
        '2026-01-03',
        '',
        'Option A waits. Option A of phase-3-halt-surface-2026-01-02-v0_1.md was taken.',
      ),
      'record/phase-4-memo-v0_1.md': note('document', '2026-01-03', '', 'Option A, Candidate B.'),
    });
    expect(edgesOf(graph)).toEqual([
      'phase-3-halt-surface-2026-01-01-v0_1.md Option A ok Option A (phase-3-halt-surface-2026-01-01)',
      'phase-3-halt-surface-2026-01-01-v0_1.md Candidate B ok Candidate B (phase 3)',
      'phase-3-halt-surface-2026-01-02-v0_1.md Option A ok Option A (phase-3-halt-surface-2026-01-02)',
      'phase-3-halt-surface-2026-01-02-v0_1.md Option A ok Option A (phase-3-halt-surface-2026-01-02)',
      'phase-3-memo-v0_1.md Option A ambiguous',
      'phase-3-memo-v0_1.md Option A ok Option A (phase-3-halt-surface-2026-01-02)',
      'phase-4-memo-v0_1.md Option A missing',
      'phase-4-memo-v0_1.md Candidate B ok Candidate B (phase 3)',
    ]);
  });

  test('of a later note of the same kind, as its own, also where that names the earlier one', async () => {
    const first = 'phase-3-halt-surface-2026-01-01-v0_1.md';
    const halt = (day: string, options: string, body: string) =>
      note('halt-note', day, `status: open\nsurfaced-by: x\noptions:\n${options}`, body);
    const graph = await graphOf({
      [`record/${first}`]: halt('2026-01-01', '  - {id: A, title: repair the engine}\n', '- Option B: stay'),
      'record/phase-3-halt-surface-2026-01-02-v0_1.md': halt(
        '2026-01-02',
        '  - {id: A, title: leave the desk alone}\n',
        `After ${first}.\n\n- Option B: go`,
      ),
      'record/phase-3-scoping-note-v0_1.md': scoping(
        '2026-01-03',
        'options:\n  - {id: A, title: the engine is repaired}\n',
        `Of ${first}.`,
      ),
    });
    expect([...graph.items].map(([key, { title, places }]) => [key, title, places.length])).toEqual([
      ['Option A (phase-3-halt-surface-2026-01-01)', 'repair the engine', 2],
      ['Option A (phase-3-halt-surface-2026-01-02)', 'leave the desk alone', 1],
      ['Option B (phase-3-halt-surface-2026-01-01)', 'stay', 1],
      ['Option B (phase-3-halt-surface-2026-01-02)', 'go', 1],
    ]);
  });

  test('in the newest of several versions of one day, wherever the others lie', async () => {
    const version = (minor: number) =>
      scoping(
        '2026-01-01',
        `version: "0.${minor}"\nitems: [{ id: P3-D1, title: As of ${minor} }, { id: P3-D2 }]\n`,
      );
    const graph = await graphOf({
      'record/a-note-v0_10.md': version(10),
      'record/archive/a-note-v0_9.md': version(9),
      'record/b.md': note('document', '2026-01-01', 'items: [{ id: P3-D1, state: open }]\n', ''),
      'record/old/a-note-v0_8.md': version(8),
    });
    const places = graph.items.get('P3-D1')?.places.map(({ title }) => title);
    expect(places).toEqual(['As of 8', 'As of 9', 'As of 10', null]);
    expect(touchedLast(graph).get('P3-D2')?.path).toBe('record/a-note-v0_10.md');
  });

  test('of one sort in order of phase and number', async () => {
    const ofPhase = (phase: number) =>
      note('document', '2026-01-01', `phase: "${phase}"\nitems: [{ id: S10 }, { id: S9 }]\n`, '');
    const { items } = await graphOf({
      'slop.yaml': 'items: [{ shape: "S{n}", scope: phase }]',
      'record/a.md': ofPhase(12),
      'record/b.md': ofPhase(9),
    });
    expect(bySort(items).map(([key]) => key)).toEqual([
      'S9 (phase 9)',
      'S10 (phase 9)',
      'S9 (phase 12)',
      'S10 (phase 12)',
    ]);
  });

  test('that a later note restates, with what the newest says', async () => {
    const graph = await graphOf({
      'record/phase-3-scoping-note-v0_1.md': scoping(
        '2026-01-01',
        'items:\n  - id: P3-D1\n    title: One\n    state: open\n',
      ),
      'record/current-status-manifest-v0_2.md': note(
        'manifest',
        '2026-01-05',
        'items:\n  - id: P3-D1\n    state: confirmed\n  - id: Candidate A\n    instances: 3\n',
        '',
      ),
      'record/phase-3-cr-x-v0_1.md': note(
        'cr',
        '2026-01-02',
        'number: CR-2026-001\nstatus: draft\n',
        'CR-2026-001',
      ),
    });
    const seen = [...graph.items].map(([key, { sort, state, instances, definition }]) => [
      key,
      sort,
      state,
      instances,
      definition.path.slice(7),
      definition.defines,
    ]);
    expect(seen).toEqual([
      ['CR-2026-001', 'change-request', 'draft', null, 'phase-3-cr-x-v0_1.md', true],
      [
        'Candidate A (current-status-manifest)',
        'candidate',
        null,
        3,
        'current-status-manifest-v0_2.md',
        false,
      ],
      ['P3-D1', 'decision', 'confirmed', null, 'phase-3-scoping-note-v0_1.md', true],
    ]);
  });
});
