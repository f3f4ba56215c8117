import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Pluggable, unified } from 'unified';
import type { MarkdownEngine } from '../../types.ts';

/**
 * The reference engine: remark with GFM, then the user's own plugins on the tree, in order. Plugins must be
 * synchronous; what a plugin throws, `parse` throws.
 */
export function remarkEngine(plugins: readonly Pluggable[] = []): MarkdownEngine {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use([...plugins])
    .freeze();
  return {
    name: 'remark',
    parse: (text) => processor.runSync(processor.parse(text), { value: text }) as Root,
  };
}
