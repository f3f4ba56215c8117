const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)$/;
const EXPONENT = /^[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+$/;
const OTHER_BASE = /^[-+]?0(?:x[\da-fA-F]+|o[0-7]+|b[01]+)$/;
const LEADING_ZERO = /^[-+]?0\d+$/;
const GROUPED = /^[-+]?\d[\d_]*(?:\.[\d_]*)?$/;
const SEXAGESIMAL = /^[-+]?(?:[1-9]\d*(?::[0-5]?\d)+|\d+(?::[0-5]?\d)+\.\d*)$/;
const SPECIAL = /^(?:[-+]?\.inf|\.nan)$/i;
const YES = /^(?:yes|on)$/i;
const NO = /^(?:no|off)$/i;
const NOTHING = /^(?:~|null)$/i;

/** From here on, all digits look more like an abbreviated hash than like a count. */
const HASH_DIGITS = 7;

/**
 * Says what a YAML 1.1 or 1.2 reader makes of an unquoted scalar when that is something other than its
 * text: `0.10` is "the number 0.1". Null when nothing is lost: plain counts, `0.1`, dates, words.
 */
export function misreading(text: string): string | null {
  if (YES.test(text)) return 'true';
  if (NO.test(text)) return 'false';
  if (NOTHING.test(text)) return 'nothing';
  if (SPECIAL.test(text)) return text.toLowerCase().endsWith('inf') ? 'infinity' : 'not a number';
  if (LEADING_ZERO.test(text)) return number(/[89]/.test(text) ? Number(text) : octal(text));
  if (OTHER_BASE.test(text)) return number(Number(text.replace(/^[-+]/, '')));
  if (EXPONENT.test(text)) return number(Number(text));
  if (NUMBER.test(text)) {
    const kept = String(Number(text)) === text;
    return kept && text.replace(/\D.*/, '').length < HASH_DIGITS ? null : number(Number(text));
  }
  if (GROUPED.test(text)) return number(Number(text.replaceAll('_', '')));
  if (SEXAGESIMAL.test(text)) return number(sexagesimal(text));
  return null;
}

function number(value: number): string {
  return Number.isFinite(value) ? `the number ${value}` : 'infinity';
}

function octal(text: string): number {
  const digits = Number.parseInt(text.replace(/^[-+]/, ''), 8);
  return text.startsWith('-') ? -digits : digits;
}

function sexagesimal(text: string): number {
  const sum = text
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((total, part) => total * 60 + Number(part), 0);
  return text.startsWith('-') ? -sum : sum;
}
