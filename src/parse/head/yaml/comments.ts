import type { Span, Suppression } from '../../../types.ts';
import { lineAt, linesFrom } from '../line.ts';

const IGNORE = /^#+[ \t]*slop-ignore(-file)?(?![\w-])([^:]*)(?::(.*))?$/;

/**
 * Reads `# slop-ignore rule/id: reason` among the comments of a YAML head, given by their spans in `text`.
 * Behind a value it covers its own line; alone on a line, the next line that is neither blank nor a comment.
 * `slop-ignore-file` covers the whole text. One comment may name several rules; what is left out comes back as
 * an empty rule or reason.
 */
export function suppressionsIn(text: string, comments: readonly Span[]): readonly Suppression[] {
  return comments.flatMap((span) => {
    const match = IGNORE.exec(text.slice(span.start, span.end));
    if (!match) return [];
    const [, file, names = '', reason = ''] = match;
    const covers = file === undefined ? coveredBy(text, span) : { start: 0, end: text.length };
    const rules = names.split(/[\s,]+/).filter((name) => name !== '');
    return (rules.length > 0 ? rules : ['']).map((rule) => ({ rule, reason: reason.trim(), span, covers }));
  });
}

function coveredBy(text: string, comment: Span): Span {
  const own = lineAt(text, comment.start);
  const alone = text.slice(own.start, comment.start).trim() === '';
  for (const line of alone ? linesFrom(text, own.next) : [own]) {
    if (!alone || !/^\s*(?:#|$)/.test(text.slice(line.start, line.end)))
      return { start: line.start, end: line.end };
  }
  return { start: own.start, end: own.end };
}
