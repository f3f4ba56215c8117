import { formatVersion } from '../../parse/version.ts';
import type { Document, File, JsonObject, Lineage } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import { encodePath } from '../href.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { quotedEdgeData } from './edge.ts';
import { noteDataPath } from './places.ts';

/** Raised when a reader of the older form would be misled; keys are added without that. */
export const SCHEMA_VERSION = 1;

/** What is known of one document at a glance. Addresses are from the site's root, percent-encoded. */
export function noteData(site: Site, document: Document): JsonObject {
  const { addresses, config, graph } = site;
  const { path, id, format, kind, version, status, date, author, phase, summary, archived } = document;
  const history = graph.ledger.record?.paths.get(path);
  const address = (place: string | undefined): string | null =>
    place === undefined ? null : encodePath(place);
  return {
    path: recordPath(config, path),
    id,
    version: version === null ? null : formatVersion(version),
    current: graph.lineages.get(id)?.current.path === path,
    archived,
    format,
    kind,
    title: titleOf(document),
    status: status === null ? null : { ...status },
    date,
    author,
    phase,
    summary,
    oid: document.draft?.oid || null,
    words: document.draft?.words ?? null,
    supersededBy: (site.replacedBy.get(path) ?? []).map((by) => recordPath(config, by.path)),
    firstCommit: history === undefined ? null : history.first.oid,
    lastCommit: history === undefined ? null : history.last.oid,
    page: address(addresses.view.get(path)),
    permanent: address(addresses.version.get(path) ?? addresses.id.get(id)),
    raw: address(addresses.raw.get(path)),
    data: address(noteDataPath(site, id)),
  };
}

/** `data/notes/<id>.json`: every version of a lineage with its head, its sections, and edges both ways. */
export function noteDataFile(site: Site, { id, versions }: Lineage): File {
  return {
    path: noteDataPath(site, id),
    bytes: `${JSON.stringify({
      schemaVersion: SCHEMA_VERSION,
      id,
      versions: versions.map((document) => versionData(site, document)),
    })}\n`,
  };
}

function versionData(site: Site, document: Document): JsonObject {
  const { draft, note, path } = document;
  const edges = (of: ReadonlyMap<string, readonly Parameters<typeof quotedEdgeData>[1][]>) =>
    (of.get(path) ?? []).map((edge) => quotedEdgeData(site, edge));
  return {
    ...noteData(site, document),
    head: note?.fields ?? draft?.head ?? {},
    sections: (draft?.sections ?? [])
      .filter(({ depth }) => depth > 0)
      .map(({ slug, number, title, depth, span }) => ({ slug, number, title, depth, ...span })),
    names: edges(site.graph.out),
    namedBy: edges(site.graph.in),
  };
}
