import type { Span } from '../../types.ts';

/** A label may hold text that looks like its own end; more such places than this are not a person's. */
const MOST_TRIES = 20;

/**
 * Finds the address in the source of an inline link or image, without angle brackets; null when the node is written in
 * another way (an autolink, a reference).
 */
export function destinationSpan(raw: string): Span | null {
  let at = raw.indexOf('](');
  for (let tries = 0; at !== -1 && tries < MOST_TRIES; tries += 1) {
    const start = skipSpace(raw, at + 2);
    const angle = raw.charAt(start) === '<';
    const span = angle ? angled(raw, start) : bare(raw, start);
    if (span !== null && endsLink(raw.slice(span.end + (angle ? 1 : 0)))) return span;
    at = raw.indexOf('](', at + 2);
  }
  return null;
}

/** True for what may follow an address: an optional title and the closing parenthesis. */
function endsLink(after: string): boolean {
  const inside = after.slice(0, -1).trim();
  const [open, close] = [inside.charAt(0), inside.charAt(inside.length - 1)];
  if (!after.endsWith(')')) return false;
  if (/^[>\s]*$/.test(inside)) return true;
  return (
    /^[\s]/.test(after) && (open === '>' || (/["'(]/.test(open) && close === (open === '(' ? ')' : open)))
  );
}

/** White space, and the marks of a quote that goes on after a line ending. */
function skipSpace(raw: string, at: number): number {
  return at + (/^(?:[ \t]*[\r\n]+[ \t>]*|[ \t]+)?/.exec(raw.slice(at, at + 1000))?.[0].length ?? 0);
}

function angled(raw: string, start: number): Span | null {
  for (let at = start + 1; at < raw.length; at += 1) {
    const character = raw.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '>') return { start: start + 1, end: at };
    else if (character === '\n' || character === '\r' || character === '<') return null;
  }
  return null;
}

function bare(raw: string, start: number): Span | null {
  let open = 0;
  for (let at = start; at < raw.length; at += 1) {
    const character = raw.charAt(at);
    if (character === '\\') at += 1;
    else if (character === '(') open += 1;
    else if (/\s/.test(character)) return { start, end: at };
    else if (character === ')') {
      if (open === 0) return { start, end: at };
      open -= 1;
    }
  }
  return null;
}
