import type { Document, Draft, Graph, Item, Json, NoteView, Rule, Span } from '../../types.ts';
import { found, quotationsOf } from '../found.ts';
import { familiesOf } from '../item/families.ts';
import { edgesOf } from '../ref/edges.ts';
import { quoted } from '../words.ts';
import { type Counted, counting, END, isAll, spanning } from './beside.ts';
import { listCounts } from './lists.ts';
import { NUMBER, numberIn } from './numbers.ts';

interface Data extends Counted {
  readonly [key: string]: string | number;
}

/**
 * A number beside the name of a family ("ten P57-B items", "P57-B items: ten") that is not how many the record defines
 * of it, by the day of the note; one beside a range ("ten items, P57-B1–B9") that is not how many it spans; one
 * before the plural of a word ("three options") that is not how many the note itself has; and one that introduces a
 * list of another length. Only where the sentence plainly counts all of them. Nothing is counted of which nothing is
 * defined.
 */
export const countDisagrees: Rule<Data> = {
  id: 'count/disagrees',
  severity: 'warning',
  message: ({ written, counted, family }) =>
    family === ''
      ? `The note says ${quoted(written)}, and the list below has ${counted} items.`
      : `The note says ${quoted(written)}, and there ${counted === 1 ? 'is' : 'are'} ${counted} of ${family}.`,
  help: () => 'Count again, or define what is missing.',
  *graph({ graph }) {
    const families = familiesOf(graph);
    for (const { path, edge, target } of edgesOf(graph, 'item')) {
      const citing = graph.byPath.get(path);
      if (target.extent === 'first' && citing?.archived === false) {
        const told = spanning(edge.mention.sentence, target.id);
        if (told !== null) yield { path, span: edge.mention.span, data: { ...told } };
      }
      const family = families.get(target.id);
      if (target.extent !== 'family' || family === undefined || citing?.archived !== false) continue;
      const said = counting(edge.mention.sentence, target.id);
      if (said === null) continue;
      const counts = countsFor(citing, family, graph);
      if (counts.some(([low, high]) => low <= said.number && said.number <= high)) continue;
      const data = {
        written: said.written,
        said: said.number,
        counted: counts[0]?.[1] ?? 0,
        family: target.id,
      };
      yield { path, span: edge.mention.span, data };
    }
  },
  *note(view) {
    for (const { span, ...count } of listCounts(view.text, blocksOf(view.draft))) {
      yield { span, data: { ...count, family: '' } };
    }
    const own = ownFamilies(view);
    for (const [plural, counted] of own) {
      // The word first: it is rarer than numbers.
      const pattern = new RegExp(String.raw`\s${plural}(?![\p{L}\p{N}_-])(?<=(${NUMBER})\s${plural})`, 'giu');
      for (const { span: word, match } of found(view.text, pattern, quotationsOf(view.draft))) {
        const [written, number = ''] = match;
        const span = { start: word.start - number.length, end: word.end };
        const said = numberIn(number);
        const before = view.text.slice(Math.max(0, span.start - 40), span.start).replace(/\s+/g, ' ');
        const after = view.text.slice(span.end, span.end + 20).replace(/\s+/g, ' ');
        if (said === counted || !isAll(before) || !END.test(after)) continue;
        yield { span, data: { written: number + written, said, counted, family: plural } };
      }
    }
  },
};

/**
 * From how many to how many of a family a note may count: what was defined before its day and on it; what is defined
 * today; what it states itself.
 */
function countsFor(
  citing: Document,
  family: readonly Item[],
  graph: Graph,
): readonly (readonly [number, number])[] {
  const dayOf = ({ places }: Item): string =>
    places.flatMap(({ path }) => graph.byPath.get(path)?.date ?? [])[0] ?? '';
  const count = (holds: (item: Item) => boolean): number => family.filter(holds).length;
  const { date, path } = citing;
  const now = count(
    ({ definition }) =>
      graph.lineages.get(graph.byPath.get(definition.path)?.id ?? '')?.current.path === definition.path,
  );
  const isOwn = ({ places }: Item): boolean => places.some((place) => place.path === path);
  const own = count(isOwn);
  const range = (number: number) => [number, number] as const;
  if (date === null) return [range(family.length), range(now)];
  return [
    [count((item) => dayOf(item) < date || isOwn(item)), count((item) => dayOf(item) <= date)],
    range(now),
    ...(own > 0 ? [range(own)] : []),
  ];
}

/** A number in a block of code is none of the note. */
function blocksOf({ code }: Draft): readonly Span[] {
  return code.flatMap(({ info, span }) => (info === null ? [] : [span]));
}

/** Plural of the word of each family that a note states more than one item of → how many. */
function ownFamilies({ draft }: NoteView): ReadonlyMap<string, number> {
  const items = draft.mentions.map(({ target }) => target).filter((target) => target.type === 'item');
  const opened = items.filter(({ opens }) => opens !== null).map(({ id }) => id);
  const options = draft.head['options'];
  const listed = (Array.isArray(options) ? (options as readonly Json[]) : []).map((entry) => {
    const id = typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry['id']) : '';
    return id.includes(' ') ? id : `Option ${id}`;
  });
  const counts = new Map<string, Set<string>>();
  for (const id of [...opened, ...listed]) {
    const word = /^(\p{L}+) \S+$/u.exec(id)?.[1];
    if (word === undefined) continue;
    const plural = `${word.toLowerCase()}s`;
    counts.set(plural, (counts.get(plural) ?? new Set<string>()).add(id));
  }
  return new Map([...counts].filter(([, ids]) => ids.size > 1).map(([plural, ids]) => [plural, ids.size]));
}
