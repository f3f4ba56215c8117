#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { Failure } from './commands/failure.ts';
import { type PlainLine, plainLine } from './commands/plain-lines.ts';
import type { About, Terminal } from './commands/terminal.ts';

const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { stdout, stderr, env } = process;

/** Columns of a report that no terminal shows, or one that does not know its width. */
const COLUMNS = 110;
/** Left to itself the heap grows to three times what lives in it, which is no quicker. */
const HEAP = '--heap-growing-percent=50';
/** Left to itself V8 compiles much of what a function calls into it: an eighth of a cold check, and no run is quicker. */
const COMPILER = '--max-inlined-bytecode-size-cumulative=100';
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

// Whoever writes learns of a failure by the callback; without a listener the event would end the program.
for (const stream of [stdout, stderr]) stream.on('error', () => {});

const interrupts = watchInterrupts();

/** Ends the program on a signal: at once, or after guarded work has tidied up; at once on the second signal. */
function watchInterrupts() {
  let guarded: AbortController | null = null;
  let code: number | null = null;
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (guarded === null || code !== null) process.exit(exitCode);
      code = exitCode;
      guarded.abort();
    });
  }
  const guard: Terminal['guard'] = async (work) => {
    guarded = new AbortController();
    try {
      return await work(guarded.signal);
    } finally {
      guarded = null;
    }
  };
  return { guard, code: () => code };
}

/** What a write ends with when its reader has gone: a pipe, and a socket with text that nobody read. */
const GONE = new Set(['EPIPE', 'ECONNRESET']);

/**
 * Resolves also when the reader has gone (`slop check | head`): what is left is dropped. A long report would let no
 * interrupt be heard, were it not set aside after each write.
 */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed || text === '') return resolve();
    stream.write(text, (error) => {
      if (error && !GONE.has(String((error as NodeJS.ErrnoException).code))) reject(error);
      else setImmediate(resolve);
    });
  });
}

function progress(text: string): void {
  if (stderr.isTTY && env['TERM'] !== 'dumb') stderr.write(`\r\u001b[K${text.slice(0, stderr.columns - 1)}`);
}

function takesColour(): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0';
  return stdout.isTTY && env['TERM'] !== 'dumb';
}

function readAbout(): About {
  const { version, homepage } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'));
  return { version, homepage };
}

const about = readAbout();

/**
 * Where results are kept from run to run: `SLOP_CACHE` is `off`, or names a folder, in which others may have things
 * too.
 */
function cacheFolder(): string | null {
  const named = env['SLOP_CACHE'];
  if (named === undefined || named === '') return '.slop/cache';
  return named === 'off' ? null : path.resolve(named, 'slop-cache');
}

async function open() {
  setFlagsFromString(HEAP);
  setFlagsFromString(COMPILER);
  const { realWorld } = await import('./world/world.ts');
  const asks = process.stdin.isTTY && stderr.isTTY;
  const world = realWorld({ cwd: process.cwd(), env, home, cache: cacheFolder() });
  const terminal: Terminal = {
    out: (text) => write(stdout, text),
    err: (text) => {
      progress('');
      return write(stderr, text);
    },
    progress,
    colour: takesColour(),
    columns: (stdout.isTTY && stdout.columns) || COLUMNS,
    guard: interrupts.guard,
    ask: asks ? (await import('./world/ask.ts')).askOn(process.stdin, stderr) : null,
    about,
  };
  return { world, terminal };
}

/**
 * Says what went wrong; hands back the exit code. What cannot be told is dropped: a failure in here would come back here
 * without end.
 */
async function fail(error: unknown): Promise<number> {
  progress('');
  const interrupted = interrupts.code();
  if (interrupted !== null) return interrupted;
  const { code, text } = await describe(error);
  await write(stderr, text).catch(() => {});
  return code;
}

async function describe(error: unknown): Promise<Failure> {
  try {
    const { describeFailure } = await import('./commands/failure.ts');
    return describeFailure(error, about, `Node ${process.version}, ${process.platform}`);
  } catch {
    return { code: 3, text: `slop: This copy of slop (${home}) is not whole: install it again.\n` };
  }
}

process.on('uncaughtException', async (error) => process.exit(await fail(error)));

/** Runs a line that needs no reader of command lines. */
async function runPlain(line: PlainLine): Promise<number> {
  if (line.program === 'lane') {
    const [{ lane }, { world, terminal }] = await Promise.all([import('./commands/lane/lane.ts'), open()]);
    return lane(world, terminal, line.command, line);
  }
  const [{ check, PLAIN }, { world, terminal }] = await Promise.all([
    import('./commands/check/check.ts'),
    open(),
  ]);
  return check(world, terminal, PLAIN);
}

/** Runs the program; the version and what is asked all the time are told before the rest of it is loaded. */
async function run(argv: readonly string[]): Promise<number> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    await write(stderr, `slop: This needs Node 20.19 or later, and runs with ${process.version}.\n`);
    return 2;
  }
  const [first, ...others] = argv;
  if (others.length === 0 && (first === '--version' || first === '-V')) {
    await write(stdout, `${about.version}\n`);
    return 0;
  }
  const plain = plainLine(argv);
  if (plain !== null) return runPlain(plain);
  const { runCommandLine } = await import('./commands/program.ts');
  const out = (text: string): Promise<void> => write(stdout, text);
  return runCommandLine(argv, { about, open, out, err: (text) => write(stderr, text) });
}

const code = await run(process.argv.slice(2)).catch(fail);
process.exitCode = interrupts.code() ?? code;
