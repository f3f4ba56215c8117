import { placeAt } from '../parse/head/places.ts';
import { parseVersion } from '../parse/version.ts';
import { textIn } from '../read/json.ts';
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
  /** Where version and blob id stand apart from the name; null where they do not. */
  readonly at: { readonly version: Span | null; readonly oid: Span | null };
}

/** A table that lists documents. */
interface ListTable {
  readonly columns: Columns;
  /** How many columns it has. */
  readonly width: number;
  readonly rows: readonly (readonly Span[])[];
  /** Where its last line ends. */
  readonly end: number;
}

/**
 * The documents that a note lists: under `current` of its head, and in tables with a column for documents and one
 * for versions or contents. In the order of the text.
 */
export function listEntries(draft: Draft, text: string, edges: readonly Edge[]): readonly ListEntry[] {
  return [...headEntries(draft, text, edges), ...tableEntries(draft, text, edges)];
}

function headEntries(draft: Draft, text: string, edges: readonly Edge[]): readonly ListEntry[] {
  const { current } = draft.head;
  const items: readonly Json[] = Array.isArray(current) ? current : [];
  return items.flatMap((item, index) => {
    const whole = typeof item === 'string';
    const pointer = whole ? `/current/${index}` : `/current/${index}/document`;
    const span = placeAt(draft, pointer)?.value;
    if (span === undefined) return [];
    const edge = edges.find(({ mention }) => mention.field === pointer && mention.target.type === 'document');
    const { document, version, oid } = whole ? ({ document: item } as JsonObject) : (item as JsonObject);
    const spanOf = (key: string): Span | null => placeAt(draft, `/current/${index}/${key}`)?.value ?? null;
    return [
      {
        name: textIn(document) ?? text.slice(span.start, span.end),
        span,
        edge: edge ?? null,
        version: textIn(version) ?? pinnedBy(edge),
        oid: textIn(oid),
        at: { version: spanOf('version'), oid: spanOf('oid') },
      },
    ];
  });
}

function pinnedBy(edge: Edge | undefined): string | null {
  const target = edge?.mention.target;
  return target?.type === 'document' ? target.version : null;
}

const RULE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const DIGITS = /\d+(?:[._]\d+)+/;
const OID = /\b[0-9a-f]{7,64}\b/i;

function tableEntries(draft: Draft, text: string, edges: readonly Edge[]): readonly ListEntry[] {
  return listTables(draft, text).flatMap(({ columns, rows }) =>
    rows.flatMap((cells) => rowEntry(columns, cells, text, edges)),
  );
}

/** The tables of a body that have a column for documents and one for versions or contents, those in code left out. */
export function listTables(draft: Draft, text: string): readonly ListTable[] {
  const tables: { columns: Columns; width: number; rows: (readonly Span[])[]; end: number }[] = [];
  let before: readonly Span[] = [];
  let open: (typeof tables)[number] | null = null;
  for (const line of linesIn(text, draft.body)) {
    const raw = text.slice(line.start, line.end);
    const cells = cellsIn(raw, line.start);
    if (open !== null && cells.length > 1) {
      open.rows.push(cells);
      open.end = line.end;
    } else {
      const columns = RULE.test(raw) && before.length > 1 ? columnsOf(before, text) : null;
      open = columns && { columns, width: before.length, rows: [], end: line.end };
      if (open !== null && !isInCode(draft, line)) tables.push(open);
    }
    before = cells;
  }
  return tables;
}

function isInCode({ code }: Draft, place: Span): boolean {
  return code.some(({ info, span }) => info !== null && span.start <= place.start && span.end >= place.end);
}

/** Which column of a table holds what; -1 for none. */
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
  const cellAt = (column: number): Span | null => cells[column] ?? null;
  const found = (cell: Span | null, pattern: RegExp): Span | null => {
    const match = cell && pattern.exec(text.slice(cell.start, cell.end));
    if (!cell || !match) return null;
    return { start: cell.start + match.index, end: cell.start + match.index + match[0].length };
  };
  const words = (place: Span | null): string | null => place && text.slice(place.start, place.end);
  const versionCell = cellAt(columns.version);
  const stated = versionCell && text.slice(versionCell.start, versionCell.end).replace(/^[`*_]+/, '');
  const version = stated !== null && parseVersion(stated) !== null ? found(versionCell, DIGITS) : null;
  const oid = found(cellAt(columns.oid), OID);
  const edge = edges.find(
    ({ mention }) =>
      mention.target.type === 'document' && mention.span.start >= span.start && mention.span.end <= span.end,
  );
  return [
    {
      name,
      span,
      edge: edge ?? null,
      version: words(version) ?? pinnedBy(edge),
      oid: words(oid),
      at: { version, oid },
    },
  ];
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
