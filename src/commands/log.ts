import { documentFinder } from '../link/commit-links.ts';
import { itemFinder, itemSpan, meet, messageFinder, type NamedIn } from '../link/commit-words.ts';
import { nodesNamed } from '../link/nodes.ts';
import { itemNames } from '../parse/item-names.ts';
import { itemSpanNamed } from '../parse/mentions/items.ts';
import { Refusal } from '../refusal.ts';
import { whyUnverified } from '../report/repositories.ts';
import { visible } from '../report/width.ts';
import type { Commit, CommitMessage, Config, Document, Graph, RepositoryReading, World } from '../types.ts';
import { readMessages } from './commit-names.ts';
import { outJson } from './json-document.ts';
import { fromRoot } from './named-note.ts';
import { readRecord } from './record.ts';
import { pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';

interface LogOptions {
  /**
   * A note (its path from the folder of the call or from the root), or the id of an item, a change request or a step
   * as commits write it.
   */
  readonly of: string;
  readonly json: boolean;
}

/**
 * Shows the commits of all repositories whose message names a note or an item, and the first and last commits of
 * the files of the note, or of the one that defines the item, oldest first. Exit code 0. What could not be read is
 * told on standard error.
 */
export async function log(world: World, terminal: Terminal, { of, json }: LogOptions): Promise<number> {
  if (of.trim().length < 2) throw new Refusal('Name a note, or an id such as CR-2026-012.');
  const { here, compiled } = await readRecord(world, terminal);
  const { graph, config } = compiled;
  terminal.progress('reading its repositories');
  const readings = await readMessages(world, compiled, here.repository?.root ?? null);
  terminal.progress('');
  const { find, documents } = subjectOf(graph, fromRoot(here, graph, of), config);
  const seen = new Set<string>();
  const entries = [...named(readings, find), ...ownCommits(graph, documents, readings)]
    .filter(({ oid, path }) => {
      const isNew = !seen.has(oid);
      seen.add(oid);
      return path !== null || isNew;
    })
    .sort((a, b) => (Date.parse(a.date) || 0) - (Date.parse(b.date) || 0) || (a.oid < b.oid ? -1 : 1));
  if (json) {
    await outJson(terminal, { of, commits: entries });
  } else {
    const pathOf = pathsFrom(here.cwd, here.root);
    const width = Math.max(0, ...entries.map(({ repository }) => repository.length));
    // One line tells both that a commit names a note and that it is the first or last of its file.
    const own = new Set(entries.flatMap(({ oid, path }) => (path === null ? [] : [oid])));
    const shown = entries.filter(({ oid, path }) => path !== null || !own.has(oid));
    for (const { date, repository, oid, published, subject, path, where } of shown) {
      const mark = published ? '' : '  (not published)';
      const what = path === null ? subject : `${where} commit of ${pathOf(path)}: ${subject}`;
      const lead = `${timeOf(date)}  ${repository.padEnd(width)}  ${oid.slice(0, 7)}`;
      await terminal.out(`${lead}  ${visible(what)}${mark}\n`);
    }
    if (entries.length === 0) await terminal.err(`slop: No commit names ${JSON.stringify(of)}\n`);
  }
  for (const reading of readings.values()) {
    const why = whyUnverified(reading);
    if (why !== null) await terminal.err(`slop: ${reading.name}: ${why}\n`);
  }
  return 0;
}

/** `2026-03-11 18:00 +01:00`, with its zone, since those who commit may sit in several. */
function timeOf(date: string): string {
  return `${date.slice(0, 16).replace('T', ' ')} ${date.slice(19).replace('Z', '+00:00')}`;
}

/** Where a message names what is looked for; null for one that does not. */
type Finder = (message: CommitMessage) => NamedIn | null;

/** How commits that name a thing are found, and the notes whose own commits belong to its history. */
function subjectOf(
  graph: Graph,
  of: string,
  config: Pick<Config, 'items'>,
): { readonly find: Finder; readonly documents: readonly Document[] } {
  const names = itemNames(config.items);
  const nodes = nodesNamed(graph, of);
  const notes = nodes.flatMap((node) => (node.type === 'note' ? [node.document] : []));
  const [one] = nodes.flatMap((node) => (node.type === 'item' ? [node.item] : []));
  const wanted = one === undefined ? itemSpanNamed(of, names) : itemSpan(one);
  const items = [...graph.items.values()].filter((item) => wanted !== null && meet(wanted, itemSpan(item)));
  const [note] = notes;
  const byWord = note !== undefined ? documentFinder(graph, note.id) : messageFinder(one?.id ?? of);
  const byItem = wanted === null ? null : itemFinder(wanted, names);
  return {
    find: (message) => byWord(message) ?? byItem?.(message) ?? null,
    documents: [...notes, ...items.flatMap(({ definition }) => graph.byPath.get(definition.path) ?? [])],
  };
}

interface Entry {
  readonly date: string;
  readonly repository: string;
  readonly oid: string;
  readonly author: string;
  readonly subject: string;
  readonly published: boolean;
  /** Where the message names it; `first` and `last` for the commits of its file. */
  readonly where: NamedIn | 'first' | 'last';
  /** File of the record that the commit is the first or last of; null for one that names it. */
  readonly path: string | null;
}

function named(readings: ReadonlyMap<string, RepositoryReading>, find: Finder): readonly Entry[] {
  return [...readings].flatMap(([repository, { messages }]) =>
    messages.flatMap((message): Entry[] => {
      const where = find(message);
      const { date, oid, author, subject, published } = message;
      return where === null ? [] : [{ date, repository, oid, author, subject, published, where, path: null }];
    }),
  );
}

/** A shallow clone knows its own depth, not when a file came or was last changed. */
function ownCommits(
  { ledger: { record }, lineages }: Graph,
  documents: readonly Document[],
  readings: ReadonlyMap<string, RepositoryReading>,
): readonly Entry[] {
  if (record === null || record.shallow) return [];
  const messages = [...readings.values()].flatMap((reading) => reading.messages);
  const unpublished = new Set(messages.flatMap(({ oid, published }) => (published ? [] : [oid])));
  const paths = documents.flatMap(({ id }) => lineages.get(id)?.versions ?? []).map(({ path }) => path);
  return [...new Set(paths)].flatMap((path) => {
    const history = record.paths.get(path);
    if (history === undefined) return [];
    const entry = (commit: Commit, where: 'first' | 'last'): Entry => {
      return { repository: 'record', ...commit, published: !unpublished.has(commit.oid), where, path };
    };
    const { first, last } = history;
    return first.oid === last.oid ? [entry(first, 'first')] : [entry(first, 'first'), entry(last, 'last')];
  });
}
