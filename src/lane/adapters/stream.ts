import type { LaneDeclaration, LanesConfig, World } from '../../types.ts';
import type { Adapter, Start } from '../types.ts';
import { hasAgent, missingProgram, programOf, sharedArguments, sharedSettings } from './claude.ts';
import { sessionEnvironment } from './environment.ts';
import { hookSettings } from './hooks.ts';
import { pipedSession, startPiped } from './pipe.ts';
import { runOf } from './run.ts';
import { confinementOf } from './sandbox.ts';

/** Milliseconds within which a session echoes a message. */
const PATIENCE = 20_000;

/** What an adapter is made for. */
export interface Setting {
  readonly world: World;
  readonly lane: LaneDeclaration;
  readonly config: LanesConfig;
  /** Absolute folder of slop.yaml. */
  readonly root: string;
  /** Absolute folder of the lane's log. */
  readonly folder: string;
  /** Absolute folder that the session works in. */
  readonly cwd: string;
}

/** The real program without a terminal: one process, JSON lines both ways. For lanes that nobody watches. */
export function streamAdapter(setting: Setting): Adapter {
  const { world, lane, config, folder } = setting;
  return {
    name: 'stream',
    proofs: ['echo', 'transcript'],
    patience: PATIENCE,
    watched: false,
    missing: async () => {
      const confinement = await confinementOf(world, lane, config);
      const env = sessionEnvironment(world.env, lane.pass);
      return [
        ...(await missingProgram(world, programOf(lane), env)),
        ...(confinement.type === 'refused'
          ? [{ code: 'sandbox_unavailable', message: confinement.message }]
          : []),
      ];
    },
    start: (start) => begin(setting, start),
    ...pipedSession(world, folder),
  };
}

async function begin(
  { world, lane, config, folder, cwd }: Setting,
  start: Start,
): ReturnType<Adapter['start']> {
  const run = runOf(start.generation);
  const settings = `${folder}/${run.settings}`;
  await world.logs.own(`${folder}/${run.folder}`);
  const hooks = hookSettings(`${folder}/${run.hooks}`, ['SessionStart']);
  const agentGiven = await hasAgent(world, cwd, lane.agent);
  await world.files.write(settings, `${JSON.stringify(sharedSettings(lane, hooks, agentGiven), null, 1)}\n`);
  const confinement = await confinementOf(world, lane, config);
  if (confinement.type === 'refused') throw new Error(confinement.message);
  const { session, resume } = start;
  const argv = [
    ...programOf(lane),
    '-p',
    ...['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'],
    '--replay-user-messages',
    ...(lane.permissions === 'skip' ? [] : ['--permission-prompt-tool', 'stdio']),
    ...sharedArguments(start, settings, agentGiven),
    ...(resume || session === null ? [] : ['--session-id', session]),
  ];
  const writable = { cwd, folders: [folder, configFolder(world.env)] };
  return startPiped(world, folder, start.generation, {
    argv: confinement.type === 'sandbox' ? [...confinement.argv(writable), ...argv] : argv,
    cwd,
    env: sessionEnvironment(world.env, lane.pass),
  });
}

/** Where the program keeps its sessions. */
export function configFolder(env: World['env']): string {
  return env['CLAUDE_CONFIG_DIR'] ?? `${env['HOME'] ?? ''}/.claude`;
}
