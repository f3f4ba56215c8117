import { once } from '../parse/once.ts';
import { OWN } from '../read/repositories.ts';
import type { Config, Document, Edge, EdgeTarget, Graph, Ledger, Mention, Target } from '../types.ts';
import type { Surroundings } from './document-edges.ts';
import { isLive } from './live.ts';
import { push } from './order.ts';
import { nameOf } from './paths.ts';
import { repositoryOn } from './repository-names.ts';
import { sectionEdge } from './section-edges.ts';
import { branchOf, fitting, recordedHead, sourceKey } from './source-edges.ts';
import { stateOf } from './states.ts';

type DocumentTarget = Extract<Target, { type: 'document' }>;
type SourceTarget = Extract<EdgeTarget, { type: 'source' }>;

/** In which state of which repository a document is looked for. */
export interface Question {
  /** Name in slop.yaml; null for any. */
  readonly repository: string | null;
  /** A hash as written, or a branch; null for the published branch. */
  readonly at: string | null;
}

/** Where a document is looked for, the likeliest first. */
interface Questions {
  readonly all: readonly Question[];
  /** Whether the words beside it name a commit, at which nothing changes any more. */
  readonly pinned: boolean;
}

/**
 * Where the documents that a note names may lie in other repositories: at the commits and branches that the words
 * beside them say, else at those said of their name elsewhere in the note, at the head that the note records, and on
 * the published branch.
 */
export function questionsOf(
  citing: Document,
  config: Pick<Config, 'repos'>,
): (mention: Mention, target: DocumentTarget) => Questions {
  const said = once(() => {
    const byName = new Map<string, (Question & { readonly start: number; readonly pin: boolean })[]>();
    for (const { statement, span } of citing.draft?.claims ?? []) {
      if (statement.type !== 'exists') continue;
      const { repository: word, oid, branch } = statement;
      const repository = word === null ? null : repositoryOn(word, citing.date, config);
      if (word !== null && repository === null) continue;
      const pin = oid !== null;
      push(byName, nameOf(statement.path), { repository, at: oid ?? branch, start: span.start, pin });
    }
    return byName;
  });
  const heads = new Map<string | null, Question | null>();
  const headOf = (repository: string | null): Question | null => {
    const known = heads.get(repository);
    if (known !== undefined) return known;
    const head = recordedHead(citing, repository, config);
    const question = head && { repository: head.repository, at: head.hash };
    heads.set(repository, question);
    return question;
  };
  return ({ span }, target) => {
    const word = target.repository;
    const repository = word === null ? null : repositoryOn(word, citing.date, config);
    if (word !== null && repository === null) return { all: [], pinned: false };
    const ofName = (said().get(nameOf(target.name)) ?? [])
      .filter((one) => repository === null || one.repository === null || one.repository === repository)
      .map((one) => ({ ...one, repository: one.repository ?? repository }))
      .reverse();
    const beside = ofName.filter(({ start, pin }) => pin && span.start <= start && start < span.end);
    if (beside.length > 0) return { all: beside, pinned: true };
    const head = headOf(repository);
    return { all: [...ofName, ...(head === null ? [] : [head]), { repository, at: null }], pinned: false };
  };
}

/** True for a file name that is said to be of another repository, or that no file of the record bears. */
export function mayLieElsewhere(target: Target, isHere: (name: string) => boolean): target is DocumentTarget {
  if (target.type !== 'document' || target.by !== 'file-name' || target.planned) return false;
  return target.repository === null ? !isHere(nameOf(target.name)) : target.repository !== OWN;
}

/** A file of another repository at a commit. */
interface Place {
  readonly to: SourceTarget;
  /** Which of the questions found it. */
  readonly question: number;
  /** Blob id. */
  readonly blob: string;
  readonly text: string | null;
  /** Read as a note; null for one that is not Markdown, or whose content the clone lacks. */
  readonly document: Document | null;
}

/** What the clones say of a document that may lie in another repository. */
export interface Elsewhere {
  /** The likeliest first. */
  readonly places: readonly Place[];
  readonly pinned: boolean;
  /** Whether all commits beside it are known. */
  readonly known: boolean;
  /** Paths that fit in other commits. */
  readonly others: readonly string[];
  /** The repository, where it is said and no commit of it has such a file. */
  readonly nowhereIn: string | null;
}

