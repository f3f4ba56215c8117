import type { Root } from 'mdast';
import { markdownToMdast } from 'satteri';
import type { MarkdownEngine } from '../../types.ts';

const options = { features: { gfm: true, frontmatter: false }, position: true } as const;

/**
 * The fast engine. Importing this module loads satteri's native build for the platform, or its WebAssembly
 * build when that package is installed and no native one loads; it throws when neither is there.
 */
export const satteriEngine: MarkdownEngine = {
  name: 'satteri',
  parse: (text) => markdownToMdast(text, options) as Root,
};
