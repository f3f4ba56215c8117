import { expect, test } from 'vitest';
import { arrivalsSince } from '../../../src/plan/absorb/arrivals.ts';
import type { Document, Graph } from '../../../src/types.ts';

/** Notes of one day by id, each with what it names. */
function cameOf(
  named: Readonly<Record<string, readonly string[]>>,
  type: 'document' | 'item' = 'document',
): readonly string[] {
  const noteOf = (id: string) =>
    ({
      id,
      path: `${id}.md`,
      version: { parts: [0, 1] },
      kind: 'handoff',
      archived: false,
      date: '2026-05-01',
    }) as unknown as Document;
  const notes = Object.keys(named).map(noteOf);
  const graph = {
    lineages: new Map(notes.map((note) => [note.id, { id: note.id, current: note, versions: [note] }])),
    out: new Map(
      notes.map(({ id, path }) => [
        path,
        (named[id] ?? []).map((to) => ({ to: { type, path: `${to}.md` } })),
      ]),
    ),
    ledger: {},
  } as unknown as Graph;
  return arrivalsSince(graph, noteOf('manifest')).map(({ document }) => document.id);
}

test('of one day those come first that others name', () => {
  expect(cameOf({ a: ['b', 'c'], b: ['c'], c: [], d: [] })).toEqual(['c', 'd', 'b', 'a']);
  expect(cameOf({ a: ['b'], b: ['a'], c: ['a'] })).toHaveLength(3);
});

test('a note of which only an item is named has come, and one that is named has not', () => {
  expect(cameOf({ manifest: ['a'], a: [], b: [] })).toEqual(['b']);
  expect(cameOf({ manifest: ['a'], a: [], b: [] }, 'item')).toEqual(['a', 'b']);
});

test('a chain of notes may be of any length', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
  const came = cameOf(Object.fromEntries(ids.map((id, index) => [id, ids.slice(index + 1, index + 2)])));
  expect(came).toEqual(ids.toReversed());
});
