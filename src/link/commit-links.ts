import { itemNames } from '../parse/item-names.ts';
import { idsIn } from '../parse/mentions/items.ts';
import { parseVersion } from '../parse/version.ts';
import { byText, push } from '../read/order.ts';
import { nameOf } from '../read/paths.ts';
import type {
  CommitMessage,
  CommitNames,
  Config,
  Document,
  Graph,
  Item,
  Lineage,
  NamingCommit,
  RepositoryReading,
  Version,
} from '../types.ts';
import { reached } from './ancestry.ts';
import { messageFinder, messageLines, type NamedIn, wordsFor } from './commit-words.ts';
import { withinPhase } from './items.ts';
import { ofVersion } from './lineages.ts';

/** A document that a commit's message names, and where it does. */
export interface NamedByCommit {
  readonly document: Document;
  readonly where: NamedIn;
}

/** A word that may be an id, a file name or a number, and the version behind it. */
const WORD =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}](?:\s{1,2}v(\d+(?:\.\d+)+)(?![\p{L}\p{N}_]))?/gu;
const FILE_END = /(?:-v(\d+(?:[_.]\d+){1,2}))?(?:\.(?:md|html|docx))?$/;

/** The trailer of the session that made a commit, by whatever program. */
const SESSION = /^(?:[A-Z][A-Za-z-]*-)?Session:[ \t]+(\S[^\r\n]*?)[ \t\r]*$/m;

/** In this trailer any id counts, also of several words; elsewhere one without a hyphen or a version is a word of the language. */
const RECORD = /^Record:\s/i;
const BEHIND = /\sv(\d+(?:\.\d+)+)$/;

/**
 * Makes the finder of the documents that a message names: by id, by file name, or by the number in their heads, with
 * a version or without one. Each document once, where it is named first: subject, then body and trailers.
 */
export function messageReader({
  lineages,
}: Pick<Graph, 'lineages'>): (message: CommitMessage) => readonly NamedByCommit[] {
  const known = knownWords(lineages);
  return (message) => {
    const found = new Map<string, NamedByCommit>();
    for (const [where, line] of messageLines(message)) {
      for (const document of named(line, known)) {
        if (!found.has(document.path)) found.set(document.path, { document, where });
      }
    }
    return [...found.values()];
  };
}

/**
 * Finds the messages that name a document, in any of its versions, those that the record has no more among them; null
 * for those that do not.
 */
export function documentFinder(
  { lineages }: Pick<Graph, 'lineages'>,
  id: string,
): (message: CommitMessage) => NamedIn | null {
  const known = knownWords(lineages);
  const isNamed = (line: string): boolean => lineagesIn(line, known).some(({ lineage }) => lineage.id === id);
  const phrases = (lineages.get(id)?.versions ?? []).flatMap(wordsFor).filter((words) => /\s/.test(words));
  const byPhrase = [...new Set(phrases)].map(messageFinder);
  return (message) =>
    messageLines(message).find(([, line]) => isNamed(line))?.[0] ??
    byPhrase.map((find) => find(message)).find((where) => where !== null) ??
    null;
}

/** Case counts for nothing, nor does how an accent is written: a file name may have it apart. */
const folded = (word: string): string => word.normalize('NFC').toLowerCase();

/** Words that stand in messages for documents, folded. */
function knownWords(lineages: Graph['lineages']): ReadonlyMap<string, Lineage> {
  const known = new Map<string, Lineage>();
  for (const lineage of lineages.values()) {
    for (const document of lineage.versions) {
      for (const word of wordsFor(document)) known.set(folded(word), lineage);
    }
  }
  return known;
}

/**
 * Makes the finder of the items that a message names, by key, where it is named first. An id that means one thing only
 * in a phase or a note counts where the message names that phase or note, and in a phase also where no other has it.
 */
function itemReader(
  { items }: Pick<Graph, 'items'>,
  config: Pick<Config, 'items'>,
): (message: CommitMessage, documents: readonly NamedByCommit[]) => ReadonlyMap<string, NamedIn> {
  const names = itemNames(config.items);
  const keys = new Map<string, string[]>();
  for (const [key, { id }] of items) push(keys, id, key);
  return (message, documents) => {
    const found = new Map<string, NamedIn>();
    const surroundings = new Set([
      ...phasesIn(message),
      ...documents.flatMap(({ document: { id, phase } }) =>
        phase === null ? [id] : [id, withinPhase(phase)],
      ),
    ]);
    for (const [where, line] of messageLines(message)) {
      for (const id of idsIn(line, names)) {
        for (const key of meant(keys.get(id) ?? [], items, surroundings))
          if (!found.has(key)) found.set(key, where);
      }
    }
    return found;
  };
}

