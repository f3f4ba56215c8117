import { DAY } from '../../parse/head/labels/coerce.ts';
import { compareVersions, findVersion } from '../../parse/version.ts';
import type { Edit, Family } from '../../types.ts';
import {
  digitsEdit,
  ownOccurrences,
  sentenceAround,
  type UnnumberedQuestion,
  type VersionStep,
} from '../occurrences.ts';
import { hitsOf, type VersionHit } from '../versions/hits.ts';

/** How far below the title the version line is looked for, in characters. */
const LINE = 4_000;
const BETWEEN = '(?:&(?:mdash|ndash|middot|nbsp|#\\d+);|[\\s—–·-])';
const DATE_AFTER = new RegExp(`^${BETWEEN}{1,8}(\\d{4}-\\d{2}-\\d{2})`);

/**
 * The questions about the version in an HTML file: its titles (A), the version line below them (B) and its footer
 * (C) answered with yes, all else open. Of tags, `meta` elements alone are looked at, of scripts and styles nothing;
 * nothing outside of the digits and the dates beside them is touched.
 */
export function htmlQuestions(
  text: string,
  path: string,
  step: VersionStep,
  date: string,
  own: ReadonlySet<string>,
): readonly UnnumberedQuestion[] {
  const seen = visible(text);
  const hits = hitsOf(seen, step.from);
  const heading = innerOf(text, 'h1') ?? innerOf(text, 'title');
  const lineFrom = heading?.end ?? 0;
  const titles = [innerOf(text, 'title'), innerOf(text, 'h1')].flatMap((inner) =>
    inner === null
      ? []
      : hits.filter((hit) => hit.span.start >= inner.start && hit.span.end <= inner.end).slice(-1),
  );
  const line = hits.find(
    ({ span }) =>
      span.start >= lineFrom &&
      span.start < lineFrom + LINE &&
      !titles.some((hit) => hit.span.start === span.start),
  );
  const signed = hits.findLast(
    ({ span }) => span.start >= lineFrom && DATE_AFTER.test(seen.slice(span.end, span.end + 60)),
  );
  const footer = signed === line ? undefined : signed;
  const lineIs = line !== undefined && isVersionLine(seen, line) ? line : undefined;
  const places: readonly (readonly [VersionHit | undefined, Family])[] = [
    ...titles.map((hit) => [hit, 'A'] as const),
    [lineIs, 'B'],
    [footer, 'C'],
  ];
  const settled = places.flatMap(([hit, family]): readonly UnnumberedQuestion[] => {
    if (hit === undefined) return [];
    const edits: Edit[] = [digitsEdit(text, path, hit.digits, step)];
    if (family !== 'A') edits.push(...dateBeside(seen, path, hit, date));
    return [{ path, family, edits, sentence: sentenceAround(seen, hit.span), answer: 'yes' }];
  });
  const taken = places.flatMap(([hit]) => (hit === undefined ? [] : [hit.span]));
  const open = ownOccurrences({ text: seen, path, edges: [], own }, step, taken);
  return [...settled, ...metaQuestions(text, path, step, date), ...open];
}

const META = /<meta\b[^<>]*>/gi;
/** Names of `meta` elements that hold the version, the day of it, and the title. */
const IS_VERSION = /^(?:dc(?:terms)?\.)?(?:has)?version$/i;
const IS_DATE = /^(?:dc(?:terms)?\.)?(?:date|modified|revised|last-modified|article:modified_time)$/i;
const IS_TITLE = /(?:^|[.:])title$/i;

/**
 * `meta` elements of the version (B), its day, and the title (A) go along; one that names it otherwise is asked about.
 */
function metaQuestions(
  text: string,
  path: string,
  step: VersionStep,
  date: string,
): readonly UnnumberedQuestion[] {
  return [...withoutComments(text).matchAll(META)].flatMap((match): readonly UnnumberedQuestion[] => {
    const [tag] = match;
    const name = /\b(?:name|property|itemprop)\s*=\s*["']?([\w.:-]+)/i.exec(tag)?.[1] ?? '';
    const content = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    const value = content?.[1] ?? content?.[2];
    if (content === null || value === undefined) return [];
    const start = match.index + content.index + content[0].length - 1 - value.length;
    const sentence = tag.replaceAll(/\s+/g, ' ');
    if (IS_DATE.test(name) && DAY.test(value)) {
      const edits = [{ path, span: { start, end: start + 10 }, text: date }];
      return [{ path, family: 'B', edits, sentence, answer: 'yes' }];
    }
    const found = IS_VERSION.test(name) ? findVersion(value) : null;
    if (found !== null && compareVersions(found.version, step.from) === 0) {
      const span = { start: start + found.start, end: start + found.end };
      return [{ path, family: 'B', edits: [digitsEdit(text, path, span, step)], sentence, answer: 'yes' }];
    }
    const hits = hitsOf(value, step.from, start);
    if (hits.length === 0) return [];
    const edits = hits.map(({ digits }) => digitsEdit(text, path, digits, step));
    const isTitle = IS_TITLE.test(name);
    return [{ path, family: isTitle ? 'A' : 'D', edits, sentence, answer: isTitle ? 'yes' : null }];
  });
}

/** A version line is short or dated: "v0.2·2026-05-21·Working draft", "Version 0.1". */
function isVersionLine(seen: string, { span }: VersionHit): boolean {
  const before = seen.slice(Math.max(0, span.start - 40), span.start);
  return (
    DATE_AFTER.test(seen.slice(span.end, span.end + 60)) ||
    /^version/i.test(seen.slice(span.start)) ||
    /(?:^|\s{2,}|\n\s*)(?:viewing\s+)?$/i.test(before)
  );
}

function dateBeside(seen: string, path: string, { span }: VersionHit, date: string): readonly Edit[] {
  const match = DATE_AFTER.exec(seen.slice(span.end, span.end + 60));
  if (match === null) return [];
  const end = span.end + match[0].length;
  return [{ path, span: { start: end - 10, end }, text: date }];
}

/** The text as long as it was, with spaces for comments. */
function withoutComments(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replaceAll(/[^\r\n]/g, ' '));
}

/** The text as long as it was, with spaces for tags, comments, scripts and styles. */
function visible(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?(?:-->|$)|<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)|<[^<>]*>/gi, (tag) =>
    tag.replaceAll(/[^\r\n]/g, ' '),
  );
}

function innerOf(text: string, name: string): { readonly start: number; readonly end: number } | null {
  const match = new RegExp(`<${name}\\b[^<>]*>`, 'i').exec(text);
  if (match === null) return null;
  const start = match.index + match[0].length;
  const length = text
    .slice(start, start + LINE)
    .toLowerCase()
    .indexOf(`</${name}`);
  return length < 0 ? null : { start, end: start + length };
}
