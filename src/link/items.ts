import { itemNames } from '../parse/item-names.ts';
import { byText, push } from '../read/order.ts';
import type { Config, Document, Item, ItemPlace, Kind, Lineage } from '../types.ts';
import { type ItemStatement, statementReader } from './item-statements.ts';
import { byAge, byVersion } from './lineages.ts';

/** The items of a record, and how an id is found among them. Keys are those of `items`. */
export interface ItemBook {
  /** As `Graph.items`. */
  readonly items: ReadonlyMap<string, Item>;
  /** Id → keys, those that are defined before those that are but stated, oldest first. */
  readonly byId: ReadonlyMap<string, readonly string[]>;
  /** Family → keys, in order of the items' numbers. */
  readonly byFamily: ReadonlyMap<string, readonly string[]>;
  /** `placed(id, lineage)` → what the id means in the notes of that lineage. */
  readonly byLineage: ReadonlyMap<string, string>;
  /** `placed(id, phase)` → what the id may mean in notes of that phase. */
  readonly byPhase: ReadonlyMap<string, readonly string[]>;
  /** `placed(key, path)` → where that note defines the item. */
  readonly defined: ReadonlyMap<string, ItemPlace>;
}

/** What is known of the documents when items are gathered. */
export interface ItemSources {
  /** Sorted by path. */
  readonly documents: readonly Document[];
  readonly lineages: ReadonlyMap<string, Lineage>;
  readonly config: Config;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Ids of the lineages that a document names. */
  readonly citedBy: (document: Document) => ReadonlySet<string>;
}

/** An id together with where it is looked for. */
export function placed(id: string, where: string): string {
  return `${id}\n${where}`;
}

/**
 * Gathers the items that notes state. Notes of a kind that defines them come first, the oldest before the newer; a
 * restatement joins the item that its note can mean, and is an item of its own where there is none. Yields after each
 * note.
 */
export function* itemsOf({
  documents,
  lineages,
  config,
  kinds,
  citedBy,
}: ItemSources): Generator<undefined, ItemBook> {
  const statementsOf = statementReader(itemNames(config.items));
  const statements: ItemStatement[] = [];
  for (const document of documents) {
    const kind = document.note?.kind ?? kinds.get(document.kind) ?? null;
    for (const statement of statementsOf(document, kind)) statements.push(statement);
    yield;
  }
  const groups = new Map<string, ItemStatement[]>();
  const byId = new Map<string, string[]>();
  const byLineage = new Map<string, string>();
  const byPhase = new Map<string, string[]>();
  const defined = new Map<string, ItemPlace>();
  for (const statement of statements.toSorted(definingFirst)) {
    const { id, document, place } = statement;
    const key = joined(statement, { groups, byId, byLineage }, citedBy) ?? keyOf(statement);
    if (!groups.has(key)) push(byId, id, key);
    push(groups, key, statement);
    const here = placed(key, document.path);
    if (place.defines && !defined.has(here)) defined.set(here, place);
    if (!byLineage.has(placed(id, document.id))) byLineage.set(placed(id, document.id), key);
    const phase = placed(id, document.phase ?? '');
    if (document.phase !== null && byPhase.get(phase)?.includes(key) !== true) push(byPhase, phase, key);
  }
  const items = new Map(
    [...groups].toSorted(([a], [b]) => byText(a, b)).map(([key, group]) => [key, itemOf(group, lineages)]),
  );
  const byFamily = new Map<string, string[]>();
  const inOrder = [...items].toSorted(([, a], [, b]) => (a.number ?? 0) - (b.number ?? 0));
  for (const [key, { family }] of inOrder) push(byFamily, family, key);
  return { items, byId, byFamily, byLineage, byPhase, defined };
}

function definingFirst(a: ItemStatement, b: ItemStatement): number {
  return Number(b.place.defines) - Number(a.place.defines) || byPlace(a, b);
}

function byPlace(a: ItemStatement, b: ItemStatement): number {
  return byAge(a.document, b.document) || a.place.span.start - b.place.span.start;
}

/** What is gathered before a statement. */
interface Gathered extends Pick<ItemBook, 'byId' | 'byLineage'> {
  readonly groups: ReadonlyMap<string, readonly ItemStatement[]>;
}

/** The key of the item that a statement speaks of, when others have stated it. */
function joined(
  { id, document, scope, place }: ItemStatement,
  { groups, byId, byLineage }: Gathered,
  citedBy: ItemSources['citedBy'],
): string | undefined {
  const own = byLineage.get(placed(id, document.id));
  if (scope === 'record' || own !== undefined) return own ?? byId.get(id)?.[0];
  if (scope === 'phase') {
    return document.phase === null && !place.defines ? byId.get(id)?.at(-1) : undefined;
  }
  for (const lineage of byId.has(id) ? citedBy(document) : []) {
    const key = byLineage.get(placed(id, lineage));
    const first = key === undefined ? undefined : groups.get(key)?.[0]?.document;
    if (first !== undefined && (!place.defines || mayRestate(document, first))) return key;
  }
  return undefined;
}

/**
 * Whether a note that may define an id speaks of what another one defined: each halt of a phase has options of its own,
 * also where it names the halt before it, and a scoping note has those of the halt that it answers. A plain document
 * may be of either sort.
 */
function mayRestate(document: Document, first: Document): boolean {
  const samePhase = document.phase !== null && document.phase === first.phase;
  return samePhase && (document.kind !== first.kind || document.kind === 'document');
}

function keyOf({ id, scope, document }: ItemStatement): string {
  const within = withinOf(scope, document);
  return within === null ? id : `${id} (${within})`;
}

function withinOf(scope: ItemStatement['scope'], { id, phase }: Document): string | null {
  if (scope === 'record') return null;
  return scope === 'phase' && phase !== null ? withinPhase(phase) : id;
}

/** What `Item.within` is for an id that means its item in one phase. */
export function withinPhase(phase: string): string {
  return `phase ${phase}`;
}

function itemOf(group: readonly ItemStatement[], lineages: ReadonlyMap<string, Lineage>): Item {
  const first = group[0] as ItemStatement;
  const places = group.toSorted(byPlace).map(({ place }) => place);
  const newest = <T>(read: (place: ItemPlace) => T | null): T | null =>
    places.map(read).findLast((value) => value !== null) ?? null;
  const definition = newestOf(group, first, lineages);
  return {
    id: first.id,
    sort: first.sort,
    scope: first.scope,
    family: first.family,
    number: first.number,
    within: withinOf(first.scope, first.document),
    definition,
    places,
    title: definition.title ?? newest(({ title }) => title),
    state: newest(({ state }) => state),
    instances: newest(({ instances }) => instances),
  };
}

/** The same place in the current version of the note that defined an item first, or in the newest that still states it. */
function newestOf(
  group: readonly ItemStatement[],
  first: ItemStatement,
  lineages: ReadonlyMap<string, Lineage>,
): ItemPlace {
  const same = group
    .filter(({ document }) => document.id === first.document.id)
    .toSorted((a, b) => byVersion(a.document.version, b.document.version));
  const current = lineages.get(first.document.id)?.current.path;
  const path = same.some(({ place }) => place.path === current) ? current : same.at(-1)?.place.path;
  return same.find(({ place }) => place.path === path)?.place ?? first.place;
}
