import { createHash } from 'node:crypto';
import type { Document, File } from '../../types.ts';
import { statusKey } from '../addresses.ts';
import type { Site } from '../site.ts';
import { headingText } from '../view/contents.ts';
import { kindPlural, phaseName, statusTitle, titleOf, versionName } from '../view/names.ts';
import { numberDocuments, searchEntry } from './entries.ts';
import { facetOf } from './facets.ts';
import { type TermFiles, termTable } from './terms.ts';
import { type TextWords, textWords, WORD, wordsOf } from './words.ts';

/** Notes to a file of entries. */
const CHUNK = 2;

/** Collects what the search knows while pages are made. */
interface Search {
  /** Takes in the text of a document of the site; each once, in any order. `words` are those of its text, when known. */
  readonly add: (document: Document, text: string, words?: TextWords) => void;
  /** The files below `search/`, once every document is in. */
  readonly files: () => Iterable<File>;
}

/**
 * The search of a site: terms of titles, ids, hashes and headings; terms of texts; what a result shows; and the
 * filters. Each is cut into small files, of which a query fetches the few that it needs. A decision note
 * (`search-in-shards`) tells the format.
 */
export function searchOf(site: Site): Search {
  const { documents, current } = numberDocuments(site);
  const numbers = new Map(documents.map((document, number) => [document.path, number]));
  const heads = termTable();
  const texts = termTable();
  const entries: string[] = [];
  return {
    add: (document, text, words = textWords(plainText(document, text))) => {
      const number = numbers.get(document.path) ?? 0;
      for (const [term, weight] of headTerms(site, document)) heads.add(term, number, weight);
      for (const [weight, terms] of words.entries()) {
        for (const term of terms.split(' ')) if (term !== '') texts.add(term, number, weight);
      }
      entries[number] = JSON.stringify(searchEntry(site, document, text.length));
    },
    *files() {
      const parts = [heads.files('search/heads'), texts.files('search/texts')] as const;
      const chunks = Array.from({ length: Math.ceil(entries.length / CHUNK) }, (_, at) => ({
        path: `search/notes/${at}.json`,
        bytes: `[${entries.slice(at * CHUNK, (at + 1) * CHUNK).join(',')}]`,
      }));
      const facets = facetsOf(site, documents);
      const files = [...parts.flatMap((part) => part.files), ...chunks, ...facets.map(({ file }) => file)];
      yield* files;
      yield titlesFile(site, documents.slice(0, current));
      yield {
        path: 'search/index.json',
        bytes: JSON.stringify({
          schemaVersion: 1,
          version: digest(files),
          word: WORD,
          notes: documents.length,
          current,
          chunk: CHUNK,
          heads: starts(parts[0]),
          texts: starts(parts[1]),
          facets: facets.map(({ name, values }) => ({ name, values })),
        }),
      };
    },
  };
}

function plainText({ format }: Document, text: string): string {
  return format === 'html' ? text.replace(/<[^>]*>/g, ' ') : text;
}

const starts = (part: TermFiles): readonly string[] => part.starts;

/** Term → weight: 3 in the title, 2 in ids and hashes, 1 in headings and the summary. */
function headTerms(site: Site, document: Document): ReadonlyMap<string, number> {
  const terms = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const term of wordsOf(text)) terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  };
  add(titleOf(document), 3);
  add(`${document.id} ${versionName(document) ?? ''}`, 2);
  for (const { to } of site.graph.out.get(document.path) ?? []) if (to?.type === 'object') add(to.oid, 2);
  for (const section of document.draft?.sections ?? []) if (section.depth > 0) add(headingText(section), 1);
  add(document.summary ?? '', 1);
  return terms;
}

function facetsOf(site: Site, documents: readonly Document[]) {
  return [
    facetOf(
      'kind',
      documents,
      ({ kind }) => kind,
      (key) => kindPlural(site, key),
    ),
    facetOf('status', documents, statusKey, statusTitle),
    facetOf('phase', documents, ({ phase }) => phase, phaseName),
  ];
}

/** For a site opened from disk, where a script may load scripts only. */
function titlesFile(site: Site, documents: readonly Document[]): File {
  const lines = documents.map((document) =>
    JSON.stringify([
      titleOf(document),
      versionName(document) ?? '',
      document.id,
      site.addresses.view.get(document.path),
    ]),
  );
  return { path: 'search/titles.js', bytes: `slopTitles([\n${lines.join(',\n')}\n]);\n` };
}

function digest(files: readonly File[]): string {
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest('hex').slice(0, 10);
}
