import { placeAt } from '../parse/head/places.ts';
import { type ItemNames, itemNamed } from '../parse/item-names.ts';
import { sectionAt } from '../parse/sections.ts';
import { isObject, own, scalarAt } from '../read/json.ts';
import type {
  Document,
  Draft,
  ItemPlace,
  ItemShape,
  ItemSort,
  Json,
  JsonObject,
  Kind,
  Span,
} from '../types.ts';

/** An item as one place of one note states it. */
export interface ItemStatement {
  readonly document: Document;
  readonly place: ItemPlace;
  readonly id: string;
  readonly family: string;
  readonly number: number | null;
  readonly sort: ItemSort;
  readonly scope: ItemShape['scope'];
}

type Named = Omit<ItemStatement, 'document' | 'place'>;

const NOTHING = {
  slug: null,
  title: null,
  state: null,
  instances: null,
  by: null,
  to: null,
  decides: null,
  decided: null,
} as const;

/** Lists of a head that hold items, and what theirs are when no shape of slop.yaml says it. */
const LISTS: readonly (readonly [key: string, sort: ItemSort, scope: ItemShape['scope']])[] = [
  ['items', 'decision', 'record'],
  ['options', 'option', 'note'],
  ['gates', 'gate', 'note'],
  ['verdicts', 'finding', 'note'],
];

/** What an id is, as it was written. */
type Namer = (written: string, sort: ItemSort, scope: ItemShape['scope']) => Named;

/** Makes the reader of every item that a note states, in its head and where an id opens a part of its body, in order of place. */
export function statementReader(
  names: ItemNames | null,
): (document: Document, kind: Kind | null) => readonly ItemStatement[] {
  const nameOf = namer(names);
  return (document, kind) => {
    const { draft } = document;
    if (draft === null) return [];
    const defines = (sort: ItemSort): boolean => kind?.defines.includes(sort) === true;
    return [
      ...numbered(document, draft, nameOf, kind),
      ...LISTS.flatMap((list) => listed(document, draft, list, nameOf, defines)),
      ...(names === null ? [] : opened(document, draft, nameOf, defines)),
    ];
  };
}

/** A note whose kind has numbers is the change request with that number. */
function numbered(
  document: Document,
  draft: Draft,
  nameOf: Namer,
  kind: Kind | null,
): readonly ItemStatement[] {
  const number = scalarAt(draft.head, 'number');
  if (number === null || kind?.keys.includes('number') !== true) return [];
  const place: ItemPlace = {
    ...NOTHING,
    path: document.path,
    span: spanOf(draft, '/number'),
    as: 'entry',
    defines: true,
    title: document.title,
    state: document.status?.value ?? document.status?.text ?? null,
  };
  return [{ document, place, ...nameOf(number, 'change-request', 'record') }];
}

function listed(
  document: Document,
  draft: Draft,
  [key, sort, scope]: (typeof LISTS)[number],
  nameOf: Namer,
  defines: (sort: ItemSort) => boolean,
): readonly ItemStatement[] {
  const list = own(draft.head, key);
  return (Array.isArray(list) ? (list as readonly Json[]) : []).flatMap((entry, index) => {
    const said: JsonObject = isObject(entry) ? entry : { id: entry };
    const id = scalarAt(said, 'id')?.trim() ?? '';
    if (id === '') return [];
    const name = nameOf(id, sort, scope);
    const instances = Number(scalarAt(said, 'instances') ?? Number.NaN);
    const place: ItemPlace = {
      path: document.path,
      span: spanOf(draft, isObject(entry) ? `/${key}/${index}/id` : `/${key}/${index}`),
      slug: null,
      as: 'entry',
      defines: defines(name.sort),
      title: scalarAt(said, 'title'),
      state: scalarAt(said, 'state') ?? scalarAt(said, 'verdict'),
      instances: Number.isInteger(instances) ? instances : null,
      by: scalarAt(said, 'by'),
      to: scalarAt(said, 'to'),
      decides: scalarAt(said, 'decides'),
      decided: scalarAt(said, 'decided'),
    };
    return [{ document, place, ...name }];
  });
}

function opened(
  document: Document,
  draft: Draft,
  nameOf: Namer,
  defines: (sort: ItemSort) => boolean,
): readonly ItemStatement[] {
  return draft.mentions.flatMap(({ span, target }) => {
    if (target.type !== 'item' || target.opens === null) return [];
    const name = nameOf(target.id, 'decision', 'record');
    const place: ItemPlace = {
      ...NOTHING,
      path: document.path,
      span,
      slug: sectionAt(draft.sections, span.start)?.slug ?? null,
      as: target.opens.as,
      defines: defines(name.sort),
      title: target.opens.title || null,
    };
    return [{ document, place, ...name }];
  });
}

/** Makes the reader of ids; most are written in many notes. */
function namer(names: ItemNames | null): Namer {
  const known = new Map<string, Named>();
  return (written, sort, scope) => {
    const key = `${sort} ${scope} ${written}`;
    const name = known.get(key) ?? named(written, sort, scope, names);
    known.set(key, name);
    return name;
  };
}

/** An id as a shape of slop.yaml has it, alone or behind the shape's own word (`X` of `Option X`); else as it is. */
function named(written: string, sort: ItemSort, scope: ItemShape['scope'], names: ItemNames | null): Named {
  const behindWord = (names?.shapes ?? [])
    .filter(({ isWord, shape }) => isWord && shape.sort === sort)
    .map(({ shape }) => shape.template.replace(/\{.*$/s, written));
  for (const text of names === null ? [] : [written, ...behindWord]) {
    const name = itemNamed(text, names as ItemNames);
    if (name === null) continue;
    const { id, family, number, shape } = name;
    return { id, family, number, sort: shape.sort, scope: shape.scope };
  }
  return { id: written, family: written, number: null, sort, scope };
}

function spanOf(draft: Draft, pointer: string): Span {
  return placeAt(draft, pointer)?.value ?? draft.headSpan;
}
