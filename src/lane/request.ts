import path from 'node:path';
import { sourceOf } from '../read/source.ts';
import { exits } from './codes.ts';
import type { LaneContext, Published } from './context.ts';
import { digestOf } from './digest.ts';
import { kickoffIn } from './prompt/kickoff.ts';
import { normalise } from './prompt/normalise.ts';
import { LaneTrouble } from './trouble.ts';
import type { TurnRequest } from './types.ts';

/** Bytes of the longest prompt. */
const LONGEST = 1 << 20;

/**
 * Makes the message of a turn from a note, as the published branch or a trusted one has it. The same commit gives the
 * same bytes.
 * @throws LaneTrouble for a note that is not committed there, that was edited since, or that holds no prompt.
 */
export async function requestFrom(
  context: LaneContext,
  found: Published,
  argument: string,
): Promise<TurnRequest> {
  const note = await committedNote(context, found, argument);
  const [{ parse }, { loadEngine }] = await Promise.all([
    import('../parse/parse.ts'),
    import('../parse/markdown/engine.ts'),
  ]);
  const source = sourceOf(note.path, new TextEncoder().encode(note.text));
  const draft = parse(source, found.all, (await loadEngine()).engine);
  const kickoff = kickoffIn(draft, source.text);
  const { text, changes } = normalise(kickoff ?? '');
  if (text === '') {
    throw new LaneTrouble(
      'note_invalid',
      exits.note,
      `${note.path} has no text under a heading "Kickoff prompt": write there what is to be sent.`,
    );
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > LONGEST) {
    const told = `The prompt of ${note.path} has ${bytes} bytes, and ${LONGEST} are the most: name what is to be read instead of holding it.`;
    throw new LaneTrouble('note_invalid', exits.note, told);
  }
  const { head } = draft;
  const word = (key: string): string | null =>
    typeof head[key] === 'string' && head[key] !== '' ? String(head[key]) : null;
  const stem = path.posix.basename(note.path, '.md');
  return {
    note: word('id') ?? stem,
    path: note.path,
    oid: note.oid,
    commit: note.commit,
    branch: note.branch,
    kind: word('turn'),
    prompt: text,
    digest: digestOf(text),
    changes,
  };
}

interface CommittedNote {
  readonly path: string;
  readonly oid: string;
  readonly text: string;
  readonly commit: string;
  readonly branch: string;
}

async function committedNote(
  { world, root, cwd, repository: find }: LaneContext,
  { trusted, branch }: Published,
  argument: string,
): Promise<CommittedNote> {
  const places = [
    path.posix.relative(root, path.posix.resolve(cwd, argument)),
    path.posix.normalize(argument),
  ];
  const inside = [...new Set(places)].filter((place) => !/^(?:\.\.(?:\/|$)|\/)/.test(place));
  const repository = await find();
  for (const [name, commit] of trusted) {
    const files = (await repository?.committed(root, commit, inside)) ?? new Map();
    for (const place of inside) {
      const file = files.get(place);
      if (file === undefined) continue;
      const note = { path: place, commit, branch: name, ...file };
      await sameAsHere(world.files, root, note);
      return note;
    }
  }
  const names = [...trusted.keys()].join(', ');
  const told = `${argument} is no note on ${names}: only a note that is committed on ${branch}, or on a branch that slop.yaml names under lanes.trust, is sent. Name it by its path, and commit it.`;
  throw new LaneTrouble('note_uncommitted', exits.note, told);
}

/** What lies in the work tree is what its author looks at: another text must not be sent. */
async function sameAsHere(
  files: LaneContext['world']['files'],
  root: string,
  note: CommittedNote,
): Promise<void> {
  if ((await currentOid(files, root, note.path)) === note.oid) return;
  if ((await files.stat(`${root}/${note.path}`)) === null) return;
  const told = `${note.path} was edited since ${note.commit.slice(0, 7)} on ${note.branch}: commit and publish the change, or take it back.`;
  throw new LaneTrouble('note_uncommitted', exits.note, told);
}

/** Blob id of a note as it lies in the work tree; null when it is not there. */
export async function currentOid(
  files: LaneContext['world']['files'],
  root: string,
  place: string,
): Promise<string | null> {
  try {
    return sourceOf(place, await files.read(`${root}/${place}`)).oid;
  } catch {
    return null;
  }
}
