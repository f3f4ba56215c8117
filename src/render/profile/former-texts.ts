import type { Graph } from '../../types.ts';
import { withoutPassages } from './passages.ts';

/**
 * Blob ids of the texts that a note with a private passage had before it was changed in place: what is private today
 * may stand in them unmarked, or under another heading.
 */
export async function formerTexts(
  { documents, ledger }: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlySet<string>> {
  const former = new Set<string>();
  for (const { path, format } of documents) {
    const texts = ledger.record?.paths.get(path)?.texts ?? [];
    if (texts.length < 2 || format === 'docx') continue;
    const text = await textOf(path);
    if (withoutPassages(text) === text) continue;
    for (const { oid, was } of texts) {
      former.add(oid);
      if (was !== null) former.add(was);
    }
  }
  return former;
}
