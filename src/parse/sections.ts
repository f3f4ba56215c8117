import type { Heading, Nodes } from 'mdast';
import type { Section, Span } from '../types.ts';
import { inlineNodes } from './flow.ts';
import { spanOf } from './markdown/tree.ts';
import { anchorOf, LEAD_SLUG, slugsOf } from './section-address.ts';
import { splitNumber } from './section-number.ts';

export { anchorsOf } from './section-address.ts';
export {
  endWithBelow,
  findSection,
  type SectionFinder,
  sectionAt,
  sectionFinder,
  withBelow,
} from './section-finder.ts';
export { splitNumber } from './section-number.ts';

/** A heading at the top level of a body, and whether anything but comments stands before the next one. */
export interface HeadingPlace {
  readonly node: Heading;
  readonly hasContent: boolean;
}

/** `{#id}` at the end of a heading; mdBook takes spaces within the braces. */
const explicitId = /^\{[ \t]{0,3}#([\p{L}\p{N}_.:-]+)[ \t]{0,3}\}\s*$/u;

/**
 * Cuts a body into sections that tile it: what stands before the first heading is one of depth 0, left out when it
 * has no characters and a heading follows. `hasLead` says whether that one holds anything but comments.
 */
export function readSections(
  text: string,
  body: Span,
  offset: number,
  headings: readonly HeadingPlace[],
  hasLead: boolean,
): readonly Section[] {
  const found = headings.flatMap(({ node, hasContent }) => {
    const place = spanOf(node, offset);
    if (place === null) return [];
    const { title, explicit } = headingTitle(node);
    const start = lineStart(text, place.start, body.start);
    const heading = headingSpan(node, place, offset);
    const numbered = opensWithCode(node) ? { number: null, title } : splitNumber(title);
    return [{ start, heading, depth: node.depth, hasContent, numbered, explicit }];
  });
  const slugs = slugsOf(found.map(({ numbered, explicit }) => ({ title: numbered.title, explicit })));
  const first = found[0]?.start ?? body.end;
  const sections: Section[] = [];
  if (first > body.start || found.length === 0)
    sections.push(leadSection({ start: body.start, end: first }, hasLead));
  found.forEach(({ start, heading, depth, hasContent, numbered, explicit }, index) => {
    const next = found[index + 1];
    sections.push({
      depth,
      ...numbered,
      slug: slugs[index] ?? '',
      explicit,
      span: { start, end: next?.start ?? body.end },
      heading,
      empty: !hasContent && (next === undefined || next.depth <= depth),
    });
  });
  return sections;
}

function leadSection(span: Span, hasContent: boolean): Section {
  const heading = { start: span.start, end: span.start };
  return {
    depth: 0,
    number: null,
    title: '',
    slug: LEAD_SLUG,
    explicit: null,
    span,
    heading,
    empty: !hasContent,
  };
}

/** The text of a heading as a reader sees it, number included; a final `{#id}` is taken off. */
export function headingTitle(node: Heading): { readonly title: string; readonly explicit: string | null } {
  const text = inlineNodes(node).map(plainText).join('').replace(/\s+/g, ' ').trim();
  const id = explicitId.exec(text.slice(Math.max(0, text.lastIndexOf('{'))))?.[1];
  return { title: withoutExplicitId(text), explicit: id === undefined ? null : anchorOf(id) };
}

/** A number in code, such as a status code, is a value that the section is about. */
function opensWithCode(node: Heading): boolean {
  return inlineNodes(node).find((inner) => plainText(inner) !== '')?.type === 'inlineCode';
}

/** A heading's text without a final `{#id}` and the space before it. */
export function withoutExplicitId(text: string): string {
  const at = text.lastIndexOf('{');
  return at !== -1 && explicitId.test(text.slice(at)) ? text.slice(0, at).trimEnd() : text;
}

function plainText(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'image') return node.alt ?? '';
  return node.type === 'break' ? ' ' : '';
}

/** Where that text is written, marks of emphasis included and `{#id}` not; empty when there is none. */
export function titleSpan(text: string, heading: Span): Span {
  const raw = text.slice(heading.start, heading.end);
  return { start: heading.start, end: heading.start + withoutExplicitId(raw).length };
}

/** Where the content of a heading is written; empty-width at its end when it has none. */
export function headingSpan(node: Heading, place: Span, offset: number): Span {
  const [first, last] = [node.children[0], node.children.at(-1)].map((child) =>
    child ? spanOf(child, offset) : null,
  );
  return first && last ? { start: first.start, end: last.end } : { start: place.end, end: place.end };
}

function lineStart(text: string, at: number, floor: number): number {
  let start = at;
  while (start > floor && !/[\r\n]/.test(text.charAt(start - 1))) start -= 1;
  return start;
}
