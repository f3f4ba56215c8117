import type { YAMLError } from 'yaml';
import type { Fault, Fix, Span } from '../../../types.ts';
import { quotingFix, unreadable } from '../faults.ts';
import { lineAround } from '../line.ts';
import type { TokenFacts } from './tokens.ts';

/** More than a person can use in one go is left for the next. */
const MOST = 10;

/** Indent, list marks and key of a line, then its value. */
const ENTRY = /^([ \t]*(?:- +)*(?:[^\s:#'"[{][^:]*:[ \t]+)?)(\S.*)$/;

/** A line of the head that has an error in it. */
interface Place {
  readonly start: number;
  /** Without its ending and trailing white space. */
  readonly text: string;
  /** Where in the raw text the error is. */
  readonly offset: number;
  readonly path: string;
}

interface Sentence {
  readonly reason: string;
  readonly fix?: Fix | undefined;
}

/**
 * Turns what the composer found wrong into faults of rule head/unreadable, in order of the text and at most
 * one a line, since later errors of a line follow from its first. `inner` is the YAML within `text`.
 */
export function syntaxFaults(
  text: string,
  inner: Span,
  errors: readonly YAMLError[],
  facts: TokenFacts,
  path: string,
): readonly Fault[] {
  const faults = new Map<number, Fault>();
  let line = lineAround(text, inner.start);
  for (const error of errors) {
    const open = isOpenQuote(error) ? facts.lastQuoted : null;
    const offset = Math.min((open?.start ?? error.pos[0]) + inner.start, inner.end - 1);
    // One long line may hold most of many errors.
    if (offset < line.start || offset >= line.next) line = lineAround(text, offset);
    if (faults.has(line.start)) continue;
    const place = { start: line.start, text: text.slice(line.start, line.end).trimEnd(), offset, path };
    const { reason, fix } = sentence(error, place);
    faults.set(line.start, unreadable(restOf(place), reason, fix));
    if (faults.size === MOST) break;
  }
  return [...faults.values()].sort((a, b) => a.span.start - b.span.start);
}

function isOpenQuote(error: YAMLError): boolean {
  return error.code === 'MISSING_CHAR' && error.message.includes('quote');
}

function sentence(error: YAMLError, line: Place): Sentence {
  const value = ENTRY.exec(line.text)?.[2] ?? '';
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { reason: 'a tab indents this line, and YAML takes only spaces', fix: spaces(line) };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return /:(?:\s|$)/.test(value)
        ? { reason: 'a value with `: ` in it must be in quotes', fix: quoteValue(line) }
        : {
            reason: 'the next line is indented as if it were part of this value, but holds a key of its own',
          };
    case 'BAD_SCALAR_START':
      return { reason: quotesWanted(value), fix: quoteValue(line) };
    case 'BAD_DQ_ESCAPE':
      return { reason: 'a backslash between double quotes must be doubled, or the quotes be single' };
    case 'BAD_INDENT':
      return { reason: /flow/i.test(error.message) ? UNCLOSED : ODD_INDENT };
    case 'MULTILINE_IMPLICIT_KEY':
      return { reason: NO_COLON };
    case 'MISSING_CHAR':
      return { reason: missing(error) };
    case 'UNEXPECTED_TOKEN':
      return unexpected(error, line);
    case 'KEY_OVER_1024_CHARS':
      return { reason: 'a key is longer than 1,024 characters' };
    default:
      return { reason: 'this is not YAML that a head can hold' };
  }
}

const UNCLOSED = 'a list or map that `[` or `{` opens has not closed before this';
const ODD_INDENT = 'this line is indented unlike the lines around it';
const NO_COLON = 'this line is no `key: value`';

function missing(error: YAMLError): string {
  if (isOpenQuote(error)) return 'the quote that opens here never closes';
  return /flow/i.test(error.message) ? UNCLOSED : NO_COLON;
}

function unexpected(error: YAMLError, line: Place): Sentence {
  const value = ENTRY.exec(line.text)?.[2] ?? '';
  if (/block-seq-ind/.test(error.message)) return { reason: 'a list must begin on a line after its key' };
  if (/^[|>]/.test(value)) return { reason: quotesWanted(value), fix: quoteValue(line) };
  if (!/node end/.test(error.message)) return { reason: 'this text has no place here' };
  const wholeLine = line.text.trimStart().length === line.start + line.text.length - line.offset;
  return wholeLine
    ? { reason: ODD_INDENT }
    : { reason: 'text goes on where the value has ended', fix: quoteValue(line) };
}

function quotesWanted(value: string): string {
  const first = value.charAt(0);
  return `a value that begins with ${first === '`' ? 'a backtick' : `\`${first}\``} must be in quotes`;
}

/** Quotes all of a line's value; none where quotes or a comment stand in it, since only a person can tell. */
function quoteValue(line: Place): Fix | undefined {
  const [, before = '', value = ''] = ENTRY.exec(line.text) ?? [];
  if (value === '' || /^['"&]| #/.test(value)) return undefined;
  const start = line.start + before.length;
  return quotingFix(value, { start, end: start + value.length }, line.path);
}

function spaces(line: Place): Fix {
  const indent = /^[ \t]*/.exec(line.text)?.[0] ?? '';
  const span = { start: line.start, end: line.start + indent.length };
  const edits = [{ path: line.path, span, text: indent.replaceAll('\t', '  ') }];
  return { title: 'Indent with spaces', edits, safe: false };
}

/** From the error to the end of its line; the whole line when nothing is left of it there. */
function restOf(line: Place): Span {
  const end = line.start + line.text.length;
  return { start: line.offset < end ? line.offset : line.start, end };
}
