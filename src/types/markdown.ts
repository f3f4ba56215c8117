import type { Root } from 'mdast';

/** A Markdown parser: CommonMark with GFM. Positions are UTF-16 offsets into `text`. */
export interface MarkdownEngine {
  readonly name: string;
  readonly parse: (text: string) => Root;
}
