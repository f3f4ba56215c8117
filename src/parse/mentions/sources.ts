import type { Span } from '../../types.ts';
import { firstFrom } from '../first-from.ts';
import { once } from '../once.ts';
import { repositoryBeside } from './beside.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { sentenceAt } from './sentences.ts';
import { holding } from './spans.ts';
import type { Unit } from './units.ts';
import { matchesOf } from './words.ts';

const LANGUAGES =
  'astro|bash|c|cc|cfg|clj|conf|cpp|cs|css|cts|dart|ex|exs|go|gradle|graphql|h|hpp|hs|ini|java|js|json|jsx|kt|kts|lua|m|mjs|mts|php|pl|proto|ps1|py|pyi|r|rb|rs|sass|scala|scss|sh|sol|sql|svelte|swift|tf|toml|ts|tsx|vue|xml|yaml|yml|zig';

/** `seed_conversation.py:468`, `src/seed.py:76`, `types.py:10-20`, `Step.tsx, line 31`. The name is a word of its own. */
const LINE = new RegExp(
  String.raw`(?<![\p{L}\p{N}_./\\:@%=&?#~-])((?:[\p{L}\p{N}_@.[\]()-]{1,80}/){0,20}[\p{L}\p{N}_.-]{0,80}[\p{L}\p{N}_]\.(?:${LANGUAGES}))(?:\s?,?\s{1,3}(?:at\s)?lines?\s{1,3}|:)(\d{1,6})(?![\p{L}\p{N}_/]|\.\d)`,
  'gu',
);

/** Another line of the same file: `:76, 109`. Outside of code a mark must follow, or the number may be a count. */
const NEXT =
  /(?:\s?[,/&+]\s?(?:and\s)?|\s(?:and|or|to)\s|\s?[–-]\s?):?(\d{1,6})(?![\p{L}\p{N}_]|[.,:]\d)(?=(\s?(?:[,;)\]"”’]|[.:](?:\s|$)|$|[–-]\d|\sand\s\d))?)/uy;

/** Without one of these there is no line to look closely at. */
const HINT = /\.[a-z]{1,7}(?::\d|\s?,?\s{1,3}(?:at\s)?lines?\s)/i;

/** Lines of source files, in the repository that the words beside name. Which commit they are in, `commitBeside` tells. */
export const sources: Grammar = (unit, { config }) => {
  if (!HINT.test(unit.text)) return [];
  const found: FoundMention[] = [];
  for (const { 0: whole, 1: path = '', 2: first = '', index } of matchesOf(LINE, unit.text)) {
    const place = { start: index, end: index + whole.length };
    const repository = repositoryBeside(unit.text, place, config.repos);
    const add = (start: number, end: number, line: string): void => {
      const span = { start: unit.start + start, end: unit.start + end };
      found.push({ span, target: { type: 'source', path, line: Number(line), repository, of: null } });
    };
    add(place.start, place.end, first);
    const codeEnd = (holding(unit.code, unit.start + index)?.end ?? 0) - unit.start - 1;
    for (let end = place.end; ; ) {
      NEXT.lastIndex = end;
      const { 0: step = '', 1: line, 2: mark } = NEXT.exec(unit.text) ?? [];
      if (line === undefined || (mark === undefined && end + step.length !== codeEnd)) break;
      add(end + step.length - line.length, end + step.length, line);
      end += step.length;
    }
  }
  return found;
};

/**
 * Tells for one of the found the index of the commit in whose state a line is meant: the one of its sentence that stands
 * nearest, one after it counted as a little farther. Null when the sentence names none. `sentences` tile the unit's text.
 */
export function commitBeside(
  { start }: Unit,
  found: readonly FoundMention[],
  sentences: readonly Span[],
): (index: number) => number | null {
  const commits = once(() =>
    found.flatMap(({ target, span }, index) => (target.type === 'commit' ? [{ index, span }] : [])),
  );
  return (index) => {
    const place = found[index]?.span ?? { start, end: start };
    const sentence = sentenceAt(sentences, place.start - start);
    const next = firstFrom(commits(), place.start, ({ span }) => span.start);
    const [before, after] = [commits()[next - 1], commits()[next]].map((one) =>
      one && one.span.start - start >= sentence.start && one.span.end - start <= sentence.end ? one : null,
    );
    if (!before || !after) return (before ?? after)?.index ?? null;
    return place.start - before.span.end <= after.span.start - place.end + 1 ? before.index : after.index;
  };
}
