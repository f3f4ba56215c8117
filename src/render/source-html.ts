import { escapeHtml, type SafeHtml, safeHtml } from './html.ts';

/** Beyond this many lines the lines carry no anchors: a page of a million elements opens nowhere. */
const MOST_ANCHORS = 20_000;

/** Text → its lines as HTML for a `pre`, each with the anchor `L<number>`; nothing of it is read as markup. */
export function sourceHtml(text: string): SafeHtml {
  const lines = escapeHtml(text.replace(/^\ufeff/, '')).split('\n');
  if (lines.length > MOST_ANCHORS) return safeHtml(lines.join('\n'));
  const last = lines.length - 1;
  return safeHtml(
    lines.map((line, at) => `<span id="L${at + 1}">${line}${at === last ? '' : '\n'}</span>`).join(''),
  );
}

/** The anchor of a line in `sourceHtml`, given how many lines there are; null where lines have none. */
export function lineAnchor(line: number, lines: number): string | null {
  return lines > MOST_ANCHORS ? null : `L${line}`;
}
