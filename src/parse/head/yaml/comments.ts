import type { Span, Suppression } from '../../../types.ts';
import { type Line, lineAround, linesFrom } from '../line.ts';

const IGNORE = /^#+[ \t]*slop-ignore(-file)?(?![\w-])([^:]*)(?::(.*))?$/;

/**
 * Reads `# slop-ignore rule/id: reason` among the comments of a YAML head, given by their spans in `text`.
 * Behind a value it covers its own line; alone on a line, the next line that is neither blank nor a comment.
 * `slop-ignore-file` covers the whole text. One comment may name several rules; what is left out comes back as
 * an empty rule or reason.
 */
export function suppressionsIn(text: string, comments: readonly Span[]): readonly Suppression[] {
  const whole = { start: 0, end: text.length };
  const covered = new Map<number, Span>();
  const found: Suppression[] = [];
  // From the last to the first, so that one of many in a row can ask the one below it.
  for (const span of [...comments].reverse()) {
    const match = IGNORE.exec(text.slice(span.start, span.end));
    if (!match) continue;
    const [, file, names = '', reason = ''] = match;
    const line = lineAround(text, span.start);
    const covers = coveredBy(text, span, line, covered);
    covered.set(line.start, covers);
    const rules = names.split(/[\s,]+/).filter((name) => name !== '');
    for (const rule of (rules.length > 0 ? rules : ['']).reverse()) {
      found.push({ rule, reason: reason.trim(), span, covers: file === undefined ? covers : whole });
    }
  }
  return found.reverse();
}

function coveredBy(text: string, comment: Span, own: Line, covered: ReadonlyMap<number, Span>): Span {
  const alone = text.slice(own.start, comment.start).trim() === '';
  for (const line of alone ? linesFrom(text, own.next) : [own]) {
    const below = covered.get(line.start);
    if (alone && below) return below;
    if (!alone || !/^\s*(?:#|$)/.test(text.slice(line.start, line.end)))
      return { start: line.start, end: line.end };
  }
  return { start: own.start, end: own.end };
}
