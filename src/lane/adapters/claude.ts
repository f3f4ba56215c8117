import path from 'node:path';
import type { LaneDeclaration, World } from '../../types.ts';
import type { Missing, Start } from '../types.ts';
import { sessionEnvironment } from './environment.ts';

/** The oldest version whose hooks and streams are known. */
const OLDEST = [2, 1, 104] as const;
/** Tools that ask on a screen and would wait for ever, and those by which a session would send itself a message later. */
const UNFIT = 'AskUserQuestion,EnterPlanMode,ExitPlanMode,ScheduleWakeup,CronCreate';
const INSTEAD = 'install Claude Code, or name it under program of the lane in slop.yaml.';
const ANSWER_WITHIN = 20_000;

/** The program of a lane, and its first arguments. */
export function programOf({ program }: LaneDeclaration): readonly string[] {
  return program.length > 0 ? program : ['claude'];
}

/** Where the program of a lane keeps its sessions: by the variables that it gets, which may be fewer than are set here. */
export function configFolder(env: World['env'], { pass }: Pick<LaneDeclaration, 'pass'>): string {
  const { CLAUDE_CONFIG_DIR, HOME = '' } = sessionEnvironment(env, pass);
  return CLAUDE_CONFIG_DIR ?? `${HOME}/.claude`;
}

/** The arguments that both ways of running the program share. */
export function sharedArguments(
  { lane, session, resume }: Start,
  settings: string,
  agentGiven: boolean,
): readonly string[] {
  const mode = { ask: 'default', edits: 'acceptEdits', skip: null }[lane.permissions];
  return [
    '--settings',
    settings,
    ...(mode === null ? ['--dangerously-skip-permissions'] : ['--permission-mode', mode]),
    ...(lane.model === null ? [] : ['--model', lane.model]),
    ...(agentGiven ? ['--agent', lane.agent] : []),
    '--disallowedTools',
    UNFIT,
    ...(session === null ? [] : [resume ? '--resume' : '--session-id', session]),
  ];
}

/**
 * Whether a definition of the lane's agent lies where the program looks for it: from its folder up to the top of the
 * repository, and in the person's own. Without one the session runs as what it is by itself.
 */
export async function hasAgent(
  { files, env }: Pick<World, 'files' | 'env'>,
  cwd: string,
  { agent, pass }: Pick<LaneDeclaration, 'agent' | 'pass'>,
): Promise<boolean> {
  const isThere = async (place: string) => (await files.stat(place)) !== null;
  for (let folder = cwd; ; folder = path.posix.dirname(folder)) {
    if (await isThere(`${folder}/.claude/agents/${agent}.md`)) return true;
    if (folder === path.posix.dirname(folder) || (await isThere(`${folder}/.git`))) break;
  }
  return isThere(`${configFolder(env, { pass })}/agents/${agent}.md`);
}

/** Says that the agent of a lane has no definition, since its session begins all the same; null where it has one. */
export async function undefinedAgent(
  world: Pick<World, 'files' | 'env'>,
  cwd: string,
  lane: LaneDeclaration,
): Promise<string | null> {
  const { name, adapter, agent } = lane;
  if (adapter === 'fake' || (await hasAgent(world, cwd, lane))) return null;
  return `Lane ${name} runs without its agent ${agent}, which .claude/agents does not define: slop lane init writes it, or name another in slop.yaml.`;
}

/**
 * The program's own settings that a lane needs; the person's stay as they are. They name the agent as well, so that
 * whoever opens the session by hand has the same one.
 */
export function sharedSettings(lane: LaneDeclaration, hooks: object, agentGiven: boolean): object {
  return {
    ...(agentGiven && { agent: lane.agent }),
    ...(lane.permissions === 'skip' && { skipDangerousModePermissionPrompt: true }),
    // One side owns a wait: slop does.
    autoContinueAtUsageLimit: false,
    promptSuggestionEnabled: false,
    spinnerTipsEnabled: false,
    hooks,
  };
}

/** What stands in the way of running the program. */
export async function missingProgram(
  { programs, cwd }: Pick<World, 'programs' | 'cwd'>,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<readonly Missing[]> {
  const name = argv.join(' ');
  const lacks = (message: string): readonly Missing[] => [{ code: 'agent_missing', message }];
  const told = await programs.run([...argv, '--version'], { cwd, env, milliseconds: ANSWER_WITHIN });
  if (told.absent) return lacks(`There is no program ${name}: ${INSTEAD}`);
  const version = /^(\d+)\.(\d+)\.(\d+)/.exec(told.out);
  if (told.code !== 0 || version === null) {
    const said = `${told.out} ${told.err}`.trim().split('\n')[0] ?? '';
    return lacks(`${name} --version did not tell its version (${said}): ${INSTEAD}`);
  }
  if (!isOlder(version.slice(1).map(Number))) return [];
  return lacks(`${name} is ${version[0]}, and ${OLDEST.join('.')} is the oldest that works: ${INSTEAD}`);
}

function isOlder(parts: readonly number[]): boolean {
  const at = OLDEST.findIndex((least, index) => least !== parts[index]);
  return at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0);
}
