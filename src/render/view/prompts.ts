import { nameOf } from '../../read/paths.ts';
import type { Document, Edge, EdgeState } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { headingText } from './contents.ts';
import { edgeHref } from './edge.ts';
import { STATE_WORDS } from './marks.ts';
import type { LinkView } from './masthead.ts';

/** A prompt of a note, and what it leans on. */
interface PromptView {
  readonly section: LinkView;
  readonly pins: readonly PinView[];
}

/** One document or commit that a prompt names. `state` is empty for a name that nothing else in the note explains. */
interface PinView extends LinkView {
  readonly state: EdgeState | '';
  readonly words: string;
}

const PROMPT = /\bkick-?off\b|\bprompt\b/i;
const NAMES =
  /[\p{L}\p{N}][\p{L}\p{N}_.-]*\.(?:md|html|docx)\b|(?<![\p{L}\p{N}_-])[0-9a-f]{7,40}(?![\p{L}\p{N}_-])/gu;

/**
 * The prompts of a note: the blocks of code below a heading that speaks of a prompt. Each document and commit that
 * one names was checked, in a block in another language only when the note itself names it too.
 */
export function promptsView(
  site: Site,
  document: Document,
  text: string,
  page: string,
): readonly PromptView[] {
  const { draft, path } = document;
  if (draft === null || draft.opaque) return [];
  const sections = draft.sections.filter(({ depth, title }) => depth > 0 && PROMPT.test(title));
  if (sections.length === 0) return [];
  const known = edgesByName(site.graph.out.get(path) ?? []);
  return sections.flatMap((section) => {
    const blocks = draft.code.filter(
      ({ info, span }) => info !== null && section.span.start <= span.start && span.end <= section.span.end,
    );
    const names = blocks.flatMap(({ span }) => text.slice(span.start, span.end).match(NAMES) ?? []);
    const heading = { text: headingText(section), href: hrefBetween(page, page, section.slug) };
    const pins = [...new Set(names)].filter((name) => !/^\d+$/.test(name) || known.has(name));
    return pins.length === 0
      ? []
      : [{ section: heading, pins: pins.map((name) => pinView(site, name, known.get(name), page)) }];
  });
}

function edgesByName(edges: readonly Edge[]): ReadonlyMap<string, Edge> {
  const known = new Map<string, Edge>();
  for (const edge of edges) {
    const { target } = edge.mention;
    const name =
      target.type === 'document' ? nameOf(target.name) : target.type === 'commit' ? target.hash : null;
    if (name !== null && !known.has(name)) known.set(name, edge);
  }
  return known;
}

function pinView(site: Site, name: string, edge: Edge | undefined, page: string): PinView {
  if (edge === undefined) return { text: name, href: '', state: '', words: 'not checked' };
  const { state } = edge;
  const words = state === 'ok' ? 'found, current' : STATE_WORDS[state].toLowerCase();
  return { text: name, href: edgeHref(site, edge, page) ?? '', state, words };
}
