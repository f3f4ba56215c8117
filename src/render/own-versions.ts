import { withoutEnding } from '../read/paths.ts';
import type { Document, Graph } from '../types.ts';
import { groupBy } from './group.ts';

/**
 * What finds the versions of a document, oldest first. Files without a version that share a name, such as the README.md
 * of each folder, are none of each other.
 */
export function ownVersions({ lineages }: Graph): (document: Document) => readonly Document[] {
  const own = new Map<string, readonly Document[]>();
  for (const { versions } of lineages.values()) {
    const open = groupBy(versions.filter(isOpen), ({ path }) => withoutEnding(path));
    if (open.size < 2) continue;
    const others = versions.filter((one) => !isOpen(one));
    for (const same of open.values()) {
      const all =
        others.length === 0 ? same : versions.filter((one) => same.includes(one) || others.includes(one));
      for (const { path } of same) own.set(path, all);
    }
  }
  return (document) => own.get(document.path) ?? lineages.get(document.id)?.versions ?? [document];
}

/** Without a version, and not in an archive. */
const isOpen = ({ version, archived }: Document): boolean => version === null && !archived;
