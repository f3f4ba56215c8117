import { placeWritten } from './link/elsewhere.ts';
import type { Project } from './project.ts';
import { sourceOf } from './read/source.ts';
import type { Document, LazyEngine, RepositoryReading } from './types.ts';
import { documentOf } from './validate/document.ts';

/**
 * The Markdown files of other repositories that notes name, by blob id. They are read for their sections, and judged by
 * nobody.
 */
export async function citedDocuments(
  repositories: ReadonlyMap<string, RepositoryReading>,
  { config }: Pick<Project, 'config'>,
  engine: LazyEngine,
): Promise<ReadonlyMap<string, Document>> {
  const sources = [...repositories.values()].flatMap(({ name, sources }) =>
    [...(sources?.values() ?? [])].flatMap(({ commit, places }) =>
      places.flatMap(({ path, oid, text }) => (text === null ? [] : [{ name, commit, path, oid, text }])),
    ),
  );
  const documents = new Map<string, Document>();
  if (sources.length === 0) return documents;
  const [{ parser }, loaded] = await Promise.all([import('./parse/parse.ts'), engine.load()]);
  const parse = parser(config, loaded);
  for (const { name, commit, path, oid, text } of sources) {
    if (documents.has(oid)) continue;
    const place = placeWritten({
      type: 'source',
      repository: name,
      oid: commit ?? '',
      file: path,
      line: null,
    });
    const draft = parse(sourceOf(place, new TextEncoder().encode(text)));
    documents.set(oid, { ...documentOf(place, '', config, undefined), format: 'md', draft });
  }
  return documents;
}
