import { readHead } from '../../parse/head/head.ts';
import { CONTROL } from '../../parse/head/labels/front.ts';
import type { Config, Draft, Graph } from '../../types.ts';
import { meansPrivate } from '../../validate/identity.ts';

/** The key in a head that is no YAML as it stands. */
const WRITTEN = /^[ \t{]*["']?private["']?[ \t]*[:：=][ \t]*["']?([^\s"',}]*)/gim;

/** A head in YAML or TOML, a comment before it or not. */
const HEAD = /(?<![\s\S])\s*(?:<!--[\s\S]*?-->\s*)?(?:---|\+\+\+)[^\n]*\n([\s\S]*?)^(?:---|\+\+\+|\.\.\.)/m;

/** How much of a note may stand before its first section. */
const FRONT = 4000;
/** Code shows what another file says; what stands above all else may be a head. */
const CODE = /\n {0,3}(`{3,}|~{3,})[^`\n]*\n(?:[\s\S]*?\n {0,3}\1|[\s\S]*$)/g;
const SECTION = /^ {0,3}##/m;
const YES = '(?:true|yes|y|on|x)';
const LABEL = String.raw`[*_"'\x60]{0,3}private[*_"'\x60]{0,3}[ \t]*[.:：=|][*_"' \t]*`;
/** A line that says it in whatever form a head may have, and one with the label alone, in bold. */
const SAYS = new RegExp(
  String.raw`^[ \t>]*(?:[-*+][ \t]+|\|[ \t]*)?(?:${LABEL}${YES}["'*_.| \t]*|\*\*private[.:：]?\*\*[.:：]?[ \t]*)\r?$`,
  'im',
);
/** It among other values, in a line with dots between them; beside `public` it is one to choose. */
const AMONG = new RegExp(
  String.raw`^(?!(?:.*[·:])?[ \t]*public[ \t]*(?:·|\r?$))(?:.*·[ \t]*private(?:[:： \t]+${YES})?[ \t]*(?:·|\r?$)|[ \t]*private[ \t]*·)`,
  'im',
);
const COMMENT = /<!--((?:(?!-->)[\s\S])*)-->/g;
/** A line of a head in a comment, and the one that says it. */
const FIELD = /^[-*+| \t]*\p{L}[\p{L}\p{N} _-]{0,30}[:：=]/u;
const PRIVATE_FIELD = new RegExp(String.raw`^[-*+| \t]*private[ \t]*[:：=][ \t]*${YES}$`, 'i');

/** Paths of the notes whose heads say `private`: what is wrong elsewhere in a head must not open its note. */
export async function markedPrivate(
  { documents }: Graph,
  textOf: (path: string) => Promise<string>,
): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  for (const { path, draft, format } of documents) {
    if (draft === null && format !== 'html') continue;
    const text = await textOf(path);
    if (draft === null ? hasPrivateMeta(text) : isPrivate(draft, text)) marked.add(path);
  }
  return marked;
}

/**
 * Whether what stands above the sections, or in one called “Document control”, says it where no head is read: for one
 * label alone, or below a head. What says as much of `public` speaks of both.
 */
function saysInFront(text: string): boolean {
  const start = text.slice(0, FRONT).replace(CODE, '\n');
  const control = CONTROL.exec(text);
  const below = control === null ? '' : text.slice(control.index + control[0].length).slice(0, FRONT);
  const front = `${start.slice(0, SECTION.exec(start)?.index)}\n${below.split(/^ {0,3}#/m)[0]}`;
  return (
    says(front) &&
    !says(front.replace(/private|public/gi, (word) => (/^pr/i.test(word) ? 'public' : 'private')))
  );
}

function says(front: string): boolean {
  const shown = front.replace(COMMENT, '\n');
  return (
    SAYS.test(shown) ||
    AMONG.test(shown) ||
    [...front.matchAll(COMMENT)].some(([, comment = '']) => saysInComment(comment))
  );
}

/** A comment of fields alone is a head; among other words it is explained. */
function saysInComment(comment: string): boolean {
  const fields = comment
    .split(comment.trim().includes('\n') ? '\n' : /[,;]/)
    .map((field) => field.trim())
    .filter((field) => field !== '');
  return (
    fields.length > 1 &&
    fields.every((field) => FIELD.test(field)) &&
    fields.some((field) => PRIVATE_FIELD.test(field))
  );
}

/** Keys that say who may read a note, and what they may say; keys that say it by yes; and by no. */
const WHO = /^(?:visibility|access|audience|classification|confidentiality|sensitivity|distribution)$/i;
const FEW = /^(?:private|internal|confidential|secret|restricted|hidden|not public|non-public)$/i;
const YES_KEY = /^(?:confidential|internal|secret|restricted|hidden)$/i;
const NO_KEY = /^(?:public|publish|published)$/i;

/** The line of a head that says by other words than `private` that a note is not for all; null for none. */
export function saysOtherwise({ head }: Pick<Draft, 'head'>): string | null {
  for (const [key, value] of Object.entries(head)) {
    const said = typeof value === 'string' ? value.trim() : '';
    const isFew =
      (WHO.test(key) && FEW.test(said)) ||
      (YES_KEY.test(key) && new RegExp(`^${YES}$`, 'i').test(said)) ||
      (NO_KEY.test(key) && !meansPrivate(said) && said !== '');
    if (isFew) return `${key}: ${said}`;
  }
  return null;
}

/** Whether a note with such a text, as it once was, was private. */
export function wasPrivate(text: string, config: Pick<Config, 'labels'>): boolean {
  if (!/private/i.test(text)) return false;
  return HTML.test(text) ? hasPrivateMeta(text) : isPrivate(readHead(text, config), text);
}

/** How a file begins that is HTML, behind comments or not. */
const HTML = /^(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?[^<>]*>)*<(?:!doctype|html|head|title|meta)\b/i;

/** Whether an HTML file says it: `<meta name="private" content="true">`. */
function hasPrivateMeta(text: string): boolean {
  return [...text.matchAll(/<meta\s[^<>]*>/gi)].some(([tag]) => {
    const content = /\scontent\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? 'yes';
    return /\sname\s*=\s*["']?private["'\s/>]/i.test(tag) && meansPrivate(content);
  });
}

/** What is read of the head of a note. */
type Head = Pick<Draft, 'head' | 'form' | 'faults'>;

function isPrivate(head: Head, text: string): boolean {
  const said = saidIn(head, text);
  return said.some(meansPrivate) || (said.join('') === '' && saysInFront(text));
}

/**
 * What a head says of `private`: the key counts in any case. Where a head is not read, what its lines say, up to the
 * one that closes it; where it is, a second line of that name too.
 */
function saidIn({ head, form, faults }: Head, text: string): readonly string[] {
  const read = Object.entries(head).flatMap(([key, value]) =>
    key.toLowerCase() === 'private' ? [String(value ?? '')] : [],
  );
  const isUnreadable = faults.some(({ rule }) => rule === 'head/unreadable' || rule === 'head/language');
  const lines = HEAD.exec(text)?.[1] ?? (isUnreadable ? text : '');
  const written = [...lines.matchAll(WRITTEN)].filter(
    ([line]) => isUnreadable || form === 'none' || /^["'p]/i.test(line),
  );
  return [...read, ...written.map(([, value = '']) => value)];
}
