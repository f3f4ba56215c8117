import type { Edit, Family } from '../../types.ts';
import { type Asked, digitsEdit, ownOccurrences, sentenceAround, type VersionStep } from '../occurrences.ts';
import { type Hit, hitsOf } from '../versions/hits.ts';

/** How far below the title the version line is looked for, in characters. */
const LINE = 4_000;
const BETWEEN = '(?:&(?:mdash|ndash|middot|nbsp|#\\d+);|[\\s—–·-])';
const DATE_AFTER = new RegExp(`^${BETWEEN}{1,8}(\\d{4}-\\d{2}-\\d{2})`);

/**
 * The questions about the version in an HTML file: its titles (A), the version line below them (B) and its footer
 * (C) answered with yes, all else open. Tags, scripts and styles are passed over; nothing outside of the digits and
 * the dates beside them is touched.
 */
export function htmlQuestions(
  text: string,
  path: string,
  step: VersionStep,
  date: string,
  own: ReadonlySet<string>,
): readonly Asked[] {
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
  const places: readonly (readonly [Hit | undefined, Family])[] = [
    ...titles.map((hit) => [hit, 'A'] as const),
    [lineIs, 'B'],
    [footer, 'C'],
  ];
  const settled = places.flatMap(([hit, family]): readonly Asked[] => {
    if (hit === undefined) return [];
    const edits: Edit[] = [digitsEdit(text, path, hit.digits, step)];
    if (family !== 'A') edits.push(...dateBeside(seen, path, hit, date));
    return [{ path, family, edits, sentence: sentenceAround(seen, hit.span), answer: 'yes' }];
  });
  const taken = places.flatMap(([hit]) => (hit === undefined ? [] : [hit.span]));
  const open = ownOccurrences(seen, path, step, taken, [], own);
  return [...settled, ...open];
}

/** A version line is short or dated: "v0.2·2026-05-21·Working draft", "Version 0.1". */
function isVersionLine(seen: string, { span }: Hit): boolean {
  const before = seen.slice(Math.max(0, span.start - 40), span.start);
  return (
    DATE_AFTER.test(seen.slice(span.end, span.end + 60)) ||
    /^version/i.test(seen.slice(span.start)) ||
    /(?:^|\s{2,}|\n\s*)(?:viewing\s+)?$/i.test(before)
  );
}

function dateBeside(seen: string, path: string, { span }: Hit, date: string): readonly Edit[] {
  const match = DATE_AFTER.exec(seen.slice(span.end, span.end + 60));
  if (match === null) return [];
  const end = span.end + match[0].length;
  return [{ path, span: { start: end - 10, end }, text: date }];
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
