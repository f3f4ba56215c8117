import type { Document, JsonObject } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import { type WorkView, workView } from './cycle-work.ts';
import type { LinkView } from './masthead.ts';
import { statusName, titleOf } from './names.ts';

/** A halt of a phase, and what came of it. */
export interface CycleView {
  /** Number of the cycle, empty where the halt note says none. */
  readonly cycle: string;
  readonly halt: LinkView;
  readonly date: string;
  readonly status: string;
  readonly why: string;
  /** Notes that settle items and cite the halt. */
  readonly answers: readonly AnswerView[];
}

export interface AnswerView extends LinkView {
  readonly author: string;
  readonly settled: readonly SettledView[];
  /** Change requests that took it up. */
  readonly work: readonly WorkView[];
}

/** What was decided: its id, with the page of the item where it has one. */
interface SettledView {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly by: string;
}

/** States of an item that say that something was decided. */
const DECIDED = new Set(['settled', 'confirmed', 'reshaped', 'done']);

/** The halts among the notes of a phase, each with the notes of the phase that answered it, in the order given. */
export function cyclesView(site: Site, documents: readonly Document[], page: string): readonly CycleView[] {
  const inForce = documents.filter((document) =>
    isCurrent(document, site.graph.lineages.get(document.id)?.current ?? document),
  );
  const within = new Map(inForce.map((document) => [document.path, document]));
  const link = (document: Document): LinkView => ({
    text: titleOf(document),
    href: hrefBetween(page, site.addresses.view.get(document.path) ?? ''),
  });
  return inForce
    .filter(({ kind }) => kind === 'halt-note')
    .map((halt) => ({
      cycle: textAt(halt, 'cycle'),
      halt: link(halt),
      date: halt.date ?? '',
      status: statusName(halt) ?? '',
      why: halt.summary ?? '',
      answers: answersTo(site, halt, within).map((answer) => ({
        ...link(answer),
        author: answer.author ?? '',
        settled: settledIn(site, answer, page),
        work: workView(site, answer, page),
      })),
    }))
    .sort((left, right) => Number(left.cycle || 0) - Number(right.cycle || 0));
}

/** The scoping notes that cite a halt, but for those that also cite a later one: they answer that. */
function answersTo(site: Site, halt: Document, within: ReadonlyMap<string, Document>): readonly Document[] {
  const citing = new Set((site.graph.in.get(halt.path) ?? []).map(({ from }) => from));
  return [...citing].flatMap((from) => {
    const note = within.get(from);
    return note !== undefined && note.kind === 'scoping-note' && lastHalt(site, note, within) === halt
      ? [note]
      : [];
  });
}

function lastHalt(site: Site, note: Document, within: ReadonlyMap<string, Document>): Document | undefined {
  const halts = (site.graph.out.get(note.path) ?? []).flatMap(({ to }) => {
    const target = to !== null && 'path' in to ? within.get(to.path) : undefined;
    return target?.kind === 'halt-note' ? [target] : [];
  });
  const order = [...within.values()];
  return halts.sort((left, right) => order.indexOf(left) - order.indexOf(right)).at(-1);
}

function settledIn(site: Site, { phase, draft }: Document, page: string): readonly SettledView[] {
  const items = draft?.head['items'];
  const keys = new Map(
    (site.itemsOf.get(phase ?? '') ?? []).map((key) => [site.graph.items.get(key)?.id, key]),
  );
  if (!Array.isArray(items)) return [];
  return items.flatMap((entry: JsonObject | string | null) => {
    if (entry === null || typeof entry !== 'object' || !DECIDED.has(String(entry['state']))) return [];
    const text = (key: string): string => (typeof entry[key] === 'string' ? entry[key] : '');
    const item = site.addresses.item.get(keys.get(text('id')) ?? '');
    const href = item === undefined ? '' : hrefBetween(page, item);
    return [{ id: text('id'), href, title: text('title'), by: text('by') }];
  });
}

function textAt({ draft }: Document, key: string): string {
  const value = draft?.head[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
