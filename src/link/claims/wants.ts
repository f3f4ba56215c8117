import { once } from '../../parse/once.ts';
import { push } from '../../read/order.ts';
import type { Config, Document, FileWant, HeadWant, Tree } from '../../types.ts';
import { catalogueOf } from '../catalogue.ts';
import { repositoryOn } from '../repository-names.ts';
import { isSinceCommit, type SubjectFinder, subjectFinder } from './subjects.ts';

/** What claims want to know of repositories and of the record, before they can be judged. */
export interface ClaimWants {
  /** By name in slop.yaml; `''` for what no words give to one. */
  readonly files: ReadonlyMap<string, readonly FileWant[]>;
  readonly heads: ReadonlyMap<string, readonly HeadWant[]>;
  /** Hashes as written; most are mentions too. */
  readonly hashes: ReadonlyMap<string, readonly string[]>;
  /** Files and hashes wanted of the repository that slop.yaml stands in. Paths are from the root. */
  readonly own: { readonly files: readonly FileWant[]; readonly hashes: readonly string[] };
  /** Paths of the documents whose texts are compared. */
  readonly texts: readonly string[];
  /** Versions that are compared and lie nowhere in the record. */
  readonly earlier: readonly EarlierWant[];
}

/** A version of a document that is looked for in the history of the record. */
export interface EarlierWant {
  /** Where the versions of its lineage lie now. */
  readonly paths: readonly string[];
  readonly id: string;
  /** Without its `v`. */
  readonly version: string;
}

/** The key under which `Proofs.earlier` holds a version. */
export function earlierKey({ id, version }: Pick<EarlierWant, 'id' | 'version'>): string {
  return `${id}@${version}`;
}

/** Gathers what the claims of all notes want to know. */
export function claimWantsOf(documents: readonly Document[], tree: Tree, config: Config): ClaimWants {
  const files = new Map<string, FileWant[]>();
  const heads = new Map<string, HeadWant[]>();
  const hashes = new Map<string, string[]>();
  const own = { files: [] as FileWant[], hashes: [] as string[] };
  const texts = new Set<string>();
  const earlier = new Map<string, EarlierWant>();
  const find = subjectFinder(once(() => catalogueOf(documents, tree, config)));
  for (const document of documents) {
    for (const { statement } of document.draft?.claims ?? []) {
      if (statement.type === 'unchanged') {
        const wanted = comparedBy(statement, document, find);
        own.files.push(...wanted.files);
        own.hashes.push(...wanted.hashes);
        for (const path of wanted.texts) texts.add(path);
        if (wanted.earlier !== null) earlier.set(earlierKey(wanted.earlier), wanted.earlier);
      }
      if (statement.type !== 'exists' && statement.type !== 'head' && statement.type !== 'tag') continue;
      const named = statement.repository;
      const name = named === null ? '' : repositoryOn(named, document.date, config);
      if (name === null) continue;
      if (statement.oid !== null) push(hashes, name, statement.oid);
      if (statement.type === 'tag') continue;
      if (statement.type === 'head') {
        push(heads, name, { branch: statement.branch, hash: statement.oid });
        continue;
      }
      const revision =
        statement.oid ?? statement.branch ?? config.repos.find((one) => one.name === name)?.branch;
      if (revision !== undefined) push(files, name, { revision, path: statement.path, text: false });
      if (statement.since === undefined) continue;
      push(hashes, name, statement.since);
      push(files, name, { revision: statement.since, path: statement.path, text: false });
    }
  }
  return { files, heads, hashes, own, texts: [...texts].sort(), earlier: [...earlier.values()] };
}

function comparedBy(
  statement: Parameters<SubjectFinder>[0],
  citing: Document,
  find: SubjectFinder,
): {
  readonly files: readonly FileWant[];
  readonly hashes: readonly string[];
  readonly texts: readonly string[];
  readonly earlier: EarlierWant | null;
} {
  const { subject, lineage, older } = find(statement, citing);
  if (subject === null || lineage === null) return { files: [], hashes: [], texts: [], earlier: null };
  const none = { files: [], hashes: [], earlier: null };
  if (!isSinceCommit(statement)) {
    if (older !== null) return { ...none, texts: [subject.path, older.path] };
    const paths = lineage.versions.map(({ path }) => path);
    return { ...none, texts: [subject.path], earlier: { id: subject.id, version: statement.since, paths } };
  }
  const revision = statement.since.toLowerCase();
  const files = versionPaths(lineage.versions).map((path) => ({ revision, path, text: true }));
  return { files, hashes: [revision], texts: [subject.path], earlier: null };
}

/** Where the versions of a note lie, and where those in an archive lay before. Newest first. */
export function versionPaths(versions: readonly Document[]): readonly string[] {
  const places = versions.flatMap(({ path, format }) =>
    format === 'md' ? [path, path.replace(/\/[^/]+(?=\/[^/]+$)/, '')] : [],
  );
  return [...new Set(places.reverse())];
}
