import { fromHtml } from 'hast-util-from-html';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { type Pluggable, unified } from 'unified';
import { deepPlace } from '../../read/nesting.ts';
import type { MarkdownEngine } from '../../types.ts';
import { restorePositions } from './restore-positions.ts';

/**
 * The reference engine: remark with GFM, then the user's own plugins on the tree, in order. Plugins must be
 * synchronous; what a plugin throws, `parse` throws. So it does, a RangeError, for a text that nests too deep: remark
 * takes minutes for one.
 */
export function remarkEngine(plugins: readonly Pluggable[] = []): MarkdownEngine {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use([...plugins])
    .freeze();
  const engine: MarkdownEngine = {
    name: 'remark',
    load: async () => engine,
    parse: (text) => {
      if (deepPlace(text, 'markdown') !== null) throw new RangeError('The text nests too deep.');
      const tree = processor.parse(text);
      restorePositions(tree, text);
      return processor.runSync(tree, { value: text }) as Root;
    },
    parseHtml: (text) => fromHtml(text),
  };
  return engine;
}
