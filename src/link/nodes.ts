import { nameReadings } from '../parse/name-readings.ts';
import { findSection } from '../parse/sections.ts';
import { parseVersion, stemOf } from '../parse/version.ts';
import type { Document, Edge, Graph, Item, Lineage, Section } from '../types.ts';
import { ofVersion } from './lineages.ts';

/** What the edges of a graph lead from and to. */
export type GraphNode =
  | { readonly type: 'note'; readonly document: Document }
  | { readonly type: 'section'; readonly document: Document; readonly section: Section }
  | { readonly type: 'item'; readonly key: string; readonly item: Item }
  | { readonly type: 'commit'; readonly repository: string; readonly oid: string };

/** `repository@hash`, the key of an item, or a path, with `#slug` for a section: the same for the same node. */
export function nodeKey(node: GraphNode): string {
  if (node.type === 'commit') return `${node.repository}@${node.oid}`;
  if (node.type === 'item') return node.key;
  return node.type === 'note' ? node.document.path : `${node.document.path}#${node.section.slug}`;
}

/**
 * The nodes that a text names: a path, a file name, an id (its current version), `id@0.2`, each with `#slug` or `§6`
 * behind for a section; an item by its id or its key; a hash that a note cites, with `engine@` or `engine ` before it where it
 * is said.
 */
export function nodesNamed(graph: Graph, text: string): readonly GraphNode[] {
  const [, repository, hash] = /^(?:([\w.-]+)[@ ])?([0-9a-f]{4,64})$/.exec(text) ?? [];
  if (hash !== undefined) {
    const commits = commitsNamed(graph, repository ?? null, hash);
    if (commits.length > 0) return commits;
  }
  const items = itemsNamed(graph, text);
  if (items.length > 0) return items;
  for (const [name, address] of nameReadings(text)) {
    const documents = documentsNamed(graph, name.trim());
    if (documents.length === 0) continue;
    if (address === '') return documents.map((document) => ({ type: 'note', document }));
    return documents.flatMap((document): readonly GraphNode[] => {
      const sections = document.draft?.sections ?? [];
      const section = findSection(sections, address.slice(1).trim());
      return section === null ? [] : [{ type: 'section', document, section }];
    });
  }
  return [];
}

function commitsNamed({ out }: Graph, repository: string | null, hash: string): readonly GraphNode[] {
  const nodes = new Map<string, GraphNode>();
  for (const { to } of [...out.values()].flat()) {
    if (to?.type !== 'object' || !to.oid.startsWith(hash)) continue;
    if (repository !== null && to.repository !== repository) continue;
    const node: GraphNode = { type: 'commit', repository: to.repository, oid: to.oid };
    nodes.set(nodeKey(node), node);
  }
  return [...nodes.values()];
}

function itemsNamed({ items }: Graph, text: string): readonly GraphNode[] {
  const whole = items.get(text);
  const named =
    whole === undefined ? [...items].filter(([, { id }]) => id === text) : [[text, whole] as const];
  return named.map(([key, item]) => ({ type: 'item', key, item }));
}

function documentsNamed({ byPath, documents, lineages }: Graph, name: string): readonly Document[] {
  const whole = byPath.get(name);
  if (whole !== undefined) return [whole];
  const ending = documents.filter(({ path }) => path.endsWith(`/${name}`));
  if (ending.length > 0) return ending;
  const [, id = name, written] = /^(.+?)(?:@v?([\d._]+))?$/.exec(name) ?? [];
  const lineage = lineages.get(id) ?? lineageOfName({ documents, lineages }, id);
  if (lineage === undefined) return [];
  const version = parseVersion(written?.replaceAll('_', '.') ?? '');
  if (version === null) return [lineage.current];
  return ofVersion(lineage, version);
}

/** A note whose id stayed when it was renamed goes by the name of its files, too. */
export function lineageOfName(
  { documents, lineages }: Pick<Graph, 'documents' | 'lineages'>,
  stem: string,
): Lineage | undefined {
  const ids = new Set(documents.flatMap(({ path, id }) => (stemOf(path) === stem ? [id] : [])));
  const [only, ...more] = ids;
  return only === undefined || more.length > 0 ? undefined : lineages.get(only);
}

