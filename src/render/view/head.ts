import { placeAt } from '../../parse/head/places.ts';
import { push } from '../../read/order.ts';
import type { Document, Edge, Json, JsonObject } from '../../types.ts';
import type { Site } from '../site.ts';
import { edgeHref, edgeTip } from './edge.ts';
import { capital } from './names.ts';

/** A head value as a template prints it. */
export type ValueView =
  | { readonly type: 'text'; readonly parts: readonly PartView[] }
  /** `line`: its texts are so short that they stand in one line. */
  | { readonly type: 'list'; readonly items: readonly ValueView[]; readonly line: boolean }
  | { readonly type: 'table'; readonly columns: readonly string[]; readonly rows: readonly RowView[] }
  | { readonly type: 'fields'; readonly fields: readonly FieldView[] };

/** A run of text; a link where `href` is not empty. */
interface PartView {
  readonly text: string;
  readonly href: string;
  /** State of the edge that this run is, empty where it is none. */
  readonly state: string;
  /** Tooltip, empty where there is none. */
  readonly tip: string;
}

/** Cells in the order of the columns; null where the object lacks that key. */
type RowView = readonly (CellView | null)[];

interface CellView extends FieldView {
  /** True for one short word, which is not to be broken. */
  readonly short: boolean;
}

interface FieldView {
  readonly label: string;
  readonly value: ValueView;
}

/** A head in three blocks, each in the order written. */
interface HeadView {
  /** What fits a cell of a title block. */
  readonly facts: readonly FieldView[];
  /** Longer texts. */
  readonly rows: readonly FieldView[];
  /** Lists and objects. */
  readonly lists: readonly FieldView[];
}

/** Characters that still fit a cell. */
const CELL = 30;

/** Characters of a word that is not broken in a table. */
const WORD = 14;

/** Columns that still stand beside each other. */
const MOST_COLUMNS = 6;

/** Nesting beyond which a value is shown as JSON: no head written by hand goes deeper. */
const DEEPEST = 6;

/**
 * Every field of a document's head in the order it was written, labels as the author wrote them in the older
 * forms. `text` is the note's text. Empty for documents without a head.
 */
export function headView(site: Site, document: Document, text: string, page: string): HeadView {
  const { draft } = document;
  if (draft === null) return { facts: [], rows: [], lists: [] };
  const edgesIn = new Map<string, Edge[]>();
  for (const edge of site.graph.out.get(document.path) ?? []) {
    if (edge.mention.field !== null) push(edgesIn, edge.mention.field, edge);
  }

  const value = (json: Json, pointer: string, depth: number): ValueView => {
    if (json === null || typeof json !== 'object') return textValue(String(json ?? ''), pointer);
    if (depth > DEEPEST) return textValue(JSON.stringify(json), pointer);
    if (Array.isArray(json)) {
      const items = json.map((item, at) => value(item, `${pointer}/${at}`, depth + 1));
      return tableOf(items) ?? { type: 'list', items, line: isLine(items) };
    }
    return { type: 'fields', fields: fields(json as JsonObject, pointer, depth + 1) };
  };
  const fields = (object: JsonObject, pointer: string, depth: number): FieldView[] =>
    Object.entries(object).map(([key, json]) => {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return { label: label(key, at), value: value(json, at, depth) };
    });
  const textValue = (written: string, pointer: string): ValueView => {
    return { type: 'text', parts: linked(site, written, edgesIn.get(pointer) ?? [], text, page) };
  };
  const label = (key: string, pointer: string): string => {
    const place = draft.form === 'yaml' ? undefined : placeAt(draft, pointer)?.key;
    const written =
      place === undefined ? '' : text.slice(place.start, Math.min(place.end, place.start + 200));
    return capital(written.replace(/^[\s*_>|]+|[\s*_:.|]+$/g, '') || key.replace(/[_-]+/g, ' '));
  };
  const shown = fields(draft.head, '', 0).filter((field) => !isAbove(field, document));
  const texts = shown.filter(({ value: { type } }) => type === 'text');
  return {
    facts: texts.filter((field) => textOf(field.value).length <= CELL),
    rows: texts.filter((field) => textOf(field.value).length > CELL),
    lists: shown.filter(({ value: { type } }) => type !== 'text'),
  };
}

/** A list of objects as a table, or null where an item is no object, holds more than texts, or is too wide. */
function tableOf(items: readonly ValueView[]): ValueView | null {
  const objects = items.flatMap((item) => (item.type === 'fields' ? [item.fields] : []));
  const columns = [...new Set(objects.flat().map(({ label }) => label))];
  const isFlat = objects.flat().every(({ value }) => value.type === 'text');
  if (objects.length < items.length || !isFlat || columns.length < 2 || columns.length > MOST_COLUMNS) {
    return null;
  }
  const cell = (fields: readonly FieldView[], column: string): CellView | null => {
    const field = fields.find(({ label }) => label === column);
    return field === undefined ? null : { short: isWord(textOf(field.value)), ...field };
  };
  return { type: 'table', columns, rows: objects.map((fields) => columns.map((at) => cell(fields, at))) };
}

/** Characters of a list that stands in one line. */
const LINE = 40;

function isLine(items: readonly ValueView[]): boolean {
  return items.every(({ type }) => type === 'text') && items.map(textOf).join(', ').length <= LINE;
}

function isWord(text: string): boolean {
  return text.length <= WORD && !/\s/.test(text);
}

/** Title and summary stand above the head. */
function isAbove({ label, value }: FieldView, { title, summary }: Document): boolean {
  return (label === 'Title' && textOf(value) === title) || (label === 'Summary' && textOf(value) === summary);
}

function textOf(value: ValueView): string {
  return value.type === 'text' ? value.parts.map((part) => part.text).join('') : '';
}

/** Cuts a value at its mentions, in the order they were written, and links those that lead somewhere. */
function linked(
  site: Site,
  value: string,
  edges: readonly Edge[],
  text: string,
  page: string,
): readonly PartView[] {
  const parts: PartView[] = [];
  let done = 0;
  const plain = (end: number): void => {
    if (end > done) parts.push({ text: value.slice(done, end), href: '', state: '', tip: '' });
  };
  for (const edge of edges) {
    const mention = text.slice(edge.mention.span.start, edge.mention.span.end);
    const at = mention === '' ? -1 : value.indexOf(mention, done);
    if (at === -1) continue;
    plain(at);
    const href = edgeHref(site, edge, page) ?? '';
    parts.push({ text: mention, href, state: edge.state, tip: edgeTip(site, edge) ?? '' });
    done = at + mention.length;
  }
  plain(value.length);
  return parts.flatMap((part) => (part.href === '' && part.state === '' ? webLinks(part) : [part]));
}

/** Web addresses in plain text become links. */
function webLinks({ text }: PartView): readonly PartView[] {
  return text.split(/(https?:\/\/[^\s<>"'`]*[^\s<>"'`.,;:!?)\]])/).flatMap((run, at) => {
    if (run === '') return [];
    return [{ text: run, href: at % 2 === 1 ? run : '', state: '', tip: '' }];
  });
}
