import { counted } from '../parse/in-threes.ts';
import type { Edge, Graph, RepositoryReading } from '../types.ts';

/**
 * One sentence for each repository of which something named in the notes could not be looked up, and why; in the
 * order of slop.yaml. Nothing of one that no note names.
 */
export function unverifiedRepositories({ out, ledger }: Pick<Graph, 'out' | 'ledger'>): readonly string[] {
  const unverified = new Map<string, number>();
  for (const edges of out.values()) {
    for (const edge of edges) {
      const name = edge.state === 'unverified' ? repositoryOf(edge) : null;
      if (name !== null) unverified.set(name, (unverified.get(name) ?? 0) + 1);
    }
  }
  return [...(ledger.repositories?.values() ?? [])].flatMap((reading) => {
    const mentions = unverified.get(reading.name) ?? 0;
    const verb = mentions === 1 ? 'is' : 'are';
    const why = whyUnverified(reading) ?? whyOlder(reading);
    return mentions === 0 || why === null
      ? []
      : [`${counted(mentions, 'mention')} of ${reading.name} ${verb} unverified: ${why}`];
  });
}

/** The repository that something is looked up in; null for what lies in the record. */
function repositoryOf({ mention: { target }, to }: Edge): string | null {
  if (!('repository' in target) || target.type === 'document') return null;
  if (to?.type === 'object') return to.repository;
  return target.repository ?? (target.type === 'commit' ? target.near : null);
}

function whyOlder({ name, fetched }: RepositoryReading): string | null {
  if (fetched === null) return null;
  return `its clone was last fetched on ${fetched.slice(0, 10)}, before the notes that name it: fetch it again, or run slop repos sync ${name}`;
}

/** Why a clone cannot tell everything; null for one that can. Without a full stop at its end. */
export function whyUnverified({ name, place, unread, partial, unwalked }: RepositoryReading): string | null {
  const why =
    place === null
      ? `there is no clone on this machine: name its folder in slop.local.yaml, or with a url in slop.yaml run slop repos sync ${name}`
      : (unread ?? partial ?? unwalked);
  return why?.replace(/\.$/, '') ?? null;
}
