import { counted } from '../../parse/in-threes.ts';
import { isObject, scalarText } from '../../read/json.ts';
import type { Document, Graph, Item, ItemPlace } from '../../types.ts';
import type { Arrival } from './arrivals.ts';
import { type Fact, factOf, fieldEntries, unstopped } from './fact.ts';

/** An item as the newest note that came and has it says it. */
export interface ItemNews extends Pick<Item, 'id' | 'sort'> {
  readonly title: string;
  /** Null where no note that came says one. */
  readonly state: string | null;
  readonly to: string;
  readonly instances: number | null;
  /** Path of the note. */
  readonly source: string;
}

/** What is put off, by an item or in words. */
export interface Deferred extends Fact {
  /** Null for what has no id. */
  readonly id: string | null;
  readonly what: string;
}

/** States of what is not done with, for which each item has a line of its own. */
const LIVE = new Set(['promoted', 'carried', 'deferred', 'open', 'provisional', 'recommended']);
/** What has lines elsewhere, or is decided where it stands. */
const ELSEWHERE = new Set<Item['sort']>(['change-request', 'option', 'gate']);

/** The items that notes which came state, each once, those stated first before others. */
export function itemNews({ items }: Graph, arrivals: readonly Arrival[]): readonly ItemNews[] {
  const order = new Map(arrivals.map(({ document }, index) => [document.path, index]));
  const news = [...items.values()].flatMap((item): readonly ItemNews[] => {
    const places = item.places.filter(({ path }) => order.has(path));
    const last = places.at(-1);
    if (last === undefined || ELSEWHERE.has(item.sort)) return [];
    const said = <K extends keyof ItemPlace>(key: K): ItemPlace | undefined =>
      places.findLast((place) => place[key] !== null);
    return [
      {
        id: item.id,
        sort: item.sort,
        title: unstopped(said('title')?.title ?? item.title ?? ''),
        state: said('state')?.state ?? null,
        to: unstopped(said('to')?.to ?? ''),
        instances: said('instances')?.instances ?? null,
        source: (said('state') ?? last).path,
      },
    ];
  });
  return news.toSorted((a, b) => (order.get(a.source) ?? 0) - (order.get(b.source) ?? 0));
}

/** Items in one of the states, a fact each: `Candidate G, single-instance pattern: carried, 2 instances`. */
export function itemFacts(items: readonly ItemNews[], states: readonly string[]): readonly Fact[] {
  return items
    .filter(({ state, sort }) => state !== null && states.includes(state) && sort !== 'finding')
    .map(({ id, title, state, to, instances, source }) => {
      const seen = instances === null ? '' : `, ${counted(instances, 'instance')}`;
      const where = to === '' ? '' : `, to ${to}`;
      return factOf(`${id}${title === '' ? '' : `, ${title}`}: ${state}${seen}${where}`, source);
    });
}

/** Items that are done with, and those of which no note says where they stand: a fact for each note and state. */
export function closedFacts(items: readonly ItemNews[]): readonly Fact[] {
  return together(
    items.filter(({ state, sort }) => sort !== 'finding' && !LIVE.has(state ?? '')),
    ({ state }) => state ?? 'no state said',
    ({ id }) => id,
  );
}

/** What was found, a fact for each note: `V0 HOLDS, V1 GAP-CONFIRMED`. */
export function findingFacts(items: readonly ItemNews[]): readonly Fact[] {
  return together(
    items.filter(({ sort }) => sort === 'finding'),
    () => null,
    ({ id, state }) => (state === null ? id : `${id} ${state}`),
  );
}

function together(
  items: readonly ItemNews[],
  titleOf: (item: ItemNews) => string | null,
  words: (item: ItemNews) => string,
): readonly Fact[] {
  const groups = new Map<string, { title: string | null; source: string; all: string[] }>();
  for (const item of items) {
    const title = titleOf(item);
    const key = `${item.source}\n${title}`;
    const group = groups.get(key) ?? { title, source: item.source, all: [] };
    groups.set(key, group);
    group.all.push(words(item));
  }
  return [...groups.values()].map(({ title, source, all }) =>
    factOf(`${title === null ? '' : `${title}: `}${all.join(', ')}`, source),
  );
}

/** Deferred items, and what the heads list under `deferred`. */
export function deferredWork(arrivals: readonly Arrival[], items: readonly ItemNews[]): readonly Deferred[] {
  const byItem = items.flatMap((item): readonly Deferred[] => {
    if (item.state !== 'deferred' || item.sort === 'finding') return [];
    return [deferred(item.title || item.id, item.to, item.id, item.source)];
  });
  return [...byItem, ...arrivals.flatMap(({ document }) => inWords(document))];
}

function inWords(document: Document): readonly Deferred[] {
  return fieldEntries(document, 'deferred').flatMap((entry) => {
    const what = unstopped(isObject(entry) ? scalarText(entry['what']) : scalarText(entry));
    const to = isObject(entry) ? unstopped(scalarText(entry['to'])) : '';
    return what === '' ? [] : [deferred(what, to, null, document.path)];
  });
}

function deferred(what: string, to: string, id: string | null, source: string): Deferred {
  const more = [id, to === '' ? null : `to ${to}`].filter((one) => one !== null && one !== what);
  const said = more.length === 0 ? '' : ` (${more.join(', ')})`;
  return { id, what, ...factOf(`${what}${said}`, source) };
}
