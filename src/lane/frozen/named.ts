import { nameReadings } from '../../parse/name-readings.ts';
import { isSameVersion, parseVersion } from '../../parse/version.ts';
import { exits } from '../codes.ts';
import type { LaneContext, Published } from '../context.ts';
import { LaneTrouble } from '../trouble.ts';
import { type CommittedNote, committedNote } from './committed.ts';

/**
 * Finds what an argument names: a note by path, file name, id or `id@0.3`, and with `#` or `§` behind it a section of
 * one, as it is written there. It is looked for on the published branch, and then on each trusted one.
 * @throws LaneTrouble for a note that is on none of them, that may be several, or that was edited since.
 */
export async function namedIn(
  context: LaneContext,
  published: Published,
  argument: string,
): Promise<{ readonly note: CommittedNote; readonly section: string | null }> {
  // What a head alone says is found once the whole record is read.
  for (const find of [committedNote, identifiedNote])
    for (const [name, address] of nameReadings(argument)) {
      const note = await find(context, published, name.trim());
      if (note !== null) return { note, section: address === '' ? null : address.slice(1).trim() };
    }
  const { branch, trusted } = published;
  const names = [...trusted.keys()].join(', ');
  const told = `${argument} is no note on ${names}: only a note that is committed on ${branch}, or on a branch that slop.yaml names under lanes.trust, is sent. Commit and publish it, or name it by its path.`;
  throw new LaneTrouble('note_uncommitted', exits.note, told);
}

/** A note whose head says an id that its file name does not. */
async function identifiedNote(
  context: LaneContext,
  published: Published,
  argument: string,
): Promise<CommittedNote | null> {
  if (argument === '' || argument.includes('/')) return null;
  const [id = '', pinned = null] = argument.split('@');
  const wanted = parseVersion(pinned ?? '');
  const { frozenRecord } = await import('./record.ts');
  const repository = await context.repository();
  for (const one of published.trusted) {
    const [, commit] = one;
    const beside = (await repository?.committed(context.root, commit, ['slop.yaml'])) ?? new Map();
    const { graph } = await frozenRecord(context, { commit, beside });
    const lineage = graph.lineages.get(id);
    const found =
      pinned === null
        ? lineage?.current
        : lineage?.versions.find(({ version }) => wanted !== null && isSameVersion(version, wanted));
    if (found !== undefined)
      return committedNote(context, { ...published, trusted: new Map([one]) }, found.path);
  }
  return null;
}
