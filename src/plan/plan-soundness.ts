import type { Plan } from '../types.ts';
import { touchedPaths } from './plan.ts';

/** Longest path that every file system takes. */
const LONGEST = 1000;
/** Folders in which a plan has no business, on disks that ignore case too. */
const CLOSED = /^\.(git|slop)$/i;

/** Why a path cannot be one of a plan, in a few words; null when it can: it is below the root and no way out. */
export function pathFault(path: string): string | null {
  const pieces = path.split('/');
  if (path.length > LONGEST) return 'is too long';
  if (pieces.some((piece) => piece === '' || piece === '.' || piece === '..'))
    return 'does not lead below the root';
  if (path.includes('\0')) return 'holds a NUL character';
  if (pieces.some((piece) => CLOSED.test(piece))) return 'lies in a folder that Git or slop keeps for itself';
  return null;
}

/**
 * What is wrong with a plan in itself, whatever stands on disk: one sentence without its full stop, or null. A
 * plan that came as a file is looked at like this before anything else is done with it.
 */
export function planFault(plan: Plan): string | null {
  for (const path of [
    ...Object.keys(plan.base),
    ...touchedPaths(plan),
    ...plan.copies.map(({ from }) => from),
  ]) {
    const fault = pathFault(path);
    if (fault !== null) return `${JSON.stringify(path)} ${fault}`;
    if (!Object.hasOwn(plan.base, path)) return `its base does not say what stands at ${path}`;
  }
  return targetFault(plan) ?? questionFault(plan);
}

function targetFault({ base, writes, copies, moves, edits, questions }: Plan): string | null {
  const left = new Set(moves.map(({ from }) => from));
  if (left.size < moves.length) return 'it moves one file twice';
  const made = [...writes.map(({ path }) => path), ...copies.map(({ to }) => to)];
  const fresh = new Set(made);
  const targets = [...made, ...moves.map(({ to }) => to)];
  const twice = firstAgain(targets);
  if (twice !== null) return `it makes ${twice} twice`;
  const taken = targets.find((path) => base[path] !== null && !(left.has(path) && !fresh.has(path)));
  if (taken !== undefined) return `it makes ${taken}, where its base has a file`;
  const gone = [...left, ...copies.map(({ from }) => from)].find((path) => base[path] === null);
  if (gone !== undefined) return `it takes ${gone}, where its base has no file`;
  const edited = [...edits, ...questions.flatMap((question) => question.edits)];
  const lost = edited.find(({ path }) => base[path] === null && !fresh.has(path));
  return lost === undefined ? null : `it edits ${lost.path}, where its base has no file`;
}

function questionFault({ questions }: Plan): string | null {
  const twice = firstAgain(questions.map(({ id }) => id));
  return twice === null ? null : `two of its questions have the id ${twice}`;
}

/** The first text of a list that stands there a second time; null for none. */
function firstAgain(texts: readonly string[]): string | null {
  const seen = new Set<string>();
  return texts.find((text) => seen.size === seen.add(text).size) ?? null;
}
