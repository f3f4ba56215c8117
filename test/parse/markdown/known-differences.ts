/** A place where the two engines read Markdown differently. */
export interface KnownDifference {
  readonly what: string;
  /** Which engine departs from CommonMark or GFM, and how. */
  readonly reason: string;
  /** A text that shows it: the test fails when the engines come to agree on it. */
  readonly sample: string;
  /** Texts that hold what the difference needs. */
  readonly pattern: RegExp;
}

/** Every difference that is known. Rare in prose: of 405 Markdown files at hand one was read differently. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    what: 'a bare address that touches the bar of a table',
    reason:
      'satteri takes the bar into the address, GFM ends the cell first; a space before the bar avoids it',
    sample: '| a | b |\n|---|---|\n| https://example.org/x|y |\n',
    pattern: /(?:https?:\/\/|www\.)\S*\|/,
  },
  {
    what: 'emphasis marks and addresses beside a character outside the basic plane',
    reason: 'remark looks at half of a surrogate pair and takes it for a letter',
    sample: '**done 😀**now\n',
    pattern: /[\u{10000}-\u{10ffff}]/u,
  },
  {
    what: 'an underscore right beside an asterisk or tilde',
    reason: 'satteri does not count the underscore as punctuation where it decides what opens emphasis',
    sample: 'a**_**\n',
    pattern: /[*~]_|_[*~]/,
  },
  {
    what: 'a bare address right after a word',
    reason: 'GFM leaves open what may stand before one; remark finds mail addresses in more places',
    sample: 'git+ssh://git@github.com/x\n',
    pattern: /[^\s([*_~](?:https?:\/\/|www\.)|[^\x00-\x7f]\S*@|\/\/\S*@/,
  },
  {
    what: 'a bare address with a character reference or an escape in it or before it',
    reason: 'remark searches decoded text, so the place of the address can only be told roughly',
    sample: '\\.a@example.org\n',
    pattern: /(?:&\w+;|\\).*(?:@|www\.|https?:)|(?:@|www\.|https?:)\S*(?:&\w+;|\\)/,
  },
  {
    what: 'a footnote right below a paragraph that begins with an ordered list or an empty item',
    reason:
      'remark still holds such a list to what may interrupt a paragraph, though the footnote has ended it',
    sample: 'a\n[^1]: 3) b',
    pattern: /^[ >]*\[\^[^\]]+\]:\s*(?:[-+*>]|\d+[.)])/m,
  },
  {
    what: 'a tab after the mark of a list',
    reason: 'satteri does not count all columns of a tab towards indented code',
    sample: '*\t\t[ ] task\n',
    pattern: /(?:[-+*]|\d+[.)])[ ]*\t/,
  },
  {
    what: 'a checkbox after a link definition, or on a line of its own',
    reason:
      'remark takes `[ ]` at the start of any first paragraph of a list, and keeps the line break after it',
    sample: '- [x]: y\n[ ] z\n',
    pattern: /\[[ xX]\]/,
  },
  {
    what: 'an empty list item at the end of a text with link definitions',
    reason: 'satteri reads the lone mark as a paragraph',
    sample: '[x]: y\n---\n* ',
    pattern: /^\[[^\]]*\]:[\s\S]*(?:[-+*]|\d+[.)])\s*$/m,
  },
  {
    what: 'an escaped asterisk or tilde right beside another one',
    reason: 'satteri does not count the escaped one as punctuation where it decides what closes emphasis',
    sample: '*\\**a\n',
    pattern: /[*~]\\[*~]|\\[*~][*~]/,
  },
  {
    what: 'a code fence that nothing closes in a list that ends',
    reason: 'satteri lets the item end with the line break of the fence, remark before it',
    sample: '1. ```\n---\na\n',
    pattern: /^[ >]*(?:[-+*]|\d+[.)])[ ]+(?:`{3}|~{3})/m,
  },
  {
    what: 'a line that begins with raw HTML right below a table',
    reason: 'satteri reads it as a row, remark ends the table there',
    sample: 'a|a\n|-|-|\n|<div>\n<b>\n',
    pattern: /\|.*\r?\n[ >]*<[\w/!?]/,
  },
  {
    what: 'a list item that looks like the second line of a table, below a paragraph of two lines',
    reason: 'satteri ends the paragraph before its last line, as a table would',
    sample: 'a\nb\n- |\n',
    pattern: /^[ >]*- +\|[-:| ]*$/m,
  },
];
