import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Commit, HashReading, RepositoryReading, RepositoryWants } from '../types.ts';
import { indexCommits } from './clone-commits.ts';
import { readFiles } from './clone-files.ts';
import { findAmongRefs, type KnownObjects, questionsFor, readAnswers } from './clone-hashes.ts';
import { readHeads } from './clone-heads.ts';
import { commitsOf, messageFormat, messagesOf } from './clone-messages.ts';
import { emptyReading } from './clone-reading.ts';
import { readRefs, refFormat } from './clone-refs.ts';
import { findReplacements } from './clone-replacements.ts';
import { readSources } from './clone-sources.ts';
import { readCloneWithoutProgram } from './clone-without-program.ts';
import { whyUnread } from './git.ts';
import { commitFormat } from './git-history.ts';
import { type Environment, firstLine, type GitOutcome, type GitProgram, gitProgram } from './git-program.ts';

/**
 * What the clone in an absolute folder, bare or not, answers to all that is wanted: a fixed number of processes,
 * whatever is asked. Without a `git` program isomorphic-git answers, and all history stays untold. Never throws.
 */
export async function readClone(
  folder: string,
  name: string,
  wants: RepositoryWants,
  env: Environment,
): Promise<RepositoryReading> {
  const nothing = { ...emptyReading(name), place: folder };
  if (!(await stat(folder).catch(() => null))?.isDirectory()) {
    return { ...nothing, unread: `There is no folder ${folder}.` };
  }
  // A folder that is no repository must not be taken for the one around it.
  const fenced = { ...env, GIT_CEILING_DIRECTORIES: path.dirname(folder) };
  const git = (input?: string): GitProgram => gitProgram(folder, fenced, { input });
  const place = await git()('rev-parse', '--is-shallow-repository', '--absolute-git-dir');
  if (!place.ok) {
    if (place.absent) return readCloneWithoutProgram(folder, name, wants);
    return { ...nothing, unread: whyNot(folder, place) };
  }
  const [shallowWord, gitFolder = ''] = place.text.trimEnd().split(/\r?\n/);
  const shallow = shallowWord === 'true';
  const [printedRefs, printedCommits, printedRemotes] = await Promise.all([
    git()('for-each-ref', `--format=${refFormat}`),
    git()('rev-list', '--all', '--parents'),
    git()('config', '--get-regexp', String.raw`^remote\..*\.(fetch|url)$`),
  ]);
  const failed = [printedRefs, printedCommits].find(({ ok }) => !ok);
  if (!printedRefs.ok || !printedCommits.ok) {
    const reason = failed && !failed.ok ? firstLine(failed.reason) : '';
    return { ...nothing, shallow, unread: `Git could not read ${folder}: ${reason}.` };
  }
  const refs = readRefs(printedRefs.text);
  const commits = indexCommits(printedCommits.text, refs.published);
  const remotes = printedRemotes.ok ? printedRemotes.text : '';
  const partial = whyPartial(shallow, remotes);
  const known: KnownObjects = { commits, refs, complete: partial === null };
  const hashes = await withReplacements(await readHashes(wants, known, git), known, git);
  const heads = readHeads(wants.heads, hashes, refs.branches, commits);
  const told = new Set([
    ...[...hashes.values()].flatMap((reading) => leadsTo(reading)),
    ...[...heads.values()].flatMap((head) => (head === null ? [] : [head.tip, head.next ?? head.tip])),
  ]);
  const [sources, cited, files, messages] = await Promise.all([
    readSources(wants.sources ?? [], hashes, refs, git),
    readCommits([...told], git),
    readFiles(wants.files, hashes, refs, git),
    wants.messages ? git()('log', '--all', '-z', `--format=${messageFormat}`, '--encoding=UTF-8') : null,
  ]);
  return {
    ...nothing,
    partial,
    shallow,
    fetched: await lastFetched(gitFolder, remotes !== ''),
    branches: refs.branches,
    tags: refs.tags,
    hashes,
    ...(sources && { sources }),
    commits: cited,
    files,
    heads,
    messages: messages?.ok ? messagesOf(messages.text, commits) : [],
  };
}

function whyNot(folder: string, outcome: Extract<GitOutcome, { ok: false }>): string {
  return /not a git repository/.test(outcome.reason)
    ? `${folder} is no Git repository.`
    : whyUnread(outcome)
        .replace('this repository', () => folder)
        .replace('in its top folder', () => `in ${folder}`);
}

function whyPartial(shallow: boolean, remotes: string): string | null {
  if (shallow) return 'It is a shallow clone: run git fetch --unshallow in it.';
  const fetched = remotes.split('\n').filter((line) => /^remote\..*?\.fetch /.test(line));
  if (fetched.length === 0) return null;
  return fetched.some((line) => /[ +]refs\/(?:heads\/)?\*:/.test(line))
    ? null
    : 'It is a clone of one branch only.';
}

async function readHashes(
  { hashes, others }: RepositoryWants,
  known: KnownObjects,
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, HashReading>> {
  const found = new Map([...others, ...hashes].map((hash) => [hash, findAmongRefs(hash, known)]));
  const open = [...new Set(hashes)].filter((hash) => found.get(hash)?.type === 'missing');
  if (open.length === 0) return found;
  const answers = await git(questionsFor(open))('cat-file', '--batch-check');
  return answers.ok ? new Map([...found, ...readAnswers(answers.text, open, known)]) : found;
}

async function withReplacements(
  hashes: ReadonlyMap<string, HashReading>,
  { refs }: KnownObjects,
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, HashReading>> {
  const orphans = [...hashes.values()].flatMap((reading) =>
    reading.type === 'object' && reading.kind === 'commit' && reading.published === false ? reading.oid : [],
  );
  const replacements = await findReplacements([...new Set(orphans)], [...new Set(refs.published)], git);
  if (replacements.size === 0) return hashes;
  return new Map(
    [...hashes].map(([hash, reading]) => [
      hash,
      reading.type === 'object'
        ? { ...reading, replacement: replacements.get(reading.oid) ?? null }
        : reading,
    ]),
  );
}

/** The commits that are to be told of a hash. */
function leadsTo(reading: HashReading): readonly string[] {
  if (reading.type !== 'object') return [];
  const { oid, kind, commit, replacement } = reading;
  return [kind === 'commit' ? oid : commit, replacement].filter((one) => one !== null);
}

async function readCommits(
  oids: readonly string[],
  git: (input?: string) => GitProgram,
): Promise<ReadonlyMap<string, Commit>> {
  if (oids.length === 0) return new Map();
  const log = ['log', '--no-walk=unsorted', '--stdin', '-z', `--format=${commitFormat}`, '--encoding=UTF-8'];
  const told = await git(`${oids.join('\n')}\n`)(...log);
  return told.ok ? commitsOf(told.text) : new Map();
}

/** When a remote was last asked; of a fresh clone, when it was made. Null where there is no remote. */
async function lastFetched(gitFolder: string, hasRemote: boolean): Promise<string | null> {
  const told = await Promise.all(
    ['FETCH_HEAD', 'packed-refs'].map((name) => stat(path.join(gitFolder, name)).catch(() => null)),
  );
  const [fetched, packed] = told;
  return (fetched ?? (hasRemote ? packed : null))?.mtime.toISOString() ?? null;
}
