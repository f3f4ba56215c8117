import { once } from '../parse/once.ts';
import { valueAt } from '../read/json.ts';
import { push } from '../read/order.ts';
import { numberAlone } from '../read/paths.ts';
import type { Claim, Config, Document, Edge, Graph, Kind, Ledger, Mention, Tree } from '../types.ts';
import { amendedFinder } from './amendments.ts';
import { type NameFinder, nameFinder } from './by-name.ts';
import { byNumber } from './by-number.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { claimFinder } from './claims/claims.ts';
import { noProofs, type Proofs } from './claims/known.ts';
import { commitFinder, isOfRepository } from './commit-edges.ts';
import { documentEdge, type Surroundings, wholeTargets } from './document-edges.ts';
import { type Elsewhere, edgeElsewhere, elsewhereFinder, sectionElsewhere } from './elsewhere.ts';
import { itemEdge, type NamedAround } from './item-edges.ts';
import { type ItemBook, itemsOf } from './items.ts';
import type { Resolution } from './resolution.ts';
import { resolve } from './resolve.ts';
import { ownerlessEdge, sectionEdge, sectionOf } from './section-edges.ts';
import { sectionFinderByDocument } from './sections.ts';
import { sourceFinder } from './source-edges.ts';
import { edgeOf } from './states.ts';
import { namesPart, type Said, saysSupersedes, supersededPaths, supersessionsOf } from './supersessions.ts';
import { edgesByType, transposed } from './transpose.ts';

/** What each document or file mention of a note was found to name; null for all others. */
type Resolutions = readonly (Resolution | null)[];

/** What leads out of one note, and what it claims. */
export interface Relinked {
  readonly edges: readonly Edge[];
  readonly claims: readonly Claim[];
}

/** A graph, and how a newer text of one of its notes is linked among the others, whose texts are as they were. */
export interface Linked {
  readonly graph: Graph;
  readonly relink: (document: Document) => Relinked;
}

/**
 * Links every mention to what it names, with a state, and judges nothing. The order of the documents and files does
 * not matter; equal input gives an equal graph. `proofs` is what claims are judged by beside the ledger. `graph.in` is the transpose of `graph.out` but for files.
 * It yields after each note, since the many notes of a large record are long work.
 */
export function* linking(
  documents: readonly Document[],
  tree: Tree,
  ledger: Ledger,
  config: Config,
  proofs: Proofs = noProofs,
  kinds: ReadonlyMap<string, Kind> = new Map(),
): Generator<undefined, Linked> {
  const catalogue = catalogueOf(documents, tree, config, ledger.prefix ?? '');
  const { lineages } = catalogue;
  const isHere = (name: string): boolean => catalogue.byName.has(name);
  const findElsewhere = elsewhereFinder(ledger, config, proofs.elsewhere, isHere);
  const findCited = citedFinder(ledger, config);
  const findName = nameFinder(catalogue);
  const resolved = (document: Document) => resolutionsOf(document, catalogue, findName);
  const resolutions = new Map<string, Resolutions>();
  for (const document of catalogue.documents) {
    resolutions.set(document.path, resolved(document));
    yield;
  }
  const said = supersessionsSaid(catalogue, resolutions);
  const surroundings = {
    lineages,
    superseded: supersededPaths(lineages, said),
    findSection: sectionFinderByDocument(),
    isAmended: amendedFinder(ledger),
    whole: wholeTargets(),
  };
  const citedBy = (document: Document) => lineagesNamed(resolutions.get(document.path) ?? []);
  const book = yield* itemsOf({ documents: catalogue.documents, lineages, config, kinds, citedBy });
  const linksOf = (document: Document, found: Resolutions): readonly Edge[] =>
    edgesOf(document, found, surroundings, {
      findCited,
      findElsewhere: findElsewhere(document),
      book,
      catalogue,
    });
  const out = new Map<string, readonly Edge[]>();
  for (const document of catalogue.documents) {
    out.set(document.path, linksOf(document, resolutions.get(document.path) ?? []));
    // Nobody asks for them again, and they are many.
    resolutions.delete(document.path);
    yield;
  }
  const claimsOf = claimFinder(catalogue, book.items, { ledger, proofs, kinds });
  const claims = new Map<string, readonly Claim[]>();
  for (const document of catalogue.documents) {
    const own = claimsOf(document);
    if (own.length > 0) claims.set(document.path, own);
    yield;
  }
  const byType = edgesByType(out, catalogue.documents);
  yield;
  const graph: Graph = {
    documents: catalogue.documents,
    byPath: catalogue.byPath,
    files: catalogue.files,
    lineages,
    out,
    byType,
    in: transposed(out, catalogue.documents),
    supersessions: supersessionsOf(lineages, said),
    claims,
    items: book.items,
    elsewhere: proofs.elsewhere,
    ledger,
  };
  const relink = (document: Document) => ({
    edges: linksOf(document, resolved(document)),
    claims: claimsOf(document),
  });
  return { graph, relink };
}

