import { formatVersion } from '../../parse/version.ts';
import type { Document, File } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { encodePath } from '../href.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { edgeData, type Naming } from './edge.ts';
import { noteData, SCHEMA_VERSION } from './note.ts';
import { claimData, itemData } from './statements.ts';

/** Of `xref.json`, as `SCHEMA_VERSION`. */
const XREF_SCHEMA_VERSION = 1;

/**
 * `data/record.json`: the whole record as data, what a note names or claims to a line. Beside their own list, notes are
 * named by their place in it, counted from 0.
 */
export function recordDataFile(site: Site): File {
  const { config, graph } = site;
  const head = graph.ledger.record?.head ?? null;
  const places = new Map(graph.documents.map(({ path }, at) => [path, at]));
  const place = (path: string): number => places.get(path) ?? -1;
  const naming: Naming = (path) =>
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
  const lists = [
    lined(
      'notes',
      graph.documents.map((document) => noteData(site, document)),
    ),
    linedByNote('edges', graph.documents, ({ path }, from) =>
      (graph.out.get(path) ?? []).map((edge) => edgeData(edge, naming, { from })),
    ),
    lined(
      'items',
      [...graph.items].map(([key, item]) => itemData(key, item, naming)),
    ),
    linedByNote('claims', graph.documents, ({ path }, from) =>
      (graph.claims.get(path) ?? []).map((claim) => ({ from, ...claimData(claim) })),
    ),
  ];
  return {
    path: 'data/record.json',
    bytes: `${JSON.stringify(top).slice(0, -1)},\n${lists.join(',\n')}\n}\n`,
  };
}

/** A list with an entry to a line. */
function lined(name: string, values: readonly unknown[]): string {
  return `"${name}": [\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
}

/** A list with the entries of a note to a line, made a note at a time: a large record has a million. */
function linedByNote(
  name: string,
  notes: readonly Document[],
  entriesOf: (note: Document, at: number) => readonly unknown[],
): string {
  const lines = notes.map((note, at) => JSON.stringify(entriesOf(note, at)).slice(1, -1));
  return `"${name}": [\n${lines.filter((line) => line !== '').join(',\n')}\n]`;
}

/**
 * `xref.json`: what another record needs to link in. Ids lead to the current version, a version to itself for ever;
 * sections are those of the current version, by number and by anchor.
 */
export function xrefFile(site: Site): File {
  const { config, graph, addresses } = site;
  const viewOf = ({ path }: Document): string => encodePath(addresses.view.get(path) ?? '');
  const notes = [...graph.lineages.values()].map(({ id, versions, current }) => ({
    id,
    title: titleOf(current),
    kind: current.kind,
    page: encodePath(addresses.id.get(id) ?? ''),
    view: viewOf(current),
    versions: versions.flatMap((document) => {
      const page = addresses.version.get(document.path);
      if (page === undefined || document.version === null) return [];
      const version = formatVersion(document.version);
      return [{ version, file: fileName(document.path), page: encodePath(page), view: viewOf(document) }];
    }),
    sections: (current.draft?.sections ?? [])
      .filter(({ depth }) => depth > 0)
      .map(({ slug, number }) => ({ slug, number })),
  }));
  const top = { schemaVersion: XREF_SCHEMA_VERSION, title: config.title, address: config.address };
  return { path: 'xref.json', bytes: `${JSON.stringify(top).slice(0, -1)},\n${lined('notes', notes)}\n}\n` };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
