import type { Fault } from '../types.ts';

/** True for names that a note can have. */
export const isMarkdown = (path: string): boolean => /\.md$/i.test(path);

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  ENOENT: 'it is no longer there',
  ENOTDIR: 'it is no longer there',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk failed',
};

/** The fault of a file or folder that cannot be read: a reason in words, or Node's error, told by its code. */
export function unreadable(cause: unknown): Fault {
  const code =
    typeof cause === 'string'
      ? null
      : String((cause as NodeJS.ErrnoException | null)?.code ?? 'unknown error');
  const reason = code === null ? String(cause) : (reasons[code] ?? code);
  return { rule: 'source/unreadable', span: { start: 0, end: 0 }, data: { reason } };
}
