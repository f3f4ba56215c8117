import { groupBy } from '../read/order.ts';
import { withoutEnding } from '../read/paths.ts';
import type { Document, Graph } from '../types.ts';

/**
 * What finds the versions of a document, oldest first. Files without a version that share a name, such as the README.md
 * of each folder, are none of each other; archived ones are those of the current one.
 */
export function ownVersions({ lineages }: Graph): (document: Document) => readonly Document[] {
  const own = new Map<string, readonly Document[]>();
  for (const { versions, current } of lineages.values()) {
    const open = groupBy(versions.filter(isOpen), ({ path }) => withoutEnding(path));
    if (open.size < 2) continue;
    for (const same of open.values()) {
      const isApart = isOpen(current) && !same.includes(current);
      const all = isApart ? same : versions.filter((one) => same.includes(one) || !isOpen(one));
      for (const { path } of isOpen(current) ? all : same) own.set(path, all);
    }
  }
  return (document) => own.get(document.path) ?? lineages.get(document.id)?.versions ?? [document];
}

/** Without a version, and not in an archive. */
const isOpen = ({ version, archived }: Document): boolean => version === null && !archived;
