import { link } from './link/link.ts';
import { wantsOf } from './link/wants.ts';
import { parse } from './parse/parse.ts';
import type { Project } from './project.ts';
import { readLedger } from './read/ledger.ts';
import { OWN, readRepositories } from './read/repositories.ts';
import { readSource } from './read/source.ts';
import { readTree } from './read/tree.ts';
import { checkGraph, checkNote } from './rules/check.ts';
import { settle } from './rules/settle.ts';
import type { Document, Finding, Graph, Ledger, MarkdownEngine, Source, World } from './types.ts';
import { documentOf, validator } from './validate/validate.ts';

/** A record read, linked and judged. */
export interface Compiled extends Project {
  readonly graph: Graph;
  /** Every finding, in order of path, place and rule; no baseline taken off. */
  readonly findings: readonly Finding[];
  /** The text of a file of the tree, read again; `''` when it cannot be read. */
  readonly textOf: (path: string) => Promise<string>;
  /** The bytes of a file of the tree. Rejects with Node's error. */
  readonly bytesOf: (path: string) => Promise<Uint8Array>;
}

/** Files read side by side: enough to hide latency, few enough to keep memory flat. */
const BATCH = 64;

/**
 * The stages in order: read → parse → validate → link → check. Reads the working tree below `project.root`
 * and writes nothing. One unreadable note is a finding, never a failure of the rest.
 */
export async function compile(world: World, project: Project, engine: MarkdownEngine): Promise<Compiled> {
  const { root, config, kinds } = project;
  const repository = await world.git.find(root);
  const [tree, ledger] = await Promise.all([
    readTree(world.files, repository, root, config),
    readLedger(repository, root),
  ]);

  const documents: Document[] = [];
  const findings: Finding[] = [];
  const judge = validator(config, kinds);
  const admit = (source: Source): void => {
    const document = judge(parse(source, config, engine));
    documents.push(document);
    findings.push(...checkNote(document, source.text, config, kinds));
  };
  const read = (path: string) => readSource(world.files, root, path);
  const named = (ending: string) => tree.files.flatMap(({ path }) => (path.endsWith(ending) ? [path] : []));
  const notes = named('.md');
  for (let at = 0; at < notes.length; at += BATCH) {
    (await Promise.all(notes.slice(at, at + BATCH).map(read))).forEach(admit);
  }
  for (const path of named('.docx')) documents.push(documentOf(path, '', config));
  for (const path of named('.html')) {
    const { text, faults } = await read(path);
    documents.push({ ...documentOf(path, text, config), faults });
  }

  const repositories = await readCited(world, project, documents, repository?.root ?? null);
  const graph = link(documents, tree, { ...ledger, repositories }, config);
  findings.push(...checkGraph({ graph, config, kinds, tree }));
  const bytesOf = (path: string) => world.files.read(`${root}/${path}`);
  return {
    ...project,
    graph,
    findings: settle(findings, graph, config),
    textOf: async (path) => (await read(path)).text,
    bytesOf,
  };
}

/** What the clones say about what the notes name in them; nobody is asked when nothing is named. */
async function readCited(
  world: World,
  { config, clones }: Project,
  documents: readonly Document[],
  own: string | null,
): Promise<NonNullable<Ledger['repositories']>> {
  const wants = wantsOf(documents, config);
  if (wants.none) return new Map();
  return readRepositories(world, config, {
    places: clones,
    own: wants.unsaid || config.repos.some(({ name }) => name === OWN) ? own : null,
    wantsOf: wants.of,
  });
}
