import { once } from '../parse/once.ts';
import { OWN } from '../read/repositories.ts';
import type {
  Config,
  Document,
  Edge,
  EdgeTarget,
  Graph,
  Ledger,
  Mention,
  RepositoryReading,
  Section,
  SourceReading,
  Span,
} from '../types.ts';
import type { Surroundings } from './document-edges.ts';
import { type ElsewhereQuestion, mayLieElsewhere, questionsOf } from './elsewhere-questions.ts';
import { isLive } from './live.ts';
import { sectionEdge } from './section-edges.ts';
import { branchOf, sourceKey, wholePathFirst } from './source-edges.ts';
import { edgeOf } from './states.ts';

type SourceTarget = Extract<EdgeTarget, { type: 'source' }>;

/** A file of another repository at a commit. */
interface Place {
  readonly to: SourceTarget;
  /** Which of the questions found it. */
  readonly question: number;
  readonly general: boolean;
  /** Blob id. */
  readonly blob: string;
  readonly text: string | null;
  /** Read as a note; null for one that is not Markdown, or whose content the clone lacks. */
  readonly document: Document | null;
}

/** A question with what a clone answers to it. */
interface Asked {
  readonly reading: RepositoryReading;
  readonly source: SourceReading;
  readonly question: number;
  readonly general: boolean;
}

/** What the clones say of a document that may lie in another repository. */
export interface Elsewhere {
  /** The likeliest first. */
  readonly places: readonly Place[];
  readonly pinned: boolean;
  /** Whether all commits beside it are known. */
  readonly known: boolean;
  /** The likeliest place now, where that is a head which the note records; null where nobody can tell what changed since. */
  readonly now: Place | null;
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
    const heads = once(() => headsOf(citing));
    return (mention) => {
      const { target } = mention;
      if (readings.length === 0 || !mayLieElsewhere(target, isHere)) return null;
      const { all, pinned, now } = questions(mention, target);
      const ask = (some: readonly ElsewhereQuestion[]): readonly Asked[] =>
        some.flatMap(({ repository, at, general = false }, question) =>
          readings
            .filter(({ name }) => repository === null || name === repository)
            .flatMap((reading) => {
              const key = sourceKey({ path: target.name, at: at ?? branchOf(reading.name, config) });
              const source = reading.sources?.get(key);
              return source?.commit == null ? [] : [{ reading, source, question, general }];
            }),
        );
      const placesOf = ({ reading: { name }, source, question, general }: Asked): readonly Place[] =>
        wholePathFirst(source, target.name).map(({ path, oid, text }) => ({
          to: { type: 'source', repository: name, oid: source.commit ?? '', file: path, line: null },
          question,
          general,
          blob: oid,
          text,
          document: documents.get(oid) ?? null,
        }));
      const asked = ask(all);
      const places = asked.flatMap(placesOf);
      const [first] = places;
      const isHead = first !== undefined && heads().some((oid) => first.to.oid.startsWith(oid));
      const today = isHead ? ask(now).flatMap(placesOf) : [];
      const others = asked.flatMap(({ source }) => source.elsewhere);
      const isWhole = asked.every(({ reading }) => reading.partial === null);
      const isNowhere = !pinned && asked.length > 0 && isWhole && places.length === 0 && others.length === 0;
      return {
        places,
        pinned,
        known: all.every((_, at) => asked.some(({ question }) => question === at)),
        now: today.find(({ to }) => to.repository === first?.to.repository) ?? null,
        others,
        nowhereIn: isNowhere && target.repository !== null ? (asked[0]?.reading.name ?? null) : null,
      };
    };
  };
}

/** The commits that a note says are heads of branches, as written: what came after them came after the note. */
function headsOf({ draft }: Document): readonly string[] {
  return (draft?.claims ?? []).flatMap(({ statement }) => (statement.type === 'head' ? [statement.oid] : []));
}

/**
 * The edge of a document that was found in another repository, or that no commit of it has; null where the clones say
 * no more than the record does. A copy in the record with the same text counts as what is meant.
 */
export function edgeElsewhere(
  citing: Document,
  mention: Mention,
  { places, others, now, nowhereIn }: Elsewhere,
): Edge | null {
  const from = citing.path;
  const [first] = places;
  if (first === undefined) {
    if (nowhereIn !== null) return edgeOf(from, mention, null, ['missing']);
    return others.length > 0 ? edgeOf(from, mention, null, ['unverified']) : null;
  }
  const rivals = rivalsOf(first, places);
  const changed = now !== null && now.blob !== first.blob;
  if (rivals.length === 1) return edgeOf(from, mention, first.to, changed ? ['amended'] : []);
  const candidates = rivals.map(({ to }) => placeWritten(to));
  return edgeOf(from, mention, null, ['ambiguous'], candidates);
}

/** The places that are as likely as the first; of each repository those that its likeliest question found. */
function rivalsOf(first: Place, places: readonly Place[]): readonly Place[] {
  return places.filter((place) => {
    const own = places.find(({ to }) => to.repository === place.to.repository);
    if (own?.question !== place.question) return false;
    return place.question === first.question || (place.general && first.general);
  });
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
  { places, pinned, known, now }: Elsewhere,
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
      const changed = to === first.to && isChanged(section, text, now);
      return edgeOf(citing.path, edge.mention, { ...to, line }, changed ? ['amended'] : []);
    }
    lost ??= { ...edge, to: edge.to === null ? null : to };
  }
  const isJudged =
    lost !== null && (lost.state !== 'missing' || (pinned ? known : isLive(citing, surroundings)));
  if (isJudged) return lost;
  return edgeOf(citing.path, mention, first.to, ['unverified']);
}

/** True when the section of that number or title says something else now, or is gone. */
function isChanged({ number, title, span }: Section, text: string, now: Place | null): boolean {
  if (now === null || now.text === null || now.document === null) return false;
  const sections = now.document.draft?.sections ?? [];
  const same = sections.find((one) => (number === null ? one.title === title : one.number === number));
  const said = (whole: string, { start, end }: Span): string =>
    whole.slice(start, end).replace(/\s+/g, ' ').trim();
  return same === undefined || said(text, span) !== said(now.text, same.span);
}
