import { formatVersion } from '../../parse/version.ts';
import type { Document, File } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { encodePath } from '../href.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { edgeData } from './edge.ts';
import { noteData, SCHEMA_VERSION } from './note.ts';
import { claimData, itemData } from './statements.ts';

/** `data/record.json`: the whole record as data, a note, edge, item or claim to a line. */
export function recordDataFile(site: Site): File {
  const { config, graph } = site;
  const head = graph.ledger.record?.head ?? null;
  const top = {
    schemaVersion: SCHEMA_VERSION,
    title: config.title,
    address: config.address,
    commit: head === null ? null : { oid: head.oid, date: head.date },
    supersessions: graph.supersessions.map(({ newer, older }) => ({
      newer: recordPath(config, newer),
      older: recordPath(config, older),
    })),
  };
  const lists = [
    lined(
      'notes',
      graph.documents.map((document) => noteData(site, document)),
    ),
    lined(
      'edges',
      each(graph.out.values(), (edge) => edgeData(site, edge)),
    ),
    lined(
      'items',
      [...graph.items].map(([key, item]) => itemData(site, key, item)),
    ),
    lined(
      'claims',
      each(graph.claims.values(), (claim) => claimData(site, claim)),
    ),
  ];
  return {
    path: 'data/record.json',
    bytes: `${JSON.stringify(top).slice(0, -1)},\n${lists.join(',\n')}\n}\n`,
  };
}

/** What is made of each entry of some lists, one at a time: a large record has millions. */
function* each<T>(lists: Iterable<readonly T[]>, make: (entry: T) => unknown): Generator<unknown> {
  for (const list of lists) for (const entry of list) yield make(entry);
}

function lined(name: string, values: Iterable<unknown>): string {
  return `"${name}": [\n${Array.from(values, (value) => JSON.stringify(value)).join(',\n')}\n]`;
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
  const top = { schemaVersion: SCHEMA_VERSION, title: config.title, address: config.address };
  return { path: 'xref.json', bytes: `${JSON.stringify(top).slice(0, -1)},\n${lined('notes', notes)}\n}\n` };
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
