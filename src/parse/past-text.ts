import { createHash } from 'node:crypto';
import { decoded, nameOf } from '../read/paths.ts';
import type { Config, MarkdownEngine, PastSection, Version } from '../types.ts';
import { readBody } from './body.ts';
import { readHead } from './head/head.ts';
import { withoutComments } from './suppressions.ts';
import { nameVersion, parseVersion } from './version.ts';

/** An address in the record, its anchor, and what stands before it in a link or in a definition of one. */
const ADDRESS =
  /(\]\([ \t]*|^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*)(?!<?[a-z][a-z0-9+.-]*:)(?:<([^<>\n#?]*)([#?][^<>\n]*)?>|((?:[^\s()<>#?]|\([^\s()]*\))+)([#?](?:[^\s()<>]|\([^\s()]*\))*)?)/gim;

/**
 * A text with the addresses of its links in one manner, without folders: they are written anew when the note moves, or
 * what it leads to.
 */
export function withPlainAddresses(text: string): string {
  return text.replace(
    ADDRESS,
    (_, lead: string, angled = '', angledAnchor = '', bare = '', anchor = '') =>
      `${lead}<${nameOf(decoded(angled + bare))}${angledAnchor + anchor}>`,
  );
}

/** The version that a text bore: of its file name, else of its head. */
export function pastVersion(text: string, path: string, config: Pick<Config, 'labels'>): Version | null {
  const named = nameVersion(nameOf(path)).version;
  if (named !== null) return named;
  const { version } = readHead(text, config).head;
  return typeof version === 'string' ? parseVersion(version) : null;
}

/** The status that a text bore, as its head writes it; null for none. */
export function pastStatus(text: string, config: Pick<Config, 'labels'>): string | null {
  const { status } = readHead(text, config).head;
  return typeof status === 'string' ? status : null;
}

/** The sections of a text as it once was, each with a digest of what it says. The head is no part of them. */
export function pastSections(
  text: string,
  config: Pick<Config, 'labels'>,
  engine: MarkdownEngine,
): readonly PastSection[] {
  const head = readHead(text, config);
  const { start, end } = head.headSpan;
  const said = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
  return readBody(text, head, engine).sections.flatMap(({ slug, number, title, depth, span, empty }) => {
    const digest = digestOf(said.slice(span.start, span.end));
    // An older head stands in the text before the first heading, a YAML head before all of it.
    if (depth === 0 && digest === NOTHING) return [];
    return [{ slug, number, title, depth, digest, empty: empty && depth > 0 }];
  });
}

/** A hash written in full is the same hash. */
const HASH_ENDS = /(?<=\b[0-9a-f]{7})[0-9a-f]{1,57}\b/g;

function digestOf(text: string): string {
  const said = withoutComments(text).replace(HASH_ENDS, '').replace(/\s+/g, ' ');
  return createHash('sha1').update(said.trim()).digest('hex');
}

const NOTHING = digestOf('');
