import { folderOf, nameOf, withoutEnding } from '../../read/paths.ts';
import type { Document } from '../../types.ts';
import { LANE_KINDS, laneKind } from '../lane-notes.ts';
import { ALONE } from './patterns.ts';

/** What is called how in what is shown. */
interface OpenNames {
  /** Whether a file that is shown may be called by that, a name behind none, some or all of its folders. */
  readonly isFile: (name: string) => boolean;
  /**
   * Whether something that is shown has that name, or a longer one that it begins or that it is too short to tell
   * from.
   */
  readonly isTaken: (name: string) => boolean;
}

/** What in the head of a note of a lane names a session or a message. */
const LANE_NAMES = ['claude-session', 'turn-id', 'digest'];

/** Names of notes and other files that are shown, and of items. */
export function openNames(
  documents: readonly Document[],
  files: readonly string[],
  items: Iterable<string>,
): OpenNames {
  const paths = new Set([...documents.map(({ path }) => path), ...files].flatMap(endsOf));
  const called = [
    ...documents.flatMap(({ path, id, title }) => [withoutEnding(nameOf(path)), id, title]),
    ...files.map((path) => withoutEnding(nameOf(path))),
    ...items,
  ];
  const begun = new Set<string>();
  const within = new Set<string>();
  for (const words of new Set(called.map((name) => wordsOf(name).join(' ')))) {
    const all = words.split(' ');
    for (const at of all.keys()) {
      begun.add(all.slice(0, at + 1).join(' '));
      within.add(all[at] ?? '');
      within.add(all.slice(at, at + FEW).join(' '));
    }
  }
  return {
    isFile: (name) => paths.has(name),
    isTaken: (name) => {
      const words = wordsOf(name);
      const key = words.join(' ');
      return begun.has(key) || (words.length <= FEW && within.has(key));
    },
  };
}

/** Words of a name that may stand in a longer one by chance. */
const FEW = 2;

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * A file name with and without its ending, behind as many of its folders as tell it from files that are shown. One that
 * is no note, such as package.json, may mean something else.
 */
export function namesOfFile(path: string, { isFile, isTaken }: OpenNames): readonly string[] {
  const stem = withoutEnding(nameOf(path));
  if (!/\.(?:md|html|docx)$/i.test(path) && !isTelling(stem)) return [];
  const name = endsOf(path).find((end) => !isFile(end)) ?? path;
  const bare = withoutEnding(name);
  return [
    ...(/[-_./\d]/.test(name) && name.length > 3 ? [`${ALONE}${name}`] : []),
    ...(isTelling(bare) && !isFile(bare) && !isTaken(bare) ? [`${ALONE}${bare}${ALONE}`] : []),
  ];
}

/** The name of a file, the same behind its folder, and so on. */
function endsOf(path: string): readonly string[] {
  const folder = folderOf(path);
  const name = nameOf(path);
  return folder === '' ? [name] : [name, ...endsOf(folder).map((end) => `${end}/${name}`)];
}

/** As with titles, one or two words may mean something else; so may a day. */
export function isFolderName(name: string): boolean {
  return name.split(/[\s_.-]+/).length > 2 && /\p{L}/u.test(name);
}

/**
 * Names of a note: its id, however its words are joined where these are three, and its title. A title of one or two
 * words may mean something else everywhere; three are a name.
 */
export function namesOf({ id, title, draft }: Document, { isTaken }: OpenNames): readonly string[] {
  const said = LANE_KINDS.includes(laneKind({ draft })) ? LANE_NAMES.map((key) => draft?.head[key]) : [];
  const words = id.split(/[\s_-]+/);
  const called = words.length > FEW ? words.join(' ') : `${ALONE}${id}${ALONE}`;
  return [
    ...(isTelling(id) && !isTaken(id) ? [called] : []),
    ...(title.trim().split(/\s+/).length > FEW && !isTaken(title) ? [title] : []),
    ...said.filter((one) => typeof one === 'string').filter(isTelling),
  ];
}

/** Whether a name is more than a word that a note may use for something else, and more than a number or a day. */
function isTelling(name: string): boolean {
  return /[-_./\d]/.test(name) && /\p{L}/u.test(name) && name.length > 3;
}
