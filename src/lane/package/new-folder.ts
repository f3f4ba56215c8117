import path from 'node:path';
import { Refusal } from '../../refusal.ts';
import { exits } from '../codes.ts';
import type { LaneContext, Published } from '../context.ts';
import { LaneTrouble } from '../trouble.ts';

/**
 * Refuses a folder in the record: what lies there is read as notes, and published.
 * @throws Refusal that names it.
 */
export async function refuseInRecord(
  { world, root }: Pick<LaneContext, 'world' | 'root'>,
  { all }: Published,
  out: string,
): Promise<void> {
  const above = await world.files.realPath(path.posix.dirname(out)).catch(() => path.posix.dirname(out));
  const record = path.posix.join(root, all.record);
  if (!`${above}/`.startsWith(`${record}/`)) return;
  throw new Refusal(`${out} lies in the record, and would be published with it: name a folder elsewhere.`);
}

/**
 * Makes a folder at a path from the folder of the call, whole or not at all: `fill` is handed the absolute folder to
 * fill and the one that it becomes. `what` names what is in it, in a sentence.
 * @throws LaneTrouble when something is there already.
 */
export async function newFolder<T>(
  { world, cwd }: Pick<LaneContext, 'world' | 'cwd'>,
  target: string,
  what: string,
  fill: (made: string, out: string) => Promise<T>,
): Promise<T> {
  const out = path.posix.resolve(cwd, target);
  if ((await world.files.stat(out)) !== null) {
    const told = `${out} is there already: name a folder that is not, and the ${what} is made there.`;
    throw new LaneTrouble('folder_taken', exits.machine, told);
  }
  const made = `${out}.${world.processes.unique()}.new`;
  try {
    const filled = await fill(made, out);
    await world.files.rename(made, out, { durable: true });
    return filled;
  } catch (error) {
    await world.files.remove(made);
    throw error;
  }
}
