import type { Code, Section } from '../types.ts';
import { type Unit, unitOf } from './mentions/units.ts';
import { sectionAt } from './sections.ts';

/** A line that begins something new: a list item, or the first behind an empty line. */
const ITEM = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]/;

/**
 * The texts to paste in sections about a prompt, as units: what they say is said to the next session, which finds what
 * they name or does not. Other blocks of code hold transcripts and programs, which say nothing.
 */
export function promptUnits(
  code: readonly Code[],
  sections: readonly Section[],
  text: string,
): readonly Unit[] {
  const prompts = code.filter(({ span, info }) => {
    if (info === null || !/^(?:|text|txt|prompt)$/i.test(info.split(/\s/, 1)[0] ?? '')) return false;
    return /kick-?off|prompt/i.test(sectionAt(sections, span.start)?.title ?? '');
  });
  return prompts.flatMap(({ span }) => {
    const units: Unit[] = [];
    let at = span.start;
    let isOpen = false;
    for (const line of text.slice(span.start, span.end).split('\n')) {
      const last = units.at(-1);
      if (line.trim() === '' || /^[ \t]*(?:`{3,}|~{3,})/.test(line)) isOpen = false;
      else if (isOpen && last !== undefined && isGoingOn(line, last)) {
        units[units.length - 1] = unitOf({ ...last, text: text.slice(last.start, at + line.length) });
      } else {
        const shape = ITEM.test(line) ? 'pasted-item' : 'paragraph';
        units.push(unitOf({ start: at, text: line, shape, field: null, links: [], code: [] }));
        isOpen = true;
      }
      at += line.length + 1;
    }
    return units;
  });
}

/** A line that is not indented is no part of the item before it: a prompt is no Markdown. */
function isGoingOn(line: string, { shape }: Unit): boolean {
  return !ITEM.test(line) && (shape === 'paragraph' || /^[ \t]/.test(line));
}
