/**
 * What counts as a word, as the source of a regular expression (flags `gu`), so that the browser splits a query
 * exactly as the text was split: a run of letters and digits, an id such as D-12, or one character of a script without
 * spaces.
 */
export const WORD = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[a-z]-[0-9]+(?![\p{L}\p{N}])|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}])+`;

const PATTERN = new RegExp(WORD, 'gu');
/** What holds words whole. Only pieces that are no single word of ASCII need the slower look. */
const PIECE = /[a-z0-9\x80-\uffff]+(?:-(?=[0-9\x80-\uffff])[a-z0-9\x80-\uffff]+)*/g;
const COMPOSED = /[^a-z0-9]/;
/** A longer word is known by its beginning: 40 digits of a hash are the longest that people look for. */
const LONGEST = 40;

/** The words of a text in their order: small letters, without accents, cut at 40 characters. */
export function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const piece of text.toLowerCase().match(PIECE) ?? []) {
    if (!COMPOSED.test(piece)) words.push(piece.slice(0, LONGEST));
    else for (const word of folded(piece).match(PATTERN) ?? []) words.push(word.slice(0, LONGEST));
  }
  return words;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss');
}

/** Distinct words of a text by how much they weigh in it, the lightest first; the words of a weight joined by spaces. */
export type TextWords = readonly [once: string, repeated: string, often: string];

/** The words that a text is found by; letters and digits that stand alone are left out. */
export function textWords(text: string): TextWords {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const weighed: [string[], string[], string[]] = [[], [], []];
  for (const [word, count] of counts) {
    if (word.length > 1 || word > '\x7f') weighed[count > 4 ? 2 : count > 1 ? 1 : 0].push(word);
  }
  const [once, repeated, often] = weighed;
  return [once.join(' '), repeated.join(' '), often.join(' ')];
}
