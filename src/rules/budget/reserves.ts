import { entriesAt, isObject, scalarAt } from '../../read/json.ts';
import { byText, push } from '../../read/order.ts';
import type { Document, Graph, GraphView, JsonObject } from '../../types.ts';

/** What the head of a change request says under `reserved`. */
export interface Reserve {
  readonly slots: readonly string[];
  readonly used: readonly Use[];
  readonly beyond: readonly Use[];
}

/** A slot that a cycle took, or a cycle past the reserve. */
export interface Use {
  /** JSON pointer of the entry. */
  readonly pointer: string;
  /** Null for one past the reserve. */
  readonly slot: string | null;
  /** Item that took or authorised it. */
  readonly by: string | null;
}

/** The reserve that a head declares; null when it declares no slots. */
function reserveOf({ draft }: Document): Reserve | null {
  const reserved = draft?.head['reserved'];
  if (!isObject(reserved) || !Array.isArray(reserved['slots'])) return null;
  return {
    slots: reserved['slots'].map(String),
    used: usesIn(reserved, 'used'),
    beyond: usesIn(reserved, 'beyond'),
  };
}

/** Current documents outside of the archive that declare a reserve. */
export function* reserving({
  graph,
}: Pick<GraphView, 'graph'>): Iterable<{ document: Document; reserve: Reserve }> {
  for (const { current } of graph.lineages.values()) {
    const reserve = current.archived ? null : reserveOf(current);
    if (reserve !== null) yield { document: current, reserve };
  }
}

/**
 * Makes the finder of the halts of the work that a change request orders, in order of cycle and date: the notes of a kind
 * with a `cycle` and a `cr` that name it there, or else are of its phase; one for each lineage. Withdrawn ones do not
 * count.
 */
export function haltFinder({
  graph,
  kinds,
}: Pick<GraphView, 'graph' | 'kinds'>): (cr: Document) => readonly Document[] {
  const byPhase = new Map<string, Document[]>();
  const byRequest = new Map<string, Document[]>();
  for (const { current } of graph.lineages.values()) {
    const keys = kinds.get(current.kind)?.keys ?? [];
    if (!keys.includes('surfaced-by') || current.status?.value === 'withdrawn') continue;
    if (current.draft?.head['cr'] !== undefined) {
      for (const id of requestsOf(current, graph)) push(byRequest, id, current);
    } else if (current.phase !== null) push(byPhase, current.phase, current);
  }
  return ({ id, phase }) =>
    [...(byRequest.get(id) ?? []), ...(byPhase.get(phase ?? '') ?? [])].sort(
      (a, b) => cycleOf(a) - cycleOf(b) || byText(a.date ?? '', b.date ?? '') || byText(a.path, b.path),
    );
}

/** The number of a halt or a cycle, as the head has it; far off where it has none. */
export function cycleOf({ draft }: Document): number {
  const cycle = Number(draft?.head['cycle'] ?? Number.NaN);
  return Number.isInteger(cycle) ? cycle : Number.MAX_SAFE_INTEGER;
}

/** Ids of the lineages that a halt names under `cr`. */
function requestsOf({ path }: Document, { out, byPath }: Graph): ReadonlySet<string> {
  const named = (out.get(path) ?? []).flatMap(({ mention, to }) =>
    mention.field === '/cr' && to?.type === 'document' ? (byPath.get(to.path)?.id ?? []) : [],
  );
  return new Set(named);
}

function usesIn(reserved: JsonObject, key: string): readonly Use[] {
  return entriesAt(reserved, key).map(([entry, pointer]) => ({
    pointer: `/reserved${pointer}`,
    slot: scalarAt(entry, 'slot'),
    by: scalarAt(entry, 'by'),
  }));
}
