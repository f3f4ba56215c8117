import { nameOf } from '../../read/paths.ts';
import { documentFound, ownVersion } from './documents.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { itemSpanNamed } from './items.ts';
import type { Unit } from './units.ts';

/** Fields, or lists of fields, that hold documents: there a bare id is enough. */
const DOCUMENT_FIELD =
  /\/(?:supersedes|updates|consumes|planned|reading|document|authoritative|orients|current|halt|brief|cr|follows)(?:\/\d+)?$/;

const SUPERSEDES = /^\/supersedes(?:\/\d+)?$/;

/** `id`, `id@0.3`, `id#section`. No capital opens it: "Nothing", "CR-2026-012" are no ids. */
const ID =
  /^([\p{Ll}\p{N}][\p{Ll}\p{N}_.-]{0,199})(?:@v?(\d{1,9}(?:[._]\d{1,9}){1,2}))?(?:#([^\s#]{1,200}))?$/u;

const FILE = /\.[a-z]{1,5}$/;

/** A file name without a version, with or without folders: those with one are found wherever they stand. */
const UNVERSIONED =
  /^((?:[^\s#/]+\/)*[\p{L}\p{N}][\p{L}\p{N}\p{M}_.-]*\.(?:md|html|docx))(?:#([^\s#]{1,200}))?$/u;

/** A path whose file name holds spaces. Without a folder before them such words may be a sentence that ends in a name. */
const SPACED =
  /^((?:[^\s#/]+\/)+[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*(?: [\p{L}\p{N}\p{M}_-]+)+\.(?:md|html|docx))(?:#([^\s#]{1,200}))?$/u;

/** What these name is a note of the record; another document may lie beside the record, or in another repository. */
const NOTE_FIELD = /^\/(?:supersedes|updates|consumes|halt|brief|cr|follows)(?:\/\d+)?$/;
const NOTHING = /^(?:nothing|none|no|nil|null|n\/a|true|false|[-–—~])$/;

/** `0.2`, `v0.1/v0.2`, `v0.1 and v0.2 (2026-05-11)` at the beginning: earlier versions of the note itself. */
const VERSIONS =
  /^v?\d{1,9}(?:\.\d{1,9}){1,2}(?:\s?(?:[,/&+]|and)\s?v?\d{1,9}(?:\.\d{1,9}){1,2}){0,50}(?![\p{L}\p{N}_]|\.\d)/u;
const VERSION = /v?(\d+(?:\.\d+)+)/g;

/** Where a note says what it takes the place of, the number of a document does: `0219`, `SIMD-0219`. */
const REPLACES = /^\/(?:supersedes|updates)(?:\/\d+)?$/;
const NUMBER = String.raw`(?:\p{Lu}{2,}[-_ ]?)?\d{1,6}`;
const NUMBERED = new RegExp(`^${NUMBER}(?:(?:,|;| &|,? and)\\s${NUMBER})*$`, 'u');
const EACH_NUMBER = new RegExp(NUMBER, 'gu');

const SECTION_FIELD = /^\/reading\/\d+\/section$/;

/** True for a field, given as a JSON pointer, that says something by its place. */
export function saysByPlace(field: string): boolean {
  return DOCUMENT_FIELD.test(field) || SECTION_FIELD.test(field);
}

/** What a head field says by its place: ids, numbers and file names of documents, versions that a note supersedes, a section to read. */
export const headIds: Grammar = (unit, { items }) => {
  if (unit.field === null || !saysByPlace(unit.field)) return [];
  const value = unit.text.trim().replace(/(?<=[^.])\.$/, '');
  const at = unit.text.indexOf(value);
  if (SECTION_FIELD.test(unit.field)) {
    const address = value.replace(/^§+\s?/, '');
    return address === '' ? [] : [section(unit, at, value.length, address)];
  }
  if (SUPERSEDES.test(unit.field)) {
    const list = VERSIONS.exec(value)?.[0] ?? '';
    if (list !== '') {
      return [...list.matchAll(VERSION)].map((match) => {
        const span = spanIn(unit, at + match.index, match[0].length);
        return documentFound(span, 'name', match[0], match[1] ?? null);
      });
    }
  }
  if (REPLACES.test(unit.field) && NUMBERED.test(value) && itemSpanNamed(value, items) === null)
    return [...value.matchAll(EACH_NUMBER)].map(({ 0: number, index }) =>
      documentFound(spanIn(unit, at + index, number.length), 'wiki', number, null),
    );
  const [, name, within = null] = UNVERSIONED.exec(value) ?? [];
  if (name !== undefined && ownVersion(name) === null) {
    const by = NOTE_FIELD.test(unit.field) ? 'wiki' : 'file-name';
    return [documentFound(spanIn(unit, at, value.length), by, name, null, within)];
  }
  const [, path, below = null] = DOCUMENT_FIELD.test(unit.field) ? (SPACED.exec(value) ?? []) : [];
  if (path !== undefined)
    return [
      documentFound(spanIn(unit, at, value.length), 'file-name', path, ownVersion(nameOf(path)), below),
    ];
  const [, id, version = null, anchor = null] = DOCUMENT_FIELD.test(unit.field) ? (ID.exec(value) ?? []) : [];
  if (id === undefined || NOTHING.test(id) || FILE.test(id) || !/\p{Ll}/u.test(id)) return [];
  return [
    documentFound(spanIn(unit, at, value.length), 'wiki', id, version?.replaceAll('_', '.') ?? null, anchor),
  ];
};

function section(unit: Unit, at: number, length: number, address: string): FoundMention {
  return { span: spanIn(unit, at, length), target: { type: 'section', address, of: null } };
}

function spanIn({ start }: Unit, at: number, length: number) {
  return { start: start + at, end: start + at + length };
}
