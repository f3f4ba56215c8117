import { Intruded } from './replace.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  EBUSY: 'another program holds it',
  EIO: 'the disk failed',
};

/** Why the disk said no, in a few words with the place; hands bugs on by throwing them. */
export function whyNot(error: unknown): string {
  if (error instanceof Intruded) return error.message;
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const { code, dest, path } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const place = dest ?? path;
  const reason = REASONS[String(code)];
  if (reason === undefined) return error.message;
  return place === undefined ? reason : `${reason} (${place})`;
}