/** Finds documents in the clones of other repositories; `documents` are those read so far, by blob id. */
export function elsewhereFinder(
  { repositories }: Ledger,
  config: Pick<Config, 'repos'>,
  documents: ReadonlyMap<string, Document>,
  isHere: (name: string) => boolean,
): (citing: Document) => (mention: Mention) => Elsewhere | null {
  const readings = [...(repositories?.values() ?? [])].filter(({ name }) => name !== OWN);
  return (citing) => {
    const questions = questionsOf(citing, config);
    return (mention) => {
      const { target } = mention;
      if (readings.length === 0 || !mayLieElsewhere(target, isHere)) return null;
      const { all, pinned } = questions(mention, target);
      const asked = all.flatMap(({ repository, at }, question) =>
        readings
          .filter(({ name }) => repository === null || name === repository)
          .flatMap((reading) => {
            const key = sourceKey({ path: target.name, at: at ?? branchOf(reading.name, config) });
            const source = reading.sources?.get(key);
            return source?.commit == null ? [] : [{ reading, source, question }];
          }),
      );
      const places = asked.flatMap(({ reading, source, question }) =>
        fitting(source, target.name).map(({ path, oid, text }): Place => {
          const commit = source.commit ?? '';
          const to = {
            type: 'source',
            repository: reading.name,
            oid: commit,
            file: path,
            line: null,
          } as const;
          return { to, question, blob: oid, text, document: documents.get(oid) ?? null };
        }),
      );
      const others = asked.flatMap(({ source }) => source.elsewhere);
      const isWhole = asked.every(({ reading }) => reading.partial === null);
      const isNowhere = !pinned && asked.length > 0 && isWhole && places.length === 0 && others.length === 0;
      return {
        places,
        pinned,
        known: all.every((_, at) => asked.some(({ question }) => question === at)),
        others,
        nowhereIn: isNowhere && target.repository !== null ? (asked[0]?.reading.name ?? null) : null,
      };
    };
  };
}

/**
 * The edge of a document that was found in another repository, or that no commit of it has; null where the clones say
 * no more than the record does. A copy in the record with the same text counts as what is meant.
 */
export function edgeElsewhere(
  citing: Document,
  mention: Mention,
  { places, others, nowhereIn }: Elsewhere,
): Edge | null {
  const edge = { from: citing.path, mention, to: null, candidates: [] };
  const [first] = places;
  if (first === undefined) {
    if (nowhereIn !== null) return { ...edge, ...stateOf(['missing']) };
    return others.length > 0 ? { ...edge, ...stateOf(['unverified']) } : null;
  }
  const rivals = places.filter(({ question }) => question === first.question);
  if (rivals.length === 1) return { ...edge, to: first.to, ...stateOf([]) };
  return { ...edge, ...stateOf(['ambiguous']), candidates: rivals.map(({ to }) => placeWritten(to)) };
}

/** The note that a file of another repository is; null for one that is none, or whose content the clone lacks. */
export function documentAt(
  { ledger, elsewhere }: Pick<Graph, 'ledger' | 'elsewhere'>,
  { repository, oid, file }: SourceTarget,
): Document | null {
  const sources = [...(ledger.repositories?.get(repository)?.sources?.values() ?? [])];
  const places = sources.flatMap(({ commit, places }) => (commit === oid ? places : []));
  const blob = places.find(({ path }) => path === file)?.oid;
  return elsewhere?.get(blob ?? '') ?? null;
}

/** `engine@5534068:docs/fares.md`. */
export function placeWritten({ repository, oid, file }: SourceTarget): string {
  return `${repository}@${oid.slice(0, 7)}:${file}`;
}

/**
 * The edge of a section of a document that was found in another repository: `ok` when one of its places has it, with the
 * line of its heading. It is `missing` at the commit beside it, and from a note that still speaks; a branch that moved on
 * since a closed note says nothing, and nor does a clone without file contents.
 */
export function sectionElsewhere(
  citing: Document,
  mention: Mention,
  { places, pinned, known }: Elsewhere,
  surroundings: Surroundings,
): Edge | null {
  const [first] = places;
  if (first === undefined) return null;
  let lost: Edge | null = null;
  for (const { to, text, document } of places) {
    if (document === null || text === null) continue;
    const edge = sectionEdge(citing, mention, document, { state: 'ok', facts: [] }, surroundings);
    const slug = edge.to?.type === 'section' ? edge.to.slug : null;
    const section = document.draft?.sections.find((one) => one.slug === slug);
    if (section !== undefined) {
      const line = text.slice(0, section.heading.start).split('\n').length;
      return { ...edge, to: { ...to, line } };
    }
    lost ??= { ...edge, to: edge.to === null ? null : to };
  }
  const isJudged =
    lost !== null && (lost.state !== 'missing' || (pinned ? known : isLive(citing, surroundings)));
  if (isJudged) return lost;
  return { from: citing.path, mention, to: first.to, ...stateOf(['unverified']), candidates: [] };
}
