import { withinPhase } from '../../link/items.ts';
import { itemNamed, itemNames } from '../../parse/item-names.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, Item, Mention, Rule } from '../../types.ts';
import { familiesOf } from '../item/families.ts';
import { quoted } from '../words.ts';
import { edgesOf } from './edges.ts';

const MOST_TOLD = 6;

/**
 * Once for each id, at its first mention in a note that is not archived. An id that only means something in a phase or
 * a note is told of where others of its family are defined there: without them it may be a word like any other.
 */
export const missingItem: Rule<{ id: string; family: string; known: readonly string[] }> = {
  id: 'ref/missing-item',
  severity: 'warning',
  message: ({ id }) => `${quoted(id)} is defined nowhere in the record.`,
  help: ({ known }) =>
    `${known.length > 0 ? `Write one that is defined (${known.join(', ')}), or define` : 'Define'} it under items: in the head of the note that decides it, or where it opens a heading, list item or row there.`,
  *graph({ graph, config }) {
    const names = itemNames(config.items);
    if (names === null) return;
    const families = familiesOf(graph);
    const missing = [...edgesOf(graph, 'item', 'missing')].flatMap(({ path, edge, target }) => {
      const citing = graph.byPath.get(path);
      if (target.extent === 'family' || citing?.archived !== false) return [];
      const name = itemNamed(target.id, names);
      if (name === null || isExample(edge.mention, citing) || isTold(edge.mention, name.id)) return [];
      const family = families.get(name.family) ?? [];
      const known = name.shape.scope === 'record' ? family : family.filter((item) => isNear(item, citing));
      return known.length > 0 || name.shape.scope === 'record' ? [{ path, edge, name, known }] : [];
    });
    for (const [first] of groupBy(missing, ({ name }) => name.id).values()) {
      if (first === undefined) continue;
      const { path, edge, name, known } = first;
      yield {
        path,
        span: edge.mention.span,
        data: { id: name.id, family: name.family, known: shortened(known) },
      };
    }
  },
};

/** An id that only shows what ids look like: "such as P12-D1", one in a line of code with more in it. */
function isExample({ span, sentence }: Mention, { draft }: Document): boolean {
  const code = draft?.code.find(
    ({ info, span: { start, end } }) => info === null && start <= span.start && span.end <= end,
  );
  if (code !== undefined && code.span.end - code.span.start > span.end - span.start + 4) return true;
  return /\b(?:such as|for example|for instance|e\.g\.|like),?\s["“'`(]?(?:Candidate|Option|[A-Z])/.test(
    sentence,
  );
}

/** A sentence that begins with an id and a mark tells what the item is, though a paragraph defines nothing. */
function isTold({ sentence }: Mention, id: string): boolean {
  return sentence.startsWith(id) && /^\s*(?:[—–:|]|-\s)/.test(sentence.slice(id.length));
}

/** Whether an item means something in the note or the phase of the note. */
function isNear({ scope, within, places }: Item, { id, path, phase }: Document): boolean {
  if (within === id || places.some((place) => place.path === path)) return true;
  return scope === 'phase' && phase !== null && within === withinPhase(phase);
}

function shortened(items: readonly Item[]): readonly string[] {
  const ids = items.map(({ id }) => id);
  return ids.length > MOST_TOLD ? [...ids.slice(0, MOST_TOLD - 2), '…', ids.at(-1) ?? ''] : ids;
}
