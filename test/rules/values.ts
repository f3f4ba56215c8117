import { edgesByType } from '../../src/link/transpose.ts';
import { compareVersions } from '../../src/parse/version.ts';
import type {
  Config,
  Document,
  Draft,
  Edge,
  Finding,
  Graph,
  GraphView,
  Kind,
  Lineage,
  NoteView,
  PathHistory,
  Section,
  Status,
  Target,
  Tree,
} from '../../src/types.ts';
import { bareConfig } from '../helpers/bare-config.ts';
import { bareDocument, bareDraft } from '../helpers/drafts.ts';

/** slop.yaml left empty, but public. */
export const config: Config = {
  ...bareConfig,
  public: true,
  repos: [{ name: 'engine', url: null, branch: 'main', words: ['engine', 'Engine repo'] }],
};

/** A kind without sections; parts replace what is given. */
export function kindOf(parts: Partial<Kind> = {}): Kind {
  return {
    name: 'memo',
    title: 'Memo',
    plural: 'Memos',
    about: '',
    ladder: ['draft', 'sent'],
    final: ['sent'],
    phrases: new Map(),
    sections: [],
    versioned: true,
    defines: [],
    carries: false,
    keys: [],
    judge: (head) => ({ head, faults: [] }),
    ...parts,
  };
}

/** A draft read from text by two patterns: `#` headings at the start of a line, and code between backticks. */
export function draftOf(text: string, parts: Partial<Draft> = {}): Draft {
  return {
    ...bareDraft,
    path: 'record/memo-v0_1.md',
    body: { start: 0, end: text.length },
    sections: sectionsOf(text),
    code: codeOf(text),
    ...parts,
  };
}

function sectionsOf(text: string): readonly Section[] {
  const headings = [
    ...text.matchAll(/^(#{1,6}) (?:([0-9]\w*(?:\.\w+)*|[A-Z])[.] )?(.*?)(?: \{#(\w+)\})?$/gm),
  ];
  return headings.map((match, index) => {
    const [line, marks = '', number = null, title = '', explicit] = match;
    const end = headings[index + 1]?.index ?? text.length;
    const start = match.index;
    const rest = text.slice(start + line.length, end).trim();
    const next = headings[index + 1]?.[1]?.length ?? 0;
    return {
      depth: marks.length,
      number,
      title,
      slug: `s${index}`,
      explicit: explicit === undefined ? null : `s-${explicit}`,
      span: { start, end },
      heading: { start: start + marks.length + 1, end: start + line.length },
      empty: rest === '' && next <= marks.length,
    };
  });
}

function codeOf(text: string): Draft['code'] {
  return [...text.matchAll(/^```(.*)\n[\s\S]*?^```$|`[^`\n]+`/gm)].map((match) => ({
    span: { start: match.index, end: match.index + match[0].length },
    info: match[1] ?? null,
  }));
}

/** A document; its name gives id and version, an `archive` folder archives it. */
export function documentOf(path: string, parts: Partial<Document> = {}): Document {
  return {
    ...bareDocument(path),
    kind: 'memo',
    archived: path.includes('archive/'),
    draft: draftOf('', { path }),
    ...parts,
  };
}

/** What a rule on one note is handed. */
export function noteView(
  text: string,
  parts: {
    draft?: Partial<Draft>;
    document?: Partial<Document>;
    kind?: Partial<Kind>;
    config?: Partial<Config>;
  } = {},
): NoteView {
  const draft = draftOf(text, parts.draft);
  const document = documentOf(draft.path, { draft, ...parts.document });
  return { document, draft, text, kind: kindOf(parts.kind), config: { ...config, ...parts.config } };
}

/** An edge of a document mention by file name; parts replace what is given. */
export function edgeOf(
  from: string,
  name: string,
  parts: Partial<Edge> & { target?: Partial<Target> } = {},
): Edge {
  const { target, ...rest } = parts;
  const document = {
    type: 'document',
    by: 'file-name',
    name,
    version: null,
    anchor: null,
    repository: null,
    planned: false,
  };
  const mention = {
    span: { start: 0, end: 0 },
    target: { ...document, ...target } as Target,
    field: null,
    sentence: '',
  };
  return { from, mention, to: null, state: 'ok', facts: [], candidates: [], ...rest };
}

export interface GraphParts {
  readonly documents: readonly Document[];
  readonly edges?: readonly Edge[];
  readonly supersessions?: Graph['supersessions'];
  readonly items?: Graph['items'];
  readonly history?: Readonly<Record<string, readonly [first: string, last: string]>>;
  readonly shallow?: boolean;
  readonly edited?: readonly string[];
  readonly files?: readonly string[];
  readonly skipped?: Tree['skipped'];
  readonly config?: Partial<Config>;
}

/** What a rule on the graph is handed; lineages come from the ids of the documents. */
export function graphView(parts: GraphParts): GraphView {
  const documents = [...parts.documents].sort((a, b) => (a.path < b.path ? -1 : 1));
  const out = new Map<string, Edge[]>();
  for (const edge of parts.edges ?? []) out.set(edge.from, [...(out.get(edge.from) ?? []), edge]);
  const graph: Graph = {
    documents,
    byPath: new Map(documents.map((document) => [document.path, document])),
    files: new Set(parts.files ?? []),
    lineages: lineagesOf(documents),
    out,
    byType: edgesByType(out, documents),
    in: new Map(),
    supersessions: parts.supersessions ?? [],
    claims: new Map(),
    items: parts.items ?? new Map(),
    ledger: {
      record: parts.history ? recordOf(parts.history, parts) : null,
      unverified: null,
    },
  };
  const paths = [...documents.map(({ path }) => path), ...(parts.files ?? [])];
  const tree = { files: paths.map((path) => ({ path, size: 0 })), skipped: parts.skipped ?? [] };
  return { graph, tree, config: { ...config, ...parts.config }, kinds: new Map() };
}

function lineagesOf(documents: readonly Document[]): ReadonlyMap<string, Lineage> {
  const lineages = new Map<string, Lineage>();
  for (const id of new Set(documents.map((document) => document.id))) {
    const versions = documents.filter((document) => document.id === id);
    versions.sort((a, b) => compareVersions(a.version ?? { parts: [] }, b.version ?? { parts: [] }));
    const current = versions.at(-1);
    if (current !== undefined) lineages.set(id, { id, versions, current });
  }
  return lineages;
}

function recordOf(history: NonNullable<GraphParts['history']>, { shallow = false, edited = [] }: GraphParts) {
  const commit = (date: string) => ({ oid: 'f'.repeat(40), date, author: 'A', subject: 's' });
  const entries = Object.entries(history).map(([path, [first, last]]): [string, PathHistory] => [
    path,
    { first: commit(first), last: commit(last) },
  ]);
  return {
    head: commit('2026-01-01T00:00:00Z'),
    branch: 'main',
    shallow,
    paths: new Map(entries),
    edited: new Set(edited),
  };
}

/** A status on the ladder of `kindOf`. */
export function statusOf(value: string): Status {
  return { text: value, value, final: value === 'sent' };
}

/** A finding as rules make them. */
export function findingOf(parts: Partial<Finding> & Pick<Finding, 'rule'>): Finding {
  const place = { path: 'record/memo-v0_1.md', span: { start: 0, end: 0 } };
  return { severity: 'warning', data: {}, related: [], fix: null, ...place, ...parts };
}
