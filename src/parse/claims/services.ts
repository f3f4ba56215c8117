import type { Assertion } from '../../types.ts';
import { wholeWord } from '../literal.ts';
import { fold, matchesOf } from '../mentions/words.ts';
import { type Passage, sentenceOf } from './passage.ts';

/** `on :8000`, `on port 3001`, `localhost:3001`. */
const PORT =
  /(?<![\p{L}\p{N}_])(?:(?:on|at)\s+(?:port\s+|:|localhost:|127\.0\.0\.1:)|port\s+|(?:https?:\/\/)?(?:localhost|127\.0\.0\.1):)(\d{2,5})(?![\p{L}\p{N}_.,:]?\d)/giu;
/** Without one of these there is nothing to look closely at. */
const HINT = /:\d{2}|port\s/i;
const NOUNS = 'server|service|api|database|app|stack';
const SERVICE = new RegExp(
  wholeWord(`${NOUNS}|listens?|listening|answers?|answering|runs?|running|serves?|up`),
  'iu',
);
/** What may be named by itself behind another port: "on :8000 and the app on :3001". */
const NOUN = new RegExp(wholeWord(NOUNS), 'iu');
const ELSEWHEN =
  /(?<![\p{L}\p{N}_-])(?:was|were|stopped|down|not|never|will|would|should|must|if|when|you)(?![\p{L}\p{N}_-])|n['’]t(?![\p{L}\p{N}_-])/iu;
/** What is no part of a name any more. */
const VERB =
  /\s(?:pid|is|on|at|listens?|listening|answers?|answering|runs?|running|serves?|up|\()(?:\s|$).*$/iu;

const HIGHEST = 65535;
/** Characters before a port in which the service is named. */
const REACH = 120;

/** Services that are said to answer at a port of this machine. */
export function serviceClaims(passage: Passage): readonly Assertion[] {
  const { unit } = passage;
  if (!HINT.test(unit.text)) return [];
  let done = 0;
  return matchesOf(PORT, unit.text).flatMap(({ 0: words, 1: digits = '', index }): readonly Assertion[] => {
    const port = Number(digits);
    const start = Math.max(sentenceOf(passage, index).start, index - REACH);
    const before = fold(unit.text.slice(start, index)).trim();
    const sinceLast = fold(unit.text.slice(Math.max(start, done), index)).trim();
    const named = NOUN.test(sinceLast) ? sinceLast : before;
    done = index + words.length;
    if (port < 1 || port > HIGHEST || !SERVICE.test(before) || ELSEWHEN.test(before)) return [];
    const name = (named.split(/[;,:—–]\s/).at(-1) ?? '')
      .replace(/^and\s/i, '')
      .replace(VERB, '')
      .split(' ')
      .slice(-5)
      .join(' ')
      .replace(/^[^\p{L}\p{N}]+/u, '');
    const span = { start: unit.start + index, end: unit.start + index + words.length };
    return [{ span, field: unit.field, statement: { type: 'service', name: name || null, port } }];
  });
}
