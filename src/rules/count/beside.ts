import { literal, wholeWord } from '../../parse/literal.ts';
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

/** Stands for a family or a range in a sentence, one for each character: patterns with numbers are dear to make. */
const MASK = '\ufffc';
const NAME = `${MASK}+`;

/** Before a family whose number follows it: nothing, or "the". */
const LABEL = /(?:^|[(:;—–→,.]|(?<![\p{L}-])(?:the|all|its|these|and|with))\s*$/iu;

/** How a number stands beside what is masked, and what opens that. */
type Beside = readonly [pattern: RegExp, opening: RegExp];

const beside = (source: string, opening: RegExp): Beside => [new RegExp(source, 'iu'), opening];

const BESIDE_FAMILY = [
  beside(String.raw`(?<said>${NUMBER})\s${NAME}(?:\s${SORTS})?(?![\p{L}\p{N}_-])`, ALL),
  beside(String.raw`(?<said>${NUMBER})\s${SORTS}\s(?:of|in|under)\s(?:the\s)?${NAME}(?![\p{L}\p{N}_-])`, ALL),
  beside(String.raw`(?<said>${NUMBER})\s${SORTS}\s?\(${NAME}(?:\s${SORTS})?\)`, ALL),
  beside(String.raw`${NAME}(?:\s${SORTS})?:\s(?<said>${NUMBER})(?:\s${SORTS})?`, LABEL),
  beside(String.raw`${NAME}(?:\s${SORTS})?\s\((?<said>${NUMBER})(?:\s${SORTS})?\)`, LABEL),
];

const BESIDE_RANGE = [
  beside(String.raw`(?<said>${NUMBER})\s(?:\S{1,20}\s)?${SORTS}(?:,|:|\s?\()\s?${NAME}`, ALL),
  beside(String.raw`${NAME}\s?\((?<said>${NUMBER})(?:\s${SORTS})?\)`, LABEL),
];

/** The number that stands beside a family in a sentence, where it counts all. */
export function counting(sentence: string, family: string): Said | null {
  return saidBeside(sentence, new RegExp(wholeWord(`${literal(family)}x?`), 'giu'), BESIDE_FAMILY);
}

function saidBeside(sentence: string, name: RegExp, ways: readonly Beside[]): Said | null {
  const masked = sentence.replace(name, (written) => MASK.repeat(written.length));
  for (const [pattern, opening] of ways) {
    const match = pattern.exec(masked);
    if (match === null) continue;
    const end = match.index + match[0].length;
    const before = sentence.slice(0, match.index);
    const isClosed = match[0].endsWith(')');
    if (opening.test(before) && !SOME.test(before) && (isClosed || END.test(sentence.slice(end))))
      return { written: sentence.slice(match.index, end), number: numberIn(match.groups?.['said'] ?? '') };
  }
  return null;
}

/** A number beside a range in a sentence that is not how many ids the range spans; null where they agree. */
export function spanning(sentence: string, first: string): Counted | null {
  const [, family = '', start = ''] = /^(.*?)(\d+)$/.exec(first) ?? [];
  if (family === '') return null;
  const tail = literal(/[^-\s]*$/.exec(family)?.[0] ?? '');
  const range = String.raw`${literal(family)}${start}\s?(?:–|-|to|through)\s?(?:${literal(family)}|${tail})?(\d{1,4})(?![\p{L}\p{N}_-])`;
  const said = saidBeside(sentence, new RegExp(range, 'giu'), BESIDE_RANGE);
  const last = new RegExp(range, 'iu').exec(sentence)?.[1];
  if (said === null || last === undefined) return null;
  const counted = Number(last) - Number(start) + 1;
  return said.number === counted
    ? null
    : { written: said.written, said: said.number, counted, family: `${first} to ${family}${last}` };
}
