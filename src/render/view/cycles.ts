import { scalarText } from '../../read/json.ts';
import type { Document, Json, JsonObject } from '../../types.ts';
import { DECIDED } from '../events.ts';
import { hrefBetween } from '../href.ts';
import { oldestFirst } from '../order.ts';
import type { Site } from '../site.ts';
import { isCurrent } from './banner.ts';
import { type Period, type WorkView, workView } from './cycle-work.ts';
import type { LinkView } from './masthead.ts';
import { statusName, titleOf } from './names.ts';

/** A halt of a phase, and what came of it. */
interface CycleView {
  /** Number of the cycle, empty where the halt note says none. */
  readonly cycle: string;
  readonly halt: LinkView;
  readonly date: string;
  readonly status: string;
  readonly why: string;
  /** Notes that settle items and cite the halt. */
  readonly answers: readonly AnswerView[];
}

interface AnswerView extends LinkView {
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

/** The halts among the notes of a phase, each with the notes of the phase that answered it, in the order of cycles. */
export function cyclesView(site: Site, documents: readonly Document[], page: string): readonly CycleView[] {
  const phase = haltsOf(site, documents);
  return phase.halts.map((halt) => ({
    cycle: cycleOf(halt),
    halt: linkTo(site, halt, page),
    date: halt.date ?? '',
    status: statusName(halt) ?? '',
    why: halt.summary ?? '',
    answers: answersView(site, halt, phase, page, Number.POSITIVE_INFINITY),
  }));
}

/** Commits that the page of a halt tells of one change request; that of its phase tells all. */
const MOST_COMMITS = 8;

/** What answered one halt note of a phase, as its own page shows it; none for another note. */
export function outcomeView(site: Site, note: Document, page: string): readonly AnswerView[] {
  if (note.kind !== 'halt-note' || note.phase === null) return [];
  const others = site.graph.documents.filter(({ phase }) => phase === note.phase).sort(oldestFirst);
  return answersView(site, note, haltsOf(site, others), page, MOST_COMMITS);
}

/** Notes of a phase that are in force. */
interface PhaseHalts {
  /** Its halt notes, by cycle. */
  readonly halts: readonly Document[];
  /** All of them, by path. */
  readonly within: ReadonlyMap<string, Document>;
}

function haltsOf(site: Site, documents: readonly Document[]): PhaseHalts {
  const inForce = documents.filter((document) =>
    isCurrent(document, site.graph.lineages.get(document.id)?.current ?? document),
  );
  const halts = inForce
    .filter(({ kind }) => kind === 'halt-note')
    .sort((left, right) => Number(cycleOf(left) || 0) - Number(cycleOf(right) || 0));
  return { halts, within: new Map(inForce.map((document) => [document.path, document])) };
}

function linkTo(site: Site, document: Document, page: string): LinkView {
  return { text: titleOf(document), href: hrefBetween(page, site.addresses.view.get(document.path) ?? '') };
}

function answersView(
  site: Site,
  halt: Document,
  { halts, within }: PhaseHalts,
  page: string,
  most: number,
): readonly AnswerView[] {
  const period = periodOf(site, halt, halts);
  return answersTo(site, halt, within).map((answer) => ({
    ...linkTo(site, answer, page),
    author: answer.authors.join(', '),
    settled: settledIn(site, answer, page),
    work: workView(site, answer, period, page, most),
  }));
}

/** Null where no clone tells when this halt or the next one was filed. */
function periodOf(site: Site, halt: Document, halts: readonly Document[]): Period | null {
  const next = halts[halts.indexOf(halt) + 1];
  const [from, until] = [filedAt(site, halt), next === undefined ? null : filedAt(site, next)];
  if (from === null || (next !== undefined && until === null)) return null;
  return { from, until: until ?? Number.POSITIVE_INFINITY };
}

/** When the commit was made that a halt note says it was filed at. */
function filedAt(site: Site, halt: Document): number | null {
  const commits = halt.draft?.head['commits'];
  const at = Array.isArray(commits) ? commits.findIndex((one) => isFiled(one as Json)) : -1;
  const edge = site.graph.out
    .get(halt.path)
    ?.find(({ mention }) => at !== -1 && mention.field?.startsWith(`/commits/${at}/`));
  const made = Date.parse((edge && site.named.of(edge)?.commit?.date) ?? '');
  return Number.isNaN(made) ? null : made;
}

function isFiled(commit: Json): boolean {
  return (
    commit !== null &&
    typeof commit === 'object' &&
    !Array.isArray(commit) &&
    (commit as JsonObject)['role'] === 'filed'
  );
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

function cycleOf({ draft }: Document): string {
  return scalarText(draft?.head['cycle']);
}
