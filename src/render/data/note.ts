import { formatVersion } from '../../parse/version.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, File, JsonObject, Lineage } from '../../types.ts';
import { permanentPage, recordPath } from '../addresses.ts';
import { encodePath } from '../href.ts';
import type { Site } from '../site.ts';
import { titleOf } from '../view/names.ts';
import { edgeData } from './edge.ts';
import { noteDataPath } from './places.ts';

/** Raised when a reader of the older form would be misled; keys are added without that. */
export const SCHEMA_VERSION = 2;

/** What is known of one document at a glance. Addresses are from the site's root, percent-encoded. */
export function noteData(site: Site, document: Document): JsonObject {
  const { addresses, config, graph } = site;
  const { path, id, format, kind, version, status, date, authors, phase, summary, archived } = document;
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
    author: authors.join(', ') || null,
    phase,
    summary,
    oid: document.draft?.oid || null,
    words: document.draft?.words ?? null,
    supersededBy: (site.replacedBy.get(path) ?? []).map((by) => recordPath(config, by.path)),
    firstCommit: history === undefined ? null : history.first.oid,
    lastCommit: history === undefined ? null : history.last.oid,
    page: address(addresses.view.get(path)),
    permanent: address(permanentPage(site, document)),
    raw: address(addresses.raw.get(path)),
    data: address(noteDataPath(site, id)),
  };
}

/**
 * `data/notes/<id>.json`: every version of a lineage with its head, its sections, what it names and what names it.
 * Each sentence is told once, by the note that it stands in.
 */
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
  const edges = site.graph.out.get(path) ?? [];
  const sentences = new Map<string, number>();
  for (const { mention } of edges) {
    if (!sentences.has(mention.sentence)) sentences.set(mention.sentence, sentences.size);
  }
  const naming = (of: string): JsonObject => ({ path: recordPath(site.config, of) });
  return {
    ...noteData(site, document),
    head: note?.fields ?? draft?.head ?? {},
    sections: (draft?.sections ?? [])
      .filter(({ depth }) => depth > 0)
      .map(({ slug, number, title, depth, span }) => ({ slug, number, title, depth, ...span })),
    sentences: [...sentences.keys()],
    names: edges.map((edge) => {
      const { sentence, field, span } = edge.mention;
      const data = edgeData(edge, naming, {});
      data['sentence'] = sentences.get(sentence) ?? 0;
      if (field !== null) data['field'] = field;
      data['start'] = span.start;
      data['end'] = span.end;
      return data;
    }),
    namedBy: namedBy(site, path),
  };
}

/** The notes that name one or a section of it, each with where its mentions start. */
function namedBy(site: Site, path: string): readonly JsonObject[] {
  const { graph, config } = site;
  return [...groupBy(graph.in.get(path) ?? [], ({ from }) => from)].map(([from, edges]) => ({
    path: recordPath(config, from),
    data: encodePath(noteDataPath(site, graph.byPath.get(from)?.id ?? '')),
    starts: edges.map(({ mention }) => mention.span.start),
  }));
}
