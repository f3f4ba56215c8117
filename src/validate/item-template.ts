const SLOT = /\{([^{}]*)\}/g;
const RANGE = /^([A-Z])-([A-Z])$|^([a-z])-([a-z])$|^(\d)-(\d)$/;
const WORDS = new Set(['phase', 'year', 'n', 'word']);
const LONGEST = 80;

/**
 * True when a text is an item template: words and punctuation with slots between them, at least one slot and
 * one letter. Slots are `{phase}`, `{year}`, `{n}` (a number), `{word}` and one character out of a range, such
 * as `{A-Z}`. A template is never a regular expression.
 */
export function isItemTemplate(text: string): boolean {
  const slots = [...text.matchAll(SLOT)].map((match) => match[1] ?? '');
  const words = text.replaceAll(SLOT, '');
  if (text.length > LONGEST || text !== text.trim() || slots.length === 0) return false;
  return slots.every(isSlot) && /\p{L}/u.test(words) && !/[{}\n\r]/.test(words);
}

function isSlot(slot: string): boolean {
  if (WORDS.has(slot)) return true;
  const ends = (RANGE.exec(slot) ?? []).slice(1).filter((end) => end !== undefined);
  return ends.length === 2 && String(ends[0]) < String(ends[1]);
}
