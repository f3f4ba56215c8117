import type { Config, Document, FileWant, HeadWant, Tree } from '../../types.ts';
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
}

/** Gathers what the claims of all notes want to know. */
export function claimWantsOf(documents: readonly Document[], tree: Tree, config: Config): ClaimWants {
  const files = new Map<string, FileWant[]>();
  const heads = new Map<string, HeadWant[]>();
  const hashes = new Map<string, string[]>();
  const own = { files: [] as FileWant[], hashes: [] as string[] };
  const texts = new Set<string>();
  const find = subjectFinder(documents, tree, config);
  for (const document of documents) {
    for (const { statement } of document.draft?.claims ?? []) {
      if (statement.type === 'unchanged') {
        const wanted = comparedBy(statement, document, find);
        own.files.push(...wanted.files);
        own.hashes.push(...wanted.hashes);
        for (const path of wanted.texts) texts.add(path);
      }
      if (statement.type !== 'exists' && statement.type !== 'head' && statement.type !== 'tag') continue;
      const named = statement.repository;
      const name = named === null ? '' : repositoryOn(named, document.date, config);
      if (name === null) continue;
      if (statement.oid !== null) put(hashes, name, statement.oid);
      if (statement.type === 'tag') continue;
      if (statement.type === 'head') {
        put(heads, name, { branch: statement.branch, hash: statement.oid });
        continue;
      }
      const revision =
        statement.oid ?? statement.branch ?? config.repos.find((one) => one.name === name)?.branch;
      if (revision !== undefined) put(files, name, { revision, path: statement.path, text: false });
    }
  }
  return { files, heads, hashes, own, texts: [...texts].sort() };
}

function comparedBy(
  statement: Parameters<SubjectFinder>[0],
  citing: Document,
  find: SubjectFinder,
): {
  readonly files: readonly FileWant[];
  readonly hashes: readonly string[];
  readonly texts: readonly string[];
} {
  const { subject, lineage, older } = find(statement, citing);
  if (subject === null || lineage === null) return { files: [], hashes: [], texts: [] };
  if (!isSinceCommit(statement)) {
    return { files: [], hashes: [], texts: older === null ? [] : [subject.path, older.path] };
  }
  const revision = statement.since.toLowerCase();
  const files = placesOf(lineage.versions).map((path) => ({ revision, path, text: true }));
  return { files, hashes: [revision], texts: [subject.path] };
}

/** Where the versions of a note lie, and where those in an archive lay before. Newest first. */
export function placesOf(versions: readonly Document[]): readonly string[] {
  const places = versions.flatMap(({ path, format }) =>
    format === 'md' ? [path, path.replace(/\/[^/]+(?=\/[^/]+$)/, '')] : [],
  );
  return [...new Set(places.reverse())];
}

function put<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}
