import { type HeadReading, readHead } from '../../../src/parse/head/head.ts';
import type { Fault, JsonObject, Span } from '../../../src/types.ts';

/** A small alias table, as slop.yaml would give it. */
export const labels: ReadonlyMap<string, string> = new Map(
  Object.entries({
    version: 'version',
    date: 'date',
    created: 'date',
    status: 'status',
    author: 'author',
    supersedes: 'supersedes',
    purpose: 'summary',
    audience: 'audience',
    'companion to': 'companions',
    'companion document': 'companions',
    'amendment record': 'amendments',
    'change log': 'amendments',
    'cr number': 'number',
  }),
);

export interface Sliced extends HeadReading {
  /** What stands in the text at a span. */
  readonly slice: (span: Span) => string;
  /** JSON pointer → the text of its value. */
  readonly valuesAt: Readonly<Record<string, string>>;
  /** JSON pointer → the text of its key. */
  readonly keysAt: Readonly<Record<string, string>>;
  /** Head as an ordinary object, for comparing. */
  readonly plain: JsonObject;
}

/** Reads a head and the texts at its places. */
export function sliced(text: string): Sliced {
  const reading = readHead(text, { labels }, 'note.md');
  const slice = (span: Span) => text.slice(span.start, span.end);
  const places = [...reading.at];
  return {
    ...reading,
    slice,
    valuesAt: Object.fromEntries(places.map(([pointer, { value }]) => [pointer, slice(value)])),
    keysAt: Object.fromEntries(places.map(([pointer, { key }]) => [pointer, slice(key)])),
    plain: JSON.parse(JSON.stringify(reading.head)),
  };
}

/** A head between `---` lines, with a little body. */
export function yaml(...lines: readonly string[]): string {
  return `---\n${lines.map((line) => `${line}\n`).join('')}---\nBody\n`;
}

/** Rules and the text they point at, for comparing. */
export function pointedAt(text: string, faults: readonly Fault[]): readonly (readonly [string, string])[] {
  return faults.map(({ rule, span }) => [rule, text.slice(span.start, span.end)]);
}

/** A text after the edits of a fault's fix. */
export function fixed(text: string, fault: Fault | undefined): string {
  const edits = [...(fault?.fix?.edits ?? [])].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce(
    (now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end),
    text,
  );
}
