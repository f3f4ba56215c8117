import { formatVersion, parseVersion } from '../parse/version.ts';
import { folded, isNamedAsDocument, nameOf, numberAlone, pathFrom } from '../read/paths.ts';
import type { Document, Lineage, Version } from '../types.ts';
import { byFileName } from './by-file-name.ts';
import type { Catalogue } from './catalogue.ts';
import { ofVersion } from './lineages.ts';
import { chosen, documentMeant, homesOf, type Resolution } from './resolution.ts';

/**
 * Finds a document by the id of its lineage, current without a version. A file name, with its extension or without,
 * does as well, and so does the number with which a file beside the citing note opens, or else the one in a head. For
 * an id that is not there comes the nearest, for a version those that are.
 */
export function byId(id: string, version: string | null, citing: Document, catalogue: Catalogue): Resolution {
  if (isNamedAsDocument(id)) return byFileName(id, citing, catalogue);
  const lineage = catalogue.lineages.get(id);
  if (lineage !== undefined) return inLineage(lineage, version, citing, catalogue);
  if (catalogue.byName.has(`${id}.md`)) return byFileName(`${id}.md`, citing, catalogue);
  const beside = /^\d+$/.test(id) ? filesNumbered(id, citing, catalogue) : [];
  const [one, ...more] = beside.length > 0 ? beside : (catalogue.byNumber().get(id) ?? []);
  if (one !== undefined && more.length === 0) return inLineage(one, version, citing, catalogue);
  if (one !== undefined)
    return { type: 'ambiguous', candidates: [one, ...more].map(({ current }) => current.path) };
  const spelled = catalogue.foldedIds().get(folded(id));
  const near = catalogue.nearestId(id);
  const alike = filesNumbered(id, citing, catalogue).map(({ current }) => nameOf(current.path));
  const others = alike.length > 0 || near === null ? alike : [near];
  return { type: 'missing', candidates: spelled ?? others };
}

/** The lineages beside a note, else in the archive there, whose file names open with the number at the end of an id. */
function filesNumbered(id: string, citing: Document, catalogue: Catalogue): readonly Lineage[] {
  const number = numberAlone(id);
  if (number === null) return [];
  const archive = catalogue.config.archive.folder;
  const homes = homesOf(citing, archive);
  const folders = [...homes, ...homes.map((folder) => pathFrom(folder, archive) ?? '')];
  const found = folders.map((folder) => catalogue.byFileNumber().get(`${folder}/${Number(number)}`) ?? []);
  return found.find((lineages) => lineages.length > 0) ?? [];
}

/** The version of a lineage, or its current one. */
export function inLineage(
  lineage: Lineage,
  version: string | null,
  citing: Document,
  catalogue: Catalogue,
): Resolution {
  if (version === null) return documentMeant(lineage.current);
  const wanted = parseVersion(version);
  const documents = wanted === null ? [] : ofVersion(lineage, wanted);
  if (documents.length === 0) return { type: 'missing', candidates: versionsOf(lineage) };
  return amongTwins(documents, citing, catalogue);
}

/** Twins are one document, of which the Markdown file stands for both. */
export function amongTwins(
  documents: readonly Document[],
  citing: Document,
  catalogue: Catalogue,
): Resolution {
  const format = documents[0]?.format;
  const homes = homesOf(citing, catalogue.config.archive.folder);
  return chosen(
    documents.filter((document) => document.format === format),
    homes,
  );
}

/** `id@0.3` for each version, newest first. */
function versionsOf({ id, versions }: Lineage): readonly string[] {
  const known = versions.flatMap(({ version }): readonly Version[] => (version === null ? [] : [version]));
  return [...new Set(known.map((version) => `${id}@${formatVersion(version)}`))].reverse().slice(0, 5);
}
