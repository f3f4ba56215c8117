import { objectsIn, own } from '../../read/json.ts';
import { groupBy } from '../../read/order.ts';
import { foldersAbove, nameOf } from '../../read/paths.ts';
import type { Config, Document, Graph, Profile, Receipt } from '../../types.ts';
import { laneKind, RESULT } from '../lane-notes.ts';
import { ownVersions } from '../own-versions.ts';
import { filesOfHidden } from './files.ts';
import { markedPrivate, wasPrivate } from './marked.ts';
import { isFolderName, namesOf, namesOfFile, openNames } from './names.ts';
import { type PrivateParts, privateAddresses } from './private-parts.ts';

/** What a profile leaves out whole. */
export interface Hidden {
  /** Paths of documents, and of files that only they lead to. */
  readonly paths: ReadonlySet<string>;
  /** What they, and private notes that only Git still has (`gone`), are called where others speak of them. */
  readonly names: readonly string[];
  /** How others write the addresses of private sections. */
  readonly addresses: readonly string[];
  readonly gone: ReadonlySet<PastNote>;
}

/** A note that lies in the history alone, by its last text. */
export interface PastNote {
  readonly document: Document;
  readonly text: string;
}

/** What is looked at beside the graph and the profile. */
interface HidingSettings extends Pick<Config, 'moved' | 'names' | 'labels'> {
  readonly parts: ReadonlyMap<string, PrivateParts>;
  /** Those that are filed in the record. */
  readonly receipts: readonly Receipt[];
  readonly gone: readonly PastNote[];
  /** Whether what notes mark as private themselves is hidden. */
  readonly marked: boolean;
  readonly textOf: (path: string) => Promise<string>;
}

/**
 * Every version of a note that the profile names by kind, phase or id, or, with `marked`, of which one version says
 * `private: true`; files of such notes, and of private parts of others; and HTML and Word files beside a note with
 * private parts, unless they mark them themselves. A note takes the names that it had before it was moved with it.
 */
export async function hiddenIn(graph: Graph, profile: Profile, settings: HidingSettings): Promise<Hidden> {
  const { documents } = graph;
  const { parts, marked, receipts, textOf } = settings;
  const heads = marked ? await markedPrivate(graph, textOf) : new Set<string>();
  const isNamed = ({ kind, phase, id, draft }: Document): boolean =>
    profile.kinds.includes(kind) ||
    profile.kinds.includes(laneKind({ draft })) ||
    (phase !== null && profile.phases.includes(phase)) ||
    profile.notes.includes(id);
  const isPrivate = (one: Document): boolean => isNamed(one) || heads.has(one.path);
  const versions = new Set(documents.filter(isPrivate).map(ownVersions(graph)));
  const hidden = [...new Set([...versions].flat())];
  const paths = new Set([...hidden.map(({ path }) => path), ...hidden.flatMap(receiptsOf)]);
  const ids = idsOfAll(documents, paths);
  const gone = settings.gone.filter(
    ({ document, text }) =>
      isNamed(document) || ids.has(document.id) || (marked && wasPrivate(text, settings)),
  );
  const filed = receiptsFor(graph, paths, ids, receipts);
  for (const path of await filesOfHidden(graph, paths, filed, parts, textOf)) paths.add(path);
  const twins = documents.filter(
    ({ path, format }) => format !== 'md' && parts.get(path)?.marked.has(path) === false,
  );
  return {
    paths: new Set([...paths, ...twins.map(({ path }) => path)]),
    names: namesOfHidden(graph, [...hidden, ...gone.map(({ document }) => document)], paths, settings),
    addresses: addressesOfParts(documents, paths, parts),
    gone: new Set(gone),
  };
}

