import { compile } from '../compile.ts';
import { satteriEngine } from '../parse/markdown/satteri.ts';
import { formatVersion } from '../parse/version.ts';
import { loadProject } from '../project.ts';
import { blobId } from '../read/blob.ts';
import { Refusal } from '../refusal.ts';
import { listedLines } from '../report/listed.ts';
import { ansi, plain } from '../report/paint.ts';
import { documentListed, judgeList, type ListedDocument } from '../rules/listed.ts';
import { listEntries } from '../rules/listing.ts';
import type { World } from '../types.ts';
import { namedNote } from './named-note.ts';
import { findRoot, pathsFrom } from './root.ts';
import type { Terminal } from './terminal.ts';
import { refuseUnfinished } from './unfinished.ts';

export interface VerifyOptions {
  /** Id, file name or path of a manifest. */
  readonly note: string;
  readonly json: boolean;
}

/**
 * Holds every document, version and content id that a manifest lists against the tree. Exit code 1 when one of them
 * is not what the tree holds, else 0.
 * @throws Refusal when there is no such note, or it lists no documents.
 */
export async function verify(world: World, terminal: Terminal, options: VerifyOptions): Promise<number> {
  const here = await findRoot(world);
  await refuseUnfinished(world, here.root);
  const project = await loadProject(world, here.root);
  terminal.progress('reading the record');
  const { graph, textOf, bytesOf } = await compile(world, project, satteriEngine);
  terminal.progress('');
  const note = namedNote(here, graph, options.note);
  const edges = graph.out.get(note.path) ?? [];
  const entries = note.draft === null ? [] : listEntries(note.draft, await textOf(note.path), edges);
  if (entries.length === 0) {
    throw new Refusal(
      `${note.path} lists no documents: name them under current: in its head, or in a table with the columns Document and Version.`,
    );
  }
  const oids = new Map<string, string>();
  for (const entry of entries) {
    const path = documentListed(entry, graph)?.path;
    if (path !== undefined && !oids.has(path)) oids.set(path, blobId(await bytesOf(path)));
  }
  const current = graph.lineages.get(note.id)?.current === note && !note.archived;
  const listed = judgeList(entries, graph, current, (path) => oids.get(path) ?? '');
  const wrong = listed.filter(({ problems }) => problems.length > 0).length;
  const pathOf = pathsFrom(here.cwd, here.root);
  if (options.json) {
    const documents = listed.map((one) => entryJson(one, pathOf));
    const about = { schemaVersion: 1, slop: terminal.about.version, id: note.id, path: pathOf(note.path) };
    await terminal.out(
      `${JSON.stringify({ ...about, summary: { listed: listed.length, wrong }, documents }, null, 2)}\n`,
    );
  } else await terminal.out(listedLines(listed, pathOf, terminal.colour ? ansi : plain));
  return wrong > 0 ? 1 : 0;
}

function entryJson(one: ListedDocument, pathOf: (path: string) => string): object {
  const { name, document, version, oid, newest, found, elsewhere, problems } = one;
  return {
    name,
    path: document && pathOf(document.path),
    listed: { version, oid },
    found: document && { version: document.version && formatVersion(document.version), oid: found },
    newest,
    elsewhere,
    problems,
  };
}
