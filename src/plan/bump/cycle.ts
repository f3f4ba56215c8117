import { formatVersion } from '../../parse/version.ts';
import { isObject } from '../../read/json.ts';
import { nameOf, pathOf } from '../../read/paths.ts';
import type { Document, Edit, Graph, Json, Kind, Version } from '../../types.ts';
import { entriesAdded, fieldWritten } from '../head-list.ts';
import type { EditedNote } from '../view.ts';

/** An amendment cycle: the halt that a new version of a change request answers, and who let it. */
export interface Cycle {
  readonly halt: Document;
  /** Item that authorised it or used the slot; null when nobody said. */
  readonly by: string | null;
}

/** A cycle, and what it changes in a few words. */
export interface SaidCycle extends Cycle {
  readonly what: string | null;
}

/** A cycle with its number, for the words about it. */
export interface CycleWords {
  readonly number: number;
  /** File name of the halt note. */
  readonly halt: string;
  /** The reserved slot that it uses; null for one beyond the reserve, and where the head has none. */
  readonly slot: string | null;
  readonly by: string | null;
}

/** What a head says of the budget for cycles. */
interface CycleReserve {
  readonly slots: readonly string[];
  /** The next slot that no cycle has used; null when there is none. */
  readonly free: string | null;
}

/** Statuses in which a change request is carried out: it changes by a halt then. */
const RUNNING = new Set(['executing', 'halted']);

/** True for a kind whose notes go through amendment cycles. */
export function hasCycles(kind: Kind | undefined): boolean {
  return ['reserved', 'halt'].every((key) => kind?.keys.includes(key) === true);
}

/** True for a change request that is being carried out. */
export function isRunning({ status }: Document): boolean {
  return RUNNING.has(status?.value ?? '');
}

/**
 * Halt notes that a change request has to answer: those of its phase, or that name it as theirs, which are not
 * settled and which no version of it names.
 */
export function openHalts(graph: Graph, request: Document): readonly Document[] {
  const own = graph.lineages.get(request.id)?.versions ?? [request];
  const named = new Set(
    own.flatMap(({ path }) =>
      (graph.out.get(path) ?? []).flatMap(({ to }) => graph.byPath.get(pathOf(to) ?? '')?.id ?? []),
    ),
  );
  return [...graph.lineages.values()].flatMap(({ current: halt }) => {
    if (halt.kind !== 'halt-note' || halt.archived || halt.status?.final === true || named.has(halt.id))
      return [];
    const edge = (graph.out.get(halt.path) ?? []).find(({ mention }) => mention.field === '/cr');
    const theirs = pathOf(edge?.to ?? null);
    const isOurs =
      theirs === null
        ? halt.phase !== null && halt.phase === request.phase
        : own.some(({ path }) => path === theirs);
    return isOurs ? [halt] : [];
  });
}

/** The slots reserved for cycles, and how many are used. Null for a head in which they cannot be counted. */
export function reserveOf({ draft, note }: Document): CycleReserve | null {
  if (draft === null || draft.form !== 'yaml') return null;
  const reserved = (note?.fields ?? draft.head)['reserved'];
  const list = (key: string): readonly Json[] => {
    const value = isObject(reserved) ? reserved[key] : undefined;
    return Array.isArray(value) ? value : [];
  };
  const slots = list('slots').map(String);
  const used = list('used').map((entry) => String(isObject(entry) ? entry['slot'] : entry));
  return { slots, free: slots.find((slot) => !used.includes(slot)) ?? null };
}

/** What a cycle writes into the head of a new version, and how it is told. */
export function cycleChange(
  note: EditedNote,
  request: Document,
  { halt, by, what }: SaidCycle,
  to: Version,
  date: string,
): { readonly edits: readonly Edit[]; readonly words: CycleWords; readonly remarks: readonly string[] } {
  const reserve = reserveOf(request);
  const name = nameOf(halt.path);
  const words = { number: cycleNumber(request), halt: name, slot: reserve?.free ?? null, by };
  if (reserve === null) {
    const remark = `The head of ${nameOf(request.path)} has no place for cycles: count the reserved slots yourself.`;
    return { edits: [], words, remarks: [remark] };
  }
  const said = by === null ? {} : { by };
  const budget =
    reserve.free === null
      ? entriesAdded(note, '/reserved/beyond', [{ ...said, halt: name }])
      : entriesAdded(note, '/reserved/used', [{ slot: plain(reserve.free), ...said, halt: name }]);
  const amendment = {
    version: formatVersion(to),
    date,
    cycle: words.number,
    answers: name,
    ...said,
    ...(what === null ? {} : { what }),
  };
  const edits = [
    fieldWritten(note, 'cycle', words.number),
    fieldWritten(note, 'halt', name),
    budget,
    entriesAdded(note, '/amendments', [amendment]),
  ];
  return { edits, words, remarks: [] };
}

/** One more than the cycles that the head knows of. */
function cycleNumber({ draft, note }: Document): number {
  const head = note?.fields ?? draft?.head ?? {};
  const lengthOf = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 0);
  const reserved = isObject(head['reserved']) ? head['reserved'] : {};
  const cycles = Array.isArray(head['amendments'])
    ? head['amendments'].filter((entry: Json) => isObject(entry) && entry['cycle'] !== undefined)
    : [];
  const known = [
    Number(head['cycle'] ?? 0) || 0,
    cycles.length,
    lengthOf(reserved['used']) + lengthOf(reserved['beyond']),
  ];
  return Math.max(...known) + 1;
}

function plain(slot: string): Json {
  return /^\d{1,9}$/.test(slot) ? Number(slot) : slot;
}
