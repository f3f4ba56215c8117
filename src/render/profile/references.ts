import { groupBy } from '../../read/order.ts';

/** `[label]: target "title"` or `[^label]: words`, within a quote or a list too. */
const DEFINITION = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?\[(\^?[^[\]\n]{1,300})\]:/;
const LINK = /\[([^[\]]{0,300})\](?:\[([^[\]]{0,300})\])?/g;

/** A stretch of lines that defines what `[words][label]` leads to, or what `[^label]` says. */
interface Definition {
  readonly key: string;
  /** Lines, the last one not within. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Puts words in the place of links by reference (`[words][label]`, with `[label]: target` elsewhere) whose target is
 * hidden: what it is called tells as much as where it leads. `wordOf` says what a target is of that.
 */
export function withoutReferences(text: string, wordOf: (target: string) => string | null): string {
  const gone = new Map(
    definitionsIn(text).flatMap((one) => {
      const word = isFootnote(one) ? null : wordOf(targetOf(one));
      return word === null ? [] : [[one, `‹masked ${word}›`] as const];
    }),
  );
  if (gone.size === 0) return text;
  const labels = new Map([...gone].map(([{ key }, words]) => [key, words]));
  return without(text, gone).replace(
    LINK,
    (link: string, words: string, label: string | undefined) => labels.get(keyOf(label || words)) ?? link,
  );
}

/** A text in which the definitions of what some links by reference lead to are masked, titles included. */
export function withoutDefinitions(text: string, links: ReadonlyMap<string, string>): string {
  const labels = new Map(
    [...links].flatMap(([link, word]) => {
      const label = /\[([^[\]]{1,300})\](?:\[\])?$/.exec(link)?.[1];
      return label === undefined ? [] : [[keyOf(label), `‹masked ${word}›`] as const];
    }),
  );
  if (labels.size === 0) return text;
  return without(
    text,
    new Map(
      definitionsIn(text).flatMap((one) => {
        const words = labels.get(one.key);
        return words === undefined ? [] : [[one, words] as const];
      }),
    ),
  );
}

/**
 * A text without what only passages that were taken out of it refer to: addresses with their titles, and footnotes,
 * which mostly stand at its end. Such a footnote may refer to more.
 */
export function withoutUnused(
  text: string,
  taken: readonly string[],
): { shown: string; taken: readonly string[] } {
  const defined = definitionsIn(text);
  if (defined.length === 0) return { shown: text, taken };
  const byKey = groupBy(defined, ({ key }) => key);
  const uses = new Map(defined.map((one) => [one, usedIn(one.text)]));
  /** Keys to which others lead, by definitions that are followed. */
  const reached = (keys: Iterable<string>, isFollowed: (one: Definition) => boolean): Set<string> => {
    const all = new Set(keys);
    for (const key of all)
      for (const one of byKey.get(key) ?? [])
        if (isFollowed(one)) for (const next of uses.get(one) ?? []) all.add(next);
    return all;
  };
  let used = reached(usedIn(without(text, emptied(defined))), isFootnote);
  const asked = usedIn(taken.join('\n'));
  for (;;) {
    const kept = used;
    const wanted = reached(asked, ({ key }) => !kept.has(key));
    // What a footnote that stays refers to stays as well.
    const more = defined.filter((one) => isFootnote(one) && !kept.has(one.key) && !wanted.has(one.key));
    if (more.length === 0) {
      const gone = defined.filter(({ key }) => wanted.has(key) && !kept.has(key));
      return { shown: without(text, emptied(gone)), taken: [...taken, ...gone.map((one) => one.text)] };
    }
    used = reached([...kept, ...more.map(({ key }) => key)], isFootnote);
  }
}

function definitionsIn(text: string): readonly Definition[] {
  if (!text.includes(']:')) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, from) => {
    const label = DEFINITION.exec(line)?.[1];
    if (label === undefined) return [];
    const to = endOf(lines, from, label.startsWith('^'));
    return [{ key: keyOf(label), from, to, text: lines.slice(from, to).join('\n') }];
  });
}

/**
 * A footnote ends at an empty line that no indented one follows, an address behind its title, which may stand on a line
 * of its own; both where another definition begins.
 */
function endOf(lines: readonly string[], from: number, isNote: boolean): number {
  let end = from + 1;
  for (let at = end; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const isEmpty = /^[\s>]*$/.test(line);
    if (isEmpty && isNote) continue;
    if (isEmpty || DEFINITION.test(line)) break;
    const isNear =
      at === end && (isNote || /^[ \t>]*["'(]/.test(line) || /\]:\s*$/.test(lines[at - 1] ?? ''));
    if (!isNear && !(isNote && /^(?: {2,}|\t)/.test(line))) break;
    end = at + 1;
  }
  return end;
}

const isFootnote = ({ key }: Definition): boolean => key.startsWith('^');

function targetOf({ text }: Definition): string {
  return /\]:\s*(\S+)/.exec(text)?.[1] ?? '';
}

const emptied = (definitions: readonly Definition[]): ReadonlyMap<Definition, string> =>
  new Map(definitions.map((one) => [one, '']));

/** A text with words in the place of definitions. */
function without(text: string, definitions: ReadonlyMap<Definition, string>): string {
  const lines = text.split('\n');
  const starts = new Map([...definitions].map(([{ from, to }, words]) => [from, { to, words }]));
  const kept: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const gone = starts.get(at);
    if (gone === undefined) kept.push(lines[at] ?? '');
    else if (gone.words !== '') kept.push(gone.words);
    at = gone?.to ?? at + 1;
  }
  return kept.join('\n');
}

function usedIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(LINK)].flatMap(([, words = '', label]) => [
      keyOf(words),
      ...(label ? [keyOf(label)] : []),
    ]),
  );
}

/** Labels are one in any case and with any white space. */
function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}
