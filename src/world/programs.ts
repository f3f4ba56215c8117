import { spawn } from 'node:child_process';
import { closeSync, constants, openSync, readdirSync, readFileSync } from 'node:fs';
import type { Detached, Ended, ProcessIdentity, Programs, Signal } from '../types.ts';
import { realProcesses } from './processes.ts';

/**
 * Says who it is, then becomes the program: number and start time stay. The pipe is opened for both directions,
 * so that the program never reads an end when a writer leaves. What lies there is for its owner alone; the files that
 * the program makes are for whom they would be else.
 */
const BECOME = `mask=$(umask)
umask 077
[ -p "$1" ] || mkfifo "$1" || exit 126
boot= start=
[ -r /proc/sys/kernel/random/boot_id ] && read -r boot </proc/sys/kernel/random/boot_id
[ -r "/proc/$$/stat" ] && read -r a b c d e f g h i j k l m n o p q r s t u start rest <"/proc/$$/stat"
printf '%s %s %s\\n' "$$" "$boot" "$start" >"$4.new" && mv "$4.new" "$4"
exec 0<>"$1" 1>>"$2" 2>>"$3"
shift 4
umask "$mask"
exec "$@"`;

/** Milliseconds that a reader of a pipe has. */
const READ_WITHIN = 10_000;
/** Bytes of a program's output that are kept. */
const KEPT = 1 << 24;

/** The programs of this machine. */
export const realPrograms: Programs = { run, hand, start, started, pour, signal };

function run(
  [program = '', ...rest]: readonly string[],
  { cwd, env, milliseconds, input = '' }: Parameters<Programs['run']>[1],
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { cwd, env: { ...env } });
    // Node's own timer would go on, and this process with it, for a program that is not there.
    const late = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    const end = (ended: Ended): void => {
      clearTimeout(late);
      resolve(ended);
    };
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out.length < KEPT) out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (err.length < KEPT) err += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      end({ code: null, out, err: error.message, absent: /^E(NOENT|ACCES)$/.test(error.code ?? '') }),
    );
    child.on('close', (code) => end({ code, out, err, absent: false }));
    // A program that reads nothing closes its end.
    child.stdin.on('error', () => {}).end(input);
  });
}

function hand(
  [program = '', ...rest]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(program, rest, { env: { ...env }, stdio: 'inherit' });
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code));
  });
}

function start({ argv, cwd, env, input, output, errors, identity }: Detached): Promise<ProcessIdentity> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', BECOME, 'slop', input, output, errors, identity, ...argv], {
      cwd,
      env: { ...env },
      detached: true,
      stdio: 'ignore',
    });
    child.on('error', reject);
    child.on('spawn', async () => {
      child.unref();
      const found = await realProcesses.withNumber(child.pid ?? 0);
      // Gone at once: who it was is told by its number alone, which nothing that runs will match.
      resolve(found ?? { ...(await realProcesses.self()), pid: child.pid ?? 0, start: 'ended' });
    });
  });
}

async function started(identity: string): Promise<ProcessIdentity | null> {
  let said: string;
  try {
    said = readFileSync(identity, 'utf8');
  } catch {
    return null;
  }
  const [pid = '', boot = '', began = ''] = said.trim().split(' ');
  const found = /^[1-9]\d*$/.test(pid) ? await realProcesses.withNumber(Number(pid)) : null;
  return found !== null && found.boot === boot && (began === '' || found.start === began) ? found : null;
}

function pour(file: string, pipe: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // Held open for both directions while the other process begins, so that no opening waits for a reader.
    const both = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const end = openSync(pipe, constants.O_WRONLY);
    const child = spawn('cat', [file], { detached: true, stdio: ['ignore', end, 'ignore'] });
    const late = setTimeout(() => child.kill('SIGKILL'), READ_WITHIN);
    child.on('error', reject);
    child.on('spawn', () => {
      closeSync(end);
      closeSync(both);
    });
    child.on('exit', (code) => {
      clearTimeout(late);
      resolve(code === 0);
    });
  });
}

async function signal(identity: ProcessIdentity, name: Signal): Promise<void> {
  if ((await realProcesses.runs(identity)) !== true) return;
  const others = descendants(identity.pid);
  for (const pid of [-identity.pid, identity.pid, ...others]) {
    try {
      process.kill(pid, `SIG${name}`);
    } catch {
      // Gone already, or no group of its own.
    }
  }
}

/** Children, theirs, and so on; none where the system does not tell. */
function descendants(pid: number): readonly number[] {
  const childrenOf = new Map<number, number[]>();
  for (const name of listed('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  const found: number[] = [];
  for (let next = [pid]; next.length > 0; ) {
    next = next.flatMap((one) => childrenOf.get(one) ?? []);
    found.push(...next);
  }
  return found;
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
