import type { LaneDeclaration, LanesConfig, World } from '../../types.ts';
import { gitIn } from '../git.ts';
import type { Missing, Setting } from '../types.ts';
import { configFolder } from './claude.ts';

const ASK_WITHIN = 5000;
/** What runs in the sandbox ends with the process around it, which is the one that slop knows. */
const BOUND = ['setpriv', '--pdeathsig', 'KILL'];

/**
 * How a session may run. One that asks is free. One that skips permissions runs in bubblewrap where that works here,
 * else where somebody says that this machine is a sandbox (IS_SANDBOX=1) or slop.yaml says in words why it may; else
 * not at all.
 */
async function confinementOf(
  { programs, env, cwd }: Pick<World, 'programs' | 'env' | 'cwd'>,
  lane: LaneDeclaration,
  { risk }: LanesConfig,
): Promise<'free' | 'sandbox' | 'refused'> {
  if (lane.permissions !== 'skip') return 'free';
  const path = { PATH: env['PATH'] ?? '/usr/bin:/bin' };
  const bare = ['bwrap', '--ro-bind', '/', '/', ...BOUND, 'true'];
  const { code } = await programs.run(bare, { cwd, env: path, milliseconds: ASK_WITHIN });
  if (code === 0) return 'sandbox';
  return env['IS_SANDBOX'] === '1' || risk !== null ? 'free' : 'refused';
}

const refusal = ({ name }: LaneDeclaration): string =>
  `Lane ${name} skips permissions, and there is no sandbox here: install bubblewrap (bwrap, and setpriv of util-linux), or say under lanes.risk in slop.yaml why that is right.`;

/** What keeps a session from starting here for want of a sandbox: nothing, or one entry. */
export async function missingSandbox(
  world: Pick<World, 'programs' | 'env' | 'cwd'>,
  lane: LaneDeclaration,
  config: LanesConfig,
): Promise<readonly Missing[]> {
  const isRefused = (await confinementOf(world, lane, config)) === 'refused';
  return isRefused ? [{ code: 'sandbox_unavailable', message: refusal(lane) }] : [];
}

/**
 * The program's arguments behind those of its sandbox, if it has one. It may write in the folder it works in, the files
 * of its run, its own folder, and where Git keeps what is committed; but not the hooks and settings there, which
 * somebody outside would run.
 * @throws Error when it may not run at all.
 */
export async function confined(
  { world, lane, config, cwd }: Pick<Setting, 'world' | 'lane' | 'config' | 'cwd'>,
  run: string,
  argv: readonly string[],
): Promise<readonly string[]> {
  const confinement = await confinementOf(world, lane, config);
  if (confinement === 'refused') throw new Error(refusal(lane));
  if (confinement === 'free') return argv;
  const told = await gitIn(world, cwd)(['rev-parse', '--path-format=absolute', '--git-common-dir']);
  const git = told.code === 0 ? [told.out.trim()] : [];
  // Without a folder of its own it keeps what it knows of its user beside its folder.
  const own = configFolder(world.env, lane);
  const folders = [run, own, `${own}.json`, ...git];
  const kept = git.flatMap((folder) => [`${folder}/hooks`, `${folder}/config`]);
  return [...bubblewrap(cwd, folders, kept), ...argv];
}

/** `folders`: what it may write beside the folder it works in; `kept`: what of that it may only read. */
function bubblewrap(cwd: string, folders: readonly string[], kept: readonly string[]): readonly string[] {
  const system = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp'];
  const binds = [cwd, ...folders].flatMap((folder) => ['--bind-try', folder, folder]);
  const reads = kept.flatMap((place) => ['--ro-bind-try', place, place]);
  const told = ['--setenv', 'TMPDIR', '/tmp', '--setenv', 'IS_SANDBOX', '1'];
  return ['bwrap', ...system, ...binds, ...reads, ...told, '--chdir', cwd, ...BOUND];
}
