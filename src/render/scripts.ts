import { createHash } from 'node:crypto';
import type { File } from '../types.ts';

/** Names under which the texts of scripts lie among the templates. */
const PAGE = 'page.js';
const SEARCH = 'search.js';
/** The term map of MiniSearch, as its package ships it. */
export const SEARCH_LIBRARY = 'minisearch.js';

/** The scripts of a site, each named by a digest of its text, so that no cache ever serves an old one. */
export interface Scripts {
  /** With every page: small, and nothing is missing without it. */
  readonly page: File;
  /** Loaded by the first when somebody searches. */
  readonly search: File;
}

/** True for a file among the templates that goes out under another name, within a script. */
export function isScript(name: string): boolean {
  return [PAGE, SEARCH, SEARCH_LIBRARY].includes(name);
}

/**
 * Templates → scripts without comments and indentation. The script of a page knows how the other one is named.
 */
export function scriptsOf(templates: ReadonlyMap<string, string>): Scripts {
  const text = (name: string): string => shortened(templates.get(name) ?? '');
  const notice = '/* With the term map of MiniSearch, (c) Luca Ongaro, MIT licence. */\n';
  const search = named('search', `${notice}${text(SEARCH_LIBRARY)}${text(SEARCH)}`);
  const name = search.path.replace('scripts/', '');
  return { search, page: named('page', text(PAGE).replaceAll('search.js', name)) };
}

function named(stem: string, text: string): File {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return { path: `scripts/${stem}-${digest}.js`, bytes: text };
}

/** Whole lines of comment, indentation and empty lines go. No script of a site has a text over several lines. */
function shortened(script: string): string {
  return script
    .replace(/^\s*\/\*(?:(?!\*\/)[\s\S])*\*\/[ \t]*$/gm, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^\s+/gm, '');
}

/** A style sheet without comments and without the space that only people read; strings stay as they are. */
export function shortStyle(style: string): string {
  const parts = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\*[\s\S]*?\*\/\s*|\s*([{};,])\s*|\s+/g;
  return style
    .replace(
      parts,
      (whole, quoted?: string, mark?: string) => quoted ?? mark ?? (whole.startsWith('/*') ? '' : ' '),
    )
    .trim();
}