/** Finds what a mention names in Git: a commit, tag or branch, or a line of a source file; null for every other. */
function citedFinder(ledger: Ledger, config: Config): Finders['findCited'] {
  const findCommit = commitFinder(ledger, config);
  const findSource = sourceFinder(ledger, config);
  return (citing, mention) => {
    const { target } = mention;
    if (target.type === 'source') return findSource(citing, mention, target);
    return isOfRepository(target) ? findCommit(citing, mention, target) : null;
  };
}

function resolutionsOf(document: Document, catalogue: Catalogue, findName: NameFinder): Resolutions {
  return mentionsOf(document).map(({ target, field }) =>
    target.type === 'section' || target.type === 'item' || target.type === 'source' || isOfRepository(target)
      ? null
      : resolve(target, field === null, document, catalogue, findName),
  );
}

function mentionsOf(document: Document): readonly Mention[] {
  return document.draft?.mentions ?? [];
}

function supersessionsSaid(
  catalogue: Catalogue,
  resolutions: ReadonlyMap<string, Resolutions>,
): readonly Said[] {
  return catalogue.documents.flatMap((newer) =>
    mentionsOf(newer).flatMap((mention, at) => {
      if (!saysSupersedes(mention) || namesPart(mention)) return [];
      const resolution = resolutions.get(newer.path)?.[at] ?? numberSuperseded(newer, mention, catalogue);
      if (resolution?.type !== 'document' || isOwnNumber(newer, mention, resolution.document)) return [];
      return [{ newer, older: resolution.document, mention }];
    }),
  );
}

/** What a number such as `CR-2026-012`, which is an item too, says to be superseded where none but such stand beside it. */
function numberSuperseded(
  newer: Document,
  { target, field }: Mention,
  catalogue: Catalogue,
): Resolution | null {
  const value = valueAt(newer.draft?.head ?? {}, field ?? '');
  if (target.type !== 'item' || typeof value !== 'string' || !NUMBERS_ALONE.test(value)) return null;
  const [resolution] = byNumber(target.id, null, newer, catalogue) ?? [];
  return resolution?.type === 'document' && resolution.document.id !== newer.id ? resolution : null;
}

/** `CR-2026-012`, `CR-2026-012, CR-2026-013 and CR-2026-014`. */
const NUMBERS_ALONE = /^[\p{Lu}\d-]+\d(?:(?:,|;| &|,? and)\s[\p{Lu}\d-]+\d)*\.?$/u;

/** Its own number says nothing of which version of a note came before. */
function isOwnNumber(newer: Document, { target }: Mention, older: Document): boolean {
  const isNumber = target.type === 'document' && numberAlone(target.name) !== null;
  return isNumber && newer.version !== null && older.id === newer.id;
}

/** Where the edges of a note are looked up, beside what its documents and files were found to be. */
interface Finders {
  readonly findCited: (citing: Document, mention: Mention) => Edge | null;
  readonly findElsewhere: (mention: Mention) => Elsewhere | null;
  readonly book: ItemBook;
  readonly catalogue: Catalogue;
}

