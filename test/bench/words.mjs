/** @typedef {{ next: () => number, whole: (below: number) => number, pick: <T>(list: readonly T[]) => T }} Dice */

/** Numbers from a seed: the same seed always gives the same ones. `next` is from 0 up to 1. */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below) => Math.floor(next() * below);
  return { next, whole, pick: (list) => list[whole(list.length)] };
}

const nouns =
  'booking guest calendar ledger render surface operator harbour cabin payment reminder inventory season ferry permit draft queue scoping identifier branch baseline migration fixture handoff option layer schema index anchor budget audit journal gate'.split(
    ' ',
  );
const verbs =
  'holds carries reads names moves settles defers confirms widens narrows replaces measures repeats keeps drops splits joins explains verifies reports records follows'.split(
    ' ',
  );
const qualities =
  'narrow early stable plain second open provisional settled quiet upstream visible paired cold steady partial reserved'.split(
    ' ',
  );
const links = ['because', 'while', 'so that', 'although', 'where', 'before', 'after', '— as before —', 'and'];

const clause = (roll) =>
  `the ${roll.pick(qualities)} ${roll.pick(nouns)} ${roll.pick(verbs)} the ${roll.pick(nouns)}`;

const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** A sentence of about fifteen words; `mention` gives the words of something it names. */
export function sentence(roll, mention) {
  const tail = roll.next() < 0.55 ? `, ${roll.pick(['see', 'as in', 'per', 'after'])} ${mention()}` : '';
  return `${capital(clause(roll))} ${roll.pick(links)} ${clause(roll)}${tail}.`;
}

/** Some sentences. */
export const paragraph = (roll, mention, count) =>
  Array.from({ length: count }, () => sentence(roll, mention)).join(' ');

/** Two words fit for a slug and a title. */
export const theme = (roll) => [roll.pick(qualities), roll.pick(nouns)];

/** A short commit id: seven hex digits, never to be taken for a number. */
export function shortOid(roll) {
  const digits = Array.from({ length: 5 }, () => roll.whole(16).toString(16)).join('');
  return `${roll.pick(['a', 'b', 'c', 'd', 'f'])}${digits}${roll.pick(['a', 'b', 'c', 'd', 'f'])}`;
}
