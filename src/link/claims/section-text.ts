import { once } from '../../parse/once.ts';
import { sectionFinder, splitNumber, withBelow } from '../../parse/sections.ts';
import type { Section } from '../../types.ts';

/** A part of a text, as it is compared. */
export interface NamedPart {
  /** `§4 Steps`, or `''` for what stands before the first heading. */
  readonly name: string;
  readonly text: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const CLAIM = /\b(?:unchanged\s+(?:since|from|against)|(?:not\s+changed|no\s+changes?)\s+since)\b/gi;

interface Cut {
  readonly depth: number;
  readonly title: string;
  readonly lines: string[];
}

/** A note in sections. */
export interface SectionedText {
  readonly parts: () => readonly NamedPart[];
  /** One section with those below it; null when the text has none that the address means. */
  readonly partAt: (address: string) => string | null;
}

/**
 * Cuts a note into its sections, without its head, so that two versions of it can be compared: what says that
 * something is unchanged is left out, and so are differences in white space.
 */
export function cutText(text: string): SectionedText {
  const cuts = cutsOf(text);
  const sections = cuts.map(({ depth, title }, index) => sectionOf(depth, title, index));
  const find = sectionFinder(sections);
  return {
    parts: once(() =>
      cuts.map(({ title, lines }) => ({ name: nameOf(title), text: folded(lines.join('\n')) })),
    ),
    partAt: (address) => {
      const found = find(address)[0];
      if (found === undefined) return null;
      const within = withBelow(cuts, found.span.start);
      return folded(
        within.flatMap(({ title, lines }, at) => (at === 0 ? lines : [nameOf(title), ...lines])).join('\n'),
      );
    },
  };
}

/** A stand-in by which a section can be found, and its place among all; only what finding looks at is true. */
function sectionOf(depth: number, title: string, index: number): Section {
  const none = { start: index, end: index };
  return {
    depth,
    ...splitNumber(plain(title)),
    slug: '',
    explicit: null,
    span: none,
    heading: none,
    empty: false,
  };
}

function plain(title: string): string {
  return title.replace(/[*_`]/g, '').replace(/\s*\(unchanged[^)]*\)\s*$/i, '');
}

function nameOf(title: string): string {
  return plain(title).replace(/\s*[—–-]?\s*\(?v\d+(?:\.\d+)+\)?$/, '');
}

function cutsOf(text: string): readonly Cut[] {
  const cuts: Cut[] = [{ depth: 0, title: '', lines: [] }];
  let fence: string | null = null;
  for (const line of withoutHead(text).split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark.startsWith(fence)) fence = null;
    }
    const heading = fence === null ? HEADING.exec(line) : null;
    if (heading !== null) cuts.push({ depth: heading[1]?.length ?? 1, title: heading[2] ?? '', lines: [] });
    else cuts.at(-1)?.lines.push(line);
  }
  return cuts;
}

/** Without a YAML head, and without label lines of an older one. */
function withoutHead(text: string): string {
  const body = text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '');
  return body.replace(/^\*\*[A-Z][\w -]{0,30}(?:\.\*\*|:\*\*|\*\*:)[^\n]*$/gm, '');
}

function folded(text: string): string {
  return withoutClaims(text).replace(/\s+/g, ' ').trim();
}

/** Leaves out the sentences that say what is unchanged; a line ends a sentence too. */
function withoutClaims(text: string): string {
  let kept = '';
  let done = 0;
  for (const { index } of text.matchAll(CLAIM)) {
    if (index < done) continue;
    let start = index;
    while (start > done && !/[.!?\n]/.test(text.charAt(start - 1))) start -= 1;
    let end = index;
    while (end < text.length && !/^(?:\n|[.!?)](?:\s|$))/.test(text.slice(end, end + 2))) end += 1;
    kept += `${text.slice(done, start)} `;
    done = Math.min(text.length, end + 1);
  }
  return kept + text.slice(done);
}
