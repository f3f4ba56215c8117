import { isTop } from '../parse/mentions/links.ts';
import { OWN } from '../read/repositories.ts';
import type { Document, Edge, EdgeState, EdgeTarget, Lineage, Mention } from '../types.ts';
import type { AmendedFinder } from './amendments.ts';
import type { Resolution } from './resolution.ts';
import { type SectionOfDocument, sectionsInstead } from './sections.ts';
import { edgeOf, factsOf } from './states.ts';

/** What the edges of documents are judged by. */
export interface Surroundings {
  readonly lineages: ReadonlyMap<string, Lineage>;
  /** Paths that another lineage has superseded. */
  readonly superseded: ReadonlySet<string>;
  readonly findSection: SectionOfDocument;
  readonly isAmended: AmendedFinder;
  /** What an edge to the whole of a document leads to, by its path. */
  readonly whole: (path: string) => EdgeTarget;
}

/** Makes `Surroundings.whole`, which gives one target to all edges that lead to it: they are many. */
export function wholeTargets(): Surroundings['whole'] {
  const known = new Map<string, EdgeTarget>();
  return (path) => {
    const target = known.get(path) ?? { type: 'document', path, slug: null };
    known.set(path, target);
    return target;
  };
}

/**
 * The edge of a mention of a document or a file, from what it was found to name. A document that is said to be in
 * another repository is `unverified`, though it leads to the copy in the record when there is one; one that is
 * declared planned is `planned` until it is there, and then has that as a fact. `isCopy` says that the document was
 * found in that repository, with the same text.
 */
export function documentEdge(
  citing: Document,
  mention: Mention,
  resolution: Resolution,
  surroundings: Surroundings,
  isCopy = false,
): Edge {
  const from = citing.path;
  switch (resolution.type) {
    case 'document':
      return toDocument(citing, mention, resolution.document, surroundings, isCopy);
    case 'file':
      return edgeOf(from, mention, { type: 'file', path: resolution.path }, []);
    case 'unread':
      return edgeOf(from, mention, null, ['unverified']);
    default: {
      const facts = declared(mention);
      if (facts.length > 0) return edgeOf(from, mention, null, facts);
      return edgeOf(from, mention, null, [resolution.type], resolution.candidates);
    }
  }
}

function toDocument(
  citing: Document,
  mention: Mention,
  document: Document,
  { lineages, superseded, findSection, isAmended, whole }: Surroundings,
  isCopy: boolean,
): Edge {
  const { path } = document;
  const said = declared(mention);
  const facts: EdgeState[] = said.filter((fact) => fact !== 'planned' && !(isCopy && fact === 'unverified'));
  // A note that speaks of itself is not behind itself.
  if (path !== citing.path) facts.push(...factsOf(document, lineages, superseded));

  const anchor = mention.target.type === 'document' ? mention.target.anchor : null;
  const section = anchor === null ? null : findSection(document, `#${anchor}`);
  if (section === undefined) facts.push('unverified');
  if (isPinned(mention) && isAmended(citing, path, section?.slug ?? null)) facts.push('amended');
  const isLost = anchor !== null && !isTop(anchor) && section === null && !facts.includes('unverified');
  if (isLost) facts.push('missing');

  const to = section ? ({ type: 'document', path, slug: section.slug } as const) : whole(path);
  const instead = isLost ? sectionsInstead(document, `#${anchor}`) : undefined;
  const edge = edgeOf(citing.path, mention, to, facts, instead);
  return said.includes('planned') ? { ...edge, facts: [...edge.facts, 'planned'] } : edge;
}

/** True for a mention that fixes the version of its document. */
function isPinned({ target }: Mention): boolean {
  return target.type === 'document' && target.version !== null;
}

/** What the words beside a mention say of its document. */
function declared({ target }: Mention): EdgeState[] {
  const facts: EdgeState[] = [];
  if (target.type !== 'document') return facts;
  if (target.repository !== null && target.repository !== OWN) facts.push('unverified');
  if (target.planned) facts.push('planned');
  return facts;
}
