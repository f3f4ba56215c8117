import { literal } from '../../parse/literal.ts';
import { NUMBER, numberIn } from './numbers.ts';

/** A number that a note has for a family, and how many there are. */
export interface Counted {
  readonly written: string;
  readonly said: number;
  readonly counted: number;
  readonly family: string;
}

/** Before a number that counts all: nothing, a bracket, or one of these words. */
const ALL =
  /(?:^|[(:;—–→,.]|(?<![\p{L}-])(?:the|all|its|these|those|following|with|has|have|had|are|were|holds?|held|lists?|listed|defines?|defined|settles?|settled|brings?|brought|contains?|contained|produced?|produces|comprises?|counts?|states?|stated|makes?|made|note|of))\s*$/iu;
const SOME = /\b(?:one|two|three|some|any|most|many|few|\d+)\s+of\s+(?:the\s+)?$/iu;
/** Behind it: the end of what is said, not a clause that picks some out. */
export const END = /^(?:\s*[.,;:!?)\]—–→]|\s*$|\s(?:and|per|as|\()(?![\p{L}]))/u;

/** True for the text before a number that counts all of what follows. */
export function isAll(before: string): boolean {
  return ALL.test(before) && !SOME.test(before);
}

const SORTS = '(?:items?|decisions?|candidates?|findings?|gates?)';

interface Said {
  readonly written: string;
  readonly number: number;
}

/** The number that stands beside a family in a sentence, where it counts all. */
export function counting(sentence: string, family: string): Said | null {
  const name = `${literal(family)}x?`;
  return (
    wholeIn(sentence, String.raw`(?<said>${NUMBER})\s${name}(?:\s${SORTS})?(?![\p{L}\p{N}_-])`, ALL) ??
    wholeIn(
      sentence,
      String.raw`(?<said>${NUMBER})\s${SORTS}\s(?:of|in|under)\s(?:the\s)?${name}(?![\p{L}\p{N}_-])`,
      ALL,
    ) ??
    wholeIn(sentence, String.raw`(?<said>${NUMBER})\s${SORTS}\s?\(${name}(?:\s${SORTS})?\)`, ALL) ??
    wholeIn(
      sentence,
      String.raw`(?<![\p{L}\p{N}_-])${name}(?:\s${SORTS})?:\s(?<said>${NUMBER})(?:\s${SORTS})?`,
      LABEL,
    ) ??
    wholeIn(
      sentence,
      String.raw`(?<![\p{L}\p{N}_-])${name}(?:\s${SORTS})?\s\((?<said>${NUMBER})(?:\s${SORTS})?\)`,
      LABEL,
    )
  );
}

/** Before a family whose number follows it: nothing, or "the". */
const LABEL = /(?:^|[(:;—–→,.]|(?<![\p{L}-])(?:the|all|its|these|and|with))\s*$/iu;

function wholeIn(sentence: string, pattern: string, opening: RegExp): Said | null {
  const match = new RegExp(pattern, 'iu').exec(sentence);
  if (match === null) return null;
  const before = sentence.slice(0, match.index);
  const after = sentence.slice(match.index + match[0].length);
  const isClosed = match[0].endsWith(')');
  const isWhole = opening.test(before) && !SOME.test(before) && (isClosed || END.test(after));
  return isWhole ? { written: match[0], number: numberIn(match.groups?.['said'] ?? '') } : null;
}

/** A number beside a range in a sentence that is not how many ids the range spans; null where they agree. */
export function spanning(sentence: string, first: string): Counted | null {
  const [, family = '', start = ''] = /^(.*?)(\d+)$/.exec(first) ?? [];
  if (family === '') return null;
  const tail = literal(/[^-\s]*$/.exec(family)?.[0] ?? '');
  const range = String.raw`${literal(family)}${start}\s?(?:–|-|to|through)\s?(?:${literal(family)}|${tail})?(\d{1,4})(?![\p{L}\p{N}_-])`;
  const said =
    wholeIn(sentence, String.raw`(?<said>${NUMBER})\s(?:\S{1,20}\s)?${SORTS}(?:,|:|\s?\()\s?${range}`, ALL) ??
    wholeIn(sentence, String.raw`${range}\s?\((?<said>${NUMBER})(?:\s${SORTS})?\)`, LABEL);
  const last = new RegExp(range, 'iu').exec(sentence)?.[1];
  if (said === null || last === undefined) return null;
  const counted = Number(last) - Number(start) + 1;
  return said.number === counted
    ? null
    : { written: said.written, said: said.number, counted, family: `${first} to ${family}${last}` };
}
