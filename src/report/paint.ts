/** What a piece of output is, not how it looks. */
export type Style = 'error' | 'warning' | 'info' | 'second' | 'gutter' | 'strong' | 'good' | 'gone' | 'quiet';

/** Dresses a piece of text for the reader. */
export type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, string>> = {
  error: '1;31',
  warning: '1;33',
  info: '1;36',
  second: '34',
  gutter: '34',
  strong: '1',
  good: '32',
  gone: '31',
  quiet: '2',
};

/** Leaves every text as it is. */
export const plain: Paint = (_style, text) => text;

/** ANSI colours of the sixteen that every terminal lets its user choose. */
export const ansi: Paint = (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m`;

/** What dresses the texts of a terminal: colours, where it takes them. */
export function paintFor({ colour }: { readonly colour: boolean }): Paint {
  return colour ? ansi : plain;
}
