import type { Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';

/** A Markdown parser: CommonMark with GFM. Positions are UTF-16 offsets into `text`. */
export interface MarkdownEngine {
  readonly name: string;
  readonly parse: (text: string) => Root;
  /** A whole HTML document as a tree, in the way of browsers: what is wrong in it is mended. */
  readonly parseHtml: (text: string) => HtmlRoot;
}
