import { diffArrays, diffWordsWithSpace, wordsWithSpaceDiff } from 'diff';
import { wholeLines } from '../../read/position.ts';
import { areWithin } from './edits.ts';

/** A piece of two texts: the `same` and `removed` runs joined are the older one, `same` and `added` the newer. */
export interface TextRun {
  readonly state: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * Steps that a search may take before two texts count as wholly different. Counted in edits, never in time, so that
 * the same texts always give the same runs; the work grows with the square of it.
 */
const MOST_LINES = 1000;
const MOST_WORDS = 80;
/** Characters of one changed place in which words are looked for. */
const LONGEST = 100_000;

/**
 * Marks the words that changed between two texts: first by line, then by word inside of the lines that differ. Never
 * fails: where a search would take long, the whole place is taken out and put in anew.
 */
export function compareTexts(before: string, after: string): readonly TextRun[] {
  if (before === after) return joined([{ state: 'same', text: before }]);
  const hunks = diffArrays([...wholeLines(before)], [...wholeLines(after)], { maxEditLength: MOST_LINES });
  if (hunks === undefined) return replaced(before, after);
  const runs: TextRun[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    runs.push(...compareWords(removed, added));
    removed = '';
    added = '';
  };
  for (const hunk of hunks) {
    const text = hunk.value.join('');
    if (hunk.removed) removed += text;
    else if (hunk.added) added += text;
    else {
      flush();
      runs.push({ state: 'same', text });
    }
  }
  flush();
  return joined(runs);
}

/** Words taken out of and put into a text; what a template says in its comments is no word of the note. */
export function wordsChanged(runs: readonly TextRun[]): { readonly removed: number; readonly added: number } {
  const counts = { removed: 0, added: 0 };
  for (const { state, text } of runs) {
    if (state === 'same') continue;
    const read = text.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, ' ');
    counts[state] += read.match(/[\p{L}\p{N}]+(?:[.,'’_-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  }
  return counts;
}

function compareWords(before: string, after: string): readonly TextRun[] {
  if (before === '' || after === '' || before.length + after.length > LONGEST) return replaced(before, after);
  if (!areWithin(wordsIn(before), wordsIn(after), MOST_WORDS)) return replaced(before, after);
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_WORDS });
  if (changes === undefined) return replaced(before, after);
  const runs = changes.map(({ added, removed, value }): TextRun => {
    return { state: added ? 'added' : removed ? 'removed' : 'same', text: value };
  });
  return isPatchwork(runs) ? replaced(before, after) : calmed(joined(runs));
}

/** Words, runs of space and marks, as the comparison cuts them. */
function wordsIn(text: string): string[] {
  return wordsWithSpaceDiff.tokenize(text);
}

/** Changed words with nothing but space between them are one change: first all that went, then all that came. */
function calmed(runs: readonly TextRun[]): readonly TextRun[] {
  const kept: TextRun[] = [];
  let went = '';
  let came = '';
  const flush = (): void => {
    kept.push(...replaced(went, came));
    went = '';
    came = '';
  };
  runs.forEach(({ state, text }, index) => {
    const between = text.trim() === '' && went + came !== '' && index < runs.length - 1;
    if (state !== 'same') {
      if (state === 'removed') went += text;
      else came += text;
    } else if (between && !text.includes('\n')) {
      went += text;
      came += text;
    } else {
      flush();
      kept.push({ state, text });
    }
  });
  flush();
  return kept;
}

/** True where two texts share so little that marking single words would only confuse. */
function isPatchwork(runs: readonly TextRun[]): boolean {
  const shared = runs
    .filter(({ state }) => state === 'same')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  const all = runs.reduce((sum, { text }) => sum + text.trim().length, 0);
  return shared * 8 < all;
}

function replaced(before: string, after: string): readonly TextRun[] {
  return [
    { state: 'removed', text: before },
    { state: 'added', text: after },
  ];
}

/** Without empty runs; neighbours of one state are one. */
function joined(runs: readonly TextRun[]): readonly TextRun[] {
  const kept: TextRun[] = [];
  for (const run of runs) {
    const last = kept.at(-1);
    if (run.text === '') continue;
    if (last?.state === run.state) kept[kept.length - 1] = { ...run, text: last.text + run.text };
    else kept.push(run);
  }
  return kept;
}
