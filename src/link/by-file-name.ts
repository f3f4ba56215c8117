import { nameVersion } from '../parse/version.ts';
import { byPath } from '../read/order.ts';
import { folded, folderOf, nameOf, relativeTo } from '../read/paths.ts';
import type { Document } from '../types.ts';
import type { Catalogue } from './catalogue.ts';
import { byVersion } from './lineages.ts';
import { chosen, homesOf, type Resolution } from './resolution.ts';

/** Most names that are offered instead of one. */
const MOST_OFFERED = 5;

/**
 * Finds a document by its exact file name, anywhere in the record; folders before the name narrow the choice when
 * they fit. For a name that is not there come the files that it may stand for.
 */
export function byFileName(written: string, citing: Document, catalogue: Catalogue): Resolution {
  const name = nameOf(written);
  const documents = catalogue.byName.get(name);
  if (documents === undefined)
    return {
      type: 'missing',
      candidates: [...new Set(filesInstead(name, folderOf(citing.path), citing, catalogue).map(nameOf))],
    };
  if (documents.length === 1) return { type: 'document', document: documents[0] as Document };
  const path = written.replace(/^(?:\.{0,2}\/)+/, '');
  const inFolder = documents.filter((document) => `/${document.path}`.endsWith(`/${path}`));
  const homes = homesOf(citing, catalogue.config.archive.folder);
  return chosen(inFolder.length > 0 ? inFolder : documents, homes);
}

/**
 * Paths for a file name that is not there: other spellings of it, else other versions, newest first, else the nearest.
 * Those of one name come in order of the way to them from `folder`, in which it was looked for.
 * A name that half the folders have, such as README.md, tells none of them.
 */
export function filesInstead(
  name: string,
  folder: string,
  citing: Document,
  catalogue: Catalogue,
): readonly string[] {
  const { byName, byStem, foldedNames, nearestFileName } = catalogue;
  const underscored = name.replace(/(?<=-v\d+(?:\.\d+)*)\.(?=\d)/g, '_');
  const spelled = foldedNames().get(folded(underscored));
  if (spelled !== undefined) return offered(spelled, folder);
  const lineage = byStem.get(nameVersion(underscored).stem);
  if (lineage !== undefined) return newestPaths(lineage);
  const near = nearestFileName(name);
  const others = (near === null ? [] : (byName.get(near) ?? [])).filter(({ path }) => path !== citing.path);
  return offered(
    others.map(({ path }) => path),
    folder,
  );
}

function offered(paths: readonly string[], folder: string): readonly string[] {
  if (paths.length > MOST_OFFERED) return [];
  const steps = (path: string): number => relativeTo(folder, path).split('/').length;
  return paths.toSorted((one, other) => steps(one) - steps(other));
}

/** Paths of the newest of some documents. */
export function newestPaths(documents: readonly Document[]): readonly string[] {
  const inOrder = documents.toSorted((a, b) => byVersion(b.version, a.version) || byPath(a, b));
  return inOrder.slice(0, MOST_OFFERED).map(({ path }) => path);
}
