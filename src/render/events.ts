import { natural } from '../read/natural.ts';
import { byText } from '../read/order.ts';
import { withoutEnding } from '../read/paths.ts';
import type { Document, Graph, Item } from '../types.ts';
import type { NamedCommit } from './named-commits.ts';

/** What stands on a time axis. */
export type EventType = 'note' | 'halt' | 'decision' | 'commit' | 'tag';

/** One thing that happened on a day: a version of a note, a decision in one, or a commit or tag that notes name. */
export interface RecordEvent {
  readonly type: EventType;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly document: Document | null;
  readonly named: NamedCommit | null;
  readonly decision: Decision | null;
}

/** An item that was decided. */
export interface Decision {
  readonly key: string;
  readonly item: Item;
  /** The first note that says so. */
  readonly note: Document;
  readonly date: string;
}

/** States of an item that say that something was decided. */
export const DECIDED: ReadonlySet<string | null> = new Set(['settled', 'confirmed', 'reshaped', 'done']);

/** The decisions among items, each on the day of the first note that says it is decided; those without a day left out. */
export function decisionsOf({ items, byPath }: Graph, keys: Iterable<string>): readonly Decision[] {
  return [...keys].flatMap((key) => {
    const item = items.get(key);
    if (item?.sort !== 'decision' || !DECIDED.has(item.state)) return [];
    const place = item.places.find(({ state }) => DECIDED.has(state)) ?? item.definition;
    const note = byPath.get(place.path);
    return note === undefined || note.date === null ? [] : [{ key, item, note, date: note.date }];
  });
}

/** Who decided an item, by the last note that says so; null where none does. */
export function deciderOf({ places }: Item): string | null {
  return places.findLast(({ by }) => by !== null)?.by ?? null;
}

/** The day that a head says, else that of the last commit; null where nothing tells. */
export function dayOf(
  { ledger: { record } }: Pick<Graph, 'ledger'>,
  { date, path }: Pick<Document, 'date' | 'path'>,
): string | null {
  const history = record?.shallow === false ? record.paths.get(path) : undefined;
  return date ?? (history?.last.date.slice(0, 10) || null);
}

/** Of twins the first: the one that says its day, else the Markdown. */
const byTwin = (one: Document, other: Document): number =>
  Number(one.date === null) - Number(other.date === null) ||
  Number(one.format !== 'md') - Number(other.format !== 'md');

/**
 * Documents, commits and decisions that have a day, earliest first; of twins the one that says its day, else the
 * Markdown.
 */
export function eventsOf(
  graph: Pick<Graph, 'ledger'>,
  documents: readonly Document[],
  named: Iterable<NamedCommit>,
  decisions: readonly Decision[],
): readonly RecordEvent[] {
  const seen = new Set<string>();
  const events: { readonly event: RecordEvent; readonly time: string; readonly key: string }[] = [];
  for (const document of documents.toSorted(byTwin)) {
    const { path } = document;
    const date = dayOf(graph, document);
    const stem = withoutEnding(path);
    if (date === null || seen.has(stem)) continue;
    seen.add(stem);
    const event = { type: typeOf(document), date, document, named: null, decision: null };
    events.push({ event, time: '', key: path });
  }
  for (const one of named) {
    const { type, date, repository, name, commit } = one;
    if (date === null) continue;
    const event = { type, date, document: null, named: one, decision: null };
    events.push({ event, time: commit?.date ?? '', key: `${repository} ${name}` });
  }
  for (const one of decisions) {
    const event = { type: 'decision' as const, date: one.date, document: null, named: null, decision: one };
    events.push({ event, time: '', key: one.item.id });
  }
  events.sort(
    (left, right) =>
      byText(left.event.date, right.event.date) ||
      byText(left.time, right.time) ||
      natural(left.key, right.key),
  );
  return events.map(({ event }) => event);
}

function typeOf({ kind }: Document): EventType {
  if (kind === 'halt-note') return 'halt';
  return kind === 'decision' ? 'decision' : 'note';
}
