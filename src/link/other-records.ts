import { ANCHOR_PREFIX } from '../parse/section-address.ts';
import { formatVersion, nameVersion } from '../parse/version.ts';
import { nameOf } from '../read/paths.ts';
import type { Edge, EdgeTarget, Graph, OtherNote, OtherRecord, Target } from '../types.ts';
import { edgesByType } from './transpose.ts';

type OtherTarget = Extract<EdgeTarget, { type: 'record' }>;

/** A note of another record, in the version that a mention names. */
interface Found {
  readonly record: OtherRecord;
  readonly note: OtherNote;
  readonly href: string;
  /** True when the record has a later version. */
  readonly outdated: boolean;
}

/**
 * The graph with each mention that this record cannot place, and one of the other records can, led out to that: of a
 * document by file name, id or name, and of its sections. The first record that has it counts.
 */
export function linkOut(graph: Graph, records: readonly OtherRecord[]): Graph {
  if (records.length === 0) return graph;
  const out = new Map([...graph.out].map(([path, edges]) => [path, edgesOut(edges, records)]));
  return { ...graph, out, byType: edgesByType(out, graph.documents) };
}

function isLost({ state, to }: Edge): boolean {
  return state === 'missing' && to === null;
}

/** The edges of one note, those led out that this record cannot place and one of the others can. */
export function edgesOut(edges: readonly Edge[], records: readonly OtherRecord[]): readonly Edge[] {
  if (records.length === 0 || !edges.some(isLost)) return edges;
  const found = edges.map((edge) => (isLost(edge) ? foundIn(edge.mention.target, records) : null));
  return edges.map((edge, at) => {
    const { target } = edge.mention;
    if (target.type === 'document') return led(edge, found[at] ?? null, target.anchor);
    return target.type === 'section' && typeof target.of === 'number' && isLost(edge)
      ? led(edge, found[target.of] ?? null, target.address)
      : edge;
  });
}

function led(edge: Edge, found: Found | null, section: string | null): Edge {
  if (found === null) return edge;
  const { record, note, href, outdated } = found;
  const slug =
    section === null
      ? null
      : (note.sections.find(({ number, slug }) =>
          [number, slug, slug.slice(ANCHOR_PREFIX.length)].includes(section),
        )?.slug ?? null);
  const to: OtherTarget = {
    type: 'record',
    record: record.name,
    id: note.id,
    title: note.title,
    href: slug === null ? href : `${href}#${encodeURIComponent(slug)}`,
  };
  // Which sections a version had that is no longer current, the other record does not say.
  const unsure = section !== null && slug === null;
  return {
    ...edge,
    to,
    state: unsure ? 'unverified' : outdated ? 'outdated' : 'ok',
    facts: [],
    candidates: [],
  };
}

function foundIn(target: Target, records: readonly OtherRecord[]): Found | null {
  if (target.type !== 'document') return null;
  const { stem, version } = nameVersion(nameOf(target.name));
  const wanted = target.version ?? (version === null ? null : formatVersion(version));
  for (const record of records) {
    const note = record.notes.get(target.name) ?? record.notes.get(stem);
    if (note === undefined) continue;
    if (wanted === null) return { record, note, href: note.href, outdated: false };
    const at = note.versions.findIndex((one) => one.version === wanted);
    const named = note.versions[at];
    if (named !== undefined)
      return { record, note, href: named.href, outdated: at < note.versions.length - 1 };
  }
  return null;
}
