import type { Document, JsonObject } from '../../types.ts';
import type { Arrival } from './arrivals.ts';
import { type Fact, factOf, isMap, listIn, mapsIn, open, textOf } from './fact.ts';

/** An item as the newest note that has it says it. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly to: string;
  readonly instances: string;
  readonly source: string;
}

/** What is put off, by an item or in words. */
export interface Deferred extends Fact {
  /** Null for what has no id. */
  readonly id: string | null;
  readonly what: string;
  readonly to: string;
}

/** The items of what came, each once, as the newest note has it; in the order in which they came up. */
export function itemsOf(arrivals: readonly Arrival[]): readonly Item[] {
  const items = new Map<string, Item>();
  for (const { document } of arrivals) {
    for (const entry of mapsIn(document, 'items')) items.set(textOf(entry['id']), itemOf(entry, document));
  }
  return [...items.values()].filter(({ id }) => id !== '');
}

function itemOf(entry: JsonObject, { path }: Document): Item {
  return {
    id: textOf(entry['id']),
    title: open(textOf(entry['title'])),
    state: textOf(entry['state']) || 'open',
    to: open(textOf(entry['to'])),
    instances: textOf(entry['instances']),
    source: path,
  };
}

/** Items in one of the states, a fact each: `Candidate G, single-instance pattern (carried, 2 instances)`. */
export function itemFacts(items: readonly Item[], states: readonly string[]): readonly Fact[] {
  return items
    .filter(({ state }) => states.includes(state))
    .map(({ id, title, state, to, instances, source }) => {
      const seen = instances === '' ? '' : `, ${instances} ${instances === '1' ? 'instance' : 'instances'}`;
      const where = to === '' ? '' : `, to ${to}`;
      return factOf(`${id}${title === '' ? '' : `, ${title}`}: ${state}${seen}${where}`, source);
    });
}

/** Items that are done with, a fact for each note and state: `settled: P57-D1, P57-D2`. */
export function closedFacts(items: readonly Item[], states: readonly string[]): readonly Fact[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    if (!states.includes(item.state)) continue;
    const key = `${item.source}\n${item.state}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ text: `${first.state}: ${group.map(({ id }) => id).join(', ')}`, source: first.source }];
  });
}

/** Deferred items, and what the heads list under `deferred`. */
export function deferredWork(arrivals: readonly Arrival[], items: readonly Item[]): readonly Deferred[] {
  const byItem = items.flatMap((item): readonly Deferred[] => {
    if (item.state !== 'deferred') return [];
    return [deferred(item.title || item.id, item.to, item.id, item.source)];
  });
  const inWords = arrivals.flatMap(({ document }) =>
    listIn(document, 'deferred').flatMap((entry) => {
      const what = open(isMap(entry) ? textOf(entry['what']) : textOf(entry));
      const to = isMap(entry) ? open(textOf(entry['to'])) : '';
      return what === '' ? [] : [deferred(what, to, null, document.path)];
    }),
  );
  return [...byItem, ...inWords];
}

function deferred(what: string, to: string, id: string | null, source: string): Deferred {
  const more = [id, to === '' ? null : `to ${to}`].filter((one) => one !== null && one !== what);
  return { id, what, to, ...factOf(`${what}${more.length === 0 ? '' : ` (${more.join(', ')})`}`, source) };
}
