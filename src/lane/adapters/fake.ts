import path from 'node:path';
import type { Adapter, Setting } from '../types.ts';
import { sessionEnvironment } from './environment.ts';
import { pipedSession, startPiped } from './pipe.ts';
import { runOf } from './run.ts';

const PATIENCE = 2000;

/** A scripted agent in a process of its own: for trying things out, for demonstrations and for tests. */
export function fakeAdapter({ world, lane, folder, cwd, root }: Setting): Adapter {
  return {
    ...pipedSession(world, folder),
    proofs: ['echo', 'transcript'],
    patience: PATIENCE,
    watched: false,
    missing: async () => [],
    start: async ({ generation, session }) => {
      await world.logs.own(`${folder}/${runOf(generation).folder}`);
      const script = lane.script === null ? [] : [path.posix.join(root, lane.script)];
      const record = `${folder}/record/${session ?? ''}.jsonl`;
      const argv = ['node', `${world.home}/dist/agent.js`, session ?? '', record, cwd, ...script];
      const env = sessionEnvironment(world.env, lane.pass);
      return startPiped(world, folder, generation, { argv, cwd, env });
    },
  };
}
