import path from 'node:path';
import { loadProject } from '../../project.ts';
import { foldersAbove } from '../../read/paths.ts';
import { Refusal } from '../../refusal.ts';
import type { Files, Repository, World } from '../../types.ts';
import { localDay } from '../day.ts';
import { nearestConfig } from '../root.ts';
import type { About, Terminal } from '../terminal.ts';
import { configText, firstNoteText, ignoredPaths, workflowText } from './texts.ts';

/** Where npm puts what it installs: slop itself, where a repository had nothing of npm before. */
const PACKAGES = 'node_modules';
/** Folders in which a record lies where nobody said that it is one. */
const LIKELY =
  /^(?:adrs?|decisions|designs?|docs?|documentation|eips|keps|meetings|minutes|notes|peps|proposals?|rfcs?|text)$/i;
/** What lies at the top of a repository whatever it holds: README.md, CODE_OF_CONDUCT.md. */
const CUSTOMARY = /^[A-Z_-]+\.md$/;

interface InitOptions {
  /** Show the plan, write nothing. */
  readonly dryRun: boolean;
}

/** A file to write, or why it is left alone. */
interface Step {
  /** Absolute. */
  readonly place: string;
  readonly text: string | Uint8Array | null;
  readonly why: string;
}

/**
 * Starts a record in the folder of the call, or completes the one that is there. Writes what is missing and
 * overwrites nothing, so that a second run changes nothing.
 * @throws Refusal outside of a work tree of Git, and where something else stands in the place of a folder.
 */
export async function init(world: World, terminal: Terminal, { dryRun }: InitOptions): Promise<number> {
  const cwd = await world.files.realPath(world.cwd);
  const repository = await world.git.find(cwd);
  if (repository === null) {
    throw new Refusal(
      `${cwd} is in no work tree of Git, and a record lives in one: run git init first, or go to a clone of a bare repository.`,
    );
  }
  const root = (await nearestConfig(world, cwd, repository.root)) ?? cwd;
  const steps = await plan(world, terminal, root, repository);
  const written = steps.filter((step) => step.text !== null);
  for (const { place } of written) await assertFolders(world, repository.root, place);
  for (const { place, text, why } of steps) {
    const verb = text === null ? 'kept' : dryRun ? 'would write' : 'wrote';
    if (text !== null && !dryRun) await world.files.write(place, text);
    await terminal.out(
      `${verb.padEnd(dryRun ? 11 : 5)}  ${path.posix.relative(cwd, place) || '.'}  (${why})\n`,
    );
  }
  if (written.length === 0) await terminal.out('Nothing to write: all the files are there.\n');
  else if (!dryRun)
    await terminal.out('Next: slop check, then slop render; commit the files when they please you.\n');
  return 0;
}

async function plan(
  world: World,
  terminal: Terminal,
  root: string,
  repository: Repository,
): Promise<readonly Step[]> {
  const { about } = terminal;
  const top = repository.root;
  // What is kept from run to run would be a file before the first one that was asked for.
  const { config } = await loadProject({ ...world, cache: null }, root);
  const record = path.posix.join(root, config.record);
  const folder = path.posix.relative(top, root);
  const date = localDay(world.now());
  return [
    await settings(world, root, configText(path.posix.basename(root), about)),
    await firstNote(world, root, record, firstNoteText(date)),
    await ignoreFile(world, root, repository),
    await workflow(world, `${top}/.github/workflows/record.yml`, folder, about),
  ];
}

/** @throws Refusal when something on the way to a file is no folder, or a link that a record may not lie behind. */
async function assertFolders({ files }: World, top: string, place: string): Promise<void> {
  for (const folder of foldersAbove(path.posix.relative(top, place))) {
    const type = (await files.stat(`${top}/${folder}`))?.type ?? 'folder';
    if (type === 'folder' || (type === 'link' && folder.startsWith('.github'))) continue;
    throw new Refusal(
      `${folder} is ${type === 'link' ? 'a symbolic link' : 'no folder'}, so nothing can be written below it: move it away, or name another folder under record: in slop.yaml, and run slop init again.`,
    );
  }
}

