import { writtenDay } from '../parse/head/written-day.ts';
import { calendarDay } from './formats.ts';

/** The day that a date in English words means, as it is to be written; null for other texts. */
export function dayInWords(text: string): string | null {
  const day = writtenDay(text);
  return day === null ? null : calendarDay(day);
}
