import { placesIn } from '../../parse/head/places.ts';
import { once } from '../../parse/once.ts';
import { own, textsIn } from '../../read/json.ts';
import type { Document, Graph, GraphReport, Item, ItemPlace, Rule } from '../../types.ts';
import { itemsByNote, type Stated } from '../item/by-note.ts';
import { headPlace } from '../place.ts';
import { quoted } from '../words.ts';
import { isAmong } from './people.ts';

interface Data {
  readonly id: string;
  /** Who decided; null where nothing says it. */
  readonly by: string | null;
  readonly allowed: string;
  readonly [key: string]: string | null;
}

/** States of which somebody must have had the right to say so; `done` only tells of work. */
const NEEDS_AUTHORITY = ['settled', 'confirmed', 'reshaped', 'rejected', 'promoted'];

/**
 * Who decided is not among those who may. An option says under `decides` who may choose it, and the item under
 * `decided` who did (`by`); a note says under `authorises` who may take the decisions in it.
 */
export const unauthorisedDecision: Rule<Data> = {
  id: 'authority/decision',
  severity: 'warning',
  message: ({ id, by, allowed }) =>
    by === null
      ? `${quoted(id)} was for ${quoted(allowed)} to decide, and nothing says who did.`
      : `${quoted(id)} was decided by ${quoted(by)}, and is for ${quoted(allowed)} to decide.`,
  help: ({ allowed }) =>
    `Have ${allowed} decide it, and say so with by:; or open it again: an item by state: open and no decided: that names it, a note by a status that is not final.`,
  *graph({ graph }) {
    const chosen = once(() => firstById(graph));
    const byNote = once(() => itemsByNote(graph));
    for (const item of graph.items.values()) yield* ofOption(item, graph, chosen);
    for (const { current } of graph.lineages.values()) {
      if (!current.archived) yield* ofNote(current, byNote);
    }
  },
};

/** Id → item, for an id that is no mention; of several that bear it, the first by key. */
function firstById({ items }: Graph): ReadonlyMap<string, Item> {
  return new Map([...items.values()].reverse().map((item) => [item.id, item]));
}

function* ofOption(
  { id, places }: Item,
  graph: Graph,
  byId: () => ReadonlyMap<string, Item>,
): Iterable<GraphReport<Data>> {
  for (const place of places) {
    const { path, decides, decided } = place;
    const document = graph.byPath.get(path);
    if (decides === null || decided === null || document?.archived !== false) continue;
    const pointer = pointerOf(document, place, 'decided');
    const to = (graph.out.get(path) ?? []).find(({ mention }) => mention.field === pointer)?.to;
    const chosen = to?.type === 'item' ? graph.items.get(to.item) : byId().get(decided);
    if (chosen === undefined) continue;
    const by = chosen.places.findLast((one) => one.by !== null)?.by ?? null;
    if (by !== null && isAmong(by, [decides])) continue;
    const { definition } = chosen;
    const related = [{ path: definition.path, span: definition.span, label: 'what chose it' }];
    const span = headPlace(document, pointer);
    yield { path, span, related, data: { id: `${id} (${decided})`, by, allowed: decides } };
  }
}

function* ofNote(
  document: Document,
  byNote: () => ReadonlyMap<string, readonly Stated[]>,
): Iterable<GraphReport<Data>> {
  const allowed = namesAt(document, 'authorises');
  if (allowed.length === 0) return;
  const { path } = document;
  for (const { item, place } of byNote().get(path) ?? []) {
    const { by, state } = place;
    if (by === null || !NEEDS_AUTHORITY.includes(state ?? '') || isAmong(by, allowed)) continue;
    const span = headPlace(document, pointerOf(document, place, 'by'));
    yield { path, span, data: { id: item.id, by, allowed: allowed.join(' or ') } };
  }
  const by = namesAt(document, 'by');
  if (by.length > 0 && document.status?.final === true && !by.some((one) => isAmong(one, allowed))) {
    const data = { id: document.id, by: by.join(', '), allowed: allowed.join(' or ') };
    yield { path, span: headPlace(document, '/by'), data };
  }
}

/** The key beside the id of an entry. */
function pointerOf({ draft }: Document, { span }: ItemPlace, key: string): string {
  for (const [pointer, place] of draft === null ? [] : placesIn(draft)) {
    if (place.value.start === span.start && pointer.endsWith('/id')) return pointer.replace(/id$/, key);
  }
  return `/${key}`;
}

/** The text or the texts at a key of the head. */
function namesAt({ draft }: Document, key: string): readonly string[] {
  const value = own(draft?.head ?? {}, key);
  return textsIn(Array.isArray(value) ? value : [value ?? '']).filter((name) => name.trim() !== '');
}
