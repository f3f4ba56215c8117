const SIGN = /^[-+]/;
const DECIMAL = /^(?:\d+(?:\.\d*)?|\.\d+)$/;
const EXPONENT = /^(?:\d+(?:\.\d*)?|\.\d+)[eE][-+]?\d+$/;
const OTHER_BASE = /^0(?:x[\da-fA-F]+|o[0-7]+|b[01]+)$/;
const LEADING_ZERO = /^0\d+$/;
const SEXAGESIMAL = /^\d+(?::[0-5]?\d)+(?:\.\d*)?$/;
const WORDS: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['on', 'true'],
  ['no', 'false'],
  ['off', 'false'],
  ['~', 'nothing'],
  ['null', 'nothing'],
  ['.inf', 'infinity'],
  ['+.inf', 'infinity'],
  ['-.inf', 'infinity'],
  ['.nan', 'not a number'],
]);

/** From here on, all digits look more like an abbreviated hash than like a count. */
const HASH_DIGITS = 7;

/**
 * Says what a YAML 1.1 or 1.2 reader makes of an unquoted scalar when that is something other than its
 * text: `0.10` is "the number 0.1". Null when nothing is lost: plain counts, `0.1`, dates, words.
 */
export function misreading(text: string): string | null {
  const word = text.length <= 5 ? WORDS.get(text.toLowerCase()) : undefined;
  if (word !== undefined) return word;
  const bare = text.replace(SIGN, '');
  // YAML 1.1 allows `_` between digits.
  const value = /^[\d.]/.test(bare) ? numberIn(bare.replaceAll('_', '')) : null;
  if (value === null) return null;
  const signed = text.startsWith('-') ? -value : value;
  const isCount = String(signed) === text && bare.replace(/\D.*/, '').length < HASH_DIGITS;
  if (isCount) return null;
  return Number.isFinite(signed) ? `the number ${signed}` : 'infinity';
}

/** The number that an unsigned text is to one reader of YAML or another. */
function numberIn(text: string): number | null {
  if (LEADING_ZERO.test(text)) return /[89]/.test(text) ? Number(text) : Number.parseInt(text, 8);
  if (SEXAGESIMAL.test(text)) return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return DECIMAL.test(text) || EXPONENT.test(text) || OTHER_BASE.test(text) ? Number(text) : null;
}