/**
 * What the messages of commits name, and what sessions they are from, of all repositories: of those that are published, and of the record's own
 * repository, the one at `own`, of those that lead up to the commit that is shown. `readings` were told everything.
 */
export function commitNamesOf(
  graph: Pick<Graph, 'items' | 'lineages' | 'ledger'>,
  config: Pick<Config, 'items'>,
  readings: Iterable<RepositoryReading>,
  own: string | null,
): CommitNames {
  const head = graph.ledger.record?.head?.oid ?? null;
  const [documentsIn, itemsIn] = [messageReader(graph), itemReader(graph, config)];
  const documents = new Map<string, NamingCommit[]>();
  const items = new Map<string, NamingCommit[]>();
  const sessions = new Map<string, string>();
  for (const reading of readings) {
    const { name: repository, messages } = reading;
    const shown = reading.place === own && own !== null ? leadingUpTo(head, messages) : published(messages);
    for (const message of shown) {
      const { oid, date, author, subject } = message;
      const of = (where: NamedIn): NamingCommit => ({ oid, date, author, subject, repository, where });
      const session = SESSION.exec(message.body)?.[1];
      if (session !== undefined) sessions.set(oid, session);
      const found = documentsIn(message);
      for (const { document, where } of found) push(documents, document.path, of(where));
      for (const [key, where] of itemsIn(message, found)) push(items, key, of(where));
    }
  }
  for (const list of [...documents.values(), ...items.values()]) list.sort(oldestFirst);
  return { documents, items, sessions };
}

function published(messages: readonly CommitMessage[]): readonly CommitMessage[] {
  return messages.filter((message) => message.published);
}

function leadingUpTo(head: string | null, messages: readonly CommitMessage[]): readonly CommitMessage[] {
  const parents = new Map(messages.map((message) => [message.oid, message.parents]));
  const found = head === null ? null : reached(head, parents);
  return messages.filter(({ oid }) => found?.has(oid));
}

function oldestFirst(a: NamingCommit, b: NamingCommit): number {
  const [one, other] = [Date.parse(a.date) || 0, Date.parse(b.date) || 0];
  return one - other || byText(a.repository, b.repository) || byText(a.oid, b.oid);
}

const PHASE = /(?<![\p{L}\p{N}])phase[ -](\d{1,4})(?![\p{L}\p{N}])/giu;

function phasesIn({ subject, body }: CommitMessage): readonly string[] {
  return [...`${subject}\n${body}`.matchAll(PHASE)].map(([, phase = '']) =>
    withinPhase(phase.replace(/^0+(?=\d)/, '')),
  );
}

function meant(
  keys: readonly string[],
  items: ReadonlyMap<string, Item>,
  surroundings: ReadonlySet<string>,
): readonly string[] {
  const near = keys.filter((key) => {
    const within = items.get(key)?.within ?? null;
    return within === null || surroundings.has(within);
  });
  if (near.length > 0) return near.slice(0, 1);
  return keys.length === 1 && items.get(keys[0] ?? '')?.scope === 'phase' ? keys : [];
}

function named(line: string, known: ReadonlyMap<string, Lineage>): readonly Document[] {
  return lineagesIn(line, known).flatMap(({ lineage, version }) =>
    version === null ? [lineage.current] : ofVersion(lineage, version).slice(0, 1),
  );
}

/** The lineages that a line names, each with the version beside the name; null without one. */
function lineagesIn(
  line: string,
  known: ReadonlyMap<string, Lineage>,
): readonly { readonly lineage: Lineage; readonly version: Version | null }[] {
  const isRecord = RECORD.test(line);
  const whole = isRecord ? idIn(nameOf(line.replace(RECORD, '').trim())) : null;
  const recorded = whole && known.get(whole.id);
  if (recorded) return [{ lineage: recorded, version: whole.version }];
  return [...line.matchAll(WORD)].flatMap(([word]) => {
    const { id, version } = idIn(word);
    const lineage = isRecord || version !== null || id.includes('-') ? known.get(id) : undefined;
    return lineage === undefined ? [] : [{ lineage, version }];
  });
}

/** The id that a word or file name may be, folded, and the version behind or within it. */
function idIn(word: string): { readonly id: string; readonly version: Version | null } {
  const behind = BEHIND.exec(word);
  const name = word.slice(0, behind?.index).trimEnd();
  const [end = '', within] = FILE_END.exec(name) ?? [];
  return {
    id: folded(name.slice(0, name.length - end.length)),
    version: parseVersion(behind?.[1] ?? within ?? ''),
  };
}
