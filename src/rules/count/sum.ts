import type { Rule } from '../../types.ts';
import { found, quotationsOf } from '../found.ts';
import { quoted } from '../words.ts';
import { NUMBER, numberIn } from './numbers.ts';
import { tableSums } from './table-sums.ts';

/** `fourteen (was thirteen, +1)`, `fourteen candidates (was thirteen at the close; +1 from Candidate G)`. */
const WAS = new RegExp(
  String.raw`(${NUMBER})(?:\s\p{Ll}+){0,2}\s?\((?:was|up from|down from|from)\s(${NUMBER})([^()]{0,200})\)`,
  'giu',
);
/** `fourteen, was thirteen, +1` */
const APPOSED = new RegExp(
  String.raw`(${NUMBER})(?:\s\p{Ll}+){0,2},\s(?:was|up from|down from)\s(${NUMBER})([^().\n]{0,100})(?=[.\n]|$)`,
  'giu',
);
/** `149 → 151 (+2)`, `from 149 to 151 (+2)` */
const ARROW = new RegExp(
  String.raw`(${NUMBER})(?:\s\p{Ll}+)?(?:\s?(?:→|->)|(?<=(?<![\p{L}])from\s[^.,;()]{1,30})\sto)\s?(${NUMBER})(?:\s\p{Ll}+){0,2}\s?\(([+−–-]\d[\d,]*(?:\s\p{L}+)?)\)`,
  'giu',
);
const ARROW_WORD = new RegExp(String.raw`^${NUMBER}(?:\s\p{Ll}+)?(?:\s?(?:→|->)|\sto\s)`, 'iu');
/** `fourteen (13 + 1)`, `2,312 tests (2,279 pass + 1 fail + 32 skip)`; `80(30+11)` is a product. */
const PART = String.raw`${NUMBER}(?:\s(?:pass(?:ed)?|fail(?:ed|ures?)?|skip(?:ped)?))?`;
const PARTS = new RegExp(
  String.raw`(${NUMBER})(?:\s\p{Ll}+){0,2}\s\((?:=\s?)?(${PART}(?:\s?\+\s?${PART})+)\)`,
  'giu',
);
const PARTS_HINT = /\([^()\n]{1,40}\+/;
/** Without these neither is in a text, and a search for numbers would be dear. */
const WAS_HINT = /(?:\(|,\s)(?:was|(?:up |down )?from)\s/i;
const ARROW_HINT = /\([+−–-]\d/;
const STEP = /(?<![\p{L}\p{N}.,~≈])([+−–-])(\d{1,3}(?:,\d{3})+|\d{1,7})(?![\p{L}\p{N}%]|[.,:–-]\d)/gu;

/** A number before, what came and went, and a number after; in prose and in rows of tables. */
export const sum: Rule<{ written: string; before: number; after: number; steps: number }> = {
  id: 'count/sum',
  severity: 'warning',
  message: ({ before, after, steps }) =>
    steps === 0
      ? `${before} without a change make ${before}, and the note says ${after}.`
      : `${before} and ${steps < 0 ? `−${-steps}` : `+${steps}`} make ${before + steps}, and the note says ${after}.`,
  help: ({ written }) => `Count again and put ${quoted(written)} right.`,
  *note({ draft, text }) {
    const except = quotationsOf(draft);
    const was = WAS_HINT.test(text) ? [...found(text, WAS, except), ...found(text, APPOSED, except)] : [];
    const arrows = ARROW_HINT.test(text) ? found(text, ARROW, except) : [];
    for (const { span, match } of [...was, ...arrows]) {
      const isArrow = ARROW_WORD.test(match[0]);
      const [, first = '', second = '', rest = ''] = match;
      const [before, after] = (isArrow ? [first, second] : [second, first]).map(numberIn) as [number, number];
      const steps = stepsIn(rest);
      if (steps === null || before + steps === after) continue;
      yield { span, data: { written: match[0].replace(/\s+/g, ' '), before, after, steps } };
    }
    for (const { span, match } of PARTS_HINT.test(text) ? found(text, PARTS, except) : []) {
      const after = numberIn(match[1] ?? '');
      const [before = 0, ...more] = (match[2] ?? '').split('+').map(numberOf);
      const steps = more.reduce((all, one) => all + one, 0);
      if (before + steps === after) continue;
      yield { span, data: { written: match[0].replace(/\s+/g, ' '), before, after, steps } };
    }
    for (const { span, written, before, after, steps } of tableSums(text, except)) {
      yield { span, data: { written, before, after, steps } };
    }
  },
};

function numberOf(part: string): number {
  return numberIn(new RegExp(NUMBER, 'iu').exec(part)?.[0] ?? '');
}

/** The sum of what came and went; null when nothing is told. */
function stepsIn(text: string): number | null {
  const steps = [...text.matchAll(STEP)].map(([, sign, number = '']) =>
    sign === '+' ? numberIn(number) : -numberIn(number),
  );
  return steps.length === 0 ? null : steps.reduce((all, one) => all + one, 0);
}
