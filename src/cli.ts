#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './commands/program.ts';
import type { About, Terminal } from './commands/terminal.ts';
import { Refusal } from './refusal.ts';

const home = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { stdout, stderr, env } = process;

/** Columns of a report that no terminal shows. */
const COLUMNS = 110;
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

// A reader that has seen enough (`slop check | head`) is no fault of ours: what is left is dropped.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

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

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write(text, () => resolve());
  });
}

function progress(text: string): void {
  if (stderr.isTTY) stderr.write(`\r\u001b[K${text.slice(0, stderr.columns - 1)}`);
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

async function open() {
  const [{ realWorld }, { askOn }] = await Promise.all([
    import('./world/world.ts'),
    import('./world/ask.ts'),
  ]);
  const world = realWorld({ cwd: process.cwd(), env, home });
  const terminal: Terminal = {
    out: (text) => write(stdout, text),
    err: (text) => write(stderr, text),
    progress,
    colour: takesColour(),
    columns: stdout.isTTY ? stdout.columns : COLUMNS,
    guard: interrupts.guard,
    ask: process.stdin.isTTY && stderr.isTTY ? askOn(process.stdin, stderr) : null,
    about,
  };
  return { world, terminal };
}

/** What went wrong, in words: a refusal, a file or program that the machine denies, or a bug. */
async function explainFailure(error: unknown): Promise<number> {
  progress('');
  const interrupted = interrupts.code();
  if (interrupted !== null) return interrupted;
  if (error instanceof Refusal) {
    await write(stderr, `slop: ${error.message}\n`);
    return 2;
  }
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    await write(stderr, `slop: Cannot proceed: ${error.message}\n`);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await write(
    stderr,
    `slop: This is a bug of slop, not of your record. Please report it, with these lines, at ${about.homepage}/issues\n\nslop ${about.version}, Node ${process.version}, ${process.platform}\n${stack}\n`,
  );
  return 3;
}

process.exitCode = await runProgram(process.argv.slice(2), {
  about,
  open,
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
}).catch(explainFailure);
