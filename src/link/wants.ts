import { nameOf } from '../read/paths.ts';
import { OWN } from '../read/repositories.ts';
import type { Config, Document, RepositoryWants, SourceWant, TargetOf, Tree } from '../types.ts';
import { claimWantsOf, type EarlierWant } from './claims/wants.ts';
import { isOfRepository } from './commit-edges.ts';
import { mayLieElsewhere, questionsOf } from './elsewhere-questions.ts';
import { repositoryOn } from './repository-names.ts';
import { branchOf, type SourceQuestion, sourceKey, sourceQuestion } from './source-edges.ts';

/** What a record wants to know of the repositories that its notes name. */
export interface Wants {
  /** Name in slop.yaml → what is said to be of it. */
  readonly of: (name: string) => RepositoryWants;
  /** True when nothing is wanted of any. */
  readonly none: boolean;
  /** True when something is named that no words give to a repository, or is wanted of the record's own. */
  readonly unsaid: boolean;
  /** Paths of the documents whose texts are to be compared. */
  readonly texts: readonly string[];
  /** Versions to be looked for in the history of the record. */
  readonly earlier: readonly EarlierWant[];
}

/**
 * Gathers what all notes name and claim, by the repository that they are said to be of. `prefix` leads from the top
 * of the record's own repository to its root. Yields after each note.
 */
export function* wantsOf(
  documents: readonly Document[],
  tree: Tree,
  config: Config,
  prefix: string,
): Generator<undefined, Wants> {
  const { said, hashes, sources, elsewhere, anywhere, ...named } = yield* namedIn(documents, config);
  const claims = claimWantsOf(documents, tree, config);
  const own = claims.own.files.map((file) => ({ ...file, path: prefix + file.path }));
  const others = [
    ...new Set([...hashes, ...[...claims.hashes.values()].flat(), ...claims.own.hashes]),
  ].sort();
  const sourcesOf = (name: string): readonly SourceWant[] => {
    const published = branchOf(name, config);
    const wanted = (name === OWN ? sources : [...elsewhere, ...sources])
      .filter(({ repository }) => repository === null || repository === name)
      .map(({ path, hash }) => ({ path, at: hash ?? published }));
    const also =
      name === OWN ? [] : [...anywhere].map((path) => ({ path, at: published, past: false as const }));
    return [...new Map([...also, ...wanted].map((want) => [sourceKey(want), want])).values()];
  };
  return {
    of: (name) => ({
      hashes: [
        ...new Set([
          ...(said.get(name) ?? []),
          ...(claims.hashes.get(name) ?? []),
          ...(name === OWN ? claims.own.hashes : []),
        ]),
      ].sort(),
      others,
      messages: false,
      sources: sourcesOf(name),
      files: [...(claims.files.get(name) ?? []), ...(claims.files.get('') ?? []), ...own],
      heads: [...(claims.heads.get(name) ?? []), ...(claims.heads.get('') ?? [])].flatMap((want) =>
        want.branch === null ? [{ ...want, branch: branchOf(name, config) }, want] : [want],
      ),
    }),
    none:
      !named.any && others.length === 0 && claims.files.size === 0 && elsewhere.length + anywhere.size === 0,
    unsaid: named.unsaid || own.length > 0,
    texts: claims.texts,
    earlier: claims.earlier,
  };
}

/** A file of a repository, in a state of it. */
type WantedFile = SourceQuestion & { readonly path: string };

/** What mentions name of repositories. */
interface Named {
  /** Name in slop.yaml → hashes that are said to be of it. */
  readonly said: ReadonlyMap<string, ReadonlySet<string>>;
  readonly hashes: ReadonlySet<string>;
  readonly sources: readonly WantedFile[];
  /** Documents that the record may lack, where words say in which state of what they lie. */
  readonly elsewhere: readonly WantedFile[];
  /** Names of others. */
  readonly anywhere: ReadonlySet<string>;
  /** Whether anything is named but documents. */
  readonly any: boolean;
  readonly unsaid: boolean;
}

function* namedIn(documents: readonly Document[], config: Config): Generator<undefined, Named> {
  const said = new Map<string, Set<string>>();
  const hashes = new Set<string>();
  const sources: WantedFile[] = [];
  const elsewhere: WantedFile[] = [];
  const anywhere = new Set<string>();
  const names = new Set(documents.map(({ path }) => nameOf(path)));
  let any = false;
  let unsaid = false;
  for (const document of documents) {
    const questions = questionsOf(document, config);
    for (const mention of document.draft?.mentions ?? []) {
      const { target } = mention;
      if (mayLieElsewhere(target, (name) => names.has(name))) {
        const { all, now } = questions(mention, target);
        for (const { repository, at } of [...all, ...now]) {
          if (repository === null && at === null) anywhere.add(target.name);
          else elsewhere.push({ path: target.name, repository, hash: at });
        }
      }
      if (target.type === 'source') {
        const question = sourceQuestion(document, target, config);
        any = true;
        if (question.repository === null) unsaid = true;
        sources.push({ path: target.path, ...question });
      }
      if (!isOfRepository(target)) continue;
      any = true;
      if (target.repository === null) unsaid = true;
      if (target.type !== 'commit') continue;
      hashes.add(target.hash);
      const name = saidOf(target, document, config);
      if (name !== null) said.set(name, (said.get(name) ?? new Set()).add(target.hash));
    }
    yield;
  }
  return { said, hashes, sources, elsewhere, anywhere, any, unsaid };
}

function saidOf({ repository, near }: TargetOf<'commit'>, { date }: Document, config: Config): string | null {
  const named = repository ?? near;
  return named === null ? null : repositoryOn(named, date, config);
}
