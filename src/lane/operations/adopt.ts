import { act } from '../act.ts';
import { configFolder } from '../adapters/claude.ts';
import { objectIn, textAt } from '../adapters/raw.ts';
import { lookAround } from '../advance.ts';
import { exits } from '../codes.ts';
import { isDeclared, type LaneContext, type OpenLane, openLane } from '../context.ts';
import { deed } from '../deed.ts';
import { knownStates } from '../log/current.ts';
import { type Opened, refuseUnaudited } from '../opened.ts';
import type { Outcome } from '../outcome.ts';
import { LaneTrouble } from '../trouble.ts';
import { shownLane } from './shown.ts';

const SESSION = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Takes a session that exists into a lane that has none: from then on the lane opens it again, and no other.
 * @throws LaneTrouble for a session whose record is not on this machine, that is another lane's, or that began elsewhere
 * than where the lane works, and for a lane that has one.
 */
export async function adopt(
  context: LaneContext,
  name: string,
  { session, phase, audit }: Opened & { readonly session: string },
): Promise<Outcome> {
  const lane = await openLane(context, name);
  const { world } = context;
  await lookAround(lane);
  const folder = `${configFolder(world.env, lane.declaration)}/projects`;
  const transcript = SESSION.test(session) ? await recordIn(context, folder, session) : null;
  if (transcript === null) {
    const told = `There is no record of session ${JSON.stringify(session)} below ${folder}: give the id of a session of this machine.`;
    throw new LaneTrouble('session_mismatch', exits.notReady, told);
  }
  await refuseTaken(lane, session);
  await refuseElsewhere(lane, session, transcript);
  const opened = { phase, audit };
  refuseUnaudited(name, lane.declaration.slot, opened);
  const state = await act(lane, 'adopting a session', (now) => {
    if (now.session !== null || now.process !== null) {
      const told = `Lane ${name} has session ${now.session}: declare another lane for this one.`;
      throw new LaneTrouble('not_idle', exits.notReady, told);
    }
    return [
      deed({ type: 'lane.declared', declaration: lane.declaration, opened, root: lane.root }),
      deed({ type: 'session.adopted', session, transcript }),
    ];
  });
  return shownLane(lane, state);
}

/**
 * Two lanes would write into one session at once: the program keeps nobody from that. One that slop.yaml declares no
 * more, such as under its earlier name, opens none again.
 */
async function refuseTaken({ world, name, place, published }: OpenLane, session: string): Promise<void> {
  const states = await knownStates(world, place.folder);
  for (const { lane, process } of states.filter((one) => one.lane !== name && one.session === session)) {
    const declared = isDeclared({ name: lane, published });
    if (!declared && process === null) continue;
    const way = declared ? 'send it turns there' : `end its process with slop lane stop ${lane}`;
    const told = `Session ${session} is that of lane ${lane}: ${way}, or give lane ${name} a session of its own.`;
    throw new LaneTrouble('session_mismatch', exits.notReady, told);
  }
}

/** What a session knows of files is of where it began; a work tree of the lane's own is elsewhere on purpose. */
async function refuseElsewhere(
  { world: { files }, name, cwd, declaration }: OpenLane,
  session: string,
  transcript: string,
): Promise<void> {
  if (declaration.worktree !== null) return;
  const began = beganIn(new TextDecoder().decode(await files.read(transcript)));
  if (began === null || began === cwd) return;
  const told = `Session ${session} began in ${began}, and lane ${name} would go on with it in ${cwd}: call this in the work tree of that folder, or declare a lane that works there.`;
  throw new LaneTrouble('session_mismatch', exits.notReady, told);
}

/** Absolute folder that the first line tells which names one. */
function beganIn(record: string): string | null {
  for (const line of record.split('\n')) {
    const folder = textAt(objectIn(line) ?? {}, 'cwd');
    if (folder !== null) return folder;
  }
  return null;
}

async function recordIn({ world }: LaneContext, folder: string, session: string): Promise<string | null> {
  if ((await world.files.stat(folder))?.type !== 'folder') return null;
  for (const { name, type } of await world.files.list(folder)) {
    const place = `${folder}/${name}/${session}.jsonl`;
    if (type === 'folder' && (await world.files.stat(place))?.type === 'file') return place;
  }
  return null;
}
