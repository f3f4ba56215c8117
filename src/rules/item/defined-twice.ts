import type { Document, Graph, Item, ItemPlace, Rule } from '../../types.ts';
import { quoted } from '../words.ts';

/** Words that a restatement is made of, and that two different things share by chance. */
const COMMON =
  /^(?:this|that|with|from|have|been|into|item|settled|confirmed|deferred|carried|open|done|unchanged|decision|stays|stands|still|after|before|when|then|than|they|there|which|will|must|only|also)$/;

/**
 * Two notes that define one id: twice under `items` in heads; in bodies only where both tell what it is, in words of
 * which none is the same, since a note may well say again what another settled. One head that has an id twice is told
 * of too. Versions of one note, and notes of which one supersedes the other, define it together.
 */
export const definedTwice: Rule<{ id: string; other: string }> = {
  id: 'item/defined-twice',
  severity: 'error',
  message: ({ id, other }) => `${quoted(id)} is defined in ${quoted(other)} already.`,
  help: () => 'Give one of the two a free number, or take the definition away where it only restates.',
  *graph({ graph }) {
    const superseding = idsSuperseding(graph);
    for (const item of graph.items.values()) {
      const defining = item.sort === 'change-request' ? [] : definingNow(item, graph);
      for (const [at, later] of defining.entries()) {
        const earlier = defining
          .slice(0, at)
          .find(
            (one) => contradict(one, later) && !superseding.has(`${one.document.id}\n${later.document.id}`),
          );
        if (earlier === undefined) continue;
        const other = { path: earlier.place.path, span: earlier.place.span, label: 'the other one' };
        const data = { id: item.id, other: earlier.place.path };
        yield { path: later.place.path, span: later.place.span, related: [other], data };
        break;
      }
    }
  },
};

interface Defining {
  readonly place: ItemPlace;
  readonly document: Document;
  /** Words of weight in its title. */
  readonly words: ReadonlySet<string>;
}

/** Where current notes define an item, oldest first. */
function definingNow({ places }: Item, graph: Graph): readonly Defining[] {
  return places.flatMap((place) => {
    const document = graph.byPath.get(place.path);
    return place.defines && document !== undefined && isCurrent(document, graph)
      ? [{ place, document, words: weighty(place.title) }]
      : [];
  });
}

function contradict(one: Defining, other: Defining): boolean {
  const inHead = [one, other].filter(({ place }) => place.as === 'entry').length;
  if (one.document === other.document) return inHead === 2;
  if (one.document.id === other.document.id || inHead === 1) return false;
  const [first, second] = [one.words, other.words];
  const shared = [...first].filter((word) => second.has(word)).length;
  if (inHead === 2) return first.size === 0 || shared < Math.max(first.size, second.size);
  return first.size >= LEAST && second.size >= LEAST && shared === 0;
}

/** Words of weight that a text in a body has to have before it tells what an item is. */
const LEAST = 3;

function weighty(text: string | null): ReadonlySet<string> {
  const words = (text ?? '').toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  return new Set(words.filter((word) => !COMMON.test(word)).map((word) => word.slice(0, 5)));
}

function isCurrent(document: Document, { lineages }: Graph): boolean {
  return !document.archived && lineages.get(document.id)?.current === document;
}

/** `id\nid` of two notes of which one supersedes the other, in either order. */
function idsSuperseding({ supersessions, byPath }: Graph): ReadonlySet<string> {
  return new Set(
    supersessions.flatMap(({ newer, older }) => {
      const [one, other] = [byPath.get(newer)?.id, byPath.get(older)?.id];
      return one === other ? [] : [`${one}\n${other}`, `${other}\n${one}`];
    }),
  );
}
