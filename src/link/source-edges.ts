import type {
  Config,
  Document,
  Edge,
  Ledger,
  Mention,
  RepositoryReading,
  SourceReading,
  SourceWant,
  TargetOf,
} from '../types.ts';
import { repositoryOn } from './repository-names.ts';
import { edgeOf } from './states.ts';

/** A line of a source file, and in which repositories and in which state of them it is looked for. */
export interface SourceQuestion {
  /** Name in slop.yaml; null for any. */
  readonly repository: string | null;
  /** A hash, as written: of the commit beside it, or of the head that the note records; null for the published branch. */
  readonly hash: string | null;
}

/** The key under which a `RepositoryReading` holds what it has for a want. */
export function sourceKey({ path, at }: SourceWant): string {
  return `${at}:${path}`;
}

/**
 * Where a line is looked for: as the words beside it say, else where the commit beside it is. Without a commit it is
 * read as of the head that the note records of that repository, or of the only one that it records a head of.
 */
export function sourceQuestion(
  citing: Pick<Document, 'draft' | 'date'>,
  { repository, of }: TargetOf<'source'>,
  config: Pick<Config, 'repos'>,
): SourceQuestion {
  const { draft, date } = citing;
  const commit = of === null ? undefined : draft?.mentions[of]?.target;
  if (commit?.type !== 'commit') {
    const name = repository === null ? null : repositoryOn(repository, date, config);
    return recordedHead(citing, name, config) ?? { repository: name, hash: null };
  }
  const named = repository ?? commit.repository ?? commit.near;
  return { repository: named === null ? null : repositoryOn(named, date, config), hash: commit.hash };
}

/** The one head that a note records of a repository, or of all; null for none, and where it records several. */
export function recordedHead(
  { draft, date }: Pick<Document, 'draft' | 'date'>,
  name: string | null,
  config: Pick<Config, 'repos'>,
): SourceQuestion | null {
  const heads = new Map<string, SourceQuestion>();
  for (const { statement } of draft?.claims ?? []) {
    if (statement.type !== 'head' || statement.repository === null) continue;
    const repository = repositoryOn(statement.repository, date, config);
    if (repository === null || (name !== null && repository !== name)) continue;
    heads.set(`${repository}@${statement.oid.slice(0, SHORTEST)}`, { repository, hash: statement.oid });
  }
  const [only, ...more] = heads.values();
  return only === undefined || more.length > 0 ? null : only;
}

/** One commit may be written with more of its digits or fewer. */
const SHORTEST = 7;

interface Place {
  readonly reading: RepositoryReading;
  readonly source: SourceReading;
}

/**
 * Finds the line of a source file that a mention names, at the commit beside it or the head that its note records.
 * `missing` has a target when the file is there and the line is not; without one its candidates are the paths that the
 * file has in other commits. Where the clone lacks the commit or the content, it is `unverified`, and so it is where the
 * note says of no commit and the published branch, which moves on, has no such line.
 */
export function sourceFinder(
  { repositories }: Ledger,
  config: Config,
): (citing: Document, mention: Mention, target: TargetOf<'source'>) => Edge {
  const all = [...(repositories?.values() ?? [])];
  return (citing, mention, target) => {
    const from = citing.path;
    const { repository, hash } = sourceQuestion(citing, target, config);
    const asked = repository === null ? all : all.filter(({ name }) => name === repository);
    const places = asked.flatMap((reading): Place[] => {
      const at = hash ?? branchOf(reading.name, config);
      const source = reading.sources?.get(sourceKey({ path: target.path, at }));
      return source === undefined || source.commit === null ? [] : [{ reading, source }];
    });
    const found = places.flatMap(({ reading, source }) =>
      wholePathFirst(source, target.path).map((place) => ({ reading, source, place })),
    );
    const [only] = found;
    if (only === undefined) return nowhere(from, mention, places, hash);
    if (found.length > 1) {
      const candidates = found.map(({ reading, place }) => `${reading.name}:${place.path}`);
      return edgeOf(from, mention, null, ['ambiguous'], candidates);
    }
    const { reading, source, place } = only;
    const to = {
      type: 'source',
      repository: reading.name,
      oid: source.commit ?? '',
      file: place.path,
      line: target.line,
    } as const;
    const lacks = place.lines !== null && place.lines < target.line;
    const state = place.lines === null || (lacks && hash === null) ? 'unverified' : lacks ? 'missing' : 'ok';
    return edgeOf(from, mention, to, state === 'ok' ? [] : [state]);
  };
}

/** A repository that slop.yaml does not have is that of the record. */
export function branchOf(name: string, { repos }: Pick<Config, 'repos'>): string {
  return repos.find((repository) => repository.name === name)?.branch ?? 'HEAD';
}

/** The whole path before those that only end with it. */
export function wholePathFirst({ places }: SourceReading, path: string): SourceReading['places'] {
  const whole = places.filter((place) => place.path === path);
  return whole.length > 0 ? whole : places;
}

function nowhere(from: string, mention: Mention, places: readonly Place[], hash: string | null): Edge {
  const isKnown = hash !== null && places.length > 0;
  if (!isKnown) return edgeOf(from, mention, null, ['unverified']);
  const candidates = places.flatMap(({ source }) => source.elsewhere);
  return edgeOf(from, mention, null, ['missing'], candidates);
}
