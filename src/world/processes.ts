import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Processes, ProcessIdentity } from '../types.ts';

/** The processes of this machine. What it does not tell of them (other systems than Linux tell less) is `''`. */
export const realProcesses: Processes = {
  self: async () => identityOf(process.pid),
  runs,
  withNumber: async (pid) => {
    const identity = await identityOf(pid);
    return signalled(pid) && (await startOf(pid)) !== null ? identity : null;
  },
  unique: () => randomUUID().slice(0, 8),
  uuid: () => randomUUID(),
  pause: (milliseconds) =>
    // A timer of none waits a millisecond all the same.
    new Promise(
      (resolve) => void (milliseconds > 0 ? setTimeout(resolve, milliseconds) : setImmediate(resolve)),
    ),
};

async function identityOf(pid: number): Promise<ProcessIdentity> {
  const boot = told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = told(() => readlinkSync('/proc/self/ns/pid'));
  return { host: hostname(), boot: boot.trim(), namespace, pid, start: (await startOf(pid)) ?? '' };
}

/** What the system says of itself; nothing where it does not. Read in place, since it is in no file on a disk. */
function told(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

async function runs(identity: ProcessIdentity): Promise<boolean | null> {
  const here = await identityOf(process.pid);
  if (identity.host !== here.host) return null;
  if (identity.boot !== here.boot) return false;
  if (identity.namespace !== here.namespace) return null;
  if (!signalled(identity.pid)) return false;
  const start = await startOf(identity.pid);
  // Ended, and its parent has not looked; or a later process has the number.
  return start !== null && (start === identity.start || start === '' || identity.start === '');
}

/** Signal 0 only asks; a process of another user answers with EPERM. */
function signalled(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** When a process began: null when it has ended, `''` when the system does not tell. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    // Unreadable where processes of other users are hidden: then it runs, for all that can be told.
    const stat = told(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (stat === '') return '';
    // The name, in parentheses, may hold anything; state is the third field, start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? '');
  }
  if (process.platform === 'win32') return '';
  // On Linux no program is started for this, and most commands start none.
  const [{ execFile }, { promisify }] = await Promise.all([
    import('node:child_process'),
    import('node:util'),
  ]);
  const listed = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: { LC_ALL: 'C' },
  }).catch(() => null);
  return listed === null ? '' : listed.stdout.trim().replace(/\s+/g, '-');
}
