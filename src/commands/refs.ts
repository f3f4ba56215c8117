import { compile } from '../compile.ts';
import { edgesFrom, edgesTo, type GraphNode, keyOf, nodesNamed, pathBetween } from '../link/nodes.ts';
import { loadProject } from '../project.ts';
import { Refusal } from '../refusal.ts';
import { linesOf, positionIn } from '../report/position.ts';
import type { Edge, Graph, World } from '../types.ts';
import { markdownEngine } from './engine.ts';
import { findRoot, pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';

export interface RefsOptions {
  /** A note, a section of one, an item, or a commit. */
  readonly of: string;
  /** With this one the way from the first to it is told instead. */
  readonly to: string | null;
  readonly json: boolean;
}

/** Shows what a note, section, item or commit names and what names it, or the way between two. Exit code 0. */
export async function refs(world: World, terminal: Terminal, options: RefsOptions): Promise<number> {
  const here = await findRoot(world);
  const project = await loadProject(world, here.root);
  terminal.progress('reading the record');
  const { graph, textOf } = await compile(world, project, await markdownEngine(terminal));
  terminal.progress('');
  const node = nodeNamed(graph, options.of);
  const tell = teller(textOf);
  const told = async (edges: readonly Edge[]): Promise<readonly Told[]> => {
    const all: Told[] = [];
    for (const edge of edges) all.push(await tell(edge));
    return all;
  };
  const pathOf = pathsFrom(here.cwd, here.root);
  const head = { schemaVersion: 1, slop: terminal.about.version, of: keyOf(node) };
  if (options.to !== null) {
    const other = nodeNamed(graph, options.to);
    const there = pathBetween(graph, node, other);
    const back = there === null ? pathBetween(graph, other, node) : null;
    const path = there ?? back;
    const steps = path === null ? null : await told(path);
    if (options.json) {
      const direction = there !== null ? 'out' : back !== null ? 'in' : null;
      await terminal.out(
        `${JSON.stringify({ ...head, to: keyOf(other), direction, path: steps }, null, 2)}\n`,
      );
    } else if (steps === null) {
      await terminal.out(`Nothing leads from ${keyOf(node)} to ${keyOf(other)}, nor back.\n`);
    } else {
      for (const step of steps) await terminal.out(`${line(step, pathOf)}\n`);
    }
    return 0;
  }
  const [out, into] = [await told(edgesFrom(graph, node)), await told(edgesTo(graph, node))];
  if (options.json) {
    await terminal.out(`${JSON.stringify({ ...head, out, in: into }, null, 2)}\n`);
    return 0;
  }
  await terminal.out(`${keyOf(node)}\n`);
  for (const [words, edges] of [
    ['names', out],
    ['is named by', into],
  ] as const) {
    if (edges.length === 0) continue;
    await terminal.out(`\n${words}\n`);
    for (const edge of edges) await terminal.out(`  ${line(edge, pathOf)}\n`);
  }
  return 0;
}

interface Told {
  /** Path of the note that the mention stands in, from the root. */
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

/** Texts are read once each. */
function teller(textOf: (path: string) => Promise<string>) {
  let last = { path: '', text: '', lines: linesOf('') };
  return async ({ from, mention, state, facts, to, candidates }: Edge): Promise<Told> => {
    if (last.path !== from) {
      const text = await textOf(from);
      last = { path: from, text, lines: linesOf(text) };
    }
    const { start, end } = mention.span;
    return {
      from,
      ...positionIn(last.lines, start),
      text: last.text.slice(start, end).replace(/\s+/g, ' '),
      type: mention.target.type,
      state,
      facts,
      to: placeOf(to),
      candidates,
    };
  };
}

function placeOf(to: Edge['to']): string | null {
  if (to === null) return null;
  if (to.type === 'object') return `${to.repository}@${to.oid}`;
  if (to.type === 'item') return to.item;
  if (to.type === 'source') return `${to.repository}@${to.oid}:${to.file}:${to.line}`;
  return 'slug' in to && to.slug !== null ? `${to.path}#${to.slug}` : to.path;
}

function line({ from, line: row, column, text, state, to }: Told, pathOf: (path: string) => string): string {
  const target = to === null ? '' : `  → ${to}`;
  return `${pathOf(from)}:${row}:${column}  ${text}  ${state}${target}`;
}

function nodeNamed(graph: Graph, text: string): GraphNode {
  const found = nodesNamed(graph, text.replace(/^\.\//, ''));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new Refusal(
    only === undefined
      ? `${JSON.stringify(text)} names no note, no section of one, no item and no commit that a note cites.`
      : `${JSON.stringify(text)} may mean ${found.slice(0, 5).map(keyOf).join(' or ')}.`,
  );
}