/** The edges that leave a node: those of a note, or of the part of one that it is; none of a commit. */
export function edgesFrom({ out }: Graph, node: GraphNode): readonly Edge[] {
  if (node.type === 'commit') return [];
  if (node.type === 'item') return edgesBeside(out.get(node.item.definition.path) ?? [], node.item);
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
  if (node.type === 'item') return edgesToItem(graph, node.key, node.item);
  const edges = graph.in.get(node.document.path) ?? [];
  if (node.type === 'note') return edges;
  return edges.filter(({ to }) => to !== null && 'slug' in to && to.slug === node.section.slug);
}

/** What else stands in the entry or the sentence that defines an item. */
function edgesBeside(edges: readonly Edge[], { definition: { span } }: Item): readonly Edge[] {
  const own = edges.find(({ mention }) => mention.span.start === span.start)?.mention;
  const entry = own?.field?.replace(/[^/]+$/, '') ?? null;
  return edges.filter(({ mention }) => {
    if (own === undefined || mention === own) return false;
    return entry === null ? mention.sentence === own.sentence : mention.field?.startsWith(entry) === true;
  });
}

/** The mentions of an item, its family among them, and the ranges that go over it. */
function edgesToItem({ out }: Graph, key: string, { family, number }: Item): readonly Edge[] {
  return [...out.values()].flatMap((edges) =>
    edges.filter(({ mention: { target }, to }, index) => {
      if (target.type !== 'item') return false;
      if (to?.type === 'item' && to.item === key) return true;
      if (target.extent === 'family') return target.id === family;
      const last = edges[index + 1]?.mention.target;
      return (
        target.extent === 'first' && last?.type === 'item' && isBetween(number, family, [target.id, last.id])
      );
    }),
  );
}

function isBetween(number: number | null, family: string, ends: readonly [string, string]): boolean {
  const [first, last] = ends.map((id) => ordinalIn(family, id));
  return number !== null && first != null && last != null && first < number && number < last;
}

/** The number of an id in a family; null for one of another family. */
function ordinalIn(family: string, id: string): number | null {
  if (!id.startsWith(family)) return null;
  const rest = id.slice(family.length).replace(/^[\s-]+/, '');
  if (/^\d+$/.test(rest)) return Number(rest);
  return /^[A-Z]$/.test(rest) ? rest.charCodeAt(0) - 64 : null;
}

/** The node that an edge leads to, sections and items counted as their note; null for files, other records and nothing. */
function targetOf({ byPath }: Graph, { to }: Edge): GraphNode | null {
  if (to === null || to.type === 'file' || to.type === 'record') return null;
  if (to.type === 'object' || to.type === 'source')
    return { type: 'commit', repository: to.repository, oid: to.oid };
  const document = byPath.get(to.path);
  return document === undefined ? null : { type: 'note', document };
}

/**
 * The fewest edges that lead from one node to another, in order; empty when they are the same, null when none do.
 * What is equally short is settled by the order of paths and places.
 */
export function pathBetween(graph: Graph, from: GraphNode, to: GraphNode): readonly Edge[] | null {
  const goal = to.type === 'section' ? nodeKey({ type: 'note', document: to.document }) : nodeKey(to);
  const keysOf = (edge: Edge, target: GraphNode) =>
    edge.to?.type === 'item' ? [edge.to.item, nodeKey(target)] : [nodeKey(target)];
  const reached = new Map<string, { readonly edge: Edge; readonly before: string }>();
  const start = nodeKey(from);
  const seen = new Set([start]);
  let front: readonly GraphNode[] = [from];
  while (front.length > 0 && !seen.has(goal)) {
    const next: GraphNode[] = [];
    for (const node of front) {
      for (const edge of edgesFrom(graph, node)) {
        const target = targetOf(graph, edge);
        if (target === null) continue;
        for (const key of keysOf(edge, target).filter((one) => !seen.has(one))) {
          seen.add(key);
          reached.set(key, { edge, before: nodeKey(node) });
          if (key === nodeKey(target)) next.push(target);
        }
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
