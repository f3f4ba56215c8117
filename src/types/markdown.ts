import type { Root as HtmlRoot } from 'hast';
import type { Root } from 'mdast';

/** A Markdown parser that is loaded when there is something to parse. */
export interface LazyEngine {
  /** Of the one that is meant to be loaded; the one that is loaded may be another. */
  readonly name: string;
  readonly load: () => Promise<MarkdownEngine>;
}

/** A Markdown parser: CommonMark with GFM. Positions are UTF-16 offsets into `text`. */
export interface MarkdownEngine extends LazyEngine {
  readonly parse: (text: string) => Root;
  /** A whole HTML document as a tree, in the way of browsers: what is wrong in it is mended. */
  readonly parseHtml: (text: string) => HtmlRoot;
}
