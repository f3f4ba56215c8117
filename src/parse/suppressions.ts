import type { Span, Suppression } from '../types.ts';
import { type FlowNode, htmlSpans } from './flow.ts';
import { isWithin } from './mentions/spans.ts';

const instruction = /^\s*slop-ignore(-file)?(?![\w-])([^:]*)(?::(.*))?$/s;

/** A suppression before it is known what it covers. */
interface Mark extends Omit<Suppression, 'covers'> {
  /** True for `slop-ignore-file`, which covers the whole file. */
  readonly file: boolean;
}

/**
 * The suppressions in the comments of a body, an older head in it included, in order:
 * `<!-- slop-ignore rule/id: reason -->` covers the block it stands in, or else the next block; `slop-ignore-file`
 * covers the whole text. One comment may name several rules, separated by commas or spaces; one that names none gets
 * an empty rule, so that it is reported as unused.
 */
export function bodySuppressions(
  text: string,
  offset: number,
  flow: readonly FlowNode[],
  headSpan: Span,
): readonly Suppression[] {
  if (!text.includes('slop-ignore')) return [];
  const found: Suppression[] = [];
  const whole = { start: 0, end: text.length };
  let waiting: Mark[] = [];
  const settle = (marks: readonly Mark[], block: Span): void => {
    for (const { file, ...mark } of marks) found.push({ ...mark, covers: file ? whole : block });
  };
  for (const block of flow) {
    const { node, span } = block;
    const marks = htmlSpans(block, offset).flatMap((html) => readMarks(text, html));
    if (node.type === 'html' && !isWithin(span, headSpan) && withoutComments(node.value).trim() === '') {
      waiting.push(...marks);
      continue;
    }
    settle([...waiting, ...marks], node.type === 'html' ? withoutLastLineEnding(text, span) : span);
    waiting = [];
  }
  for (const mark of waiting) settle([mark], { start: mark.span.end, end: mark.span.end });
  return found;
}

/** Engines differ on whether raw HTML in a list ends before or after its last line ending. */
function withoutLastLineEnding(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

function readMarks(text: string, { start, end }: Span): readonly Mark[] {
  const html = text.slice(start, end);
  return commentsOf(html).flatMap((comment) => {
    const found = instruction.exec(html.slice(comment.start + 4, comment.end - 3));
    if (found === null) return [];
    const span = { start: start + comment.start, end: start + comment.end };
    const names = (found[2] ?? '').split(/[\s,]+/).filter((name) => name !== '');
    const reason = (found[3] ?? '').trim().replace(/\s+/g, ' ');
    const file = found[1] !== undefined;
    return (names.length === 0 ? [''] : names).map((rule) => ({ rule, reason, span, file }));
  });
}

/** A piece of HTML without its comments. One that is never closed stays, since nothing may vanish unseen. */
export function withoutComments(html: string): string {
  let kept = '';
  let from = 0;
  for (const comment of commentsOf(html)) {
    kept += html.slice(from, comment.start);
    from = comment.end;
  }
  return kept + html.slice(from);
}

/** Comments that are closed, in order. A search, not a pattern: a pattern takes quadratic time on open ones. */
function commentsOf(html: string): readonly Span[] {
  const found: Span[] = [];
  let start = html.indexOf('<!--');
  while (start !== -1) {
    const close = html.indexOf('-->', start + 4);
    if (close === -1) break;
    found.push({ start, end: close + 3 });
    start = html.indexOf('<!--', close + 3);
  }
  return found;
}
