import { wholeWord } from '../../parse/literal.ts';
import { holding } from '../../parse/mentions/spans.ts';
import type { Span } from '../../types.ts';
import { NUMBER, numberIn } from './numbers.ts';

/** A number that introduces a list of another length. */
interface ListCount {
  readonly span: Span;
  readonly written: string;
  readonly said: number;
  readonly counted: number;
}

const NOUN =
  '(?:items|candidates|decisions|findings|gates|options|steps|things|points|reasons|questions|parts|rules|documents|files|notes|changes|cases|conditions|constraints|principles|risks|issues|deltas|layers|tasks|deliverables|requirements|sections|repositories|commits|patterns)';
/** How what is counted may go on, without a verb of its own: "carried into cycle 3", "of this phase", "to decide". */
const TAIL =
  '(?:\\s(?:carried|left|remaining|open|pending|deferred|below|here|of|in|into|for|from|to|at|on|now|still)(?:\\s[\\p{L}\\p{N}_-]+){0,4})?';
/** "The thirteen carried into cycle 3:", "Two open questions:", "There are three reasons:" */
const INTRODUCTION = new RegExp(
  String.raw`^(?:(?:The|These|All|The following|There are|There were|Here are)\s)?(?:the\s)?(?<said>${NUMBER})(?:(?:\s[\p{L}-]+){0,2}\s${NOUN}|(?=\s(?:carried|left|remaining)[\s:]))${TAIL}\s?:$`,
  'iu',
);
/** With one of these behind the number, the list may be something else. */
const OTHERWISE = new RegExp(
  wholeWord(
    String.raw`\p{L}+ed(?<!carried|deferred)|is|are|was|were|has|have|had|do|does|did|will|can|may|must|should|need|needs|show|use|give|say|cover|share|fail|pass|differ|other|more|these`,
  ),
  'iu',
);

/** From the colon at the end of a line to a list right behind it. */
const LEAD = /:[*_]{0,3}[ \t\r]*(?:\n[ \t\r]*)?\n(?=[ \t]{0,3}(?:[-*+]|\d{1,3}[.)])[ \t])/g;
const ITEM = /^([ \t]*)([-*+]|\d{1,3}[.)])[ \t]+/;

/** Lists right behind a sentence that says how many there are of them, and another number. */
export function* listCounts(text: string, except: readonly Span[]): Iterable<ListCount> {
  for (const { 0: lead, index: colon } of text.matchAll(LEAD)) {
    const index = text.lastIndexOf('\n', colon) + 1;
    if (holding(except, index) !== null) continue;
    const line = text.slice(index, colon + 1);
    const from = /^.*[.!?]\s+|^[\s>*_]*/u.exec(line)?.[0].length ?? 0;
    if (!/[.!?]/.test(line.slice(0, from)) && !isBehindSentence(text, index)) continue;
    const sentence = line.slice(from).replace(/^[*_]+/, '');
    const said = INTRODUCTION.exec(sentence)?.groups?.['said'];
    if (said === undefined || OTHERWISE.test(sentence.slice(sentence.indexOf(said)))) continue;
    const counted = itemsIn(text, colon + lead.length);
    const number = numberIn(said);
    if (counted === null || number < 2 || counted < 2 || counted === number) continue;
    const start = index + line.length - sentence.length;
    yield { span: { start, end: index + line.length }, written: sentence, said: number, counted };
  }
}

/** What a sentence may begin behind: nothing, a heading, a rule, a fence, a comment, the end of another one. */
const BEHIND = /^(?:$|#{1,6}\s|-{3}|`{3}|~{3})|(?:[.!?:;]["'”’)*_]*|-->)$/;

/** True for a line at an offset that does not go on with a sentence of the line before. */
function isBehindSentence(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 2) + 1, offset);
  return BEHIND.test(before.replace(/^[\s>]+/, '').trimEnd());
}

/** Characters of a list beyond which nobody counts. */
const LONGEST = 20_000;

const HEADING = /^#{1,6}[ \t]/m;

/** How many items the list at an offset has on its own level; null where it goes on behind something else. */
function itemsIn(text: string, offset: number): number | null {
  let kind: string | null = null;
  let level = 0;
  let count = 0;
  let behindBlank = false;
  for (let at = offset, end = offset; at < text.length; at = end + 1) {
    if (at - offset >= LONGEST) return null;
    end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const line = text.slice(at, end);
    if (HEADING.test(line)) break;
    if (line.trim() === '') {
      behindBlank = true;
      continue;
    }
    const [, indent = '', marker = ''] = ITEM.exec(line) ?? [];
    const own = /\d/.test(marker) ? '1' : marker;
    kind ??= own;
    if (count === 0) level = indent.length;
    if (marker !== '' && own === kind && indent.length <= level + 1) count += 1;
    else if (behindBlank && !/^[ \t]{2,}/.test(line)) break;
    behindBlank = false;
  }
  return kind === '1' && goesOn(text, offset, count + 1) ? null : count;
}

/** True when the section around an offset has a numbered item of such a number behind it. */
function goesOn(text: string, offset: number, next: number): boolean {
  const section = text.slice(offset, offset + LONGEST).split(HEADING, 1)[0] ?? '';
  return new RegExp(String.raw`^[ \t]{0,3}${next}[.)][ \t]`, 'm').test(section);
}
