import type { World } from '../../types.ts';
import type { LaneState, Message } from '../types.ts';
import { hooksSaid, runOf } from './run.ts';
import type { TmuxServer } from './tmux-server.ts';

/** Milliseconds for the program to open its editor and take the text, and between two presses of Enter. */
const TAKEN_WITHIN = 5000;
const AGAIN = 2000;
const PRESSES = 5;
const PAUSE = 40;
/** Milliseconds that a menu needs to close. */
const CLOSES = 400;

/** Files by which a message gets into the input of a program in a terminal. */
export interface Shim {
  /** A program that the session takes for its editor. */
  readonly editor: string;
  /** The text that it puts in, and the one before: an interrupt may have put that back. */
  readonly text: string;
  readonly before: string;
  /** What stood there before; only there once the text is in. */
  readonly draft: string;
}

/** Where a lane's shim lies. */
export function shimOf(folder: string, generation: number): Shim {
  const below = `${folder}/${runOf(generation).folder}`;
  return {
    editor: `${below}/editor.sh`,
    text: `${below}/message.txt`,
    before: `${below}/before.txt`,
    draft: `${below}/draft.txt`,
  };
}

/**
 * The editor: it keeps what stood in the input, then puts the message there. With `wait` it leaves a draft as it is.
 * Anything but the program's own file for a message it refuses.
 */
export function shimText({ text, before, draft }: Shim, drafts: 'keep' | 'wait'): string {
  const quoted = (place: string): string => `'${place.replaceAll("'", "'\\''")}'`;
  const leave =
    drafts === 'wait'
      ? `grep -q '[^[:space:]]' "$1" && ! cmp -s "$1" ${quoted(before)} && { mv ${quoted(`${draft}.new`)} ${quoted(draft)}; exit 0; }\n`
      : '';
  return `#!/bin/sh
case "$1" in */claude-prompt-*.md) ;; *) exit 1 ;; esac
cat "$1" >${quoted(`${draft}.new`)} || exit 1
${leave}cat ${quoted(text)} >"$1" || exit 1
mv ${quoted(`${draft}.new`)} ${quoted(draft)}
`;
}

/** What came of handing a message over. */
export interface Handed {
  /** A person's words that stood in the input; '' for none. */
  readonly draft: string;
  /** Whether Enter was pressed: without it nothing left. */
  readonly submitted: boolean;
}

/**
 * Puts a message into the input by the editor, exactly, and presses Enter until the session's hooks say something, or
 * not again: an Enter on an empty input does nothing. `menu`: one stands before the input, and takes every key.
 */
export async function handOver(
  world: World,
  folder: string,
  server: TmuxServer,
  state: LaneState,
  { text }: Message,
  { drafts, menu }: { readonly drafts: 'keep' | 'wait'; readonly menu: boolean },
): Promise<Handed> {
  const { files, processes } = world;
  const shim = shimOf(folder, state.generation);
  // What the editor never took does not stand there; what stood there before may.
  const taken = (await files.stat(shim.draft)) !== null;
  const own = await textAt(files, taken ? shim.text : shim.before);
  await files.write(shim.before, own, { durable: false });
  await files.write(shim.text, text, { durable: false });
  await files.remove(shim.draft);
  if (menu) {
    await server.press('Escape');
    await processes.pause(CLOSES);
  }
  await server.press('C-g');
  const found = await draftIn(files, shim, processes.pause);
  if (found === null) return { draft: '', submitted: false };
  const draft = found === own ? '' : found;
  if (drafts === 'wait' && draft.trim() !== '') return { draft, submitted: false };
  const before = await hooksSaid(world, folder, state);
  for (let press = 0; press < PRESSES; press += 1) {
    await server.press('Enter');
    for (let waited = 0; waited < AGAIN; waited += PAUSE) {
      await processes.pause(PAUSE);
      if ((await hooksSaid(world, folder, state)) > before) return { draft, submitted: true };
    }
  }
  return { draft, submitted: true };
}

/** What the editor found; null when it was not opened. */
async function draftIn(
  files: World['files'],
  { draft }: Shim,
  pause: World['processes']['pause'],
): Promise<string | null> {
  for (let waited = 0; waited < TAKEN_WITHIN; waited += PAUSE) {
    await pause(PAUSE);
    if ((await files.stat(draft)) !== null) {
      // The program reads its file when the editor has ended.
      await pause(PAUSE * 2);
      return textAt(files, draft);
    }
  }
  return null;
}

async function textAt(files: World['files'], place: string): Promise<string> {
  return new TextDecoder().decode(await files.read(place).catch(() => new Uint8Array()));
}
