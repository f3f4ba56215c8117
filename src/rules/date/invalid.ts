import type { Rule } from '../../types.ts';
import { dayInWords } from '../../validate/day-in-words.ts';
import { quoted } from '../words.ts';

export const invalidDate: Rule<{ value: string }> = {
  id: 'date/invalid',
  severity: 'error',
  message: ({ value }) =>
    /^\d{4}-\d\d-\d\d/.test(value)
      ? `${quoted(value)} is not a day of the calendar.`
      : `${quoted(value)} is not a day written as year-month-day.`,
  help: ({ value }) => {
    const day = dayInWords(value);
    return day === null ? 'Write the date as year-month-day, for example `2026-05-12`.' : `Write \`${day}\`.`;
  },
};
