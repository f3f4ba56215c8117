import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { type BodyInput, renderBody } from '../../../src/render/body.ts';
import type { Edge, Span } from '../../../src/types.ts';
import { bodyOf, edgeAt, read } from '../../parse/markdown/reading.ts';

/** Renders a text that has no head; addresses of links get `to/` before them. */
export function render(text: string, more: Partial<BodyInput> & { readonly headSpan?: Span } = {}): string {
  const engine = more.engine ?? satteriEngine;
  const draft = { opaque: false, ...bodyOf(text), ...read(text, engine), ...pick(more.headSpan) };
  return renderBody({
    text,
    draft,
    engine,
    edges: [],
    hrefOf: () => 'there.html',
    hrefOfLink: (url) => `to/${url}`,
    ...more,
  });
}

function pick(headSpan: Span | undefined): { headSpan?: Span } {
  return headSpan === undefined ? {} : { headSpan };
}

/** The same without the anchor of the text before the first heading. */
export function renderLead(text: string, more: Partial<BodyInput> = {}): string {
  return render(text, more).replace('<div class="anchor" id="s--"></div>\n', '');
}

/** An edge whose mention is the first place where `words` stand. */
export function edgeFor(text: string, words: string, more: Partial<Edge> = {}): Edge {
  const start = text.indexOf(words);
  return edgeAt(start, start + words.length, more);
}
