import path from 'node:path';
import { counted } from '../../parse/in-threes.ts';
import { itemNames } from '../../parse/item-names.ts';
import { nameVersion } from '../../parse/version.ts';
import type { ItemShape } from '../../types.ts';
import { globTest } from '../../validate/globs.ts';
import { exits } from '../codes.ts';
import { type Common, commonOf, type LaneContext } from '../context.ts';
import { gitIn, saidBy } from '../git.ts';
import { knownStates } from '../log/current.ts';
import type { Outcome } from '../outcome.ts';
import { newFolder, refuseInRecord } from '../package/new-folder.ts';
import { type Trace, tracesIn } from '../package/traces.ts';
import { LaneTrouble } from '../trouble.ts';

/** What every record and every lane leaves in a repository, wherever it lies. */
const WORKFLOW = [
  '**/.claude/**',
  '**/CLAUDE.md',
  '**/CLAUDE.local.md',
  '**/AGENTS.md',
  '**/.mcp.json',
  '**/.slop/**',
  '**/slop.yaml',
  '**/slop.local.yaml',
  '**/slop-baseline.json',
  '.github/workflows/record.yml',
];
/** Lines that `slop init` puts into .gitignore. */
const IGNORED = /^\/?(?:slop\.local\.yaml|\.slop\/?)$/;
/** A larger file is not looked into. */
const LARGEST = 1 << 26;

interface Left extends Trace {
  readonly path: string;
}

/**
 * Makes a copy of what the repository holds at a commit, the published one by default, without the record, the settings
 * of slop, the instructions of agents, and what slop.yaml names besides; without history. Then it looks through every
 * byte of the copy for traces that are left. Exit code 1 when there are any.
 * @throws LaneTrouble when the folder holds something already, or Git cannot make the copy.
 */
export async function auditWorkspace(
  context: LaneContext,
  target: string,
  at: string | null,
): Promise<Outcome> {
  return newFolder(context, target, 'copy', async (made, out) => {
    const common = await commonOf(context);
    await refuseInRecord(context, common.published, out);
    const { commit, kept, leftOut } = await checkOut(context, common, made, at);
    await tidyIgnored(context.world.files, made, kept);
    const notes = leftOut.filter((one) => one.endsWith('.md')).flatMap(namesOf);
    const left = await tracesLeft(context, common, { made, kept, notes });
    return {
      exit: left.length > 0 ? 1 : 0,
      json: { folder: out, commit, files: kept.length, leftOut, traces: left },
      text: left.map(({ path: place, line, what, text }) => `${place}:${line}  ${what}: ${text}\n`).join(''),
      aside: `${counted(kept.length, 'file')} at ${commit.slice(0, 7)} copied to ${out}, ${leftOut.length} left out, ${counted(left.length, 'trace')} left\n`,
    };
  });
}

/** By an index of its own, so that what is left out never touches the disk, and modes and links are kept. */
async function checkOut(context: LaneContext, { published }: Common, made: string, at: string | null) {
  const { world, root } = context;
  const top = (await context.repository())?.root ?? root;
  const index = `${made}.index`;
  const git = gitIn(world, top, { GIT_INDEX_FILE: index });
  const ran = async (argv: readonly string[], input?: string): Promise<string> => {
    const ended = await git(argv, input);
    if (ended.code === 0) return ended.out;
    throw new LaneTrouble('copy_failed', exits.machine, `Git made no copy: ${saidBy(ended)}`);
  };
  const named = [
    'rev-parse',
    '--quiet',
    '--verify',
    '--end-of-options',
    `${at ?? published.commit}^{commit}`,
  ];
  const commit = (await git(named)).out.trim();
  if (commit === '')
    throw new LaneTrouble(
      'copy_failed',
      exits.machine,
      `There is no commit ${JSON.stringify(at)} here: name one.`,
    );
  try {
    await ran(['read-tree', commit]);
    const paths = (await ran(['ls-files', '-z'])).split('\0').filter((one) => one !== '');
    const isWorkflow = workflowIn(published, path.posix.relative(top, root));
    const leftOut = paths.filter(isWorkflow);
    await ran(['update-index', '--force-remove', '-z', '--stdin'], leftOut.map((one) => `${one}\0`).join(''));
    await ran(['checkout-index', '--all', `--prefix=${made}/`]);
    return { commit, kept: paths.filter((one) => !isWorkflow(one)), leftOut };
  } finally {
    await world.files.remove(index);
  }
}

