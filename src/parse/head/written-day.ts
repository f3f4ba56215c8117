const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];
/** `12 May 2026`, `12th of May, 2026`. */
const DAY_FIRST = /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.? (?:of )?(?<month>[a-z]{3,9})\.?,? (?<year>\d{4})$/i;
/** `May 12, 2026`. */
const MONTH_FIRST = /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i;

/** A date in English words as year-month-day, whether the calendar has it or not; null for other texts. */
export function writtenDay(text: string): string | null {
  const words = text.trim();
  const groups = (DAY_FIRST.exec(words) ?? MONTH_FIRST.exec(words))?.groups;
  if (groups === undefined) return null;
  const { day = '', month = '', year = '' } = groups;
  const number = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase())) + 1;
  return number === 0 ? null : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
