import { firstFrom } from '../../parse/first-from.ts';
import { once } from '../../parse/once.ts';

/** The words of a text, whatever letters are capitals. */
export interface Words {
  readonly folded: readonly string[];
  /** The words that a reader sees next behind the word at an index, past marks of links and emphasis or within them. */
  readonly behind: (index: number) => readonly number[];
}

/** What may stand between two words that a reader sees side by side, and holds words that are not shown. */
export const MARKUP = String.raw`\]\([^()\n<>]{0,300}\)|<\/?(?:[abi]|bdi|code|del|em|mark|span|strong)(?: [^<>]{0,300})?>`;

/** The words of a text. Letters count in any case, as in a pattern without case, or more loosely. */
export function wordsOf(written: string): Words {
  const text = written.toUpperCase().replaceAll('ẞ', 'SS').toLowerCase().replaceAll('ς', 'σ');
  // The letters of ASCII apart: nearly all are, and they are found sooner.
  const folded = text.match(/(?:[a-z0-9]+|[\p{L}\p{N}])+/gu) ?? [];
  const starts = once(() => startsOf(folded, text));
  const markup = new RegExp(MARKUP, 'uy');
  const behind = (offset: number): readonly number[] => {
    const next = firstFrom(starts(), offset, (start) => start);
    const between = text.slice(offset, starts()[next] ?? text.length);
    const beyond = [...between.matchAll(/\]\(|</g)].flatMap(({ index }) => {
      markup.lastIndex = offset + index;
      return markup.test(text) ? behind(markup.lastIndex) : [];
    });
    return [next, ...beyond];
  };
  return { folded, behind: (at) => behind((starts()[at] ?? 0) + (folded[at]?.length ?? 0)) };
}

/** Where words stand that are all those of a text, in their order. */
function startsOf(words: readonly string[], text: string): readonly number[] {
  let end = 0;
  return words.map((word) => {
    const start = text.indexOf(word, end);
    end = start + word.length;
    return start;
  });
}

/** A word of a name: what may follow, and the names that end with it. */
interface Step {
  readonly names: string[];
  readonly next: Map<string, Step>;
}

/**
 * Finds in a text those of some names all words of which stand there one behind the other. Of very many names those
 * are few, and a pattern of all would try each of them at each place.
 */
export function standingNames(names: readonly string[]): (words: Words) => readonly string[] {
  const first = stepOf();
  const order = new Map(names.map((name, at) => [name, at]));
  for (const name of names) {
    for (const form of formsOf(name)) {
      let step = first;
      for (const word of wordsOf(form).folded) {
        const next = step.next.get(word) ?? stepOf();
        step.next.set(word, next);
        step = next;
      }
      step.names.push(name);
    }
  }
  return (words) => {
    const there = new Set(first.names);
    const follow = (step: Step, at: number): void => {
      const next = step.next.get(words.folded[at] ?? '');
      if (next === undefined) return;
      for (const name of next.names) there.add(name);
      if (next.next.size > 0) for (const one of words.behind(at)) follow(next, one);
    };
    for (const at of words.folded.keys()) follow(first, at);
    return [...there].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  };
}

function stepOf(): Step {
  return { names: [], next: new Map() };
}

/** Accents may be characters of their own. */
export function formsOf(name: string): readonly string[] {
  return [...new Set([name, name.normalize('NFC'), name.normalize('NFD')])];
}
