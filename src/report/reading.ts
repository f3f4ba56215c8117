import type { ReadingOrder } from '../link/reading-order.ts';
import { counted } from '../parse/in-threes.ts';
import type { Paint } from './paint.ts';

import { visible } from './width.ts';

/** A line for each entry of a reading order, and one with its size. Ends with a line feed. */
export function readingLines({ entries, words, tokens }: ReadingOrder, paint: Paint): string {
  const lines = entries.map(({ name, state, role, words: size }) => {
    const style = { there: 'good', missing: 'error', unknown: 'quiet' } as const;
    const told = [role, size === null ? null : counted(size, 'word')].filter((part) => part !== null);
    const aside = told.length === 0 ? '' : `  ${paint('quiet', `(${visible(told.join(', '))})`)}`;
    return `${paint(style[state], state.padEnd(12))}  ${visible(name)}${aside}`;
  });
  const open = entries.filter(({ words: size }) => size === null).length;
  const rest = open === 0 ? '' : `, and ${counted(open, 'text')} of unknown size`;
  const end = `${entries.length} to read: ${counted(words, 'word')}, about ${counted(tokens, 'token')}${rest}`;
  return `${[...lines, paint('strong', end)].join('\n')}\n`;
}