function workflowIn({ config, all }: Common['published'], below: string): (place: string) => boolean {
  const beside = (place: string): string => path.posix.join(below, place);
  const record = `${beside(all.record)}/`;
  const scripts = new Set(config.declared.flatMap(({ script }) => (script === null ? [] : [beside(script)])));
  const tests = [...WORKFLOW, ...config.workflow.map(beside)].map(globTest);
  return (place) => place.startsWith(record) || scripts.has(place) || tests.some((test) => test(place));
}

/** File name and id of a note. A short id is as often a word of the product. */
function namesOf(place: string): readonly string[] {
  const { stem } = nameVersion(path.posix.basename(place));
  return [path.posix.basename(place, '.md'), ...(/\d|-.*-/.test(stem) ? [stem] : [])];
}

async function tidyIgnored(
  files: LaneContext['world']['files'],
  made: string,
  kept: readonly string[],
): Promise<void> {
  for (const place of kept.filter((one) => path.posix.basename(one) === '.gitignore')) {
    const text = new TextDecoder().decode(await files.read(`${made}/${place}`));
    const tidy = text.split('\n').filter((line) => !IGNORED.test(line.trim()));
    if (tidy.length !== text.split('\n').length) await files.write(`${made}/${place}`, tidy.join('\n'));
  }
}

/** One word alone is as often a word of the product. */
const isTelling = (name: string): boolean => /[-_/]/.test(name);

/** So are "Option B" and "S3"; P12-D1 and CR-2026-004 are not. */
const isTellingShape = ({ template }: ItemShape): boolean =>
  template.split('{').length > 2 && template.replace(/\{[^{}]*\}/g, '').includes('-');

async function tracesLeft(
  context: LaneContext,
  { place, published }: Common,
  {
    made,
    kept,
    notes,
  }: { readonly made: string; readonly kept: readonly string[]; readonly notes: readonly string[] },
): Promise<readonly Left[]> {
  const { world, root } = context;
  const states = await knownStates(world, place.folder);
  const find = tracesIn({
    record: published.all.record,
    notes: notes.filter(isTelling),
    items: itemNames(published.all.items.filter(isTellingShape))?.pattern ?? null,
    sessions: states.flatMap(({ session }) => session ?? []),
    branches: published.config.declared.flatMap(({ worktree }) => worktree ?? []).filter(isTelling),
    jargon: published.config.jargon,
    folders: [root, place.folder, ...states.flatMap((state) => state.root ?? [])],
  });
  const left: Left[] = [];
  for (const one of kept) {
    left.push(...find(one).map((trace) => ({ path: one, ...trace, line: 0 })));
    const there = await world.files.stat(`${made}/${one}`);
    if (there?.type === 'link') {
      const to = await world.files.realPath(`${made}/${one}`).catch(() => null);
      if (to === null || !to.startsWith(`${await world.files.realPath(made)}/`))
        left.push({ path: one, line: 0, what: 'a link out of the copy, or to what was left out', text: one });
    } else if (there?.type === 'file' && there.size > LARGEST) {
      left.push({ path: one, line: 0, what: 'too large to be looked into', text: `${there.size} bytes` });
    } else if (there?.type === 'file') {
      // Byte by byte: what is no text may hold words all the same.
      const text = new TextDecoder().decode(await world.files.read(`${made}/${one}`));
      const traces = find(text);
      // Wide characters have a zero beside each of ours.
      const wide = text.includes('\0') ? find(text.replaceAll('\0', '')) : [];
      const known = new Set(traces.map(keyOf));
      const more = wide.filter((trace) => !known.has(keyOf(trace)));
      left.push(...[...traces, ...more].map((trace) => ({ path: one, ...trace })));
    }
  }
  return left;
}

const keyOf = ({ line, what, text }: Trace): string => JSON.stringify([line, what, text]);
