import { parseVersion } from '../parse/version.ts';
import type { CommitMessage, Document, Graph, Lineage } from '../types.ts';
import { type NamedIn, TRAILER, wordsFor } from './commit-words.ts';
import { ofVersion } from './lineages.ts';

/** A document that a commit's message names, and where it does. */
export interface NamedByCommit {
  readonly document: Document;
  readonly where: NamedIn;
}

/** A word that may be an id, a file name or a number, and the version behind it. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}_.-]*[\p{L}\p{N}](?:\s{1,2}v(\d+(?:\.\d+)+)(?![\p{L}\p{N}_]))?/gu;
const FILE_END = /(?:-v(\d+(?:[_.]\d+){1,2}))?(?:\.(?:md|html|docx))?$/;

/** In this trailer any id counts; elsewhere one without a hyphen or a version is a word of the language. */
const RECORD = /^Record:\s/i;

/**
 * Makes the finder of the documents that a message names: by id, by file name, or by the number in their heads, with
 * a version or without one. Each document once, where it is named first: subject, then body and trailers.
 */
export function messageReader({
  lineages,
}: Pick<Graph, 'lineages'>): (message: CommitMessage) => readonly NamedByCommit[] {
  const known = new Map<string, Lineage>();
  for (const lineage of lineages.values()) {
    for (const document of lineage.versions) {
      for (const word of wordsFor(document)) known.set(word.toLowerCase(), lineage);
    }
  }
  return ({ subject, body }) => {
    const found = new Map<string, NamedByCommit>();
    for (const [index, line] of [subject, ...body.split('\n')].entries()) {
      const where = index === 0 ? 'subject' : TRAILER.test(line) ? 'trailer' : 'body';
      for (const document of named(line, known)) {
        if (!found.has(document.path)) found.set(document.path, { document, where });
      }
    }
    return [...found.values()];
  };
}

function named(line: string, known: ReadonlyMap<string, Lineage>): readonly Document[] {
  return [...line.matchAll(WORD)].flatMap(([whole, behind]) => {
    const word = behind === undefined ? whole : whole.replace(/\s+v[\d.]+$/, '');
    const [end = '', within] = FILE_END.exec(word) ?? [];
    const id = word.slice(0, word.length - end.length).toLowerCase();
    const isSure = id.includes('-') || within !== undefined || behind !== undefined || RECORD.test(line);
    const lineage = isSure ? known.get(id) : undefined;
    if (lineage === undefined) return [];
    const version = parseVersion(behind ?? within ?? '');
    if (version === null) return [lineage.current];
    return ofVersion(lineage, version).slice(0, 1);
  });
}
