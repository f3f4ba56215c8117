import { COUNTS } from '../../link/claims/baselines.ts';
import { inThrees } from '../../parse/in-threes.ts';
import { scalarText } from '../../read/json.ts';
import type { Document, Json, JsonObject } from '../../types.ts';
import type { Arrival } from './arrivals.ts';
import { type Fact, mapsIn } from './fact.ts';

/** A measured state: what the notes say last, and what the manifest had. */
export interface MeasuredState {
  /** `engine`, `engine migration head`. */
  readonly name: string;
  readonly now: JsonObject;
  /** Null for one that the manifest did not have. */
  readonly before: JsonObject | null;
  /** Path of the note that says it; that of the manifest when nobody measured again. */
  readonly source: string;
  readonly again: boolean;
}

/** The baselines of a manifest and of what came since, those of the manifest first. */
export function baselinesOf(holder: Document, arrivals: readonly Arrival[]): readonly MeasuredState[] {
  const found = new Map<string, MeasuredState>();
  for (const now of mapsIn(holder, 'baselines')) {
    found.set(nameOf(now), { name: nameOf(now), now, before: now, source: holder.path, again: false });
  }
  for (const { document } of arrivals) {
    for (const now of mapsIn(document, 'baselines')) {
      const name = nameOf(now);
      const before = found.get(name)?.before ?? null;
      found.set(name, { name, now, before, source: document.path, again: true });
    }
  }
  return [...found.values()];
}

/** What was measured anew, with its change: `engine: 424 passed (+12), 3 skipped (unchanged)`. */
export function measuredFacts(all: readonly MeasuredState[]): readonly Fact[] {
  return all
    .filter(({ again }) => again)
    .map((one) => ({ text: `${one.name}: ${stateOf(one.now, one.before)}`, source: one.source }));
}

/** A state in words, with the change since another one. */
function stateOf(now: JsonObject, before: JsonObject | null): string {
  const value = scalarText(now['value']);
  if (value !== '') {
    const old = scalarText(before?.['value']);
    return old === '' ? value : old === value ? `${value} (unchanged)` : `${value} (was ${old})`;
  }
  const counts = COUNTS.flatMap((key) => {
    const count = now[key];
    if (typeof count !== 'number') return [];
    const old = before?.[key];
    const change = typeof old === 'number' ? ` (${signed(count - old)})` : '';
    return [`${inThrees(count)} ${key}${change}`];
  });
  return counts.length === 0 ? 'no counts' : counts.join(', ');
}

/** The entries of `baselines` in the next manifest: as measured last, each with its change where it has one. */
export function baselineEntries(all: readonly MeasuredState[]): readonly Json[] {
  return all.map(({ now, before, again }): JsonObject => {
    const { delta: _, ...rest } = now;
    const [count, old] = [now['passed'], before?.['passed']];
    if (!again || typeof count !== 'number' || typeof old !== 'number') return rest;
    return { ...rest, delta: count - old };
  });
}

/** The baselines as a Markdown table, with the note that says each. */
export function baselineTable(all: readonly MeasuredState[], nameOf: (path: string) => string): string {
  const rows = all.map(({ name, now, before, source, again }) => {
    const was = before === null ? 'not measured' : stateOf(before, null);
    const is = again ? stateOf(now, before) : 'not measured again';
    const cells = [name, was, is, nameOf(source)].map((cell) => cell.replaceAll('|', '\\|'));
    return `| ${cells.join(' | ')} |`;
  });
  return ['| what | before | now | source |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function nameOf(baseline: JsonObject): string {
  const words = [scalarText(baseline['repository']), scalarText(baseline['name'])].filter(
    (word) => word !== '',
  );
  return words.join(' ') || 'unnamed';
}

function signed(change: number): string {
  return change === 0 ? 'unchanged' : change > 0 ? `+${inThrees(change)}` : `-${inThrees(-change)}`;
}
