import type { HeadReading } from '../reading.ts';
import { assemble } from './assemble.ts';
import type { KeyOf } from './field.ts';
import { findBlocks } from './front.ts';

/**
 * Reads a head in one of the older forms, from `start` of a text; null when there is none. `aliases` turns a
 * label, lower case, into a key; at least one label must have an alias for lines to be a head at all.
 */
export function readLabels(
  text: string,
  start: number,
  aliases: ReadonlyMap<string, string>,
  path: string,
): HeadReading | null {
  const keyOf = keysBy(aliases);
  const blocks = findBlocks(text, start, keyOf);
  // A banner is one field beside the head, where there is a head.
  const head = blocks.find((block) => block.form !== 'banner') ?? blocks[0];
  if (!head) return null;
  const others = blocks.filter((block) => block !== head);
  return {
    ...assemble(text, head, others, keyOf, path),
    form: head.form,
    headSpan: head.span,
    body: { start, end: text.length },
    suppressions: [],
  };
}

/** Looks a label up as it is, then without words in parentheses at its end. */
export function keysBy(aliases: ReadonlyMap<string, string>): KeyOf {
  return (label) => {
    const words = label.toLowerCase().split(/\s+/).join(' ');
    const close = words.endsWith(')') ? words.lastIndexOf(' (') : -1;
    return aliases.get(words) ?? (close > 0 ? aliases.get(words.slice(0, close)) : undefined) ?? null;
  };
}
