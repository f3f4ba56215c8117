import { quote, sentenceAt, sentencesOf } from '../parse/mentions/sentences.ts';
import { formatVersion } from '../parse/version.ts';
import type { ListEntry } from '../rules/listing.ts';
import type { Edge, Edit, Family, Question, Span, Version } from '../types.ts';
import { hitsOf, inMannerOf, type VersionHit } from './versions/hits.ts';

/** A question before it has its number. */
export type UnnumberedQuestion = Omit<Question, 'id'> & { readonly path: string };

/** One step of a lineage, for those who look for mentions of the older version. */
export interface VersionStep {
  readonly from: Version;
  readonly to: Version;
}

/** Where units of prose end: blank lines, and lines that begin an item, a row, a heading, a quote or a key's value. */
const UNIT = /\r?\n(?=[ \t]*\r?\n|[ \t]*(?:[-*+|#>]|\d{1,3}[.)]|[\w-]+:)\s)/;
const ARROW = /→|⇒|(?<!-)->|=>|&rarr;/;
/** What stands before a file's own name in a head that says it. */
const OWN_FILE = /(?:^|\n)[^\w\n]*file(?: ?name)?[^\w\n]*[.:][^\w\n]*$/i;

/** A text of a document, in which a version of it is looked for. */
interface OwnText {
  readonly text: string;
  /** The file that the answers change. */
  readonly path: string;
  readonly edges: readonly Edge[];
  /** The paths of the document's versions. */
  readonly own: ReadonlySet<string>;
}

/**
 * The occurrences of a version in a text of its own document, one question each: prose (D), arrows (E) and mentions
 * of the document itself (F); a head that says its own file name is answered with yes. What stands in `taken`, or in
 * the name of another document, is left out.
 */
export function ownOccurrences(
  { text, path, edges, own }: OwnText,
  step: VersionStep,
  taken: readonly Span[],
): readonly UnnumberedQuestion[] {
  return hitsOf(text, step.from).flatMap((hit): readonly UnnumberedQuestion[] => {
    if (taken.some((span) => span.start < hit.span.end && hit.span.start < span.end)) return [];
    const edge = edges.find(
      ({ mention }) =>
        mention.target.type === 'document' &&
        mention.span.start < hit.span.end &&
        hit.span.start < mention.span.end,
    );
    if (edge !== undefined && !mayMean(edge, own)) return [];
    if (edge === undefined && isOtherFile(text, hit, own)) return [];
    const unit = unitAt(text, hit.span.start);
    const sentence = sentenceIn(text, unit, hit.span);
    const family: Family = edge !== undefined ? 'F' : ARROW.test(sentence) ? 'E' : 'D';
    const edit = family === 'E' ? arrowEdit(text, path, hit, step) : digitsEdit(text, path, hit.digits, step);
    const isOwnName = edge !== undefined && OWN_FILE.test(text.slice(0, edge.mention.span.start).slice(-200));
    if (isOwnName) return [{ path, family: 'A', edits: [edit], sentence, answer: 'yes' }];
    return [{ path, family, edits: [edit], sentence, answer: null }];
  });
}

/**
 * The questions about mentions of a version from another note: whether each should name the new one instead. `entries`
 * are those of the lists of that note: a version that one says beside the name goes with it.
 */
export function mentionQuestion(
  text: string,
  edge: Edge,
  step: VersionStep,
  entries: readonly ListEntry[],
): readonly UnnumberedQuestion[] {
  const { span, sentence } = edge.mention;
  const hits = hitsOf(text.slice(span.start, span.end), step.from, span.start);
  if (hits.length === 0) return [];
  const beside = entries.find((entry) => entry.edge?.mention === edge.mention)?.at.version ?? null;
  const said = beside && digitsIn(text, beside, step.from);
  const places = [...hits.map(({ digits }) => digits), ...(said ? [said] : [])];
  const edits = places.map((digits) => digitsEdit(text, edge.from, digits, step));
  return [{ path: edge.from, family: 'F', edits, sentence, answer: null }];
}

/** The digits of a version in the field or cell that says it; null for another one. */
function digitsIn(text: string, { start, end }: Span, version: Version): Span | null {
  const match = /\d+(?:[._]\d+)+/.exec(text.slice(start, end));
  if (match === null || match[0].replaceAll('_', '.') !== formatVersion(version)) return null;
  return { start: start + match.index, end: start + match.index + match[0].length };
}

/** The questions about a file name in a text that has no mentions of its own, such as HTML. */
export function nameQuestions(
  text: string,
  path: string,
  name: string,
  step: VersionStep,
): readonly UnnumberedQuestion[] {
  const asked: UnnumberedQuestion[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (/[\w.-]/.test(text.charAt(at - 1))) continue;
    const hit = hitsOf(name, step.from, at).at(-1);
    if (hit === undefined) continue;
    const sentence = sentenceIn(text, unitAt(text, at), { start: at, end: at + name.length });
    const edits = [digitsEdit(text, path, hit.digits, step)];
    asked.push({ path, family: 'F', edits, sentence, answer: null });
  }
  return asked;
}

/** The edit that writes the new version over the digits of the old. */
export function digitsEdit(text: string, path: string, span: Span, { to }: VersionStep): Edit {
  return { path, span, text: inMannerOf(text.slice(span.start, span.end), to) };
}

/** The sentence around a place as one line. */
export function sentenceAround(text: string, span: Span): string {
  return sentenceIn(text, unitAt(text, span.start), span);
}

/** A chain of versions that ends in the old one goes on to the new one; elsewhere the new one takes its place. */
function arrowEdit(text: string, path: string, hit: VersionHit, step: VersionStep): Edit {
  const before = text.slice(Math.max(0, hit.span.start - 4), hit.span.start);
  const after = text.slice(hit.span.end, hit.span.end + 6);
  if (!/(?:→|⇒|->|=>)\s*$/.test(before) || /^\s*(?:→|⇒|->|=>)/.test(after)) {
    return digitsEdit(text, path, hit.digits, step);
  }
  const arrow = /(\s*(?:→|⇒|->|=>)\s*)$/.exec(before)?.[1] ?? ' → ';
  const next = text.slice(hit.span.start, hit.digits.start) + digitsEdit(text, path, hit.digits, step).text;
  return { path, span: { start: hit.span.end, end: hit.span.end }, text: arrow + next };
}

function mayMean({ to, candidates }: Edge, own: ReadonlySet<string>): boolean {
  if (to?.type === 'document' || to?.type === 'section') return own.has(to.path);
  return candidates.some((path) => own.has(path));
}

/** True inside of a file name that is not one of the document's own. */
function isOtherFile(text: string, { span }: VersionHit, own: ReadonlySet<string>): boolean {
  const before = /[\w.-]*$/.exec(text.slice(Math.max(0, span.start - 200), span.start))?.[0] ?? '';
  if (!before.endsWith('-')) return false;
  const after = /^[\w-]*(?:\.[a-z]{2,5})?/.exec(text.slice(span.start, span.start + 60))?.[0] ?? '';
  return ![...own].some((path) => path.endsWith(`/${before}${after}`) || path === before + after);
}

function unitAt(text: string, at: number): Span {
  const from = Math.max(0, at - 2000);
  const before = text.slice(from, at).split(UNIT).at(-1) ?? '';
  const after = text.slice(at, at + 2000).split(UNIT)[0] ?? '';
  return { start: at - before.length, end: at + after.length };
}

function sentenceIn(text: string, unit: Span, place: Span): string {
  const words = text.slice(unit.start, unit.end);
  const local = { start: place.start - unit.start, end: place.end - unit.start };
  return quote(words, sentenceAt(sentencesOf(words), local.start), local);
}
