import { folded, nameOf } from '../read/paths.ts';
import type { Document } from '../types.ts';
import { inLineage } from './by-id.ts';
import type { Catalogue } from './catalogue.ts';
import { chosen, homesOf, type Resolution } from './resolution.ts';

/**
 * What a name between double brackets means in programs for notes, where no id is written so: a note in another case,
 * one behind its folders, that above an archive too, or any other file. Null for nothing.
 */
export function byBrackets(
  name: string,
  version: string | null,
  citing: Document,
  catalogue: Catalogue,
): Resolution | null {
  const ids = catalogue.foldedIds().get(folded(name)) ?? [];
  const lineage = ids.length === 1 ? catalogue.lineages.get(ids[0] ?? '') : undefined;
  if (lineage !== undefined) return inLineage(lineage, version, citing, catalogue);
  const archive = catalogue.config.archive.folder;
  const paths = [folded(name), `${folded(name)}.md`].flatMap((written) => {
    const called = catalogue.foldedNames().get(nameOf(written)) ?? [];
    return called.filter((path) =>
      homesOf({ path }, archive).some((home) =>
        `/${folded(`${home}/${nameOf(path)}`)}`.endsWith(`/${written}`),
      ),
    );
  });
  const documents = paths.flatMap((path) => catalogue.byPath.get(path) ?? []);
  if (documents.length > 0) return chosen(documents, homesOf(citing, archive));
  const [path, ...others] = paths;
  if (path === undefined) return null;
  return others.length === 0 ? { type: 'file', path } : { type: 'ambiguous', candidates: paths };
}
