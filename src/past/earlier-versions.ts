import type { EarlierText } from '../link/claims/known.ts';
import { type EarlierWant, earlierKey } from '../link/claims/wants.ts';
import { compareVersions, parseVersion, stemOf } from '../parse/version.ts';
import type { Project } from '../project.ts';
import { scalarAt } from '../read/json.ts';
import type { Commit, Ledger, Repository } from '../types.ts';

/** A text of the history that may be the version that is looked for. */
interface Candidate {
  readonly path: string;
  readonly oid: string;
  readonly commit: Commit;
}

/**
 * Versions that no file of the record holds, from its history: a version that was written over in place, or whose file
 * was renamed or taken away. Of each the last text; all are asked of Git at once. Those that are not found are left out.
 */
export async function readEarlierVersions(
  repository: Repository | null,
  { config }: Pick<Project, 'config'>,
  wanted: readonly EarlierWant[],
  ledger: Ledger,
): Promise<ReadonlyMap<string, EarlierText>> {
  if (repository === null || wanted.length === 0) return new Map();
  const candidates = wanted.map((want) => [want, candidatesFor(want, ledger)] as const);
  const oids = new Set(candidates.flatMap(([, texts]) => texts.map(({ oid }) => oid)));
  const past = oids.size === 0 ? null : await repository.texts([...oids]);
  if (past === null) return new Map();
  const [{ readHead }, { pastVersion }] = await Promise.all([
    import('../parse/head/head.ts'),
    import('../parse/past-text.ts'),
  ]);
  return new Map(
    candidates.flatMap(([want, texts]) => {
      const version = parseVersion(want.version);
      for (const { path, oid, commit } of texts) {
        const text = past.get(oid);
        const its = text === undefined ? null : pastVersion(text, path, config);
        if (text === undefined || its === null || version === null) continue;
        if (compareVersions(its, version) !== 0) continue;
        const date = scalarAt(readHead(text, config).head, 'date');
        return [[earlierKey(want), { text, date, oid: commit.oid, when: commit.date }] as const];
      }
      return [];
    }),
  );
}

/** Newest first: what lay where the versions lie now, then what lay in files of their name that are gone. */
function candidatesFor({ paths, version }: EarlierWant, { record }: Ledger): readonly Candidate[] {
  const here = paths.flatMap((path) => record?.paths.get(path)?.texts ?? []).reverse();
  const stems = new Set(paths.map((path) => stemOf(path)));
  const name = `-v${version.replaceAll('.', '_')}.md`;
  const gone = (record?.gone ?? []).filter(({ path }) => path.endsWith(name) && stems.has(stemOf(path)));
  return [...here, ...gone];
}
