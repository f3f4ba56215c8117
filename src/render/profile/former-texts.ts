import type { Graph } from '../../types.ts';
import type { PrivateParts } from './private-parts.ts';

/**
 * Blob ids of the texts that a note with private parts had before it was changed in place: what is private today
 * may stand in them unmarked, or under another heading.
 */
export function formerTexts(
  { documents, ledger }: Graph,
  parts: ReadonlyMap<string, PrivateParts>,
): ReadonlySet<string> {
  const former = new Set<string>();
  for (const { path } of documents) {
    const texts = ledger.record?.paths.get(path)?.texts ?? [];
    if (texts.length < 2 || !parts.has(path)) continue;
    for (const { oid, was } of texts) {
      former.add(oid);
      if (was !== null) former.add(was);
    }
  }
  return former;
}