function edgesOf(
  citing: Document,
  resolutions: Resolutions,
  surroundings: Surroundings,
  { findCited, findElsewhere, book, catalogue }: Finders,
): readonly Edge[] {
  const mentions = mentionsOf(citing);
  const neighbours = neighboursOf(mentions, resolutions);
  const named = new Set([citing]);
  const elsewhere = new Map<number, Elsewhere>();
  const documentEdges = mentions.map((mention, at) => {
    const resolution = resolutions[at] ?? null;
    if (resolution?.type === 'document') named.add(resolution.document);
    const { target } = mention;
    if (target.type === 'item') return itemEdge(citing, mention, target, book, neighbours);
    if (resolution === null) return findCited(citing, mention);
    const found = findElsewhere(mention);
    if (found === null) return documentEdge(citing, mention, resolution, surroundings);
    if (isCopy(resolution, found)) return documentEdge(citing, mention, resolution, surroundings, true);
    elsewhere.set(at, found);
    return edgeElsewhere(citing, mention, found) ?? documentEdge(citing, mention, resolution, surroundings);
  });
  return mentions.map((mention, at) => {
    const edge = documentEdges[at] ?? null;
    if (edge !== null) return edge;
    const numbered = numberedEdge(citing, mention, surroundings, catalogue);
    if (numbered !== null) return numbered;
    const of = mention.target.type === 'section' ? mention.target.of : null;
    const found = typeof of === 'number' ? elsewhere.get(of) : undefined;
    const inRepository = found && sectionElsewhere(citing, mention, found, surroundings);
    return inRepository ?? sectionOf(citing, mention, { documentEdges, resolutions, named, surroundings });
  });
}

/** True for a file of the record that is byte for byte the one of the other repository that is meant. */
function isCopy(resolution: Resolution, { places }: Elsewhere): boolean {
  const oid = resolution.type === 'document' ? resolution.document.draft?.oid : undefined;
  return places.some(({ blob }) => blob === oid);
}

/** The edge of a section of a change request that is named by its number; null for every other. */
function numberedEdge(
  citing: Document,
  mention: Mention,
  surroundings: Surroundings,
  catalogue: Catalogue,
): Edge | null {
  const { target } = mention;
  const owner =
    target.type === 'section' && typeof target.of === 'number' ? citing.draft?.mentions[target.of] : null;
  if (target.type !== 'section' || owner?.target.type !== 'item') return null;
  const resolutions = byNumber(owner.target.id, target.version ?? null, citing, catalogue);
  if (!catalogue.byNumber().has(owner.target.id)) return edgeOf(citing.path, mention, null, ['unverified']);
  const edges = (resolutions ?? []).map((resolution) => {
    const edge = documentEdge(citing, owner, resolution, surroundings);
    return resolution.type === 'document'
      ? sectionEdge(citing, mention, resolution.document, edge, surroundings)
      : ownerlessEdge(citing.path, mention, edge);
  });
  return edges.find(({ state }) => state !== 'missing') ?? edges[0] ?? null;
}

/** Ids of the lineages that mentions were found to name. */
function lineagesNamed(resolutions: Resolutions): ReadonlySet<string> {
  return new Set(
    resolutions.flatMap((resolution) => (resolution?.type === 'document' ? [resolution.document.id] : [])),
  );
}

function neighboursOf(mentions: readonly Mention[], resolutions: Resolutions): NamedAround {
  const bySentence = once(() => {
    const named = new Map<string, string[]>();
    mentions.forEach(({ sentence }, index) => {
      const resolution = resolutions[index];
      if (resolution?.type === 'document') push(named, sentence, resolution.document.id);
    });
    return named;
  });
  return {
    beside: ({ sentence }) => bySentence().get(sentence) ?? [],
    cited: once(() => lineagesNamed(resolutions)),
  };
}
