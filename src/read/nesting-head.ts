import { nestingLimit } from './limits.ts';
import { seeker } from './seeker.ts';

/**
 * A closing bracket counts against an opening one only while no quote was seen since the outermost one opened,
 * since it may stand in a quoted text. What is left is never less than the true nesting; a YAML reader has
 * stack for more than this.
 */
const flowCeiling = 500;
/** The same for blocks: nesting needs columns, so the columns before the first word bound it. */
const columnCeiling = 400;

/** Where a text nests too deep, and the measure that it passes there. */
export interface DeepPlace {
  readonly at: number;
  readonly what: 'nesting' | 'columns' | 'colons';
  readonly limit: number;
}

/** The place in `text` where the YAML between two offsets nests too deep, or null. One pass. */
export function deepPlaceOfHead(text: string, start: number, end: number): DeepPlace | null {
  const indents: number[] = [];
  // No key ends at the colon of `12:30` and `https://`.
  const seek = seeker(text, /[[\]{}"'#]|(?<!\w):|:(?![\w/])/g);
  let flow = 0;
  let ceiling = 0;
  let quoted = false;
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    const { indent, markers, word } = leadOf(text, at, lineEnd);
    if (word < lineEnd) {
      while ((indents.at(-1) ?? -1) >= indent) indents.pop();
      indents.push(indent);
      if (indents.length + markers > nestingLimit) return { at: word, what: 'nesting', limit: nestingLimit };
      if (word - at > columnCeiling) return { at: word, what: 'columns', limit: columnCeiling };
    }
    let colons = 0;
    for (let place = seek(word); place < lineEnd; place = seek(place + 1)) {
      const char = text[place] ?? '';
      if (char === ':') colons += 1;
      else if (char === '[' || char === '{') {
        if (ceiling === 0) quoted = false;
        flow += 1;
        ceiling += 1;
      } else if (char === ']' || char === '}') {
        flow = Math.max(0, flow - 1);
        if (!quoted) ceiling = Math.max(0, ceiling - 1);
      } else quoted = true;
      if (colons > columnCeiling) return { at: place, what: 'colons', limit: columnCeiling };
      if (flow > nestingLimit || ceiling > flowCeiling)
        return { at: place, what: 'nesting', limit: nestingLimit };
    }
    at = lineEnd + 1;
  }
  return null;
}

/** Indentation of a line in columns, how many `-`, `?` and `:` open it, and where its first word stands. */
function leadOf(text: string, start: number, end: number): { indent: number; markers: number; word: number } {
  let at = start;
  let indent = -1;
  let markers = 0;
  for (; at < end; at += 1) {
    const char = text[at] ?? '';
    if (char === ' ' || char === '\t' || char === '\r') continue;
    if (indent < 0) indent = at - start;
    if ('-?:'.includes(char) && /\s/.test(text[at + 1] ?? ' ')) markers += 1;
    else if (char === '!' || char === '&') {
      while (at + 1 < end && !/\s/.test(text[at + 1] ?? ' ')) at += 1;
    } else break;
  }
  return { indent: Math.max(indent, 0), markers, word: at };
}
