import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import type { RenderInput } from '../../src/render/render.ts';
import { SEARCH_LIBRARY } from '../../src/render/scripts.ts';
import { prepareSite, type Site } from '../../src/render/site.ts';
import type { Config, Document, Draft, Edge, Graph, Lineage, Profile, Status } from '../../src/types.ts';
import { bareConfig } from '../helpers/bare-config.ts';
import { bareDocument, bareDraft } from '../helpers/drafts.ts';

const folder = new URL('../../templates/site/', import.meta.url);
const searchLibrary = createRequire(import.meta.url).resolve('minisearch/SearchableMap');

/** The templates of the package, by file name. */
export const packageTemplates: ReadonlyMap<string, string> = new Map([
  ...readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const),
  [
    SEARCH_LIBRARY,
    readFileSync(searchLibrary.replace('/cjs/SearchableMap.cjs', '/umd/SearchableMap.js'), 'utf8'),
  ],
]);

/** A public record in `record/`, without an address. */
export const config: Config = {
  ...bareConfig,
  title: 'HARBOUR · RECORD',
  public: true,
};

/** A profile that masks what is private by its look, and leaves out nothing else. */
export function profileOf(parts: Partial<Profile>): Profile {
  return {
    name: 'public',
    matters: {
      'machine-path': 'mask',
      'process-id': 'mask',
      port: 'mask',
      host: 'mask',
      email: 'mask',
      secret: 'mask',
    },
    hosts: [],
    words: [],
    kinds: [],
    phases: [],
    notes: [],
    ...parts,
  };
}

/** A status on its ladder. */
export function statusOf(value: string): Status {
  return { text: value, value, final: false };
}

/** A draft without head and sections. */
export function draftOf(path: string, parts: Partial<Draft> = {}): Draft {
  return { ...bareDraft, path, ...parts };
}

/** A document whose id is its file name without version and extension. */
export function documentOf(path: string, parts: Partial<Document> = {}): Document {
  const bare = bareDocument(path);
  return { ...bare, draft: bare.format === 'md' ? draftOf(path) : null, ...parts };
}

/** A graph over documents: lineages by id, the last given version current. */
export function graphOf(documents: readonly Document[], parts: Partial<Graph> = {}): Graph {
  const lineages = new Map<string, Lineage>();
  for (const document of documents) {
    const versions = [...(lineages.get(document.id)?.versions ?? []), document];
    lineages.set(document.id, { id: document.id, versions, current: document });
  }
  return {
    documents,
    byPath: new Map(documents.map((document) => [document.path, document])),
    files: new Set(documents.map((document) => document.path)),
    lineages,
    out: new Map(),
    byType: new Map(),
    in: new Map(),
    supersessions: [],
    claims: new Map(),
    items: new Map(),
    ledger: { record: null, unverified: null },
    ...parts,
  };
}

/** An edge that names another document. */
export function edgeOf(parts: Partial<Edge> & Pick<Edge, 'from' | 'mention'>): Edge {
  return { to: null, state: 'ok', facts: [], candidates: [], ...parts };
}

/** Input of a site over documents; texts by path. */
export function inputOf(
  graph: Graph,
  parts: Partial<RenderInput> & { readonly texts?: Readonly<Record<string, string>> } = {},
): RenderInput {
  const { texts = {}, ...rest } = parts;
  return {
    config,
    kinds: new Map(),
    graph,
    findings: [],
    receipts: [],
    textOf: async (path) => texts[path] ?? '',
    bytesOf: async (path) => Buffer.from(texts[path] ?? ''),
    templates: packageTemplates,
    engine: satteriEngine,
    rules: [],
    ...rest,
  };
}

/** A prepared site that highlights nothing. */
export function siteOf(graph: Graph, parts: Partial<RenderInput> = {}): Site {
  return prepareSite(inputOf(graph, parts), () => null);
}