async function settings({ files }: World, root: string, text: string): Promise<Step> {
  const place = `${root}/slop.yaml`;
  const there = (await files.stat(place)) !== null;
  return { place, text: there ? null : text, why: there ? 'is there already' : 'settings' };
}

/** The workflow of a repository; one that is there may be of another record, or of something else. */
async function workflow({ files }: World, place: string, folder: string, about: About): Promise<Step> {
  const text = workflowText(folder, about);
  const found = await files.stat(place);
  if (found === null) return { place, text, why: 'checks on push, publishes to GitHub Pages' };
  const there = found.type === 'file' ? new TextDecoder().decode(await files.read(place)) : text;
  const runs = /slop/i.test(there) && there.includes(folder);
  const where = folder === '' ? '' : ` in ${folder}`;
  const why = `is there already${runs ? '' : `, and does not run slop${where}: add that to it`}`;
  return { place, text: null, why };
}

async function firstNote({ files }: World, root: string, record: string, text: string): Promise<Step> {
  const place = `${record}/standing-notes/how-we-keep-this-record-v0_1.md`;
  if ((await notesIn(files, record)) > 0) return { place: record, text: null, why: 'holds notes already' };
  const listed = await files.list(root);
  const folders = listed.filter(({ name, type }) => type === 'folder' && LIKELY.test(name));
  const here = listed.filter(({ name, type }) => type === 'file' && isNote(name) && !CUSTOMARY.test(name));
  const found = await Promise.all(
    folders.map(async ({ name }) => ({
      name,
      where: `in ${name}`,
      notes: await notesIn(files, `${root}/${name}`),
    })),
  );
  found.push({ name: '.', where: 'beside slop.yaml', notes: here.length });
  const [most] = found.filter(({ notes }) => notes > 1).toSorted((one, other) => other.notes - one.notes);
  const instead =
    most &&
    `; if the ${most.notes} ${most.where} are the record, say record: ${most.name} in slop.yaml instead`;
  return { place, text, why: `the first note${instead ?? ''}` };
}

function isNote(name: string): boolean {
  return name.endsWith('.md');
}

/** How many Markdown files lie below a folder. */
async function notesIn(files: Files, folder: string): Promise<number> {
  if ((await files.stat(folder))?.type !== 'folder') return 0;
  let count = 0;
  for (const { name, type } of await files.list(folder)) {
    if (name.startsWith('.') || name === PACKAGES) continue;
    if (type === 'file' && isNote(name)) count += 1;
    if (type === 'folder') count += await notesIn(files, `${folder}/${name}`);
  }
  return count;
}

async function ignoreFile({ files }: World, root: string, repository: Repository): Promise<Step> {
  const place = `${root}/.gitignore`;
  const found = await files.stat(place);
  const packages = (await files.stat(`${root}/${PACKAGES}`))?.type === 'folder';
  const seen = packages && (await repository.ignored(root, [PACKAGES])).length === 0;
  const wanted = seen ? [`${PACKAGES}/`, ...ignoredPaths] : ignoredPaths;
  if (found !== null && found.type !== 'file') {
    return { place, text: null, why: `is no plain file: add ${wanted.join(', ')} to it yourself` };
  }
  const bytes = found === null ? new Uint8Array() : await files.read(place);
  const before = new TextDecoder().decode(bytes);
  const listed = new Set(before.split(/\r?\n/).map((line) => line.trim().replace(/^\/|\/$/g, '')));
  const missing = wanted.filter((one) => !listed.has(one.replace(/^\/|\/$/g, '')));
  if (missing.length === 0) return { place, text: null, why: 'has the entries already' };
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' || before.endsWith('\n') ? '' : newline;
  // Bytes are kept as they are: an older file may hold other encodings than UTF-8.
  const text = Buffer.concat([bytes, Buffer.from(gap + missing.map((one) => one + newline).join(''))]);
  return { place, text, why: `${found === null ? 'with' : 'adds'} ${missing.join(', ')}` };
}
