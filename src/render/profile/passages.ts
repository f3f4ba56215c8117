const OPENING = /^[ \t]*<!--\s*private\s*-->[ \t]*\r?$/;
const CLOSING = /^[ \t]*<!--\s*\/private\s*-->[ \t]*\r?$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|\r?$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Puts words in the place of what is marked private. `<!-- private -->` on a line of its own under a heading takes
 * that section with all below it, heading included; elsewhere it takes everything up to `<!-- /private -->`, or to
 * the end.
 */
export function withoutPassages(text: string): string {
  if (!/<!--\s*private\s*-->/.test(text)) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    if (!OPENING.test(lines[at] ?? '')) {
      kept.push(lines[at] ?? '');
      continue;
    }
    while (kept.length > 0 && (kept.at(-1) ?? '').trim() === '') kept.pop();
    const [, marks] = HEADING.exec(kept.at(-1) ?? '') ?? [];
    if (marks !== undefined) kept.pop();
    at = (marks === undefined ? endOfPassage(lines, at) : endOfSection(lines, at, marks.length)) - 1;
    kept.push(...(marks === undefined ? ['', '‹masked passage›', ''] : [`${marks} ‹masked section›`, '']));
  }
  return kept
    .join('\n')
    .replace(/<!--\s*private\s*-->[\s\S]*?(?:<!--\s*\/private\s*-->|$)/g, '‹masked passage›');
}

/** The line behind the closing mark. */
function endOfPassage(lines: readonly string[], from: number): number {
  const closing = lines.findIndex((line, at) => at > from && CLOSING.test(line));
  return closing === -1 ? lines.length : closing + 1;
}

/** The line of the next heading of that rank or a higher one; code blocks hold no headings. */
function endOfSection(lines: readonly string[], from: number, rank: number): number {
  let fence: string | null = null;
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, mark] = FENCE.exec(line) ?? [];
    if (fence !== null) {
      if (mark?.startsWith(fence) && /^[`~\s]*$/.test(line)) fence = null;
      continue;
    }
    if (mark !== undefined) fence = mark;
    else if ((HEADING.exec(line)?.[1]?.length ?? 7) <= rank) return at;
  }
  return lines.length;
}
