import type { World } from '../../types.ts';
import type { Missing } from '../types.ts';

/** The oldest tmux that hands a program its arguments as they are and keeps a dead pane. */
const OLDEST = 3;
const ANSWER_WITHIN = 10_000;
/** Sockets have short names: the system's bound, with room for what tmux adds. */
const LONGEST_SOCKET = 100;
const SESSION = 'lane';
/** Times that a terminal is tried to be begun, and milliseconds between two of them. */
const TRIES = 20;
const PAUSE = 100;

/** A tmux server of a lane's own. */
export interface TmuxServer {
  /** Starts the program in a terminal of its own, that stays when it ends. */
  readonly begin: (argv: readonly string[], cwd: string) => Promise<void>;
  /** Number of the process in the terminal; null when there is none. */
  readonly pid: () => Promise<number | null>;
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** What the terminal shows. */
  readonly screen: () => Promise<string>;
  readonly end: () => Promise<void>;
  /** The command by which a person looks on. */
  readonly attach: readonly string[];
}

/** The tmux server at a socket; `env` is the whole environment of what it starts. */
export function tmuxServer(
  { programs, processes, cwd: here }: Pick<World, 'programs' | 'processes' | 'cwd'>,
  socket: string,
  env: Readonly<Record<string, string>>,
): TmuxServer {
  const base = ['tmux', '-S', socket, '-f', '/dev/null'];
  const call = (...argv: readonly string[]) =>
    programs.run([...base, ...argv], { cwd: here, env, milliseconds: ANSWER_WITHIN });
  return {
    begin: async (argv, cwd) => {
      const size = ['-x', '120', '-y', '40'];
      const keep = [';', 'set-option', '-g', 'remain-on-exit', 'on'];
      for (let tries = 1; ; tries += 1) {
        const made = await call('new-session', '-d', '-s', SESSION, ...size, '-c', cwd, ...argv, ...keep);
        if (made.code === 0) return;
        // The server before it may answer still while it ends.
        if (made.code === null || tries === TRIES) throw new Error(`tmux did not begin: ${made.err.trim()}`);
        await processes.pause(PAUSE);
      }
    },
    pid: async () => {
      const told = await call('display-message', '-p', '-t', SESSION, '#{pane_dead} #{pane_pid}');
      const [, pid = ''] = /^0 (\d+)$/.exec(told.out.trim()) ?? [];
      return pid === '' ? null : Number(pid);
    },
    press: async (...keys) => void (await call('send-keys', '-t', SESSION, ...keys)),
    screen: async () => (await call('capture-pane', '-p', '-t', SESSION)).out,
    end: async () => void (await call('kill-server')),
    attach: [...base, 'attach-session', '-t', SESSION],
  };
}

/** What stands in the way of a tmux server at that socket. */
export async function missingTmux(
  { programs, cwd }: Pick<World, 'programs' | 'cwd'>,
  socket: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Missing[]> {
  const told = await programs.run(['tmux', '-V'], { cwd, env, milliseconds: ANSWER_WITHIN });
  if (told.code !== 0) return [{ code: 'agent_missing', message: 'There is no tmux here: install it.' }];
  const version = /(\d+)\.(\d+)/.exec(told.out);
  if (version !== null && Number(version[1]) < OLDEST)
    return [
      { code: 'agent_missing', message: `tmux is ${version[0]}, and ${OLDEST}.0 is the oldest that works.` },
    ];
  const why =
    (Buffer.byteLength(socket) > LONGEST_SOCKET && 'too long a name for a socket') ||
    (/\s/.test(socket) && 'a name with white space, which the program would cut in two');
  const message = `${socket} is ${why}: set XDG_STATE_HOME to another folder.`;
  return why === false ? [] : [{ code: 'agent_missing', message }];
}
