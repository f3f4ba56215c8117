import { stemOf } from '../../parse/version.ts';
import { byText, groupBy, push } from '../../read/order.ts';
import type { Document, GraphView, NumberElsewhere, Related, Rule } from '../../types.ts';
import { headPlace } from '../place.ts';
import { quoted, shellWord } from '../words.ts';
import { takenItems } from './taken-items.ts';

interface Data {
  readonly number: string;
  readonly other: string;
  /** Where the other note stands; null for this branch. */
  readonly branch: string | null;
  /** The note that is told of, or for an item of one a free id; the other is `''`. */
  readonly note: string;
  readonly free: string;
  readonly [key: string]: string | null;
}

interface Taken {
  readonly document: Document;
  readonly data: { readonly number: string; readonly other: string; readonly branch: string | null };
  readonly related: readonly Related[];
}

const NUMBER = /[A-Z]{2,}(?:-[A-Z]+)*-\d{4}-\d{2,}/;

/**
 * All versions of a note share its number, and so do notes of which one supersedes the other. Of two that hold one
 * number here, the one that came later is told of; of one that is on another branch, ours. Ids of items are numbers
 * too: of two notes, on two branches, whose heads define one id.
 */
export const takenNumber: Rule<Data> = {
  id: 'number/taken',
  severity: 'error',
  message: ({ number, other, branch }) =>
    `${number} is taken by ${quoted(other)}${branch === null ? '' : ` on branch ${quoted(branch)}`}.`,
  help: ({ note, free }) =>
    note === ''
      ? `Give one of the two another number, such as ${free}, before the branches are merged.`
      : `Give one of the two another number: slop mv ${shellWord(note)} --number next`,
  *graph(view) {
    const numbered = view.graph.documents.flatMap((document) => {
      const number = numberOf(document, view);
      return number === null ? [] : [{ document, number }];
    });
    const elsewhere = (view.graph.ledger.record?.numbers ?? []).filter(({ item }) => item === undefined);
    const onBranches = new Map<string, NumberElsewhere[]>();
    for (const one of elsewhere) push(onBranches, one.number, one);
    for (const group of groupBy(numbered, ({ number }) => number).values()) {
      const [first] = group;
      if (first === undefined) continue;
      const notes = group.map(({ document }) => document);
      for (const { document, ...told } of [
        ...takenHere(notes, first.number, view),
        ...takenElsewhere(notes, first.number, onBranches.get(first.number) ?? []),
      ]) {
        const data = { ...told.data, note: document.path, free: '' };
        yield { path: document.path, span: headPlace(document, '/number'), related: told.related, data };
      }
    }
    yield* takenItems(view);
  },
};

/** The number of a note whose kind has numbers. */
function numberOf({ draft, kind, format }: Document, { kinds }: GraphView): string | null {
  const written = draft?.head['number'];
  if (format !== 'md' || typeof written !== 'string' || !kinds.get(kind)?.keys.includes('number'))
    return null;
  return NUMBER.exec(written)?.[0] ?? null;
}

function* takenHere(notes: readonly Document[], number: string, view: GraphView): Generator<Taken> {
  const { supersessions, ledger } = view.graph;
  const since = ({ path }: Document): string => ledger.record?.paths.get(path)?.first.date ?? '9999';
  const ordered = [...notes].sort((a, b) => byText(since(a), since(b)) || byText(a.path, b.path));
  const [first, ...later] = ordered;
  // Each number of a large record is asked, and most are of one note: these need no look at all supersessions.
  if (first === undefined || later.every(({ id }) => id === first.id)) return;
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
    if (!family.has(document.path)) yield taken(document, { number, other: first.path, branch: null }, first);
  }
}

function* takenElsewhere(
  notes: readonly Document[],
  number: string,
  elsewhere: readonly NumberElsewhere[],
): Generator<Taken> {
  const ids = new Set(notes.map(({ id }) => id));
  const stems = new Set(notes.map(({ path }) => stemOf(path)));
  const newest = notes.at(-1);
  for (const { branch, path } of elsewhere) {
    const stem = stemOf(path);
    if (ids.has(stem) || stems.has(stem) || newest === undefined) continue;
    yield taken(newest, { number, other: path, branch }, null);
    return;
  }
}

function taken(document: Document, data: Taken['data'], other: Document | null): Taken {
  const related =
    other === null ? [] : [{ path: other.path, span: headPlace(other, '/number'), label: 'the other one' }];
  return { document, data, related };
}
