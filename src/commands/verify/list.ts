import type { Compiled } from '../../compile.ts';
import { formatVersion } from '../../parse/version.ts';
import { blobId, contentId } from '../../read/blob.ts';
import { decode } from '../../read/encoding.ts';
import { documentListed, judgeList, type ListedDocument } from '../../rules/listed.ts';
import { listEntries } from '../../rules/listing.ts';
import type { Document } from '../../types.ts';

/** Every document, version and content id that a note lists, held against the tree; empty for one that lists none. */
export async function listedIn(note: Document, compiled: Compiled): Promise<readonly ListedDocument[]> {
  const { graph, textOf, bytesOf } = compiled;
  const edges = graph.out.get(note.path) ?? [];
  const entries = note.draft === null ? [] : listEntries(note.draft, await textOf(note.path), edges);
  const oids = new Map<string, string>();
  for (const entry of entries) {
    const path = documentListed(entry, graph)?.path;
    if (path === undefined || oids.has(path)) continue;
    const bytes = await bytesOf(path);
    oids.set(path, contentId({ path, text: decode(bytes), oid: blobId(bytes) }, graph));
  }
  const current = graph.lineages.get(note.id)?.current === note && !note.archived;
  return judgeList(entries, graph, current, (path) => oids.get(path) ?? '');
}

/** A listed document as `--json` prints it. */
export function listedJson(one: ListedDocument, pathOf: (path: string) => string): object {
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
