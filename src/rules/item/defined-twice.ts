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
      const defining = item.places.flatMap((place) => {
        const document = graph.byPath.get(place.path);
        return place.defines && document !== undefined ? [{ place, document }] : [];
      });
      const [first] = defining;
      if (first === undefined) continue;
      for (const { place, document } of defining.slice(1)) {
        const earlier = defining.find(
          (one) =>
            !superseding.has(`${one.document.id}\n${document.id}`) &&
            contradicts(one, { place, document }, item, graph),
        );
        if (earlier === undefined || earlier.place === place || !isCurrent(document, graph)) continue;
        const other = { path: earlier.place.path, span: earlier.place.span, label: 'the other one' };
        const data = { id: item.id, other: earlier.place.path };
        yield { path: place.path, span: place.span, related: [other], data };
        break;
      }
    }
  },
};

interface Defining {
  readonly place: ItemPlace;
  readonly document: Document;
}

function contradicts(one: Defining, other: Defining, { sort }: Item, graph: Graph): boolean {
  if (one.place === other.place || sort === 'change-request') return false;
  const bothInHead = one.place.as === 'entry' && other.place.as === 'entry';
  if (one.document === other.document) return bothInHead && one.place.span.start < other.place.span.start;
  if (one.document.id === other.document.id || !isCurrent(one.document, graph)) return false;
  if (bothInHead) return !sharesWords(one.place.title, other.place.title, 0);
  const isEntry = one.place.as === 'entry' || other.place.as === 'entry';
  return !isEntry && !sharesWords(one.place.title, other.place.title, 3);
}

/** Whether two texts have a word of weight in common; also when one of them has fewer than `least` such words. */
function sharesWords(one: string | null, other: string | null, least: number): boolean {
  const [first, second] = [weighty(one), weighty(other)];
  if (first.size < least || second.size < least) return true;
  if (first.size === 0 || second.size === 0) return false;
  const shared = [...first].filter((word) => second.has(word)).length;
  return least > 0 ? shared > 0 : shared === first.size && shared === second.size;
}

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
