import { literal } from '../../parse/literal.ts';
import { textAt } from '../../read/json.ts';
import type { Draft, Json, JsonObject, Section, Span } from '../../types.ts';
import { outOfOrder } from './moves.ts';
import { type ComparedPart, type Pair, pairSections, type Sign } from './pairs.ts';
import { compareTexts, type TextRun, wordsChanged } from './runs.ts';

/** One version of a note: what was read of it, and the text that its spans point into. */
export interface VersionText {
  readonly draft: Pick<Draft, 'form' | 'head' | 'headSpan' | 'sections'>;
  readonly text: string;
}

/** Two versions of one note. */
export interface VersionPair {
  readonly before: VersionText;
  readonly after: VersionText;
}

/** What became of one field of the head; null where a version has no such field. */
export interface FieldChange {
  readonly key: string;
  readonly before: Json | null;
  readonly after: Json | null;
}

export type SectionPlace = Pick<Section, 'depth' | 'number' | 'title' | 'slug'>;

/** What became of one section. */
export interface SectionChange {
  /** What happened to its text; its heading and place are told apart from it. */
  readonly state: 'same' | 'changed' | 'added' | 'removed';
  readonly before: SectionPlace | null;
  readonly after: SectionPlace | null;
  /** How it was recognised; null when it stands in one version only. */
  readonly by: Sign | null;
  readonly moved: boolean;
  readonly renamed: boolean;
  readonly renumbered: boolean;
  readonly words: { readonly removed: number; readonly added: number };
  /** The text under its heading, an older head left out. */
  readonly runs: readonly TextRun[];
}

/** Two versions of a note, side by side. */
export interface Comparison {
  readonly fields: readonly FieldChange[];
  /** In the order of the newer version; what is gone stands where it stood. */
  readonly sections: readonly SectionChange[];
}

/** Compares two versions of a note by field and by section. */
export function compareVersionTexts(before: VersionText, after: VersionText): Comparison {
  const [older, newer] = [partsOf(before), partsOf(after)];
  const pairs = pairSections(older, newer);
  const moved = movedPairs(pairs, older, newer);
  const byAfter = new Map(pairs.map((pair) => [pair.after, pair]));
  const found = new Map(pairs.map((pair) => [pair.before, pair]));

  const sections: SectionChange[] = [];
  const gone = (from: number): void => {
    for (let index = from; index < older.length && !found.has(index); index += 1) {
      const part = older[index];
      if (part !== undefined) sections.push(lone(part, 'removed'));
    }
  };
  gone(0);
  newer.forEach((part, index) => {
    const pair = byAfter.get(index);
    const earlier = pair === undefined ? undefined : older[pair.before];
    if (pair === undefined || earlier === undefined) sections.push(lone(part, 'added'));
    else {
      sections.push(paired(earlier, part, pair, moved.has(pair)));
      gone(pair.before + 1);
    }
  });
  return { fields: compareHeads(before.draft.head, after.draft.head), sections: sections.filter(hasWords) };
}

interface PlacedPart extends ComparedPart {
  readonly place: SectionPlace;
  /** Its title without the version of the note, which is another one each time. */
  readonly name: string;
}

function partsOf({ draft, text }: VersionText): readonly PlacedPart[] {
  const version = literal(textAt(draft.head, 'version') ?? '');
  const own = new RegExp(`(?<![\\w.])v?${version}(?![\\w.]*\\w)`, 'g');
  return draft.sections.map((section) => {
    const { depth, number, title, slug, explicit, heading, span } = section;
    const start = depth === 0 ? span.start : lineEnd(text, heading.end, span.end);
    return {
      depth,
      number,
      title,
      explicit,
      text: without(text, { start, end: span.end }, draft.headSpan),
      place: { depth, number, title, slug },
      name: version === '' ? title : title.replaceAll(own, ''),
    };
  });
}

/** Where the text under a heading begins: behind its line, and behind the line that may underline it. */
function lineEnd(text: string, from: number, limit: number): number {
  const feed = text.indexOf('\n', from);
  if (feed === -1 || feed >= limit) return limit;
  const underline = /^ {0,3}(?:=+|-+)[ \t]*(?:\r?\n|$)/.exec(
    text.slice(feed + 1, Math.min(limit, feed + 300)),
  );
  return underline === null ? feed + 1 : feed + 1 + underline[0].length;
}

const CLOSING_RULE = /^\s*(?:-{3,}|\*{3,}|_{3,})[ \t]*(?=\r?\n|$)/;

/** The text of a span, without an older head in it and the rule that closes one, its line endings made alike. */
function without(text: string, { start, end }: Span, head: Span): string {
  const apart = head.end <= start || head.start >= end;
  const kept = apart
    ? text.slice(start, end)
    : text.slice(start, Math.max(start, head.start)) +
      text.slice(Math.min(end, head.end), end).replace(CLOSING_RULE, '');
  return kept.replace(/\r\n?/g, '\n').replace(/^(?:[ \t]*\n)+|\s+$/g, '');
}

function compareHeads(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) => {
    const change = { key, before: before[key] ?? null, after: after[key] ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

/** The pairs that stand in another order, or under another section, than before. */
function movedPairs(
  pairs: readonly Pair[],
  older: readonly ComparedPart[],
  newer: readonly ComparedPart[],
): ReadonlySet<Pair> {
  const late = outOfOrder(pairs.map((pair) => pair.before));
  const [parents, newParents] = [parentsOf(older), parentsOf(newer)];
  const partners = new Map(pairs.map((pair) => [pair.before, pair.after]));
  return new Set(
    pairs.filter((pair, index) => {
      const parent = partners.get(parents[pair.before] ?? -1);
      return late.has(index) || (parent !== undefined && parent !== newParents[pair.after]);
    }),
  );
}

/** The index of the section that each one stands under; null at the top. */
function parentsOf(parts: readonly ComparedPart[]): readonly (number | null)[] {
  const above: number[] = [];
  return parts.map(({ depth }, index) => {
    while (above.length > 0 && (parts[above.at(-1) ?? 0]?.depth ?? 0) >= depth) above.pop();
    const parent = above.at(-1) ?? null;
    above.push(index);
    return parent;
  });
}

function paired(before: PlacedPart, after: PlacedPart, { by }: Pair, moved: boolean): SectionChange {
  const runs = compareTexts(before.text, after.text);
  return {
    state: before.text === after.text ? 'same' : 'changed',
    before: before.place,
    after: after.place,
    by,
    moved,
    renamed: before.title !== after.title && before.name !== after.name,
    renumbered: before.number !== after.number,
    words: wordsChanged(runs),
    runs,
  };
}

function lone({ place, text }: PlacedPart, state: 'added' | 'removed'): SectionChange {
  const runs: readonly TextRun[] = text === '' ? [] : [{ state, text }];
  return {
    state,
    before: state === 'removed' ? place : null,
    after: state === 'added' ? place : null,
    by: null,
    moved: false,
    renamed: false,
    renumbered: false,
    words: wordsChanged(runs),
    runs,
  };
}

/** False for the space before a first heading that holds nothing in either version. */
function hasWords({ before, after, runs }: SectionChange): boolean {
  return (after ?? before)?.depth !== 0 || runs.length > 0;
}
