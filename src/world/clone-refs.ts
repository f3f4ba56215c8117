import type { TagReading } from '../types.ts';

/** The refs of a clone, put in order. */
export interface Refs {
  readonly branches: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, TagReading>;
  /** Commits that published branches and tags are at. */
  readonly published: readonly string[];
  /** Tag object → its commit, or null when it leads to none. */
  readonly tagObjects: ReadonlyMap<string, string | null>;
  /** The keys of `tagObjects`, sorted. */
  readonly sortedTagObjects: readonly string[];
}

/** Fields of a ref for `for-each-ref --format`, one ref a line. */
export const refFormat = '%(objecttype) %(objectname) %(*objecttype)%(*objectname) %(refname)';

const TRUSTED = ['origin', 'upstream'];

/** How much a remote counts where several have a branch of one name: the most that of the greatest number. */
export const trustIn = (remote: string): number => TRUSTED.indexOf(remote);

/**
 * Reads what `git for-each-ref` prints in `refFormat`. Published are the branches of remotes and the tags, or where
 * there is no remote branch the local ones.
 */
export function readRefs(printed: string): Refs {
  const local = new Map<string, string>();
  const onRemotes: { readonly rank: number; readonly name: string; readonly commit: string }[] = [];
  const tags = new Map<string, TagReading>();
  const tagObjects = new Map<string, string | null>();
  for (const line of printed.split('\n')) {
    const [, type, oid = '', peeled = '', place = ''] = /^(\w+) (\w+) (\w*) refs\/(.+)$/.exec(line) ?? [];
    const commit = type === 'commit' ? oid : /^commit(\w+)$/.exec(peeled)?.[1];
    const [, group, name = ''] = /^(heads|remotes|tags)\/(.+)$/.exec(place) ?? [];
    if (group === 'tags') tags.set(name, { oid, commit: commit ?? null });
    if (type === 'tag') tagObjects.set(oid, commit ?? null);
    if (commit === undefined) continue;
    if (group === 'heads') local.set(name, commit);
    if (group !== 'remotes' || name.endsWith('/HEAD')) continue;
    const end = name.indexOf('/');
    onRemotes.push({ rank: trustIn(name.slice(0, end)), name: name.slice(end + 1), commit });
  }
  const remote = onRemotes
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ name, commit }) => [name, commit] as const);
  const tagged = [...tags.values()].flatMap(({ commit }) => commit ?? []);
  return {
    branches: new Map([...local, ...remote]),
    tags,
    published: [...(remote.length > 0 ? remote.map(([, commit]) => commit) : local.values()), ...tagged],
    tagObjects,
    sortedTagObjects: [...tagObjects.keys()].sort(),
  };
}
