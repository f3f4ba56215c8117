import { holdsNoun, type Setting } from './setting.ts';
import { matchesOf } from './words.ts';

// All patterns here read text in which white space is folded to single spaces.

const HERE_BEFORE = /\b(?:above|below),? ?(?:(?:in|at|see|under) )?\(?$/i;
const HERE_AFTER = /^ ?\(?(?:here\b|(?:[\w-]+ ){0,2}(?:above|below)\b(?! (?:\d|the\b|all\b|an?\b)))/;

/** "this halt note": the word for a document comes first or second. */
const THIS = /\b(?:[Tt]his|[Tt]he present) ([^\s.,;:()]+(?: [^\s.,;:()]+)?)/g;
const THIS_BEFORE = /\b(?:[Tt]his|[Tt]he present) ([^\s.,;:()]+(?: [^\s.,;:()]+)?)(?: own)? ?[,:(—–-]? ?$/g;
const OF_THIS = /^ (?:of|in) (?:this|the present) ([^\s.,;:()]+(?: [^\s.,;:()]+)?)/g;

/** True when the words before a section give it to this note: "above, ", "this handoff’s own ". */
export function saysHereBefore(before: string, setting: Setting): boolean {
  return HERE_BEFORE.test(before) || saysThisNote(THIS_BEFORE, before, setting);
}

/** True when the words after a section give it to this note: " above", " of this note". */
export function saysHereAfter(after: string, setting: Setting): boolean {
  return HERE_AFTER.test(after) || saysThisNote(OF_THIS, after, setting);
}

/** True when the clause around a section, from semicolon to semicolon, speaks of this note. */
export function saysHereBetween(before: string, after: string, setting: Setting): boolean {
  const clause = `${before.slice(before.lastIndexOf(';') + 1)} ${after.split(';', 1)[0]}`;
  return saysThisNote(THIS, clause, setting);
}

/** True when the pattern finds "this …" and what follows is a word for a document. */
function saysThisNote(pattern: RegExp, words: string, setting: Setting): boolean {
  return matchesOf(pattern, words).some(([, named = '']) => holdsNoun(named, setting));
}
