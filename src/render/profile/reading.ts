import { firstFrom } from '../../parse/first-from.ts';

/** A text as a reader will see it, and where each of its characters comes from. */
export interface Reading {
  readonly text: string;
  /** Offset in the original of the character at an offset of the reading; one more for the end. */
  readonly origin: (offset: number) => number;
  /** The same of the end of a stretch: what is not read behind it does not belong to it. */
  readonly originOfEnd: (offset: number) => number;
}

/** Ways to write a character that Markdown, HTML or an address undo: without a look at them a mask has holes. */
const WRITTEN =
  /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?|&(amp|lt|gt|quot|apos|commat|sol|period|colon|lowbar|hyphen|dash|bsol|num|equals|plus|nbsp|shy|ZeroWidthSpace);|\\([!-/:-@[-`{-~])|%([2-7][0-9a-f])|(%[c-f][0-9a-f](?:%[89ab][0-9a-f]){1,3})|[\u00ad\u200b-\u200d\u2060\ufeff]/gi;

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  commat: '@',
  sol: '/',
  period: '.',
  colon: ':',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  bsol: '\\',
  num: '#',
  equals: '=',
  plus: '+',
  nbsp: ' ',
  shy: '',
  zerowidthspace: '',
};

/** What may begin or end in the middle of a word. */
const WITHIN = String.raw`(?=[*\x60~<])(?<=[\p{L}\p{N}@]|[\p{L}\p{N}][.-])(?:[*\x60]|~~|<\/?(?:[bi]|code|del|em|mark|strong)>)+(?=[\p{L}\p{N}@]|[.-][\p{L}\p{N}])`;
const WITHIN_WORD = new RegExp(WITHIN, 'iu');
const WRITTEN_OR_WITHIN = new RegExp(`${WRITTEN.source}|${WITHIN}`, 'giu');

/** The text as it reads, and, where emphasis stands in the middle of a word, once more without that. */
export function readingsOf(text: string): readonly Reading[] {
  return WITHIN_WORD.test(text) ? [readingOf(text), readingOf(text, WRITTEN_OR_WITHIN)] : [readingOf(text)];
}

/** Undoes character references, escapes, percent-encoding and invisible characters. */
export function readingOf(text: string, written = WRITTEN): Reading {
  const cuts: { readonly at: number; readonly origin: number }[] = [];
  let read = '';
  let last = 0;
  for (const match of text.matchAll(written)) {
    read += text.slice(last, match.index);
    cuts.push({ at: read.length, origin: match.index });
    read += characterOf(match);
    last = match.index + match[0].length;
    cuts.push({ at: read.length, origin: last });
  }
  const origin = (offset: number): number => originOf(cuts, offset);
  const originOfEnd = (offset: number): number => {
    const cut = cuts[firstFrom(cuts, offset, ({ at }) => at)];
    return cut?.at === offset ? cut.origin : origin(offset);
  };
  return { text: read + text.slice(last), origin, originOfEnd };
}

function characterOf([, hex, decimal, name, escaped, percent, bytes]: RegExpMatchArray): string {
  if (bytes !== undefined) return Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8');
  const code = hex ?? percent;
  const value = code === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(code, 16);
  if (!Number.isNaN(value)) return value <= 0x10ffff ? String.fromCodePoint(value) : '\ufffd';
  return escaped ?? NAMED[name?.toLowerCase() ?? ''] ?? '';
}

/** The last cut at or before an offset says where its characters come from. */
function originOf(cuts: readonly { readonly at: number; readonly origin: number }[], offset: number): number {
  const cut = cuts[firstFrom(cuts, offset + 1, ({ at }) => at) - 1];
  return cut === undefined ? offset : cut.origin + (offset - cut.at);
}
