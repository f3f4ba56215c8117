import { formatVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import { documentListed } from '../../rules/listed.ts';
import { type ListEntry, listEntries, listTables } from '../../rules/listing.ts';
import type { Document, Draft, Edit, Graph, Json, Span } from '../../types.ts';
import { eolOf } from '../head-entry.ts';
import { entriesAdded } from '../head-list.ts';
import { inMannerOf } from '../versions/hits.ts';
import type { EditedNote } from '../view.ts';

/** A document that belongs on a list, as it is now. */
export interface Listable {
  readonly document: Document;
  readonly oid: string;
}

/** What the list of current documents becomes. */
interface ListChange {
  readonly edits: readonly Edit[];
  readonly remarks: readonly string[];
  /** True when the body has a table of documents. */
  readonly hasTable: boolean;
}

/**
 * Brings the lists of a note up to date: entries of what has a newer version now name that, contents are as they
 * are, and what came is added to the list of the head and to the last table of documents, in their manner.
 */
export async function listChange(
  graph: Graph,
  note: EditedNote & { readonly holder: Document },
  came: readonly Listable[],
  oidOf: (path: string) => Promise<string>,
): Promise<ListChange> {
  const { holder, draft, text, path } = note;
  const entries = listEntries(draft, text, graph.out.get(holder.path) ?? []);
  const listed = entries.map((entry) => ({ entry, document: documentListed(entry, graph) }));
  const edits: Edit[] = [];
  const remarks: string[] = [];
  for (const { entry, document } of listed) {
    if (document === null || document.id === holder.id) continue;
    const newest = graph.lineages.get(document.id)?.current ?? document;
    if (newest.archived) remarks.push(`${entry.name}, which it lists, is in the archive.`);
    else edits.push(...entryEdits(text, path, entry, newest, await oidOf(newest.path)));
  }
  const tables = listTables(draft, text);
  const table = tables.at(-1);
  const ids = (inside: (span: Span) => boolean) =>
    new Set(listed.flatMap(({ entry, document }) => (document && inside(entry.span) ? [document.id] : [])));
  const inHead = ids(({ start }) => start < draft.headSpan.end);
  const inTables = ids(({ start }) => start >= draft.headSpan.end);
  const forHead = came.filter(({ document }) => !inHead.has(document.id));
  if (draft.form === 'yaml' && forHead.length > 0) {
    const manner = mannerOf(draft);
    edits.push(entriesAdded(note, '/current', forHead.map(manner)));
  }
  const rows = came.filter(({ document }) => !inTables.has(document.id));
  if (table !== undefined && rows.length > 0) {
    const eol = eolOf(text);
    const lines = rows.map((one) => `${eol}| ${cellsOf(one, table.columns, table.width).join(' | ')} |`);
    edits.push({ path, span: { start: table.end, end: table.end }, text: lines.join('') });
  }
  return { edits, remarks, hasTable: table !== undefined };
}

/** The documents as a table of its own. */
export function documentTable(all: readonly Listable[]): string {
  const columns = { document: 0, version: 1, oid: -1 };
  const rows = all.map((one) => `| ${cellsOf(one, columns, 2).join(' | ')} |`);
  return ['| document | version |', '| --- | --- |', ...rows].join('\n');
}

function entryEdits(
  text: string,
  path: string,
  { span, name, at, oid }: ListEntry,
  { path: place, version }: Document,
  now: string,
): readonly Edit[] {
  const edits: Edit[] = [];
  const written = text.slice(span.start, span.end);
  const fileName = /[\w.-]+\.(?:md|html|docx)/.exec(name)?.[0];
  const start = fileName === undefined ? -1 : written.indexOf(fileName);
  if (fileName !== undefined && start >= 0 && fileName !== nameOf(place)) {
    const from = span.start + start;
    edits.push({ path, span: { start: from, end: from + fileName.length }, text: nameOf(place) });
  }
  if (at.version !== null && version !== null) {
    const digits = /\d+(?:[._]\d+)+/.exec(text.slice(at.version.start, at.version.end));
    if (digits !== null) {
      const from = at.version.start + digits.index;
      const stated = inMannerOf(digits[0], version);
      if (stated !== digits[0]) {
        edits.push({ path, span: { start: from, end: from + digits[0].length }, text: stated });
      }
    }
  }
  if (at.oid !== null && oid !== null && !now.startsWith(oid.toLowerCase())) {
    const quoted = /[0-9a-f]{7,64}/i.exec(text.slice(at.oid.start, at.oid.end));
    const from = at.oid.start + (quoted?.index ?? 0);
    edits.push({ path, span: { start: from, end: from + oid.length }, text: now.slice(0, oid.length) });
  }
  return edits;
}

/** Entries of the head are names alone where all that it has are; else they say version and content. */
function mannerOf({ head }: Draft): (one: Listable) => Json {
  const { current } = head;
  const plain =
    Array.isArray(current) && current.length > 0 && current.every((one) => typeof one === 'string');
  return ({ document: { path, version }, oid }) => {
    if (plain) return nameOf(path);
    return {
      document: nameOf(path),
      ...(version === null ? {} : { version: formatVersion(version) }),
      oid: oid.slice(0, 12),
    };
  };
}

function cellsOf(
  { document, oid }: Listable,
  columns: { readonly document: number; readonly version: number; readonly oid: number },
  width: number,
): readonly string[] {
  const cells = Array.from({ length: width }, () => '');
  if (columns.version >= 0) cells[columns.version] = document.version ? formatVersion(document.version) : '';
  if (columns.oid >= 0) cells[columns.oid] = oid.slice(0, 12);
  cells[columns.document] = nameOf(document.path);
  return cells;
}
