import { formatVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Lineage, LongFile } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { encodePath } from '../href.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { edgeData, type PathNaming } from './edge.ts';
import { noteData, SCHEMA_VERSION } from './note.ts';
import { claimData, itemData } from './statements.ts';

/** Of `xref.json`, as `SCHEMA_VERSION`. */
const XREF_SCHEMA_VERSION = 1;

/**
 * `data/record.json`: the whole record as data, what a note names or claims to a line. Beside their own list, notes are
 * named by their place in it, counted from 0.
 */
export function recordDataFile(site: Site): LongFile {
  const { config, graph } = site;
  const head = graph.ledger.record?.head ?? null;
  const places = new Map(graph.documents.map(({ path }, at) => [path, at]));
  const place = (path: string): number => places.get(path) ?? -1;
  const naming: PathNaming = (path) =>
    places.has(path) ? { note: place(path) } : { path: recordPath(config, path) };
  const top = {
    schemaVersion: SCHEMA_VERSION,
    title: config.title,
    address: config.address,
    commit: head === null ? null : { oid: head.oid, date: head.date },
    supersessions: graph.supersessions.map(({ newer, older }) => ({
      newer: place(newer),
      older: place(older),
    })),
  };
  const lists = () => [
    lined('notes', graph.documents, (document) => [noteData(site, document)]),
    lined('edges', graph.documents, ({ path }) =>
      (graph.out.get(path) ?? []).map((edge) => edgeData(edge, naming, { from: place(path) })),
    ),
    lined('items', graph.items, ([key, item]) => [itemData(key, item, naming)]),
    lined('claims', graph.documents, ({ path }) =>
      (graph.claims.get(path) ?? []).map((claim) => ({ from: place(path), ...claimData(claim) })),
    ),
  ];
  return { path: 'data/record.json', texts: () => whole(top, lists()) };
}

/** An object with lists behind its other keys. */
function* whole(top: object, lists: readonly Iterable<string>[]): Generator<string> {
  yield JSON.stringify(top).slice(0, -1);
  for (const list of lists) {
    yield ',\n';
    yield* list;
  }
  yield '\n}\n';
}

/** A list with what is told of one thing to a line, made line by line: a large record has a million entries. */
function* lined<T>(
  name: string,
  things: Iterable<T>,
  entriesOf: (thing: T) => readonly unknown[],
): Generator<string> {
  yield `"${name}": [\n`;
  let before = '';
  for (const thing of things) {
    const line = JSON.stringify(entriesOf(thing)).slice(1, -1);
    if (line === '') continue;
    yield before + line;
    before = ',\n';
  }
  yield '\n]';
}

/**
 * `xref.json`: what another record needs to link in. Ids lead to the current version, a version to itself for ever;
 * sections are those of the current version, by number and by anchor.
 */
export function xrefFile(site: Site): LongFile {
  const { config, graph, addresses } = site;
  const viewOf = ({ path }: Document): string => encodePath(addresses.view.get(path) ?? '');
  const noteOf = ({ id, versions, current }: Lineage) => ({
    id,
    title: titleOf(current),
    kind: current.kind,
    page: encodePath(addresses.id.get(id) ?? ''),
    view: viewOf(current),
    versions: versions.flatMap((document) => {
      const page = addresses.version.get(document.path);
      if (page === undefined || document.version === null) return [];
      const version = formatVersion(document.version);
      return [{ version, file: nameOf(document.path), page: encodePath(page), view: viewOf(document) }];
    }),
    sections: (current.draft?.sections ?? [])
      .filter(({ depth }) => depth > 0)
      .map(({ slug, number }) => ({ slug, number })),
  });
  const top = { schemaVersion: XREF_SCHEMA_VERSION, title: config.title, address: config.address };
  const notes = () => lined('notes', graph.lineages.values(), (lineage) => [noteOf(lineage)]);
  return { path: 'xref.json', texts: () => whole(top, [notes()]) };
}
