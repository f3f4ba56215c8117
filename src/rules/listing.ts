import { parseVersion } from '../parse/version.ts';
import type { Draft, Edge, Json, JsonObject, Span } from '../types.ts';

/** One document that a note lists with its version or content. */
export interface ListEntry {
  /** As written. */
  readonly name: string;
  readonly span: Span;
  /** What the name was resolved to; null where it was not taken for a mention. */
  readonly edge: Edge | null;
  /** Listed version as written; null when none is. */
  readonly version: string | null;
  /** Listed blob id or its beginning; null when none is. */
  readonly oid: string | null;
}

/**
 * The documents that a note lists: under `current` of its head, and in tables with a column for documents and one
 * for versions or contents. In the order of the text.
 */
export function listEntries(draft: Draft, text: string, edges: readonly Edge[]): readonly ListEntry[] {
  return [...headEntries(draft, text, edges), ...tableEntries(draft, text, edges)];
}

function headEntries({ head, at }: Draft, text: string, edges: readonly Edge[]): readonly ListEntry[] {
  const { current } = head;
  const items: readonly Json[] = Array.isArray(current) ? current : [];
  return items.flatMap((item, index) => {
    const whole = typeof item === 'string';
    const pointer = whole ? `/current/${index}` : `/current/${index}/document`;
    const span = at.get(pointer)?.value;
    if (span === undefined) return [];
    const edge = edges.find(({ mention }) => mention.field === pointer && mention.target.type === 'document');
    const { document, version, oid } = whole ? ({ document: item } as JsonObject) : (item as JsonObject);
    return [
      entryOf(textOf(document) ?? text.slice(span.start, span.end), span, edge, textOf(version), textOf(oid)),
    ];
  });
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function entryOf(
  name: string,
  span: Span,
  edge: Edge | undefined,
  version: string | null,
  oid: string | null,
): ListEntry {
  const target = edge?.mention.target;
  const pinned = target?.type === 'document' ? target.version : null;
  return { name, span, edge: edge ?? null, version: version ?? pinned, oid };
}

const RULE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const OID = /\b[0-9a-f]{7,64}\b/i;

function tableEntries(draft: Draft, text: string, edges: readonly Edge[]): readonly ListEntry[] {
  const entries: ListEntry[] = [];
  let before: readonly Span[] = [];
  let columns: Columns | null = null;
  for (const line of linesIn(text, draft.body)) {
    const raw = text.slice(line.start, line.end);
    const cells = cellsIn(raw, line.start);
    if (columns !== null && cells.length > 1) entries.push(...rowEntry(columns, cells, text, edges));
    else columns = RULE.test(raw) && before.length > 1 ? columnsOf(before, text) : null;
    before = cells;
  }
  const fenced = (span: Span): boolean =>
    draft.code.some(
      (code) => code.info !== null && code.span.start <= span.start && code.span.end >= span.end,
    );
  return entries.filter(({ span }) => !fenced(span));
}

interface Columns {
  readonly document: number;
  readonly version: number;
  readonly oid: number;
}

/** Null for a table that lists no documents. */
function columnsOf(cells: readonly Span[], text: string): Columns | null {
  const titles = cells.map(({ start, end }) =>
    text.slice(start, end).replace(/[*_`]/g, '').trim().toLowerCase(),
  );
  const document = titles.indexOf('document');
  const version = titles.indexOf('version');
  const oid = titles.findIndex((title) => /^(?:content(?: id)?|oid|blob(?: id)?)$/.test(title));
  return document === -1 || (version === -1 && oid === -1) ? null : { document, version, oid };
}

function rowEntry(
  columns: Columns,
  cells: readonly Span[],
  text: string,
  edges: readonly Edge[],
): readonly ListEntry[] {
  const span = cells[columns.document];
  if (span === undefined) return [];
  const name = text.slice(span.start, span.end).replace(/[`*_]+$|^[`*_]+/g, '');
  if (name === '') return [];
  const said = (column: number): string => {
    const cell = cells[column];
    return cell === undefined ? '' : text.slice(cell.start, cell.end).replace(/^[`*_]+/, '');
  };
  const version =
    parseVersion(said(columns.version)) === null
      ? null
      : (/[\d._]+/.exec(said(columns.version))?.[0] ?? null);
  const edge = edges.find(
    ({ mention }) =>
      mention.target.type === 'document' && mention.span.start >= span.start && mention.span.end <= span.end,
  );
  return [entryOf(name, span, edge, version, OID.exec(said(columns.oid))?.[0] ?? null)];
}

function linesIn(text: string, { start, end }: Span): readonly Span[] {
  const lines: Span[] = [];
  for (let at = start; at < end; ) {
    const feed = text.indexOf('\n', at);
    const stop = feed === -1 || feed >= end ? end : feed;
    lines.push({ start: at, end: text[stop - 1] === '\r' && stop > at ? stop - 1 : stop });
    at = stop + 1;
  }
  return lines;
}

/** The cells of a table row, without the space around them; one for a line without a bar. */
function cellsIn(raw: string, start: number): readonly Span[] {
  if (!raw.includes('|')) return [{ start, end: start + raw.length }];
  const cells: Span[] = [];
  let from = 0;
  const close = (to: number): void => {
    const piece = raw.slice(from, to);
    const lead = piece.length - piece.trimStart().length;
    const first = cells.length === 0 && from === 0 && piece.trim() === '';
    const last = to === raw.length && piece.trim() === '';
    if (!first && !last)
      cells.push({ start: start + from + lead, end: start + from + lead + piece.trim().length });
    from = to + 1;
  };
  for (let at = 0; at < raw.length; at += 1) {
    if (raw[at] === '\\') at += 1;
    else if (raw[at] === '|') close(at);
  }
  close(raw.length);
  return cells;
}
