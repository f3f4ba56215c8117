import { once } from '../../parse/once.ts';
import { parseVersion } from '../../parse/version.ts';
import { isNamedAsDocument } from '../../read/paths.ts';
import type { Document, Lineage, Statement } from '../../types.ts';
import { byId } from '../by-id.ts';
import { nameFinder } from '../by-name.ts';
import { byNumber } from '../by-number.ts';
import type { Catalogue } from '../catalogue.ts';
import { ofVersion } from '../lineages.ts';

type Unchanged = Extract<Statement, { type: 'unchanged' }>;

/** What a claim of being unchanged compares; null for what is not there. */
export interface Compared {
  readonly subject: Document | null;
  readonly lineage: Lineage | null;
  /** The version that it is compared with; null when that is said by a commit. */
  readonly older: Document | null;
}

export type SubjectFinder = (statement: Unchanged, citing: Document) => Compared;

/** True when what is said to be unchanged is so since a commit, not a version. */
export function isSinceCommit({ since }: Unchanged): boolean {
  return !since.includes('.');
}

/** Makes the finder of what is said to be unchanged; the catalogue is asked for when somebody says so. */
export function subjectFinder(catalogue: () => Catalogue): SubjectFinder {
  const findName = once(() => nameFinder(catalogue()));
  return (statement, citing) => {
    const { lineages } = catalogue();
    const named = statement.document;
    const subject = named === null ? citing : documentNamed(named, citing, catalogue(), findName());
    const lineage = subject === null ? null : (lineages.get(subject.id) ?? null);
    const version = isSinceCommit(statement) ? null : parseVersion(statement.since);
    const older =
      lineage === null || version === null
        ? null
        : (ofVersion(lineage, version).find(({ format }) => format === 'md') ?? null);
    return { subject, lineage, older };
  };
}

function documentNamed(
  named: string,
  citing: Document,
  catalogue: Catalogue,
  findName: ReturnType<typeof nameFinder>,
): Document | null {
  const [id = '', version = null] = named.split('@');
  const bare = id.split('#', 1)[0] ?? '';
  const [numbered] = byNumber(bare, version, citing, catalogue) ?? [];
  if (numbered !== undefined) return numbered.type === 'document' ? numbered.document : null;
  const found =
    isNamedAsDocument(bare) || catalogue.lineages.has(bare)
      ? byId(bare, version, citing, catalogue)
      : findName(bare, version, citing);
  return found.type === 'document' ? found.document : null;
}
