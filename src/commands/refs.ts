import { documentFinder, messageReader } from '../link/commit-links.ts';
import { itemFinder, itemSpan, meet, messageFinder } from '../link/commit-words.ts';
import { edgesFrom, edgesTo, type GraphNode, nodeKey, nodesNamed, pathBetween } from '../link/nodes.ts';
import { type ItemNames, itemNames } from '../parse/item-names.ts';
import { itemSpanNamed } from '../parse/mentions/items.ts';
import { lineReader } from '../read/line-reader.ts';
import { positionIn } from '../read/position.ts';
import { Refusal } from '../refusal.ts';
import { visible } from '../report/width.ts';
import type { Edge, Graph, RepositoryReading, World } from '../types.ts';
import { readMessages } from './commit-names.ts';
import { outJson } from './json-document.ts';
import { fromRoot, nearestNote } from './named-note.ts';
import { readRecord } from './record.ts';
import { pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';

interface RefsOptions {
  /** A note (its path from the folder of the call or from the root), a section of one, an item, or a commit. */
  readonly of: string;
  /** With this one the way from the first to it is told instead. */
  readonly to: string | null;
  readonly json: boolean;
}

/**
 * Shows what a note, section, item or commit names and what names it, messages of commits included, or the way
 * between two. Exit code 0.
 */
export async function refs(world: World, terminal: Terminal, options: RefsOptions): Promise<number> {
  const { here, compiled } = await readRecord(world, terminal);
  const { graph, textOf, config } = compiled;
  terminal.progress('reading its repositories');
  const readings = await readMessages(world, compiled, here.repository?.root ?? null);
  terminal.progress('');
  const names = itemNames(config.items);
  const named = (text: string) => nodeNamed(graph, readings, fromRoot(here, graph, text), names);
  const pathOf = options.json ? asItIs : pathsFrom(here.cwd, here.root);
  const asked = { graph, readings, names, pathOf, told: teller(textOf, pathOf), json: options.json };
  const node = named(options.of);
  if (options.to === null) await tellNode(terminal, asked, node);
  else await tellWay(terminal, asked, node, named(options.to));
  return 0;
}

/** The record that is asked, and how its answers are told. */
interface Asked {
  readonly graph: Graph;
  readonly readings: Readings;
  readonly names: ItemNames | null;
  readonly pathOf: PathOf;
  readonly told: (edges: readonly Edge[]) => Promise<readonly Told[]>;
  readonly json: boolean;
}

async function tellWay(
  terminal: Terminal,
  { graph, pathOf, told, json }: Asked,
  from: GraphNode,
  other: GraphNode,
): Promise<void> {
  const [of, to] = [shownKey(from, pathOf), shownKey(other, pathOf)];
  const there = pathBetween(graph, from, other);
  const back = there === null ? pathBetween(graph, other, from) : null;
  const path = there ?? back;
  const steps = path === null ? null : await told(path);
  if (json) {
    const direction = there !== null ? 'out' : back !== null ? 'in' : null;
    await outJson(terminal, { of, to, direction, path: steps });
  } else if (steps === null) {
    await terminal.out(`Nothing leads from ${visible(of)} to ${visible(to)}, nor back.\n`);
  } else {
    for (const step of steps) await terminal.out(`${line(step)}\n`);
  }
}

async function tellNode(
  terminal: Terminal,
  { graph, readings, names, pathOf, told, json }: Asked,
  node: GraphNode,
): Promise<void> {
  const of = shownKey(node, pathOf);
  const [out, into] = [await told(edgesFrom(graph, node)), await told(edgesTo(graph, node))];
  const documents = documentsOf(graph, readings, node);
  const commits = commitsOf(graph, readings, node, names);
  if (json) return outJson(terminal, { of, out, in: into, documents, commits });
  const parts = [
    ['names', out.map(line)],
    ['is named by', into.map(line)],
    ['its message names', documents.map(({ path, where }) => `${visible(pathOf(path))}  (${where})`)],
    ['is named by the commits', commits.map(commitLine)],
  ] as const;
  await terminal.out(`${visible(of)}\n`);
  for (const [words, lines] of parts) {
    if (lines.length > 0) await terminal.out(`\n${words}\n${lines.map((one) => `  ${one}\n`).join('')}`);
  }
}

/** Where a path from the root stands as a reader is told it. */
type PathOf = (path: string) => string;

const asItIs: PathOf = (path) => path;

function shownKey(node: GraphNode, pathOf: PathOf): string {
  const key = nodeKey(node);
  return node.type === 'note' || node.type === 'section' ? pathOf(key) : key;
}

type Readings = ReadonlyMap<string, RepositoryReading>;

/** The documents that the message of a commit names; none of any other node. */
function documentsOf(graph: Graph, readings: Readings, node: GraphNode) {
  if (node.type !== 'commit') return [];
  const message = readings.get(node.repository)?.messages.find(({ oid }) => oid === node.oid);
  const found = message === undefined ? [] : messageReader(graph)(message);
  return found.map(({ document, where }) => ({ path: document.path, where }));
}

/** The commits of all repositories whose message names a note or an item, newest first; none of other nodes. */
function commitsOf(graph: Graph, readings: Readings, node: GraphNode, names: ItemNames | null) {
  if (node.type !== 'note' && node.type !== 'item') return [];
  const byWord = node.type === 'item' ? messageFinder(node.item.id) : documentFinder(graph, node.document.id);
  const byItem = node.type === 'item' ? itemFinder(itemSpan(node.item), names) : null;
  return [...readings].flatMap(([repository, { messages }]) =>
    messages.flatMap((message) => {
      const where = byWord(message) ?? byItem?.(message) ?? null;
      const { oid, date, subject, published } = message;
      return where === null ? [] : [{ repository, oid, date, subject, published, where }];
    }),
  );
}

interface Told {
  /** Path of the note that the mention stands in. */
  readonly from: string;
  readonly line: number;
  readonly column: number;
  /** As written. */
  readonly text: string;
  readonly type: string;
  readonly state: string;
  readonly facts: readonly string[];
  /** Path, `path#slug`, key of an item or `repository@hash`; null when nothing was found. */
  readonly to: string | null;
  readonly candidates: readonly string[];
}

function teller(textOf: (path: string) => Promise<string>, pathOf: PathOf): Asked['told'] {
  const linesAt = lineReader(textOf);
  const tell = async ({ from, mention, state, facts, to, candidates }: Edge): Promise<Told> => {
    const lines = await linesAt(from);
    const { start, end } = mention.span;
    return {
      from: pathOf(from),
      ...positionIn(lines, start),
      text: lines.text.slice(start, end).replace(/\s+/g, ' '),
      type: mention.target.type,
      state,
      facts,
      to: placeOf(to, pathOf),
      candidates,
    };
  };
  return async (edges) => {
    const all: Told[] = [];
    for (const edge of edges) all.push(await tell(edge));
    return all;
  };
}

function placeOf(to: Edge['to'], pathOf: PathOf): string | null {
  if (to === null) return null;
  if (to.type === 'object') return `${to.repository}@${to.oid}`;
  if (to.type === 'item') return to.item;
  if (to.type === 'record') return to.href;
  if (to.type === 'source') {
    const { repository, oid, file, line } = to;
    return [`${repository}@${oid}`, file, ...(line === null ? [] : [line])].join(':');
  }
  return pathOf('slug' in to && to.slug !== null ? `${to.path}#${to.slug}` : to.path);
}

function line({ from, line: row, column, text, state, to }: Told): string {
  const target = to === null ? '' : `  → ${to}`;
  return visible(`${from}:${row}:${column}  ${text}  ${state}${target}`);
}

function commitLine({ repository, oid, date, subject }: ReturnType<typeof commitsOf>[number]): string {
  return `${date.slice(0, 10)}  ${repository} ${oid.slice(0, 7)}  ${visible(subject)}`;
}

function nodeNamed(graph: Graph, readings: Readings, text: string, names: ItemNames | null): GraphNode {
  const cited = nodesNamed(graph, text);
  const commits = cited.length > 0 ? cited : commitsBeginning(readings, text);
  const found = commits.length > 0 ? commits : itemsWithin(graph, text, names);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new Refusal(
    only === undefined
      ? `${JSON.stringify(text)} names no note, no section of one, no item and no commit of a repository${hintFor(graph, text)}`
      : `${JSON.stringify(text)} may mean ${found.slice(0, 5).map(nodeKey).join(' or ')}.`,
  );
}

function hintFor(graph: Graph, text: string): string {
  if (/^[#§]/.test(text)) return ': write the name of its note before a section.';
  const near = nearestNote(graph, text);
  return near === null ? '.' : `: did you mean ${near}?`;
}

/** The items of a family or a range. */
function itemsWithin({ items }: Graph, text: string, names: ItemNames | null): readonly GraphNode[] {
  const wanted = itemSpanNamed(text, names);
  return [...items].flatMap(([key, item]): readonly GraphNode[] =>
    wanted !== null && meet(wanted, itemSpan(item)) ? [{ type: 'item', key, item }] : [],
  );
}

/** Commits that no note cites, by `engine@771aacd` or the hash alone. */
function commitsBeginning(readings: Readings, text: string): readonly GraphNode[] {
  const [, named, hash] = /^(?:([\w.-]+)[@ ])?([0-9a-f]{4,64})$/.exec(text) ?? [];
  if (hash === undefined) return [];
  return [...readings].flatMap(([repository, { messages }]) =>
    named !== undefined && named !== repository
      ? []
      : messages.flatMap(({ oid }): readonly GraphNode[] =>
          oid.startsWith(hash) ? [{ type: 'commit', repository, oid }] : [],
        ),
  );
}
