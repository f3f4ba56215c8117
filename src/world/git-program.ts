import { createRequire } from 'node:module';
import type { SimpleGitProgressEvent } from 'simple-git';

/** What a call of `git` came to: its output, or what it said on stderr. */
export type GitOutcome =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string; readonly absent: boolean };

/** Runs `git` with these arguments in one folder. Never throws. Bytes that are not UTF-8 come back as U+FFFD. */
export type GitProgram = (...argv: readonly string[]) => Promise<GitOutcome>;

/** All that `git` may know of the environment: where things are, and who asks. Nothing that redirects it. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TMPDIR',
  'TEMP',
  'XDG_CONFIG_HOME',
  'SUDO_UID',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CEILING_DIRECTORIES',
];

/** What the way to another machine takes besides: who may log in there, what lies in between, whom to trust. */
const online =
  /^(?:SSH_AUTH_SOCK|SSH_AGENT_PID|(?:https?|no|all)_proxy|SSL_CERT_(?:FILE|DIR)|CURL_CA_BUNDLE|GIT_SSL_CAINFO)$/i;

const forced = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1', LC_ALL: 'C' };

/** A clone without file contents would fetch what it lacks by the way. Settings of the person cannot allow it. */
const offline = { ...forced, GIT_ALLOW_PROTOCOL: '' };

/** Settings of the person or the repository that would run a program or change what is printed. */
const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.ext.allow=never',
  'color.ui=false',
  'log.showRoot=true',
  'log.showSignature=false',
];

/** Switches of simple-git's guard: it also refuses what makes git safer. */
const guardOff = {
  allowUnsafeHooksPath: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeConfigPaths: true,
};

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a call needs beyond its arguments. */
interface Calling {
  /** What it reads from standard input. */
  readonly input?: string | undefined;
  /** Absolute; an index to read in place of the repository's own. */
  readonly index?: string | null;
  /** Told of each step of a clone or fetch, which alone go to other machines. */
  readonly progress?: (text: string) => void;
}

/**
 * The `git` program in an existing folder, driven through simple-git. No shell, no prompt, no hook, no lock,
 * and nothing fetched but by a clone or fetch; simple-git is loaded at the first call.
 */
export function gitProgram(folder: string, env: Environment, calling: Calling = {}): GitProgram {
  const isOnline = calling.progress !== undefined;
  const passed = (name: string): boolean => passedOn.includes(name) || (isOnline && online.test(name));
  const index = calling.index ? { GIT_INDEX_FILE: calling.index } : {};
  const environment = { ...chosen(env, passed), ...(isOnline ? forced : offline), ...index };
  return driven(folder, environment, settings, calling);
}

/** Variables of Git that say who commits and where their settings are. The others would redirect it. */
const personal =
  /^GIT_((AUTHOR|COMMITTER)_(NAME|EMAIL|DATE)|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)|CEILING_DIRECTORIES)$/;
/** What simple-git refuses, or what would open a program that waits for the person. */
const waiting = /^(EDITOR|VISUAL|PAGER|SSH_ASKPASS|PREFIX)$/;

/**
 * The `git` program as the person has it: own settings, identity, hooks and signing, in their environment. No
 * editor, no pager.
 */
export function personalGit(
  folder: string,
  env: Environment,
  calling: Pick<Calling, 'input'> = {},
): GitProgram {
  const kept = (name: string): boolean =>
    name.startsWith('GIT_') ? personal.test(name) : !waiting.test(name);
  return driven(folder, { ...chosen(env, kept), GIT_TERMINAL_PROMPT: '0' }, [], calling);
}

function chosen(env: Environment, wanted: (name: string) => boolean): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && wanted(name)) kept[name] = value;
  return kept;
}

/** By `require`: its build for `import` takes twice as long to load. */
function loadSimpleGit(): typeof import('simple-git').simpleGit {
  const { simpleGit }: typeof import('simple-git') = createRequire(import.meta.url)('simple-git');
  return simpleGit;
}

function driven(
  folder: string,
  environment: Readonly<Record<string, string>>,
  config: readonly string[],
  { input = '\n', progress }: Calling,
): GitProgram {
  return async (...argv) => {
    try {
      const git = loadSimpleGit()({
        baseDir: folder,
        config: [...config],
        allowEnvironment: Object.keys(environment),
        unsafe: guardOff,
        // Without input stdin stays open, and a command that reads it never ends.
        // An empty one would count as none.
        input: () => input || '\n',
        ...(progress && {
          progress: ({ stage, progress: percent }: SimpleGitProgressEvent) =>
            progress(`${stage} ${percent} %`),
        }),
        // An exit without closed pipes would cut the output short.
        completion: { onClose: true, onExit: false },
        // By default a failure that says nothing, or a killed process, counts as success, and the reason of another
        // one stands behind all that was printed before.
        errors: (error, { exitCode, stdErr }) =>
          exitCode === 0 ? error : Buffer.concat([...stdErr, Buffer.from('\n')]),
      })
        .env({ ...environment })
        // It waits 50 ms more for a program that printed nothing, though both pipes are closed by then.
        .outputHandler((_, stdout) => stdout.once('end', () => stdout.emit('data', Buffer.alloc(0))));
      return { ok: true, text: await git.raw([...argv]) };
    } catch (error) {
      const reason = error instanceof Error ? error.message.trim() : String(error);
      return { ok: false, reason, absent: /\bspawn git\S* E(NOENT|ACCES)\b/.test(reason) };
    }
  };
}

/** What `git` says first, without its `fatal:`. */
export const firstLine = (reason: string): string =>
  (/^(?:fatal|error): .*/m.exec(reason)?.[0] ?? reason.split('\n')[0] ?? '')
    .replace(/^\w+: /, '')
    .replace(/\.$/, '');

/** The bytes of a blob, whatever they are. Rejects when Git does not tell. */
export async function readBlobBytes(folder: string, env: Environment, oid: string): Promise<Uint8Array> {
  const environment = { ...chosen(env, (name) => passedOn.includes(name)), ...offline };
  const git = loadSimpleGit()({
    baseDir: folder,
    config: [...settings],
    allowEnvironment: Object.keys(environment),
    unsafe: guardOff,
  }).env(environment);
  return git.binaryCatFile(['blob', oid]);
}
