import { natural } from '../../read/natural.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, JsonObject } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { titleOf, versionName } from './names.ts';

/** The test counts of one repository over time, drawn small. Lengths are in units of the drawing. */
interface BaselineView {
  readonly repository: string;
  readonly width: number;
  readonly height: number;
  /** Points of the line, as SVG writes them. */
  readonly line: string;
  readonly measures: readonly MeasureView[];
  /** The whole series in words. */
  readonly words: string;
}

interface MeasureView {
  readonly x: number;
  readonly y: number;
  /** Where its day stands, from the point. */
  readonly dayY: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly date: string;
  readonly href: string;
  readonly note: string;
}

interface Measure {
  readonly repository: string;
  readonly document: Document;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const STEP = 84;
const LEFT = 46;
const HEIGHT = 76;
const TOP = 26;
const BOTTOM = 22;

/** The baselines that notes state in their heads, a series for each repository, in the order of `documents`. */
export function baselinesView(
  site: Site,
  documents: readonly Document[],
  page: string,
): readonly BaselineView[] {
  const measures = documents.flatMap(measuresOf);
  return [...groupBy(measures, ({ repository }) => repository)]
    .sort(([left], [right]) => natural(left, right))
    .map(([repository, own]) => seriesView(site, repository, withoutRepeats(own), page));
}

function measuresOf(document: Document): readonly Measure[] {
  const stated = document.draft?.head['baselines'];
  if (!Array.isArray(stated)) return [];
  return stated.flatMap((entry: JsonObject | string | null) => {
    if (entry === null || typeof entry !== 'object') return [];
    const count = (key: string): number => Number(String(entry[key] ?? '0').replaceAll(',', ''));
    const passed = entry['passed'] === undefined ? Number.NaN : count('passed');
    if (!Number.isSafeInteger(passed) || passed < 0) return [];
    const repository = typeof entry['repository'] === 'string' ? entry['repository'] : 'tests';
    return [{ repository, document, passed, failed: count('failed') || 0, skipped: count('skipped') || 0 }];
  });
}

/** A measure that says the same as the one before it, on the same day, tells nothing. */
function withoutRepeats(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter((one, at) => {
    const last = measures[at - 1];
    return (
      last === undefined ||
      last.passed !== one.passed ||
      last.failed !== one.failed ||
      last.document.date !== one.document.date
    );
  });
}

function seriesView(site: Site, repository: string, series: readonly Measure[], page: string): BaselineView {
  const counts = series.map(({ passed }) => passed);
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  const y = (passed: number): number =>
    high === low ? HEIGHT / 2 : Math.round(TOP + ((high - passed) / (high - low)) * (HEIGHT - TOP - BOTTOM));
  const measures = series.map(({ passed, failed, skipped, document }, at) => ({
    x: LEFT + at * STEP,
    y: y(passed),
    dayY: HEIGHT - 4 - y(passed),
    passed,
    failed,
    skipped,
    date: document.date ?? '',
    href: hrefBetween(page, site.addresses.view.get(document.path) ?? ''),
    note: [titleOf(document), versionName(document)].filter(Boolean).join(', '),
  }));
  return {
    repository,
    width: LEFT + Math.max(0, series.length - 1) * STEP + LEFT,
    height: HEIGHT,
    line: measures.map((one) => `${one.x},${one.y}`).join(' '),
    measures,
    words: `${repository}: ${measures.map(({ date, passed, failed }) => `${date} ${passed} passed${failed > 0 ? ` and ${failed} failed` : ''}`).join('; ')}`,
  };
}
