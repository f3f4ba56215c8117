import { placeWritten } from './link/elsewhere.ts';
import { once } from './parse/once.ts';
import { parser } from './parse/parse.ts';
import type { Project } from './project.ts';
import { sourceOf } from './read/source.ts';
import type { Document, MarkdownEngine, RepositoryReading } from './types.ts';
import { documentOf } from './validate/validate.ts';

/**
 * The Markdown files of other repositories that notes name, by blob id. They are read for their sections, and judged by
 * nobody.
 */
export function citedDocuments(
  repositories: ReadonlyMap<string, RepositoryReading>,
  { config }: Pick<Project, 'config'>,
  engine: MarkdownEngine,
): ReadonlyMap<string, Document> {
  const documents = new Map<string, Document>();
  const parse = once(() => parser(config, engine));
  for (const { name, sources } of repositories.values()) {
    for (const { commit, places } of sources?.values() ?? []) {
      for (const { path, oid, text } of places) {
        if (text === null || documents.has(oid)) continue;
        const place = placeWritten({
          type: 'source',
          repository: name,
          oid: commit ?? '',
          file: path,
          line: null,
        });
        const source = sourceOf(place, new TextEncoder().encode(text));
        documents.set(oid, {
          ...documentOf(place, '', config, undefined),
          format: 'md',
          draft: parse()(source),
        });
      }
    }
  }
  return documents;
}
