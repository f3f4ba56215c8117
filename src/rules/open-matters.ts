import { isLive } from '../link/live.ts';
import { counted } from '../parse/in-threes.ts';
import { isObject } from '../read/json.ts';
import { byPath } from '../read/order.ts';
import type { Document, Finding, Graph, Item, ItemPlace, Json, Kind, Span } from '../types.ts';
import { currentClaims } from './claim/claims.ts';
import { headPlace } from './place.ts';

/** Why something is open; the order in which it is told. */
export const MATTERS = [
  'option',
  'undecided',
  'halt',
  'handoff',
  'mark',
  'planned',
  'deferred',
  'gate',
  'claim',
] as const;

/** What a heading says of each sort of matter, in the order in which they are told. */
export const MATTER_HEADINGS: Readonly<Record<(typeof MATTERS)[number], string>> = {
  option: 'Options without a decision',
  undecided: 'Items not decided',
  halt: 'Halts that are open',
  handoff: 'Handoffs that nobody took up',
  mark: 'Marks and placeholders',
  planned: 'Documents to be written',
  deferred: 'Deferred work',
  gate: 'Gates not passed',
  claim: 'Claims not verified',
};

/** Something that is undecided or unverified. */
export interface OpenMatter {
  readonly why: (typeof MATTERS)[number];
  readonly path: string;
  readonly span: Span;
  /** What it is called: an id, a name; null for what is only told. */
  readonly name: string | null;
  /** What it is, in its note's own words or in few of ours. */
  readonly title: string;
}

const UNDECIDED = ['provisional', 'recommended', 'open'];
const PUT_OFF = ['deferred', 'carried'];
const PASSED = /^(?:pass(?:ed)?|done|closed|met|holds|green|waived|dropped)\b/i;

/**
 * Everything that the heads, findings and claims of a record leave open, matter by matter, each in order of place.
 * Only notes that still speak are asked; what was put off stays open when its note is settled.
 */
export function openMatters(
  graph: Graph,
  kinds: ReadonlyMap<string, Kind>,
  findings: readonly Finding[],
): readonly OpenMatter[] {
  const all = [
    ...itemMatters(graph),
    ...graph.documents.flatMap((document) => [...noteMatters(document, graph, kinds)]),
    ...findings.flatMap((finding) => findingMatters(finding, graph)),
    ...claimMatters(graph),
  ];
  return all.toSorted(
    (a, b) => MATTERS.indexOf(a.why) - MATTERS.indexOf(b.why) || byPath(a, b) || a.span.start - b.span.start,
  );
}

function* itemMatters(graph: Graph): Iterable<OpenMatter> {
  const sets = decidedSets(graph.items.values());
  for (const item of graph.items.values()) {
    const why = whyOpen(item, graph, sets);
    const { path, span } = placeToTell(item);
    if (why !== null) yield { why, path, span, name: item.id, title: detail(item) };
  }
}

/** Options that stand together are settled when one of them is taken. */
function decidedSets(items: Iterable<Item>): ReadonlySet<string> {
  const decided = new Set<string>();
  for (const item of items) {
    if (item.places.some((place) => place.decided !== null)) decided.add(setOf(item));
  }
  return decided;
}

function setOf({ family, within }: Item): string {
  return `${family}\n${within}`;
}

function whyOpen(item: Item, graph: Graph, decided: ReadonlySet<string>): OpenMatter['why'] | null {
  const { sort, state, places } = item;
  if (state !== null && PUT_OFF.includes(state)) return 'deferred';
  const speaks = places.some(({ path }) => {
    const document = graph.byPath.get(path);
    return document !== undefined && isLive(document, graph);
  });
  if (sort === 'option') return speaks && state === null && !decided.has(setOf(item)) ? 'option' : null;
  if (sort === 'gate') return speaks && state !== null && !PASSED.test(state) ? 'gate' : null;
  return sort !== 'change-request' && state !== null && UNDECIDED.includes(state) ? 'undecided' : null;
}

/** The place that says the state, else that of the definition. */
function placeToTell({ places, definition, state }: Item): ItemPlace {
  return places.findLast((place) => place.state !== null && place.state === state) ?? definition;
}

function detail({ title, state, instances, places }: Item): string {
  const to = places.findLast((place) => place.to !== null)?.to ?? null;
  const decides = places.findLast((place) => place.decides !== null)?.decides ?? null;
  const facts = [
    state,
    to === null ? null : `to ${to}`,
    instances === null ? null : counted(instances, 'instance'),
    decides === null ? null : `decided by ${decides}`,
  ].filter((fact) => fact !== null);
  return [title ?? '', facts.length > 0 ? `(${facts.join(', ')})` : ''].filter(Boolean).join(' ');
}

/** Halts that wait, and what heads put off. */
function* noteMatters(
  document: Document,
  graph: Graph,
  kinds: ReadonlyMap<string, Kind>,
): Iterable<OpenMatter> {
  const { draft, path, title, id, status, kind } = document;
  if (draft === null || document.archived || graph.lineages.get(id)?.current !== document) return;
  const ladder = kinds.get(kind)?.ladder ?? [];
  const isHalt = ladder.includes('resolved');
  if (isHalt && status?.value != null && !status.final && status.value !== 'draft') {
    const name = `${title} (${status.value})`;
    yield { why: 'halt', path, span: headPlace(document, '/status'), name: id, title: name };
  }
  const deferred = draft.head['deferred'];
  for (const [index, entry] of (Array.isArray(deferred) ? (deferred as readonly Json[]) : []).entries()) {
    const what = isObject(entry) ? String(entry['what'] ?? '') : String(entry);
    const to = isObject(entry) && typeof entry['to'] === 'string' ? ` (to ${entry['to']})` : '';
    if (what === '') continue;
    const span = headPlace(document, isObject(entry) ? `/deferred/${index}/what` : `/deferred/${index}`);
    yield { why: 'deferred', path, span, name: null, title: `${what}${to}` };
  }
}

function findingMatters({ rule, path, span, data }: Finding, { byPath }: Graph): readonly OpenMatter[] {
  if (rule === 'mark/open') return [{ why: 'mark', path, span, name: null, title: String(data['mark']) }];
  if (rule === 'session/not-consumed') {
    return [{ why: 'handoff', path, span, name: String(data['id']), title: byPath.get(path)?.title ?? '' }];
  }
  if (rule !== 'ref/planned-document') return [];
  return [{ why: 'planned', path, span, name: null, title: String(data['name']) }];
}

function* claimMatters(graph: Graph): Iterable<OpenMatter> {
  for (const { from, span, state, recorded } of currentClaims(graph)) {
    const document = graph.byPath.get(from);
    if (state === 'verified' || document === undefined || !isLive(document, graph)) continue;
    yield { why: 'claim', path: from, span, name: null, title: `${recorded} (${state})` };
  }
}
