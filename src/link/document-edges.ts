import type { Document, Edge, EdgeState, Lineage, Mention, Target } from '../types.ts';
import { byFileName } from './by-file-name.ts';
import { byId } from './by-id.ts';
import { byLink } from './by-link.ts';
import type { NameFinder } from './by-name.ts';
import type { Catalogue } from './catalogue.ts';
import type { Resolution } from './resolution.ts';
import { type SectionFinder, sectionsInstead } from './sections.ts';
import { factsOf, stateOf } from './states.ts';

type DocumentTarget = Extract<Target, { type: 'document' }>;
type FileTarget = Extract<Target, { type: 'file' }>;

/** The repository that `slop.yaml` stands in, by the name the ledger has for it. */
const OWN_REPOSITORY = 'record';

/** Finds what a mention of a document or a file names. */
export function resolve(
  target: DocumentTarget | FileTarget,
  citing: Document,
  catalogue: Catalogue,
  findName: NameFinder,
): Resolution {
  if (target.type === 'file') return byLink(target.path, citing, catalogue);
  switch (target.by) {
    case 'file-name':
      return byFileName(target.name, citing, catalogue);
    case 'link':
      return byLink(target.name, citing, catalogue);
    case 'wiki':
      return byId(target.name, target.version, citing, catalogue);
    case 'name':
      return findName(target.name, target.version, citing);
  }
}

/** What the edges of documents are judged by. */
export interface Surroundings {
  readonly lineages: ReadonlyMap<string, Lineage>;
  /** Paths that another lineage has superseded. */
  readonly superseded: ReadonlySet<string>;
  readonly findSection: SectionFinder;
}

/** The edge of a mention of a document or a file, from what it was found to name. */
export function documentEdge(
  citing: Document,
  mention: Mention,
  resolution: Resolution,
  surroundings: Surroundings,
): Edge {
  const from = citing.path;
  const { target } = mention;
  const isForeign =
    target.type === 'document' && target.repository !== null && target.repository !== OWN_REPOSITORY;
  const isPlanned = target.type === 'document' && target.planned;
  switch (resolution.type) {
    case 'document':
      return toDocument(citing, mention, resolution.document, isForeign, surroundings);
    case 'file':
      return { from, mention, to: { type: 'file', path: resolution.path }, ...stateOf([]), candidates: [] };
    case 'unread':
      return { from, mention, to: null, ...stateOf(['unverified']), candidates: [] };
    default: {
      const facts: EdgeState[] = [];
      if (isForeign) facts.push('unverified');
      if (isPlanned) facts.push('planned');
      if (facts.length === 0) facts.push(resolution.type);
      return { from, mention, to: null, ...stateOf(facts), candidates: resolution.candidates };
    }
  }
}

function toDocument(
  citing: Document,
  mention: Mention,
  document: Document,
  isForeign: boolean,
  { lineages, superseded, findSection }: Surroundings,
): Edge {
  const from = citing.path;
  const { path } = document;
  // A note speaking of itself cannot be behind itself.
  const facts = path === from ? [] : [...factsOf(document, lineages, superseded)];
  if (isForeign) facts.push('unverified');
  const anchor = mention.target.type === 'document' ? mention.target.anchor : null;
  const section = anchor === null ? null : findSection(document, anchorAddress(anchor));
  if (section === undefined) facts.push('unverified');
  let candidates: readonly string[] = [];
  if (anchor !== null && section === null) {
    facts.push('missing');
    candidates = sectionsInstead(document, anchorAddress(anchor));
  }
  const { state, facts: rest } = stateOf(facts);
  const isSpent = mention.target.type === 'document' && mention.target.planned;
  return {
    from,
    mention,
    to: { type: 'document', path, slug: section?.slug ?? null },
    state,
    facts: isSpent ? [...rest, 'planned'] : rest,
    candidates,
  };
}

function anchorAddress(anchor: string): string {
  return `#${anchor}`;
}
