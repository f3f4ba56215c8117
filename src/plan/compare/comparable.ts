import { isSameVersion } from '../../parse/version.ts';
import type { Document, Draft, Lineage } from '../../types.ts';

/** A version that can be compared: one that was read as Markdown. */
export type ComparableDocument = Document & { readonly draft: Draft };

/** The versions of a lineage that can be compared, oldest first; of several files of one version the current or first. */
export function comparableVersions({ versions, current }: Lineage): readonly ComparableDocument[] {
  const found: ComparableDocument[] = [];
  for (const document of versions) {
    const { draft } = document;
    if (draft === null || draft.opaque) continue;
    const last = found.at(-1);
    const again = last !== undefined && isSameVersion(last.version, document.version);
    if (!again) found.push({ ...document, draft });
    else if (document === current) found[found.length - 1] = { ...document, draft };
  }
  return found;
}