/** What hidden notes and files are called where others speak of them; sorted. */
function namesOfHidden(
  graph: Graph,
  hidden: readonly Document[],
  paths: ReadonlySet<string>,
  { moved, names: aliases }: HidingSettings,
): readonly string[] {
  const { documents, byPath, files, ledger } = graph;
  const earlier = [
    // Another may lie where one lay that is gone.
    ...hidden.flatMap(({ path }) => (byPath.has(path) ? [] : [path])),
    ...[...moved].flatMap(([from, to]) => (paths.has(to) ? [from] : [])),
    ...[...paths].flatMap((path) => ledger.record?.paths.get(path)?.former ?? []),
  ];
  const open = documents.filter(({ path }) => !paths.has(path));
  const openFolders = new Set(open.flatMap(({ path }) => foldersAbove(path)));
  const shown = openNames(
    open,
    [...files].filter((path) => !paths.has(path)),
    itemsOf(graph, paths),
  );
  const folders = hidden
    .flatMap(({ path }) => foldersAbove(path))
    .filter((folder) => !openFolders.has(folder));
  const hiddenIds = new Set(hidden.map(({ id }) => id));
  const names = [...paths, ...earlier]
    .flatMap((path) => namesOfFile(path, shown))
    .concat(hidden.flatMap((one) => namesOf(one, shown)))
    .concat(folders.map(nameOf).filter((name) => isFolderName(name) && !shown.isTaken(name)))
    // One word may mean something else everywhere.
    .concat(
      [...aliases].flatMap(([alias, to]) =>
        'id' in to && hiddenIds.has(to.id) && /\s/.test(alias) ? [alias] : [],
      ),
    );
  return [...new Set(names)].sort();
}

/** How others write the addresses of private sections; sorted. */
function addressesOfParts(
  documents: readonly Document[],
  hidden: ReadonlySet<string>,
  parts: ReadonlyMap<string, PrivateParts>,
): readonly string[] {
  const open = documents.filter(({ path }) => !hidden.has(path));
  const shared = new Set(
    [...groupBy(open, ({ path }) => nameOf(path))].flatMap(([name, ones]) =>
      new Set(ones.map(({ path }) => parts.get(path))).size > 1 ? [name] : [],
    ),
  );
  const addresses = documents.flatMap((one) => {
    const own = parts.get(one.path);
    return own === undefined ? [] : privateAddresses(one, own, shared.has(nameOf(one.path)));
  });
  return [...new Set(addresses)].sort();
}

/** Ids of items that a note which is shown defines. */
function itemsOf({ items }: Graph, hidden: ReadonlySet<string>): readonly string[] {
  return [...items.values()].flatMap(({ id, definition, places }) =>
    [definition, ...places.filter(({ defines }) => defines)].some(({ path }) => !hidden.has(path))
      ? [id]
      : [],
  );
}

/** Receipts that a note of what came of a turn leads to, from the folder of slop.yaml. */
function receiptsOf({ draft }: Document): readonly string[] {
  if (laneKind({ draft }) !== RESULT) return [];
  return objectsIn(draft?.head['evidence']).flatMap((one) => {
    const receipt = own(one, 'receipt');
    return typeof receipt === 'string' ? [receipt] : [];
  });
}

/** Ids of which all documents are hidden. */
function idsOfAll(documents: readonly Document[], hidden: ReadonlySet<string>): ReadonlySet<string> {
  const ids = new Set(documents.flatMap(({ path, id }) => (hidden.has(path) ? [id] : [])));
  for (const { path, id } of documents) if (!hidden.has(path)) ids.delete(id);
  return ids;
}

/** Receipts of runs for hidden notes alone, unless a claim of one that is shown rests on them. */
function receiptsFor(
  { documents, claims }: Graph,
  hidden: ReadonlySet<string>,
  ids: ReadonlySet<string>,
  receipts: readonly Receipt[],
): readonly string[] {
  if (receipts.length === 0) return [];
  const open = documents.filter(({ path }) => !hidden.has(path));
  const used = new Set(
    open.flatMap(({ path }) => (claims.get(path) ?? []).map(({ evidence }) => evidence?.receipt)),
  );
  return receipts
    .filter(({ path, notes }) => notes.length > 0 && notes.every((id) => ids.has(id)) && !used.has(path))
    .map(({ path }) => path);
}
