import type { Fault, Fix, Span } from '../../types.ts';

/** The head, or its fence, cannot be read. `reason` is a clause without capital and full stop. */
export function unreadable(span: Span, reason: string, fix?: Fix): Fault {
  return { rule: 'head/unreadable', span, data: { reason }, ...(fix && { fix }) };
}

/** The tag after the opening dashes names a language that is not YAML. */
export function foreignLanguage(language: string, span: Span): Fault {
  return { rule: 'head/language', span, data: { language } };
}

/** A key that reaches into the machinery of objects. */
export function forbiddenKey(key: string, span: Span): Fault {
  return { rule: 'head/forbidden-key', span, data: { key } };
}

/** A key that its map already has; the first one counts. */
export function duplicateKey(key: string, span: Span, earlier: Span, path: string): Fault {
  const related = [{ path, span: earlier, label: 'first written here' }];
  return { rule: 'head/duplicate-key', span, data: { key }, related };
}

/** An alias with no anchor before it, inside its own anchor, or one of too many. */
export function wildAlias(text: string, span: Span, unknown: boolean, path: string): Fault {
  const written = text.slice(span.start, span.end);
  const fault = { rule: 'head/alias', span, data: { alias: written, unknown } };
  return unknown ? { ...fault, fix: quotingFix(written, span, path) } : fault;
}

/** An unquoted scalar that other readers of YAML take for something else than its text. */
export function numberLike(key: string, value: string, reading: string, span: Span, path: string): Fault {
  // To others, null in quotes is no longer nothing.
  const fix = { ...quotingFix(value, span, path), safe: reading !== 'nothing' };
  return { rule: 'head/number-like', span, data: { key, value, reading }, fix };
}

/** Text right behind a ` #`, which YAML takes for a comment. `span` is all that was written as the value. */
export function cutOff(key: string, text: string, lost: string, span: Span, path: string): Fault {
  const written = text.slice(span.start, span.end);
  const place = { start: span.end - lost.length, end: span.end };
  return { rule: 'head/cut-off', span: place, data: { key, lost }, fix: quotingFix(written, span, path) };
}

/** Replaces a span by a double-quoted scalar. */
export function quotingFix(value: string, span: Span, path: string): Fix {
  const text = `"${value.replace(/["\\]/g, '\\$&')}"`;
  return { title: 'Put it in quotes', edits: [{ path, span, text }], safe: false };
}
