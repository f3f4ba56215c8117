import type { Code, Draft, Span } from '../types.ts';

/** A hit of a pattern in a text. */
interface PatternHit {
  readonly span: Span;
  readonly match: RegExpMatchArray;
}

/** Hits of a global pattern in order, but those that touch one of the spans in `except`. */
export function* found(text: string, pattern: RegExp, except: readonly Span[]): Iterable<PatternHit> {
  let barred: readonly Span[] | null = null;
  let next = 0;
  for (const match of text.matchAll(pattern)) {
    barred ??= [...except].sort((a, b) => a.start - b.start);
    const span = { start: match.index, end: match.index + match[0].length };
    while ((barred[next]?.end ?? Infinity) <= span.start) next += 1;
    if ((barred[next]?.start ?? Infinity) >= span.end) yield { span, match };
  }
}

/** A fence whose info string has `path=` holds an example file: it speaks of no machine and leaves nothing open. */
export function examplesOf(draft: Draft): readonly Span[] {
  return draft.code.filter(isExample).map(({ span }) => span);
}

/** Inline code, example files and blocks in a language; a block without one is text to paste, and is prose. */
export function quotationsOf(draft: Draft): readonly Span[] {
  return draft.code.filter((code) => !isText(code)).map(({ span }) => span);
}

function isExample({ info }: Code): boolean {
  return info !== null && /(?:^|\s)path=/.test(info);
}

function isText(code: Code): boolean {
  return (
    code.info !== null &&
    !isExample(code) &&
    /^(?:|text|txt|plain|prompt)$/i.test(code.info.split(/\s/, 1)[0] ?? '')
  );
}
