import path from 'node:path';
import { buildOf, keyOf, openStore, type Store, storedOrMade } from '../cache.ts';
import { sourceOf } from '../read/source.ts';
import type { CommittedFile, Config, LaneDeclaration, LanesConfig, Repository, World } from '../types.ts';
import { adapterFor } from './adapters/adapters.ts';
import { exits } from './codes.ts';
import type { Lane } from './lane.ts';
import { knownState } from './log/current.ts';
import { type LanesPlace, laneFolder, lanesPlace, openFolder, settingsFolder } from './log/place.ts';
import { LaneTrouble } from './trouble.ts';
import type { LaneState } from './types.ts';
import { workFolder } from './work-folder.ts';

/** Where the commands of lanes work. */
export interface LaneContext {
  readonly world: World;
  /** Absolute folder the command was called in. */
  readonly cwd: string;
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  /** Found when it is asked for: looking at a log needs none. */
  readonly repository: () => Promise<Repository | null>;
  /** Where the logs lie, as the link beside slop.yaml says; null where nobody followed it. For reading alone. */
  readonly linked: LanesPlace | null;
}

/** What slop.yaml says of lanes as it stands on the published branch, and where that was read. */
export interface Published {
  readonly config: LanesConfig;
  /** All of it. */
  readonly all: Config;
  readonly branch: string;
  readonly commit: string;
  /** Short name → commit of the branches whose notes may be sent, the published one first. */
  readonly trusted: ReadonlyMap<string, string>;
}

/**
 * Reads the lanes of slop.yaml from the published branch: what is only in a work tree declares nothing.
 * @throws LaneTrouble when there is no such branch, or no such file on it, or a mistake in it.
 */
export async function readPublished({ world, root, repository: find }: LaneContext): Promise<Published> {
  const repository = await find();
  const heads = repository === null ? null : await repository.heads();
  const branch = heads?.published ?? null;
  const commit = branch === null ? undefined : heads?.commits.get(branch);
  if (repository === null || heads === null || branch === null || commit === undefined) {
    throw new LaneTrouble(
      'lane_unknown',
      exits.lane,
      'Lanes are declared on the published branch of a Git repository, and there is none: commit slop.yaml, and push it where there is a remote.',
    );
  }
  const all = await settingsAt({ world, root, repository }, commit, `on branch ${branch}`);
  const trusted = [branch, ...all.lanes.trust].flatMap((name) => {
    const head = heads.commits.get(name);
    return head === undefined ? [] : [[name, head] as const];
  });
  return { config: all.lanes, all, branch, commit, trusted: new Map(trusted) };
}

/**
 * What slop.yaml says as a commit has it, judged once. `where` says of which branch or turn that is.
 * @throws LaneTrouble when it is not there, or has a mistake in it.
 */
export async function settingsAt(
  { world, root, repository }: Pick<LaneContext, 'world' | 'root'> & { readonly repository: Repository },
  commit: string,
  where: string,
): Promise<Config> {
  const read = () => settingsFile(root, repository, commit, where);
  const store = await settingsStore(world);
  if (store === null) return judgedSettings(await read(), where);
  const build = await buildOf(world);
  const below = path.posix.relative(repository.root, root);
  return storedOrMade(store, keyOf(build, 'slop.yaml', commit, below), async () => {
    // Most commits leave it as it was.
    const file = await read();
    return storedOrMade(store, keyOf(build, 'slop.yaml', file.oid), () => judgedSettings(file, where));
  });
}

async function settingsFile(
  root: string,
  repository: Repository,
  commit: string,
  where: string,
): Promise<CommittedFile> {
  const file = (await repository.committed(root, commit, ['slop.yaml'])).get('slop.yaml');
  if (file !== undefined) return file;
  const told = `There is no slop.yaml at ${commit.slice(0, 7)} ${where}: commit it there.`;
  throw new LaneTrouble('lane_unknown', exits.lane, told);
}

async function judgedSettings({ text }: Pick<CommittedFile, 'text'>, where: string): Promise<Config> {
  const { parseConfig } = await import('../validate/config.ts');
  const source = sourceOf('slop.yaml', new TextEncoder().encode(text));
  const { config, faults } = parseConfig(source);
  const [first] = faults;
  if (first !== undefined) {
    const line = source.text.slice(0, first.span.start).split('\n').length;
    const told = `slop.yaml:${line} ${where} cannot be used: ${first.data['message']}`;
    throw new LaneTrouble('lane_unknown', exits.lane, told);
  }
  return config;
}

/**
 * Settings as they were judged, since to judge them takes longer than all else. Not beside slop.yaml: there a session
 * may write, and would choose its own bounds.
 */
async function settingsStore(world: World): Promise<Store | null> {
  const folder = await settingsFolderOf(world);
  return folder === null ? null : openStore(world.files, folder);
}

async function settingsFolderOf({ logs, env, cache }: World): Promise<string | null> {
  const folder = cache === null ? null : settingsFolder(env);
  return folder !== null && (await logs.own(folder)) === null ? folder : null;
}

/**
 * The world in which a record is judged for a lane: what is kept of it lies with the settings, apart for each
 * repository. What lies beside slop.yaml a session may have written, and would choose what is found in its notes.
 */
