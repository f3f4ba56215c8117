import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { parseTree } from '../parse/markdown/tree.ts';
import { sectionFinder } from '../parse/sections.ts';
import type { Edge, MarkdownEngine } from '../types.ts';
import { element } from './body/elements.ts';
import { bodyHandlers } from './body/handlers.ts';
import type { Highlight } from './body/highlight.ts';
import { prepareTree, type ShownDraft } from './body/prepare.ts';
import { linkRanges, type Targets } from './body/ranges.ts';
import { bodySchema } from './body/schema.ts';
import type { FormerAnchors } from './former-anchors.ts';

export { type Highlight, loadHighlight } from './body/highlight.ts';

/** What a body is rendered from. */
export interface BodyInput extends Targets {
  /** The raw text of the whole file. */
  readonly text: string;
  readonly draft: ShownDraft;
  /** The engine that the draft was read with. */
  readonly engine: MarkdownEngine;
  /** The edges out of the note; those of its head are passed over. */
  readonly edges: readonly Edge[];
  /** Address for a relative link or image that no edge speaks of; null when it leads nowhere. */
  readonly hrefOfLink: (url: string, image: boolean) => string | null;
  /** Anchors of earlier versions that its sections keep. */
  readonly former?: FormerAnchors;
  /** From `loadHighlight`; without it code is shown plain. */
  readonly highlight?: Highlight | null;
}

/**
 * Renders the body of a note as sanitised HTML, without the heading that is its title and without its head. Every
 * section can be reached by its slug and, when numbered, by `s-<number>`. An opaque note, and one that cannot
 * be parsed, is shown as it is written.
 */
export function renderBody(input: BodyInput): string {
  const { text, draft, engine, edges, hrefOfLink, highlight = null, former = new Map() } = input;
  const parsed = draft.opaque ? null : parseTree(text, draft.body, engine);
  if (parsed === null || 'rule' in parsed) return plainBody(text.slice(draft.body.start, draft.body.end));
  const { tree, offset } = parsed;
  const ranges = linkRanges(edges, input);
  prepareTree(tree, draft, { text, offset, ranges, hidden: draft.headSpan }, former);
  const findSection = sectionFinder(draft.sections);
  const handlers = bodyHandlers({ offset, ranges, findSection, hrefOfLink }, highlight);
  const footnotes = { footnoteLabelProperties: { className: ['footnotes-title'] }, clobberPrefix: 'note-' };
  return toHtml(sanitize(toHast(tree, { handlers, ...footnotes }), bodySchema)).replace(controls, picture);
}

function plainBody(text: string): string {
  const code = element('code', {}, [{ type: 'text', value: text.replace(/^\ufeff/, '') }]);
  return toHtml(element('pre', { className: ['opaque'], tabIndex: 0 }, [code])).replace(controls, picture);
}

/** Characters that HTML cannot hold. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The visible picture of a control character. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  return code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code);
}
