import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { linkRanges, type Targets } from '../../../src/render/body/ranges.ts';
import { type BodyOrder, type BodyTools, type HrefOfLink, renderBody } from '../../../src/render/body.ts';
import type { Edge, Span } from '../../../src/types.ts';
import { bodyOf, edgeAt, read } from '../../parse/markdown/reading.ts';

export interface Shown
  extends Partial<Targets>,
    Partial<BodyTools>,
    Partial<Pick<BodyOrder, 'draft' | 'former' | 'badges'>> {
  readonly edges?: readonly Edge[];
  readonly headSpan?: Span;
  readonly hrefOfLink?: HrefOfLink;
}

/** Renders a text that has no head; addresses of links get `to/` before them. */
export function render(text: string, more: Shown = {}): string {
  const { engine = satteriEngine, highlight = null, edges = [], former = new Map(), badges = [] } = more;
  const draft = { opaque: false, ...bodyOf(text), ...read(text, engine), ...pick(more.headSpan) };
  const ranges = linkRanges(edges, { hrefOf: () => 'there.html', ...more });
  return renderBody(
    { text, draft: more.draft ?? draft, ranges, badges, former },
    { engine, highlight },
    more.hrefOfLink ?? ((url) => `to/${url}`),
  );
}

function pick(headSpan: Span | undefined): { headSpan?: Span } {
  return headSpan === undefined ? {} : { headSpan };
}

/** The same without the anchor of the text before the first heading. */
export function renderLead(text: string, more: Shown = {}): string {
  return render(text, more).replace('<div class="anchor" id="s--"></div>\n', '');
}

/** An edge whose mention is the first place where `words` stand. */
export function edgeFor(text: string, words: string, more: Partial<Edge> = {}): Edge {
  const start = text.indexOf(words);
  return edgeAt(start, start + words.length, more);
}
