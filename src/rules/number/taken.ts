import { nameVersion } from '../../parse/version.ts';
import type { Document, GraphReport, GraphView, Rule } from '../../types.ts';
import { grouped } from '../grouped.ts';
import { placeOf } from '../place.ts';
import { quoted } from '../words.ts';

interface Data {
  readonly number: string;
  readonly other: string;
  /** Where the other note stands; null for this branch. */
  readonly branch: string | null;
  readonly [key: string]: string | null;
}

const NUMBER = /[A-Z]{2,}(?:-[A-Z]+)*-\d{4}-\d{2,}/;

/**
 * All versions of a note share its number, and so do notes of which one supersedes the other. Of two that hold one
 * number here, the one that came later is told of; of one that is on another branch, ours.
 */
export const takenNumber: Rule<Data> = {
  id: 'number/taken',
  severity: 'error',
  message: ({ number, other, branch }) =>
    `${number} is taken by ${quoted(other)}${branch === null ? '' : ` on branch ${quoted(branch)}`}.`,
  help: ({ number }) =>
    `Give one of the two another number: slop mv <note> --number <number in place of ${number}>.`,
  *graph(view) {
    const numbered = view.graph.documents.flatMap((document) => {
      const number = numberOf(document, view);
      return number === null ? [] : [{ document, number }];
    });
    for (const group of grouped(numbered, ({ number }) => number)) {
      const [first] = group;
      if (first === undefined) continue;
      const notes = group.map(({ document }) => document);
      yield* takenHere(notes, first.number, view);
      yield* takenElsewhere(notes, first.number, view);
    }
  },
};

/** The number of a note whose kind has numbers. */
function numberOf({ draft, kind, format }: Document, { kinds }: GraphView): string | null {
  const written = draft?.head['number'];
  if (format !== 'md' || typeof written !== 'string' || !kinds.get(kind)?.keys.includes('number'))
    return null;
  return NUMBER.exec(written)?.[0] ?? null;
}

function* takenHere(
  notes: readonly Document[],
  number: string,
  view: GraphView,
): Generator<GraphReport<Data>> {
  const { supersessions, ledger } = view.graph;
  const since = ({ path }: Document): string => ledger.record?.paths.get(path)?.first.date ?? '9999';
  const ordered = [...notes].sort((a, b) => compare(since(a), since(b)) || compare(a.path, b.path));
  const [first, ...later] = ordered;
  if (first === undefined) return;
  const family = new Set(ordered.filter(({ id }) => id === first.id).map(({ path }) => path));
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { newer, older } of supersessions) {
      if (family.has(newer)) family.add(older);
      else if (family.has(older)) family.add(newer);
    }
    const ids = new Set(ordered.filter(({ path }) => family.has(path)).map(({ id }) => id));
    for (const { path, id } of ordered) if (ids.has(id)) family.add(path);
  }
  for (const document of later) {
    if (!family.has(document.path))
      yield report(document, { number, other: first.path, branch: null }, first);
  }
}

function* takenElsewhere(
  notes: readonly Document[],
  number: string,
  { graph }: GraphView,
): Generator<GraphReport<Data>> {
  const ids = new Set(notes.map(({ id }) => id));
  const stemOf = (path: string): string => nameVersion(path.slice(path.lastIndexOf('/') + 1)).stem;
  const stems = new Set(notes.map(({ path }) => stemOf(path)));
  const newest = notes.at(-1);
  for (const { branch, path, number: taken } of graph.ledger.record?.numbers ?? []) {
    const stem = stemOf(path);
    if (taken !== number || ids.has(stem) || stems.has(stem) || newest === undefined) continue;
    yield report(newest, { number, other: path, branch }, null);
    return;
  }
}

function report(document: Document, data: Data, other: Document | null): GraphReport<Data> {
  const related =
    other === null ? [] : [{ path: other.path, span: placeOf(other, '/number'), label: 'the other one' }];
  return { path: document.path, span: placeOf(document, '/number'), data, related };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