export async function judgingWorld({ world, root, repository }: LaneContext): Promise<World> {
  const settings = await settingsFolderOf(world);
  if (settings === null) return { ...world, cache: null };
  const { folder } = await lanesPlace(world, root, await repository());
  const cache = `${settings}/${path.posix.basename(folder)}`;
  return { ...world, cache: (await world.logs.own(cache)) === null ? cache : null };
}

/**
 * The declaration of a lane.
 * @throws LaneTrouble when slop.yaml does not declare it on the published branch.
 */
export function declarationOf({ config, branch }: Published, name: string): LaneDeclaration {
  const found = config.declared.find((one) => one.name === name);
  if (found !== undefined) return found;
  const known = config.declared.map((one) => one.name).join(', ') || 'none';
  const told = `slop.yaml declares no lane ${JSON.stringify(name)} on branch ${branch} (${known}): add it under lanes.declared, and publish that.`;
  throw new LaneTrouble('lane_unknown', exits.lane, told);
}

/** A lane with its declaration and its adapter at hand. */
export interface OpenLane extends Lane {
  readonly declaration: LaneDeclaration;
  readonly published: Published;
  readonly place: LanesPlace;
  /** Why nothing may be sent into it, although its session runs: nobody published that. Null where slop.yaml declares it. */
  readonly withdrawn: LaneTrouble | null;
}

/** What all lanes of a repository have in common, so that it is read once for many. */
export interface Common {
  readonly place: LanesPlace;
  readonly published: Published;
  /** Why slop.yaml cannot be used, so that `published` declares nothing; null where it can. */
  readonly unusable: LaneTrouble | null;
}

/** Reads what lanes have in common. */
export async function commonOf(context: LaneContext): Promise<Common> {
  const { world, root } = context;
  const repository = await context.repository();
  const place = await lanesPlace(world, root, repository);
  try {
    const published = await readPublished({ ...context, repository: async () => repository });
    return { place, published, unusable: null };
  } catch (error) {
    if (!(error instanceof LaneTrouble)) throw error;
    const all = await judgedSettings({ text: '' }, 'by default');
    const published = { config: all.lanes, all, branch: '', commit: '', trusted: new Map() };
    return { place, published, unusable: error };
  }
}

/**
 * Opens a lane by name.
 * @throws LaneTrouble for a name that is none, a lane that is not declared, a folder that is not ours.
 */
export async function openLane(
  context: LaneContext,
  name: string,
  common: Common | null = null,
): Promise<OpenLane> {
  const lane = await openRunning(context, name, common);
  if (lane.withdrawn !== null) throw lane.withdrawn;
  return lane;
}

/** The same, also for a lane that slop.yaml declares no more while its session runs: to look at it, and to end it. */
export async function openRunning(
  context: LaneContext,
  name: string,
  common: Common | null = null,
): Promise<OpenLane> {
  const known = common ?? (await commonOf(context));
  const state = await stateIn(context, known, name);
  const running = state?.process == null ? null : state.declaration;
  // A session is known only where it began.
  const began = state?.session == null && running === null ? null : (state?.root ?? null);
  const { published, unusable } = known;
  if (running === null && unusable !== null) throw unusable;
  if (running === null || isDeclared({ name, published }))
    return opened(context, known, declarationOf(published, name), { running, began, withdrawn: null });
  // Nobody published that it may go on.
  const limits = { ...published.config.limits, resume: false };
  const held = { ...published, config: { ...published.config, limits } };
  const withdrawn = withdrawnAs(name, known);
  return opened(context, { ...known, published: held }, running, { running, began, withdrawn });
}

/** Whether slop.yaml declares an open lane still, as it stands on the published branch. */
export function isDeclared({ name, published: { config } }: Pick<OpenLane, 'name' | 'published'>): boolean {
  return config.declared.some((one) => one.name === name);
}

/** What a lane without a place in slop.yaml is told, whose session runs. */
function withdrawnAs(name: string, { published: { branch }, unusable }: Common): LaneTrouble {
  const told =
    unusable === null
      ? `slop.yaml declares lane ${name} no more on branch ${branch}, and its session runs: slop lane stop ${name} ends it, or declare it again.`
      : `${unusable.message} The session of lane ${name} runs meanwhile: slop lane stop ${name} ends it.`;
  return new LaneTrouble('lane_unknown', exits.lane, told);
}

/** The state of a lane as far as anybody can tell; null without one. */
async function stateIn({ world }: LaneContext, { place }: Common, name: string): Promise<LaneState | null> {
  const folder = laneFolder(place, name);
  return (await world.files.stat(folder)) === null ? null : knownState(world, folder, name);
}

/** A process that runs is reached where it was started, whatever slop.yaml says by now, and from any work tree. */
async function opened(
  { world, root: here }: LaneContext,
  { place, published }: Common,
  declaration: LaneDeclaration,
  {
    running,
    began,
    withdrawn,
  }: {
    readonly running: LaneDeclaration | null;
    readonly began: string | null;
    readonly withdrawn: LaneTrouble | null;
  },
): Promise<OpenLane> {
  const { name } = declaration;
  const folder = await openFolder(world, place, name);
  const lane = running ?? declaration;
  const root = lane.worktree === null ? (began ?? here) : here;
  const cwd = workFolder(lane, root, folder);
  const { config } = published;
  const adapter = await adapterFor({ world, lane, config, root, folder, cwd });
  const { accounts } = place;
  return {
    world,
    name,
    root,
    folder,
    accounts,
    config,
    adapter,
    declaration,
    published,
    place,
    cwd,
    withdrawn,
  };
}
