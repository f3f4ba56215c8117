import { findSection } from '../parse/sections.ts';
import { compareVersions, parseVersion } from '../parse/version.ts';
import type { Document, Edge, Graph, Section } from '../types.ts';

/** What the edges of a graph lead from and to. */
export type GraphNode =
  | { readonly type: 'note'; readonly document: Document }
  | { readonly type: 'section'; readonly document: Document; readonly section: Section }
  | { readonly type: 'commit'; readonly repository: string; readonly oid: string };

/** `repository@hash` or a path, with `#slug` for a section: the same for the same node. */
export function keyOf(node: GraphNode): string {
  if (node.type === 'commit') return `${node.repository}@${node.oid}`;
  return node.type === 'note' ? node.document.path : `${node.document.path}#${node.section.slug}`;
}

/**
 * The nodes that a text names: a path, a file name, an id (its current version), `id@0.2`, each with `#slug` or `§6`
 * behind for a section; a hash that a note cites, with `engine@` or `engine ` before it where it is said.
 */
export function nodesNamed(graph: Graph, text: string): readonly GraphNode[] {
  const [, repository, hash] = /^(?:([\w.-]+)[@ ])?([0-9a-f]{4,64})$/.exec(text) ?? [];
  if (hash !== undefined) {
    const commits = commitsNamed(graph, repository ?? null, hash);
    if (commits.length > 0) return commits;
  }
  const [, name = '', address] = /^([^#§]+?)\s*(?:[#§]\s*(.+))?$/.exec(text) ?? [];
  const documents = documentsNamed(graph, name);
  if (address === undefined) return documents.map((document) => ({ type: 'note', document }));
  return documents.flatMap((document): readonly GraphNode[] => {
    const sections = document.draft?.sections ?? [];
    const section = findSection(sections, text.includes('#') ? `#${address}` : address);
    return section === null ? [] : [{ type: 'section', document, section }];
  });
}

function commitsNamed({ out }: Graph, repository: string | null, hash: string): readonly GraphNode[] {
  const nodes = new Map<string, GraphNode>();
  for (const { to } of [...out.values()].flat()) {
    if (to?.type !== 'object' || !to.oid.startsWith(hash)) continue;
    if (repository !== null && to.repository !== repository) continue;
    const node: GraphNode = { type: 'commit', repository: to.repository, oid: to.oid };
    nodes.set(keyOf(node), node);
  }
  return [...nodes.values()];
}

function documentsNamed({ byPath, documents, lineages }: Graph, name: string): readonly Document[] {
  const whole = byPath.get(name);
  if (whole !== undefined) return [whole];
  const ending = documents.filter(({ path }) => path.endsWith(`/${name}`));
  if (ending.length > 0) return ending;
  const [, id = name, written] = /^(.+?)(?:@v?([\d._]+))?$/.exec(name) ?? [];
  const lineage = lineages.get(id);
  if (lineage === undefined) return [];
  const version = parseVersion(written?.replaceAll('_', '.') ?? '');
  if (version === null) return [lineage.current];
  return lineage.versions.filter(
    (one) => one.version !== null && compareVersions(one.version, version) === 0,
  );
}

/** The edges that leave a node: those of a note, or of the part of one; none of a commit. */
export function edgesFrom({ out }: Graph, node: GraphNode): readonly Edge[] {
  if (node.type === 'commit') return [];
  const edges = out.get(node.document.path) ?? [];
  if (node.type === 'note') return edges;
  const { start, end } = node.section.span;
  return edges.filter(({ mention: { span } }) => span.start >= start && span.end <= end);
}

/** The edges that lead to a node; for a note those to its sections too. */
export function edgesTo(graph: Graph, node: GraphNode): readonly Edge[] {
  if (node.type === 'commit') {
    return [...graph.out.values()]
      .flat()
      .filter(({ to }) => to?.type === 'object' && to.oid === node.oid && to.repository === node.repository);
  }
  const edges = graph.in.get(node.document.path) ?? [];
  if (node.type === 'note') return edges;
  return edges.filter(({ to }) => to !== null && 'slug' in to && to.slug === node.section.slug);
}

/** The node that an edge leads to, sections counted as their note; null for files and for nothing. */
export function targetOf({ byPath }: Graph, { to }: Edge): GraphNode | null {
  if (to === null || to.type === 'file') return null;
  if (to.type === 'object') return { type: 'commit', repository: to.repository, oid: to.oid };
  const document = byPath.get(to.path);
  return document === undefined ? null : { type: 'note', document };
}

/**
 * The fewest edges that lead from one node to another, in order; empty when they are the same, null when none do.
 * What is equally short is settled by the order of paths and places.
 */
export function pathBetween(graph: Graph, from: GraphNode, to: GraphNode): readonly Edge[] | null {
  const goal = to.type === 'section' ? keyOf({ type: 'note', document: to.document }) : keyOf(to);
  const reached = new Map<string, { readonly edge: Edge; readonly before: string }>();
  const start = keyOf(from);
  const seen = new Set([start]);
  let front: readonly GraphNode[] = [from];
  while (front.length > 0 && !seen.has(goal)) {
    const next: GraphNode[] = [];
    for (const node of front) {
      for (const edge of edgesFrom(graph, node)) {
        const target = targetOf(graph, edge);
        if (target === null || seen.has(keyOf(target))) continue;
        seen.add(keyOf(target));
        reached.set(keyOf(target), { edge, before: keyOf(node) });
        next.push(target);
      }
    }
    front = next;
  }
  if (!seen.has(goal)) return null;
  const edges: Edge[] = [];
  for (let at = goal; at !== start; ) {
    const step = reached.get(at);
    if (step === undefined) break;
    edges.unshift(step.edge);
    at = step.before;
  }
  return edges;
}
