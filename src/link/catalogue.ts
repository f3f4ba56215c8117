import { once } from '../parse/once.ts';
import { nameVersion } from '../parse/version.ts';
import { scalarAt } from '../read/json.ts';
import { byPath, groupBy, push } from '../read/order.ts';
import { fileNumber, folded, folderOf, nameOf } from '../read/paths.ts';
import type { Config, Document, Lineage, Tree } from '../types.ts';

import { lineagesOf } from './lineages.ts';
import { type Nearby, nearbyAmong } from './nearby.ts';

/** Everything that can be linked to, by every name it goes by. */
export interface Catalogue {
  readonly config: Config;
  /** From the top of the repository to the root; `''`, or ending in `/`. */
  readonly prefix: string;
  /** Sorted by path. */
  readonly documents: readonly Document[];
  readonly byPath: ReadonlyMap<string, Document>;
  readonly lineages: ReadonlyMap<string, Lineage>;
  /** File name → documents, sorted by path. */
  readonly byName: ReadonlyMap<string, readonly Document[]>;
  /** File name without version and extension → documents, sorted by path. */
  readonly byStem: ReadonlyMap<string, readonly Document[]>;
  /** Kind → phase in lower case, or null → documents, sorted by path. */
  readonly byKind: ReadonlyMap<string, ReadonlyMap<string | null, readonly Document[]>>;
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Folders whose files are of other repositories. */
  readonly submodules: readonly string[];
  /** Path in one spelling → paths that differ from it by case or normal form only. */
  readonly foldedPaths: () => ReadonlyMap<string, readonly string[]>;
  /** File name in one spelling → paths of the files that bear it. */
  readonly foldedNames: () => ReadonlyMap<string, readonly string[]>;
  /** Id in one spelling → ids. */
  readonly foldedIds: () => ReadonlyMap<string, readonly string[]>;
  /** What a head has for its number → the lineages with such a one. */
  readonly byNumber: () => ReadonlyMap<string, readonly Lineage[]>;
  /** Folder and number, `record/adr/7` → the lineages of which a file there opens with that number: `0007-….md`. */
  readonly byFileNumber: () => ReadonlyMap<string, readonly Lineage[]>;
  readonly nearestFileName: Nearby;
  readonly nearestId: Nearby;
}

/** Indexes documents and files. The order in which they come does not matter. */
export function catalogueOf(
  documents: readonly Document[],
  tree: Tree,
  config: Config,
  prefix = '',
): Catalogue {
  const inOrder = documents.toSorted(byPath);
  const byName = new Map<string, Document[]>();
  const byStem = new Map<string, Document[]>();
  const byKind = new Map<string, Map<string | null, Document[]>>();
  for (const document of inOrder) {
    const name = nameOf(document.path);
    push(byName, name, document);
    push(byStem, nameVersion(name).stem, document);
    const phases = byKind.get(document.kind) ?? new Map<string | null, Document[]>();
    byKind.set(document.kind, phases);
    push(phases, document.phase?.toLowerCase() ?? null, document);
  }
  const lineages = lineagesOf(inOrder);
  const files = new Set([...tree.files, ...inOrder].map(({ path }) => path).sort());
  return {
    config,
    prefix,
    documents: inOrder,
    byPath: new Map(inOrder.map((document) => [document.path, document])),
    lineages,
    byName,
    byStem,
    byKind,
    files,
    folders: foldersOf(files),
    submodules: tree.submodules ?? [],
    foldedPaths: once(() => groupBy(files, folded)),
    foldedNames: once(() => groupBy(files, (path) => folded(nameOf(path)))),
    foldedIds: once(() => groupBy(lineages.keys(), folded)),
    byNumber: once(() => numbered(lineages)),
    byFileNumber: once(() => fileNumbered(lineages)),
    nearestFileName: nearbyAmong(() => byName.keys()),
    nearestId: nearbyAmong(() => lineages.keys()),
  };
}

function numbered(lineages: ReadonlyMap<string, Lineage>): ReadonlyMap<string, readonly Lineage[]> {
  const byNumber = new Map<string, Lineage[]>();
  for (const lineage of lineages.values()) {
    const numbers = new Set(
      lineage.versions.flatMap(({ draft }) => scalarAt(draft?.head ?? {}, 'number') ?? []),
    );
    for (const number of numbers) push(byNumber, number, lineage);
  }
  return byNumber;
}

function fileNumbered(lineages: ReadonlyMap<string, Lineage>): ReadonlyMap<string, readonly Lineage[]> {
  const byFileNumber = new Map<string, Lineage[]>();
  for (const lineage of lineages.values()) {
    const places = new Set(
      lineage.versions.flatMap(({ path }) => {
        const number = fileNumber(nameOf(path));
        return number === null ? [] : [`${folderOf(path)}/${Number(number)}`];
      }),
    );
    for (const place of places) push(byFileNumber, place, lineage);
  }
  return byFileNumber;
}

function foldersOf(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const path of files) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return folders;
}
