import type { ReadingOrder } from '../link/reading-order.ts';
import { pathOf } from '../read/paths.ts';
import type { Document, Edge, Graph } from '../types.ts';
import type { Here } from './root.ts';

/** Something that a handoff rests on, and what became of it. */
interface ChangedAuthority {
  readonly name: string;
  readonly state: string;
}

const CHANGED: ReadonlySet<Edge['state']> = new Set(['missing', 'amended', 'superseded', 'outdated']);

/** What the handoff calls authoritative and is not as it was, and what it gives to read and is not there. */
export async function changedAuthority(
  here: Here,
  { path, draft }: Document,
  graph: Graph,
  reading: ReadingOrder | null,
): Promise<readonly ChangedAuthority[]> {
  if (draft === null) return [];
  const roles = (reading?.entries ?? []).flatMap(({ role }, index) =>
    role === 'authoritative' ? [`/reading/${index}`] : [],
  );
  const decides = (field: string | null): boolean =>
    field !== null &&
    (/^\/authority\/authoritative(?:\/|$)/.test(field) ||
      roles.some((one) => field === one || field.startsWith(`${one}/`)));
  const edges = (graph.out.get(path) ?? []).filter(({ mention }) => decides(mention.field));
  const edited = await editedTurns(here, path, graph, edges);
  const changed = edges.flatMap(({ mention: { target }, to, state }) => {
    if (target.type !== 'document') return [];
    const isEdited = to !== null && edited.has(pathOf(to) ?? '');
    return CHANGED.has(state) || isEdited ? [{ name: target.name, state: isEdited ? 'amended' : state }] : [];
  });
  const gone = (reading?.entries ?? []).flatMap(({ name, state }) =>
    state === 'missing' ? [{ name, state }] : [],
  );
  const all = [...changed, ...gone];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

/**
 * A turn of which no result says that it was sent may be edited, and is never amended: here its text counts all the
 * same.
 */
async function editedTurns(
  { root, repository }: Here,
  handoff: string,
  { byPath, ledger }: Graph,
  edges: readonly Edge[],
): Promise<ReadonlySet<string>> {
  const written = ledger.record?.paths.get(handoff)?.texts?.[0]?.commit.oid;
  const turns = edges.flatMap(({ to }) => {
    const place = to === null ? null : pathOf(to);
    return place !== null && byPath.get(place)?.kind === 'turn' ? [place] : [];
  });
  if (written === undefined || repository === null || turns.length === 0) return new Set();
  const [then, now] = await Promise.all(
    [written, 'HEAD'].map((commit) => repository.committed(root, commit, turns)),
  );
  return new Set(turns.filter((place) => bodyOf(then?.get(place)?.text) !== bodyOf(now?.get(place)?.text)));
}

/** Its status moves on in the head. */
const bodyOf = (text = ''): string => text.replace(/^---\r?\n.*?\r?\n---(?=\r?\n)/s, '');
