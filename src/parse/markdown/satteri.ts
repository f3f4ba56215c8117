import type { Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';
import { htmlToHast, markdownToMdast } from 'satteri';
import type { MarkdownEngine } from '../../types.ts';
import { TooManyMarks, tooManyMarks } from './marks.ts';
import { hasTooManyReferences, TooManyReferences } from './references.ts';

const options = { features: { gfm: true, frontmatter: false }, position: true } as const;

/**
 * The fast engine. Importing this module loads satteri's native build for the platform, or its WebAssembly build when
 * that package is installed and no native one loads; it throws when neither is there. `parse` throws for a text that
 * would take it minutes.
 */
export const satteriEngine: MarkdownEngine = {
  name: 'satteri',
  load: async () => satteriEngine,
  parse: (text) => {
    if (hasTooManyReferences(text)) throw new TooManyReferences();
    const line = tooManyMarks(text);
    if (line !== null) throw new TooManyMarks(line);
    return markdownToMdast(text, options) as Root;
  },
  parseHtml: (text) => htmlToHast(text) as HtmlRoot,
};
