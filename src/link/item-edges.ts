import type { Document, Edge, Mention, TargetOf } from '../types.ts';
import { type ItemBook, placed } from './items.ts';
import { edgeOf } from './states.ts';

/** What a note names around the mention of an item, as ids of lineages. */
export interface NamedAround {
  /** In the same sentence. */
  readonly beside: (mention: Mention) => Iterable<string>;
  /** Anywhere in the note. */
  readonly cited: () => Iterable<string>;
}

/**
 * The edge of a mention of an item. An id that means one thing in the record is found at once; one that means it in a
 * phase or a note is looked for in this note, in what the sentence names, in this phase, in what the note names. A
 * family leads to its first item.
 */
export function itemEdge(
  citing: Document,
  mention: Mention,
  { id, extent }: TargetOf<'item'>,
  book: ItemBook,
  neighbours: NamedAround,
): Edge {
  const keys =
    extent === 'family'
      ? (book.byFamily.get(id) ?? []).slice(0, 1)
      : meant(citing, mention, id, book, neighbours);
  const [key] = keys;
  const item = key === undefined ? undefined : book.items.get(key);
  if (key === undefined || item === undefined) return edgeOf(citing.path, mention, null, ['missing']);
  if (keys.length > 1) {
    const candidates = keys.flatMap((one) => book.items.get(one)?.definition.path ?? []);
    return edgeOf(citing.path, mention, null, ['ambiguous'], candidates);
  }
  // Where the citing version itself states it, else where it is defined.
  const { path, slug } = book.defined.get(placed(key, citing.path)) ?? item.definition;
  return edgeOf(citing.path, mention, { type: 'item', item: key, path, slug }, []);
}

function meant(
  citing: Document,
  mention: Mention,
  id: string,
  { items, byId, byLineage, byPhase }: ItemBook,
  { beside, cited }: NamedAround,
): readonly string[] {
  const keys = byId.get(id) ?? [];
  const scope = items.get(keys[0] ?? '')?.scope;
  if (scope === undefined || scope === 'record') return keys;
  const among = (lineages: Iterable<string>) => [
    ...new Set([...lineages].flatMap((lineage) => byLineage.get(placed(id, lineage)) ?? [])),
  ];
  const steps: readonly (() => readonly string[])[] = [
    () => among([citing.id]),
    () => among(beside(mention)),
    () => (citing.phase === null ? [] : (byPhase.get(placed(id, citing.phase)) ?? [])),
    () => among(cited()),
    () => (scope === 'phase' ? keys : []),
  ];
  for (const step of steps) {
    const found = step();
    if (found.length > 0) return found;
  }
  return [];
}
