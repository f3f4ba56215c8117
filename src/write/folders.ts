import path from 'node:path';

/** The folders above a path, outermost first. */
export function foldersOf(place: string): readonly string[] {
  const pieces = path.posix.dirname(place).split('/');
  return pieces[0] === '.' ? [] : pieces.map((_, index) => pieces.slice(0, index + 1).join('/'));
}
