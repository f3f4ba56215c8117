import { literal } from '../parse/literal.ts';
import { Refusal } from '../refusal.ts';
import { quoted } from '../rules/words.ts';
import type { Document, Edit, Plan } from '../types.ts';
import { holderOf, nextNumber, numberOf } from './new/number.ts';
import { sentenceAround, type UnnumberedQuestion } from './occurrences.ts';
import { numbered, planOf } from './plan.ts';
import type { PlanView } from './view.ts';

/** In prose nobody knows such a number again. */
const DIGITS = /^\d+$/;

/**
 * Plans a new number for a note, in all versions of it and in every mention of the old one in the record. Where another
 * note has the old number too, as after a merge, each mention outside of the note itself is a question.
 * @param wanted the number; null for the next free one, in place of one that another note has too.
 * @throws Refusal when the note has no number, the new one is none or taken, or the next one is wanted without need.
 */
export async function renumber(view: PlanView, document: Document, wanted: string | null): Promise<Plan> {
  const { graph } = view;
  const old = numberOf(document);
  if (old === null) throw new Refusal(`${document.path} has no number in its head.`);
  const year = /-(\d{4})-/.exec(old)?.[1];
  if (wanted === null && year === undefined)
    throw new Refusal(
      `No number comes next to ${quoted(old)}, which has no year in it: say which one to take.`,
    );
  if (wanted === null && holderOf(graph, old, document.id) === null)
    throw new Refusal(`No other note has the number ${old}: say which one to take in its place.`);
  const number = wanted ?? nextNumber(graph, document.kind, year ?? '');
  const isPlain = DIGITS.test(number) && !DIGITS.test(old);
  if (isPlain || !/^[\p{L}\p{N}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?$/u.test(number))
    throw new Refusal(`${quoted(number)} is no number: write one such as ${old}.`);
  const holder = holderOf(graph, number, document.id);
  if (holder !== null) throw new Refusal(`${number} is the number of ${holder} already.`);
  const rival = graph.documents.find((other) => other.id !== document.id && numberOf(other) === old);
  const base: Record<string, string | null> = {};
  const edits: Edit[] = [];
  const asked: UnnumberedQuestion[] = [];
  const pattern = new RegExp(`(?<![\\w-])${literal(old)}(?![\\w-]*\\w)`, 'g');
  for (const { path, format, archived, id } of graph.documents) {
    if (format === 'docx' || (archived && rival !== undefined && id !== document.id)) continue;
    if (rival !== undefined && id === rival.id) continue;
    const { text, oid } = await view.sourceOf(path);
    const own = id === document.id;
    for (const { index } of text.matchAll(pattern)) {
      base[path] = oid;
      const span = { start: index, end: index + old.length };
      const edit = { path, span, text: number };
      if (own || rival === undefined) edits.push(edit);
      else
        asked.push({ path, family: null, edits: [edit], sentence: sentenceAround(text, span), answer: null });
    }
  }
  return planOf({
    title: `number ${document.id} ${number}`,
    base,
    edits,
    questions: numbered(asked),
    remarks: rival === undefined ? [] : [`${old} stays the number of ${rival.path}.`],
    commit: {
      subject: `${number}: number ${document.id}, before ${old}`,
      trailers: [`Record: ${document.id}`],
    },
  });
}
