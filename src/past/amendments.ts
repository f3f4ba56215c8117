import {
  amendmentOf,
  type Candidate,
  changedVersions,
  type SectionsOf,
  textsSent,
  textsThatCount,
  turnsSent,
} from '../link/amendments.ts';
import { ancestryOf } from '../link/ancestry.ts';
import { compareVersions, stemOf } from '../parse/version.ts';
import type { Pool } from '../pool/pool.ts';
import type { Means, Project } from '../project.ts';
import { sourceOf } from '../read/source.ts';
import type {
  Amendment,
  Amendments,
  Document,
  LazyEngine,
  Ledger,
  MarkdownEngine,
  PastSection,
  Repository,
  Version,
} from '../types.ts';

/** Loaded only where something became of a version that no earlier run has read. */
type PastParser = typeof import('../parse/past-text.ts');

/** A version that was changed, and which of its texts were sent, where it is a turn. */
interface Changed {
  readonly candidate: Candidate;
  readonly sentWith: readonly number[];
}

/**
 * What became of each version of the record after it was first committed: the texts of all that were changed, and that
 * no earlier run has read, are asked of Git at once. Undefined where Git does not tell.
 */
export async function readAmendments(
  pool: Pick<Pool, 'remembered'>,
  { project, engine }: Pick<Means, 'project' | 'engine'>,
  repository: Repository | null,
  documents: readonly Document[],
  ledger: Ledger,
): Promise<Amendments | undefined> {
  if (repository === null || ledger.record === null || ledger.record.shallow) return undefined;
  const candidates = changedVersions(documents, ledger);
  if (candidates.length === 0) return { of: new Map(), parents: new Map() };
  const parents = await repository.parents();
  if (parents === null) return undefined;
  const leadsTo = candidates.some(({ kind }) => kind === 'turn') ? ancestryOf(parents) : () => false;
  const sent = turnsSent(documents);
  const changed = candidates.map((candidate) => ({
    candidate,
    sentWith: textsSent(candidate, sent, leadsTo),
  }));
  const amendments = await pool.remembered('amendments', changed, (unknown) =>
    amendmentsOf(repository, project, engine, unknown),
  );
  if (amendments === null) return undefined;
  const of = candidates.flatMap(({ path }, index) => {
    const amendment = amendments[index] ?? null;
    return amendment === null ? [] : [[path, amendment] as const];
  });
  return { of: new Map(of), parents };
}

/** Of each version what became of it; null where Git does not tell the texts. */
async function amendmentsOf(
  repository: Repository,
  { config }: Pick<Project, 'config'>,
  engine: LazyEngine,
  changed: readonly Changed[],
): Promise<readonly (Amendment | null)[] | null> {
  const wanted = changed.flatMap(({ candidate: { texts } }) =>
    texts.flatMap(({ oid, was }) => (was === null ? oid : [oid, was])),
  );
  const [past, parse, loaded] = await Promise.all([
    repository.texts([...new Set(wanted)]),
    import('../parse/past-text.ts'),
    engine.load(),
  ]);
  if (past === null) return null;

  const renamed = renamer(config.moved);
  const texts = new Map([...past].map(([oid, text]) => [oid, renamed(parse.withPlainAddresses(text))]));
  const sectionsIn = sectionReader(texts, config, loaded, parse);
  const statusOf = (oid: string): string | null => parse.pastStatus(texts.get(oid) ?? '', config);
  return changed.map(({ candidate, sentWith }) =>
    amendmentOf(textsThatCount(candidate, sentWith, statusOf), sectionsIn(candidate.version)),
  );
}

/** Writes the names that files have now for those that they had, so that a note is not amended where they moved. */
function renamer(moved: Project['config']['moved']): (text: string) => string {
  const stems = [...moved].flatMap(([from, to]) => {
    const [old, now] = [stemOf(from), stemOf(to)];
    return old === now ? [] : [[old, now] as const];
  });
  // The newest move stands first.
  const names = [...new Map(stems)].reverse();
  return (text) => names.reduce((all, [old, now]) => all.replaceAll(old, () => now), text);
}

/** Reads the sections of blobs, each once, and the same for bodies that are the same. */
function sectionReader(
  texts: ReadonlyMap<string, string>,
  config: Project['config'],
  engine: MarkdownEngine,
  parse: PastParser,
): (version: Version) => SectionsOf {
  return (version) => {
    const known = new Map<string, readonly PastSection[]>();
    return (oid, path) => {
      const text = texts.get(oid);
      const its = text === undefined ? null : parse.pastVersion(text, path, config);
      if (text === undefined || its === null || compareVersions(its, version) !== 0) return null;
      const body = text.replace(YAML_HEAD, '');
      const read = known.get(body) ?? readSections(text, path, config, engine, parse);
      if (read !== null) known.set(body, read);
      return read;
    };
  };
}

const YAML_HEAD = /^\uFEFF?---\r?\n.*?\r?\n---(?=\r?\n)/s;

function readSections(
  text: string,
  path: string,
  config: Project['config'],
  engine: MarkdownEngine,
  { pastSections }: PastParser,
): readonly PastSection[] | null {
  const { opaque } = sourceOf(path, new TextEncoder().encode(text));
  return opaque ? null : pastSections(text, config, engine);
}
