/** The day as `YYYY-MM-DD` where the command runs: a note is dated by the calendar of who writes it. */
export function localDay(milliseconds: number): string {
  const day = new Date(milliseconds);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
