import { once } from '../../parse/once.ts';
import type { Draft, Edit, Rule, Span } from '../../types.ts';
import { examplesOf, found, quotationsOf } from '../found.ts';
import { codePoint } from '../words.ts';

/** Zero-width characters, bidirectional controls, and the invisible copy of ASCII. */
const HIDDEN = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}]+/gu;
const TURNS_TEXT = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** Joiners in emoji and in scripts that need them, tags after a flag, direction marks beside right-to-left letters. */
const NEEDED: readonly { readonly before: RegExp; readonly run: RegExp; readonly after: RegExp }[] = [
  {
    before: /(?:\p{Extended_Pictographic}|\uFE0F|\p{Emoji_Modifier})$/u,
    run: /^\u200D$/,
    after: /^\p{Extended_Pictographic}/u,
  },
  {
    before: /(?![\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Common}])[\p{L}\p{M}]$/u,
    run: /^[\u200C\u200D]$/,
    after: /^/,
  },
  { before: /\u{1F3F4}$/u, run: /^[\u{E0020}-\u{E007F}]+$/u, after: /^/ },
  {
    before: /[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}]\P{L}{0,9}$/u,
    run: /^[\u061C\u200E\u200F]$/,
    after: /^/,
  },
  {
    before: /^|$/,
    run: /^[\u061C\u200E\u200F]$/,
    after: /^\P{L}{0,9}[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}]/u,
  },
];

/** One finding a line. The byte order mark of the file is no business of this rule. */
export const hiddenCharacters: Rule<{ characters: readonly string[]; count: number }> = {
  id: 'text/hidden-characters',
  severity: 'warning',
  message: ({ characters, count }) =>
    `The line holds ${count === 1 ? 'a character' : `${count} characters`} that nobody can see: ${characters.join(', ')}.`,
  help: ({ characters: [first = ''], count }) =>
    `Delete ${count === 1 ? 'it' : 'them'}; where one is needed, write it as a reference: \`&#x${first.slice(2)};\`.`,
  *note({ draft, text }) {
    const prose = once(() => startsIn(draft, text));
    const report = (spans: readonly Span[]) => reported(spans, text, draft.path, prose());
    let line: Span[] = [];
    let lineEnd = 0;
    for (const { span } of found(text, HIDDEN, examplesOf(draft))) {
      if (span.start === 0 && text.startsWith('\uFEFF') && span.end === 1) continue;
      if (isNeeded(text, span)) continue;
      if (line.length > 0 && span.start > lineEnd) {
        yield report(line);
        line = [];
      }
      if (line.length === 0) lineEnd = endOfLine(text, span.end);
      line.push(span);
    }
    if (line.length > 0) yield report(line);
  },
};

function isNeeded(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 10), start);
  const after = text.slice(end, end + 10);
  const run = text.slice(start, end);
  return NEEDED.some((use) => use.run.test(run) && use.before.test(before) && use.after.test(after));
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Where hidden characters stand outside of code. */
function startsIn(draft: Draft, text: string): ReadonlySet<number> {
  return new Set([...found(text, HIDDEN, quotationsOf(draft))].map(({ span }) => span.start));
}

/**
 * In prose, taking out what only hides cannot change what is read; in code, and of what turns the text around, it can.
 */
function reported(spans: readonly Span[], text: string, path: string, prose: ReadonlySet<number>) {
  const hidden = spans.map(({ start, end }) => text.slice(start, end)).join('');
  const characters = [...new Set(hidden)].sort().map(codePoint);
  const edits: readonly Edit[] = spans.map((span) => ({ path, span, text: '' }));
  const safe = !TURNS_TEXT.test(hidden) && spans.every(({ start }) => prose.has(start));
  const fix = { title: 'Delete the hidden characters', edits, safe };
  const [first = { start: 0, end: 0 }] = spans;
  return { span: first, data: { characters, count: [...hidden].length }, fix };
}
