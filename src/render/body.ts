import { sanitize } from 'hast-util-sanitize';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseTree } from '../parse/markdown/tree.ts';
import { sectionFinder } from '../parse/sections.ts';
import type { MarkdownEngine } from '../types.ts';
import type { Badge } from './body/badges.ts';
import { element } from './body/elements.ts';
import { bodyHandlers } from './body/handlers.ts';
import type { Highlight } from './body/highlight.ts';
import { prepareTree, type ShownDraft } from './body/prepare.ts';
import type { LinkRange } from './body/ranges.ts';
import { bodySchema } from './body/schema.ts';
import { bodyHtml } from './body/serialise.ts';
import type { FormerAnchors } from './former-anchors.ts';
import { type TextWords, textWords } from './search/words.ts';

export { type Highlight, loadHighlight } from './body/highlight.ts';

/** What a body is rendered from: data that another thread can be handed. */
export interface BodyOrder {
  /** The raw text of the whole file. */
  readonly text: string;
  readonly draft: ShownDraft;
  /** Where its mentions lead. */
  readonly ranges: readonly LinkRange[];
  /** How what it claims fares. */
  readonly badges: readonly Badge[];
  /** Anchors of earlier versions that its sections keep. */
  readonly former: FormerAnchors;
}

/** What a body is rendered with. */
export interface BodyTools {
  /** The engine that the draft was read with. */
  readonly engine: MarkdownEngine;
  /** From `loadHighlight`; without it code is shown plain. */
  readonly highlight: Highlight | null;
}

/** Address for a relative link or image that no edge speaks of; null when it leads nowhere. */
export type HrefOfLink = (url: string, image: boolean) => string | null;

/**
 * Renders the body of a note as sanitised HTML, without the heading that is its title and without its head. Every
 * section can be reached by its slug and, when numbered, by `s-<number>`. An opaque note, and one that cannot
 * be parsed, is shown as it is written.
 */
export function renderBody(
  { text, draft, ranges, badges, former }: BodyOrder,
  { engine, highlight }: BodyTools,
  hrefOfLink: HrefOfLink,
): string {
  const parsed = draft.opaque ? null : parseTree(text, draft.body, engine);
  if (parsed === null || 'rule' in parsed) return plainBody(text.slice(draft.body.start, draft.body.end));
  const { tree, offset } = parsed;
  prepareTree(tree, draft, { text, offset, ranges, badges, hidden: draft.headSpan }, former);
  const findSection = sectionFinder(draft.sections);
  const handlers = bodyHandlers({ offset, ranges, findSection, hrefOfLink }, highlight);
  const footnotes = { footnoteLabelProperties: { className: ['footnotes-title'] }, clobberPrefix: 'note-' };
  const hast = unified()
    .use(remarkRehype, { handlers, ...footnotes })
    .runSync(tree);
  return bodyHtml(sanitize(hast, bodySchema)).replace(controls, picture);
}

/** What another thread makes of an order. */
export interface MadeBody {
  /** As UTF-8, which takes less memory. Null for a body with a link that takes the whole site to look up. */
  readonly html: Uint8Array | null;
  readonly words: TextWords;
}

/** The body where only the order is known, and the words that the search finds it by. */
export function renderAlone(order: BodyOrder, tools: BodyTools): MadeBody {
  let isComplete = true;
  const html = renderBody(order, tools, () => {
    isComplete = false;
    return null;
  });
  return { html: isComplete ? encoded(html) : null, words: textWords(order.text) };
}

/** A text as UTF-8, in memory of its own. */
export function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function plainBody(text: string): string {
  const code = element('code', {}, [{ type: 'text', value: text.replace(/^\ufeff/, '') }]);
  return bodyHtml(element('pre', { className: ['opaque'], tabIndex: 0 }, [code])).replace(controls, picture);
}

/** Characters that HTML cannot hold. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The visible picture of a control character. */
function picture(character: string): string {
  const code = character.charCodeAt(0);
  return code === 0x7f ? '\u2421' : String.fromCharCode(0x2400 + code);
}
