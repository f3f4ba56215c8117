import path from 'node:path';
import type { Adapter, Setting } from '../types.ts';
import { sessionEnvironment } from './environment.ts';
import { pipedSession, startPiped } from './pipe.ts';
import { runOf } from './run.ts';

const PATIENCE = 2000;

/** A scripted agent in a process of its own: for trying things out, for demonstrations and for tests. */
export function fakeAdapter({ world, lane, folder, cwd, root }: Setting): Adapter {
  const piped = pipedSession(world, folder);
  const record = (session: string | null): string => `${folder}/record/${session ?? ''}.jsonl`;
  return {
    ...piped,
    name: 'fake',
    proofs: ['echo', 'transcript'],
    patience: PATIENCE,
    watched: false,
    missing: async () => [],
    start: async ({ generation, session }) => {
      await world.logs.own(`${folder}/${runOf(generation).folder}`);
      const script = lane.script === null ? [] : [path.posix.join(root, lane.script)];
      const argv = ['node', `${world.home}/dist/agent.js`, session ?? '', record(session), cwd, ...script];
      const env = sessionEnvironment(world.env, lane.pass);
      return startPiped(world, folder, generation, { argv, cwd, env });
    },
    // It names no place of its record: it lies beside the log.
    record: ({ session }) => record(session),
    look: (state) => piped.look({ ...state, transcript: record(state.session) }),
  };
}
