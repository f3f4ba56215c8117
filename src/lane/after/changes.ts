import type { Committed, PathChange, Working } from '../../types.ts';
import { digestOf } from '../digest.ts';
import type { Lane } from '../lane.ts';
import { readBody } from '../log/bodies.ts';
import type { ChangedPath, ChangeList, TurnBase, TurnChanges, TurnState } from '../types.ts';
import { boundsOf } from './bounds.ts';

/** Path → digest of what was not committed there. */
type Table = ReadonlyMap<string, string | null>;

/** What a turn is about to begin from, with the texts that belong beside the log; null where Git does not tell. */
export async function baseOf(
  { world, cwd }: Pick<Lane, 'world' | 'cwd'>,
  bounds: Pick<TurnBase, 'allowed' | 'protected' | 'settings'>,
): Promise<{ readonly base: TurnBase | null; readonly bodies: ReadonlyMap<string, string> }> {
  const working = await world.workTrees.working(cwd);
  if (working === null) return { base: null, bodies: new Map() };
  const table = [...working.uncommitted].map(([path, { digest }]) => [path, digest]);
  const text = JSON.stringify(table);
  const uncommitted = table.length === 0 ? null : digestOf(text);
  return {
    base: { ...bounds, oid: working.oid, uncommitted },
    bodies: new Map(uncommitted === null ? [] : [[uncommitted, text]]),
  };
}

/** What a turn that ended has changed since its base, and the list of it. */
export async function changesOf(
  lane: Pick<Lane, 'world' | 'cwd' | 'folder'>,
  { base, request }: Pick<TurnState, 'base' | 'request'>,
): Promise<{ readonly changes: TurnChanges; readonly bodies: ReadonlyMap<string, string> }> {
  if (base === null) return untold(null, 'its folder was in no Git work tree when it began');
  const { workTrees } = lane.world;
  const [before, now] = await Promise.all([tableOf(lane, base), workTrees.working(lane.cwd)]);
  if (now === null) return untold(null, 'its folder is in no Git work tree any more');
  if (before === null)
    return untold(now.oid, 'what was not committed before it is not beside the log any more');
  const committed =
    now.oid === base.oid || now.oid === null
      ? { commits: [], paths: new Map<string, PathChange>() }
      : await workTrees.committed(lane.cwd, base.oid, now.oid);
  if (committed === null)
    return untold(now.oid, `Git does not know commit ${base.oid?.slice(0, 7)} any more`);
  const paths = changedPaths(before, now, committed, boundsOf(base, request));
  const list: ChangeList = { commits: committed.commits, paths };
  const text = JSON.stringify(list);
  const count = (test: (path: ChangedPath) => boolean): number => paths.filter(test).length;
  const changes: TurnChanges = {
    head: now.oid,
    paths: paths.length,
    uncommitted: count(({ uncommitted }) => uncommitted),
    crossed: count(({ breach }) => breach !== null),
    protected: count(({ breach }) => breach === 'protected'),
    list: digestOf(text),
    why: null,
  };
  return { changes, bodies: new Map([[digestOf(text), text]]) };
}

function untold(head: string | null, why: string): Awaited<ReturnType<typeof changesOf>> {
  const none = { paths: 0, uncommitted: 0, crossed: 0, protected: 0, list: null };
  return { changes: { head, ...none, why }, bodies: new Map() };
}

async function tableOf(
  { world, folder }: Pick<Lane, 'world' | 'folder'>,
  { uncommitted }: TurnBase,
): Promise<Table | null> {
  if (uncommitted === null) return new Map();
  const text = await readBody(world, folder, uncommitted);
  return text === null ? null : new Map(JSON.parse(text));
}

/** Every path that a commit touched, and every one that lies there otherwise than before; sorted. */
function changedPaths(
  before: Table,
  { uncommitted }: Working,
  committed: Pick<Committed, 'paths'>,
  breachOf: ReturnType<typeof boundsOf>,
): readonly ChangedPath[] {
  const paths = new Set([...committed.paths.keys(), ...uncommitted.keys(), ...before.keys()]);
  return [...paths].sort().flatMap((path): readonly ChangedPath[] => {
    const there = uncommitted.get(path);
    const isCommitted = committed.paths.has(path);
    // What somebody had not committed, and is as the commit has it now, was thrown away unless a commit took it.
    const isChanged = before.get(path) !== there?.digest && !(there === undefined && isCommitted);
    if (!isCommitted && !isChanged) return [];
    const change = (isChanged ? there?.change : undefined) ?? committed.paths.get(path) ?? 'changed';
    return [{ path, change, committed: isCommitted, uncommitted: isChanged, breach: breachOf(path) }];
  });
}
