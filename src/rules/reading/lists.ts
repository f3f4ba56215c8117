import { formatVersion, nameVersion } from '../../parse/version.ts';
import { nameOf } from '../../read/paths.ts';
import type { Code, Draft, Json, JsonObject, Span } from '../../types.ts';

/** A document of a list, as it is compared: its file name without folder, or its id; and where it stands. */
export interface ListedName {
  readonly stem: string;
  /** `0.3`, or null where none is said. */
  readonly version: string | null;
  readonly written: string;
}

/** A list in a text. */
export interface ReadList {
  /** What opens its items, in order. */
  readonly first: readonly ListedName[];
  /** Everything that it names, in order. */
  readonly named: readonly ListedName[];
  /** Items without the name of a file. */
  readonly unnamed: number;
  /** Its first line. */
  readonly span: Span;
}

const FILE = /[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.(?:md|html|docx)(?![\p{L}\p{N}_.]*[\p{L}\p{N}_])/gu;
const ITEM = /^[ \t]*\d{1,3}[.)][ \t]+/;

/** What the head gives to read, in order. */
export function headList({ head }: Draft): readonly ListedName[] {
  const { reading } = head;
  if (!Array.isArray(reading)) return [];
  return reading.flatMap((entry: Json): readonly ListedName[] => {
    const said: JsonObject =
      typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? (entry as JsonObject) : {};
    const name = typeof entry === 'string' ? entry : (said['document'] ?? said['path']);
    if (typeof name !== 'string' || name === '') return [];
    const listed = listedAs(name.split('#', 1)[0] ?? '');
    const version = typeof said['version'] === 'string' ? said['version'].replace(/^v/, '') : null;
    return [{ ...listed, version: listed.version ?? version }];
  });
}

/** The numbered list of a stretch of text; null when it has none. An item goes on until the next one. */
export function listIn(text: string, span: Span): ReadList | null {
  const items: string[] = [];
  let open = false;
  let start: number | null = null;
  let at = span.start;
  for (const line of text.slice(span.start, span.end).split('\n')) {
    if (ITEM.test(line)) {
      items.push(line);
      start ??= at;
    }
    // A line that is not indented, behind an empty one, is no part of the item before it.
    else if (line.trim() === '') open = false;
    else if (items.length > 0 && (open || /^\s/.test(line))) items[items.length - 1] += `\n${line}`;
    if (line.trim() !== '') open = ITEM.test(line) || open;
    at += line.length + 1;
  }
  if (start === null) return null;
  const named = items.map((item) => [...item.matchAll(FILE)].map(([name]) => listedAs(name)));
  return {
    first: named.flatMap(([first]) => first ?? []),
    named: named.flat(),
    unnamed: named.filter((names) => names.length === 0).length,
    span: { start, end: Math.min(span.end, start + (items[0]?.split('\n', 1)[0] ?? '').length) },
  };
}

function listedAs(written: string): ListedName {
  const name = nameOf(written);
  const [bare = '', pinned = null] = name.split('@');
  const { stem, version } = nameVersion(bare);
  return {
    stem,
    version: version === null ? (pinned?.replace(/^v/, '') ?? null) : formatVersion(version),
    written,
  };
}

/** True for two ways to write one document. */
export function isSameDocument(one: ListedName, other: ListedName): boolean {
  return (
    one.stem === other.stem &&
    (one.version === null || other.version === null || one.version === other.version)
  );
}

/** Where the list of a kickoff prompt may stand: the blocks of code in its section, else all of it. */
export function promptSpans(section: Span, code: readonly Code[]): readonly Span[] {
  const blocks = code.filter(
    ({ info, span }) => info !== null && span.start >= section.start && span.end <= section.end,
  );
  return blocks.length > 0 ? blocks.map(({ span }) => span) : [section];
}
