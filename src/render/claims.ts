import { createHash } from 'node:crypto';

/** Hands out paths so that no two collide, not even on a disk that is blind to case or normal form. */
export type ClaimPath = (wanted: string) => string;

/** Bytes that a file name may have on common file systems, less room for `.html` and a number. */
const LONGEST = 235;

/**
 * A fresh claim table. The first to ask for a path gets it; a later one gets `name~2.ext`, `name~3.ext`, and so
 * on, also where a file would stand in the place of a folder. The same order of asking gives the same paths.
 */
export function claimTable(): ClaimPath {
  const files = new Set<string>();
  const folders = new Set<string>();
  const next = new Map<string, number>();

  const free = (path: string, isTaken: (folded: string) => boolean): string => {
    const folded = fold(path);
    if (!isTaken(folded)) return path;
    for (let number = next.get(folded) ?? 2; ; number += 1) {
      const other = path.replace(/(\.[^./]*)?$/, (extension) => `~${number}${extension}`);
      if (isTaken(fold(other))) continue;
      next.set(folded, number);
      return other;
    }
  };

  return (wanted) => {
    const parts = wanted.split('/');
    const name = parts.pop() ?? '';
    let folder = '';
    for (const part of parts) {
      folder = free(folder + part, (folded) => files.has(folded));
      folders.add(fold(folder));
      folder += '/';
    }
    const path = free(folder + name, (folded) => files.has(folded) || folders.has(folded));
    files.add(fold(path));
    return path;
  };
}

/** How a careless file system would compare a path. */
function fold(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC');
}

/**
 * A path of the record → the same path as the site can keep it: control characters and halves of surrogate
 * pairs replaced, parts too long for a disk cut and told apart by a digest.
 */
export function keptPath(path: string): string {
  return path
    .split('/')
    .map((part) => shortened(part.replace(/[\u0000-\u001f\u007f]|\p{Surrogate}/gu, '_'), LONGEST))
    .join('/');
}

/** Any text → one part of a path that needs no explanation: letters, digits, `.`, `_` and `-`. */
export function pathPart(text: string): string {
  const plain = text
    .normalize('NFC')
    .slice(0, 300)
    .replace(/[^\p{L}\p{N}\p{M}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? `~${digest(text)}` : shortened(plain, 100);
}

function shortened(part: string, longest: number): string {
  if (Buffer.byteLength(part) <= longest) return part;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(part)?.[0] ?? '';
  let kept = '';
  for (const character of part) {
    if (Buffer.byteLength(kept + character) > longest - 20) break;
    kept += character;
  }
  return `${kept}~${digest(part)}${extension}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
