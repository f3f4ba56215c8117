import { once } from '../parse/once.ts';
import { push } from '../read/order.ts';
import { nameOf } from '../read/paths.ts';
import { OWN } from '../read/repositories.ts';
import type { Config, Document, Mention, Target, TargetOf } from '../types.ts';
import { repositoryOn } from './repository-names.ts';
import { recordedHead } from './source-edges.ts';

/** In which state of which repository a document is looked for. */
export interface ElsewhereQuestion {
  /** Name in slop.yaml; null for any. */
  readonly repository: string | null;
  /** A hash as written, or a branch; null for the published branch. */
  readonly at: string | null;
  /** True for what the note says of itself, not of that document: one such question is as likely as another. */
  readonly general?: true;
}

/** Where a document is looked for, the likeliest first. */
export interface Questions {
  readonly all: readonly ElsewhereQuestion[];
  /** Whether the words beside it name a commit, at which nothing changes any more. */
  readonly pinned: boolean;
  /** Where it is as it is now. */
  readonly now: readonly ElsewhereQuestion[];
}

/**
 * Where the documents that a note names may lie in other repositories: at the commits and branches that the words
 * beside them say, else at those said of their name elsewhere in the note, at the heads that the note records, on the
 * branches that it names, and on the published branch.
 */
export function questionsOf(
  citing: Document,
  config: Pick<Config, 'repos'>,
): (mention: Mention, target: TargetOf<'document'>) => Questions {
  const said = once(() => {
    const byName = new Map<
      string,
      (ElsewhereQuestion & { readonly start: number; readonly pin: boolean })[]
    >();
    for (const { statement, span } of citing.draft?.claims ?? []) {
      if (statement.type !== 'exists') continue;
      const { repository: word, oid, branch } = statement;
      const repository = word === null ? null : repositoryOn(word, citing.date, config);
      if (word !== null && repository === null) continue;
      const pin = oid !== null;
      push(byName, nameOf(statement.path), { repository, at: oid ?? branch, start: span.start, pin });
    }
    return byName;
  });
  const general = once(() => generalQuestions(citing, config));
  return ({ span }, target) => {
    const word = target.repository;
    const repository = word === null ? null : repositoryOn(word, citing.date, config);
    if (word !== null && repository === null) return { all: [], pinned: false, now: [] };
    const ofName = (said().get(nameOf(target.name)) ?? [])
      .filter((one) => repository === null || one.repository === null || one.repository === repository)
      .map((one) => ({ ...one, repository: one.repository ?? repository }))
      .reverse();
    const beside = ofName.filter(({ start, pin }) => pin && span.start <= start && start < span.end);
    const now = [...ofName.filter(({ pin }) => !pin), { repository, at: null }];
    if (beside.length > 0) return { all: beside, pinned: true, now };
    const ofNote = general().filter((one) => repository === null || one.repository === repository);
    return {
      all: [...ofName, ...ofNote, { repository, at: null }],
      pinned: false,
      now,
    };
  };
}

/** The heads that a note records, and the branches that it says are of a repository. */
function generalQuestions(citing: Document, config: Pick<Config, 'repos'>): readonly ElsewhereQuestion[] {
  const heads = config.repos.flatMap(({ name }) => recordedHead(citing, name, config) ?? []);
  const branches = (citing.draft?.mentions ?? []).flatMap(({ target }) => {
    if (target.type !== 'branch' || target.repository === null) return [];
    const repository = repositoryOn(target.repository, citing.date, config);
    return repository === null ? [] : [{ repository, at: target.name }];
  });
  const all = [...heads.map(({ repository, hash }) => ({ repository, at: hash })), ...branches];
  return all.map((one) => ({ ...one, general: true }));
}

/** True for a file name that is said to be of another repository, or that no file of the record bears. */
export function mayLieElsewhere(
  target: Target,
  isHere: (name: string) => boolean,
): target is TargetOf<'document'> {
  if (target.type !== 'document' || target.by !== 'file-name' || target.planned) return false;
  return target.repository === null ? !isHere(nameOf(target.name)) : target.repository !== OWN;
}
