import type { World } from '../../types.ts';
import type { LaneState } from '../types.ts';

/** Files of one process of a session, from the lane's folder. */
export interface Run {
  readonly folder: string;
  readonly input: string;
  readonly output: string;
  readonly errors: string;
  readonly identity: string;
  readonly hooks: string;
  readonly settings: string;
}

/** Where the process of a generation keeps its files. */
export function runOf(generation: number): Run {
  const folder = `run/${generation}`;
  return {
    folder,
    input: `${folder}/in`,
    output: `${folder}/out.jsonl`,
    errors: `${folder}/errors.txt`,
    identity: `${folder}/process`,
    hooks: `${folder}/hooks.jsonl`,
    settings: `${folder}/settings.json`,
  };
}

/** Bytes that the hooks of a process have written: more than before where they have said something since. */
export async function hooksSaid(
  { logs }: Pick<World, 'logs'>,
  laneFolder: string,
  { generation }: LaneState,
): Promise<number> {
  return (await logs.measure(`${laneFolder}/${runOf(generation).hooks}`))?.size ?? 0;
}

/** Milliseconds since 1970 at which a process last wrote something; null for never. */
export async function lastSign(
  measure: (path: string) => Promise<{ readonly changed: number } | null>,
  laneFolder: string,
  { generation }: LaneState,
): Promise<number | null> {
  const { output, hooks } = runOf(generation);
  const found = await Promise.all([output, hooks].map((file) => measure(`${laneFolder}/${file}`)));
  const times = found.flatMap((one) => (one === null ? [] : [one.changed]));
  return times.length === 0 ? null : Math.max(...times);
}
