import type { Adapter, Setting, Start } from '../types.ts';
import { hasAgent, missingProgram, programOf, sharedArguments, sharedSettings } from './claude.ts';
import { sessionEnvironment } from './environment.ts';
import { hookSettings } from './hooks.ts';
import { pipedSession, startPiped } from './pipe.ts';
import { runOf } from './run.ts';
import { confined, missingSandbox } from './sandbox.ts';

/** Milliseconds within which a session echoes a message. */
const PATIENCE = 20_000;

/** The real program without a terminal: one process, JSON lines both ways. For lanes that nobody watches. */
export function streamAdapter(setting: Setting): Adapter {
  const { world, lane, config, folder } = setting;
  return {
    proofs: ['echo', 'transcript'],
    patience: PATIENCE,
    watched: false,
    missing: async () => {
      const env = sessionEnvironment(world.env, lane.pass);
      return [
        ...(await missingProgram(world, programOf(lane), env)),
        ...(await missingSandbox(world, lane, config)),
      ];
    },
    start: (start) => begin(setting, start),
    ...pipedSession(world, folder),
  };
}

async function begin(setting: Setting, start: Start): ReturnType<Adapter['start']> {
  const { world, lane, folder, cwd } = setting;
  const run = runOf(start.generation);
  const settings = `${folder}/${run.settings}`;
  await world.logs.own(`${folder}/${run.folder}`);
  const hooks = hookSettings(`${folder}/${run.hooks}`, ['SessionStart']);
  const agentGiven = await hasAgent(world, cwd, lane);
  await world.files.write(settings, `${JSON.stringify(sharedSettings(lane, hooks, agentGiven), null, 1)}\n`);
  const argv = [
    ...programOf(lane),
    '-p',
    ...['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'],
    '--replay-user-messages',
    ...(lane.permissions === 'skip' ? [] : ['--permission-prompt-tool', 'stdio']),
    ...sharedArguments(start, settings, agentGiven),
  ];
  return startPiped(world, folder, start.generation, {
    argv: await confined(setting, `${folder}/${run.folder}`, argv),
    cwd,
    env: sessionEnvironment(world.env, lane.pass),
  });
}
