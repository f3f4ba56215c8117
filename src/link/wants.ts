import type { Config, Document, RepositoryWants } from '../types.ts';
import { repositoryOn } from './repository-names.ts';

/** What a record wants to know of the repositories that its notes name. */
export interface Wants {
  /** Name in slop.yaml → what is said to be of it. */
  readonly of: (name: string) => RepositoryWants;
  /** True when nothing is wanted of any. */
  readonly none: boolean;
  /** True when something is named that no words give to a repository. */
  readonly unsaid: boolean;
}

/** Gathers the hashes of all notes by the repository that they are said to be of. */
export function wantsOf(documents: readonly Document[], config: Config): Wants {
  const said = new Map<string, Set<string>>();
  const all = new Set<string>();
  let none = true;
  let unsaid = false;
  for (const { draft, date } of documents) {
    for (const { target } of draft?.mentions ?? []) {
      if (target.type !== 'commit' && target.type !== 'branch' && target.type !== 'tag') continue;
      none = false;
      const named = target.repository ?? (target.type === 'commit' ? target.near : null);
      const name = named === null ? null : repositoryOn(named, date, config);
      if (target.repository === null) unsaid = true;
      if (target.type !== 'commit') continue;
      all.add(target.hash);
      if (name === null) continue;
      const hashes = said.get(name) ?? new Set();
      said.set(name, hashes.add(target.hash));
    }
  }
  const others = [...all].sort();
  return {
    of: (name) => ({ hashes: [...(said.get(name) ?? [])].sort(), others, messages: false }),
    none,
    unsaid,
  };
}
