import { sourceKey } from '../../src/link/source-edges.ts';
import { blobId } from '../../src/read/blob.ts';
import type {
  CommitMessage,
  FileReading,
  HashReading,
  RepositoryReading,
  RepositoryWants,
  SourceReading,
  SourceWant,
} from '../../src/types.ts';
import { indexCommits } from '../../src/world/clone-commits.ts';
import { findAmongRefs } from '../../src/world/clone-hashes.ts';
import { readHeads } from '../../src/world/clone-heads.ts';
import { emptyReading } from '../../src/world/clone-reading.ts';

/**
 * An invented clone, one thing a line, newest commit first: `commit <hash> <day> <subject>` for a published one,
 * `orphan <hash> <day> <subject> [= <hash of its replacement>]` for one that no ref leads to, `branch <name> <hash>`,
 * `tag <name> <hash of the tag object> <hash of the commit>`, `partial <why>`, `unwalked <why>` for one whose history
 * nobody can walk, `fetched <day>`, `source <path> <lines> [text, line feeds as \\n]` for a file of every commit,
 * `file <hash of a commit> <path> [text, line feeds as \\n]`. The published commits are one line of history.
 */
export function memoryClone(
  text: string,
  name: string,
  place: string,
  wants: RepositoryWants,
): RepositoryReading {
  const messages: CommitMessage[] = [];
  const branches = new Map<string, string>();
  const tags = new Map<string, { oid: string; commit: string }>();
  const replacements = new Map<string, string>();
  const files: { commit: string; path: string; text: string }[] = [];
  const sources: SourceReading['places'][number][] = [];
  let partial: string | null = null;
  let unwalked: string | null = null;
  let fetched: string | null = null;
  for (const line of text.split('\n')) {
    const [word, first = '', second = '', ...rest] = line.split(' ');
    if (word === 'branch') branches.set(first, second);
    if (word === 'tag') tags.set(first, { oid: second, commit: rest[0] ?? '' });
    if (word === 'source') {
      const content = rest.length === 0 ? null : rest.join(' ').replaceAll('\\n', '\n');
      const oid = blobId(new TextEncoder().encode(content ?? line));
      sources.push({ path: first, oid, lines: Number(second), text: content });
    }
    if (word === 'fetched') fetched = `${first}T12:00:00.000Z`;
    if (word === 'file')
      files.push({ commit: first, path: second, text: rest.join(' ').replaceAll('\\n', '\n') });
    if (word === 'partial') partial = line.slice('partial '.length);
    if (word === 'unwalked') unwalked = line.slice('unwalked '.length);
    if (word !== 'commit' && word !== 'orphan') continue;
    const [subject = '', replacement] = rest.join(' ').split(' = ');
    if (replacement !== undefined) replacements.set(first, replacement);
    messages.push({
      oid: first,
      date: `${second}T12:00:00+00:00`,
      author: 'Ada Example',
      subject,
      parents: [],
      body: '',
      published: word === 'commit',
    });
  }
  const published = messages.filter((commit) => commit.published).map(({ oid }) => oid);
  const line = messages.map(({ oid }) => [oid, ...published.slice(published.indexOf(oid) + 1).slice(0, 1)]);
  const commits = indexCommits(line.map((oids) => oids.join(' ')).join('\n'), published);
  const tagObjects = new Map([...tags.values()].map(({ oid, commit }) => [oid, commit]));
  const sortedTagObjects = [...tagObjects.keys()].sort();
  const refs = { branches, tags, published, tagObjects, sortedTagObjects };
  const known = { commits, refs, complete: partial === null };
  const read = (hash: string): HashReading => {
    const found = findAmongRefs(hash, known);
    return found.type === 'object' ? { ...found, replacement: replacements.get(found.oid) ?? null } : found;
  };
  const hashes = new Map([...wants.hashes, ...wants.others].map((hash) => [hash, read(hash)]));
  const fileAt = ({ revision, path, text }: RepositoryWants['files'][number]): FileReading | null => {
    const reading = hashes.get(revision);
    const at = reading?.type === 'object' ? (reading.commit ?? reading.oid) : branches.get(revision);
    const found = files.find(
      (file) => file.commit === at && (file.path === path || file.path.endsWith(`/${path}`)),
    );
    if (found === undefined) return null;
    const oid = blobId(new TextEncoder().encode(found.text));
    return { path: found.path, oid, kind: 'blob', text: text ? found.text : null };
  };
  const source = ({ path, at }: SourceWant): SourceReading => {
    const commit = branches.get(at) ?? commits.beginningWith(at)[0] ?? null;
    const fits = sources.filter((file) => file.path === path || file.path.endsWith(`/${path}`));
    return { commit, places: commit === null ? [] : fits, elsewhere: [] };
  };
  return {
    ...emptyReading(name),
    place,
    partial,
    unwalked,
    fetched,
    branches,
    tags,
    hashes,
    files: new Map(wants.files.map((want) => [`${want.revision}:${want.path}`, fileAt(want)])),
    heads: unwalked === null ? readHeads(wants.heads, hashes, branches, commits) : new Map(),
    sources: new Map((wants.sources ?? []).map((want) => [sourceKey(want), source(want)])),
    commits: new Map(messages.map((commit) => [commit.oid, commit])),
    messages: wants.messages ? messages : [],
  };
}
