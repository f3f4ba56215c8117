import type { World } from '../../types.ts';
import { textIn } from '../text.ts';
import type { LaneState, Message } from '../types.ts';
import { hooksSaid, runOf } from './run.ts';
import type { TmuxServer } from './tmux-server.ts';

/** Milliseconds between two presses of a key of which nothing came, and how often it is pressed. */
const AGAIN = 2000;
const PRESSES = 5;
const PAUSE = 40;
/** Milliseconds that a menu needs to close. */
const CLOSES = 400;
/** What the hooks say of a session at work: another Enter might answer what it asks. Idle ones say the rest. */
const AT_WORK = /"hook_event_name":\s*"(?!SessionStart"|Notification")/;

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
 * Opened again, it changes nothing. Anything but the program's own file for a message it refuses.
 */
export function shimText({ text, before, draft }: Shim, drafts: 'keep' | 'wait'): string {
  const quoted = (place: string): string => `'${place.replaceAll("'", "'\\''")}'`;
  const leave =
    drafts === 'wait'
      ? `grep -q '[^[:space:]]' "$1" && ! cmp -s "$1" ${quoted(before)} && { mv ${quoted(`${draft}.new`)} ${quoted(draft)}; exit 0; }\n`
      : '';
  return `#!/bin/sh
case "$1" in */claude-prompt-*.md) ;; *) exit 1 ;; esac
[ -e ${quoted(draft)} ] && exit 0
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
 * Puts a message into the input by the editor, exactly, and presses Enter until the session's hooks say that it is
 * at work, or not again: an Enter on an empty input does nothing. `menu`: one stands before the input, and takes every key.
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
  const own = await textIn(files, taken ? shim.text : shim.before);
  await files.write(shim.before, own, { durable: false });
  await files.write(shim.text, text, { durable: false });
  await files.remove(shim.draft);
  if (menu) {
    await server.press('Escape');
    await processes.pause(CLOSES);
  }
  const press = (key: string, isDone: () => Promise<boolean>) =>
    pressUntil(server, processes.pause, key, isDone);
  const opened = await press('C-g', async () => (await files.stat(shim.draft)) !== null);
  if (!opened) return { draft: '', submitted: false };
  // The program reads its file when the editor has ended.
  await processes.pause(PAUSE * 2);
  const found = await textIn(files, shim.draft);
  const draft = found === own ? '' : found;
  if (drafts === 'wait' && draft.trim() !== '') return { draft, submitted: false };
  const before = await hooksSaid(world, folder, state);
  const hooks = `${folder}/${runOf(state.generation).hooks}`;
  await press('Enter', async () => AT_WORK.test(decode(await world.logs.readFrom(hooks, before))));
  return { draft, submitted: true };
}

/** A key that comes while the program is at something else may be lost. Returns whether something came of it. */
async function pressUntil(
  server: TmuxServer,
  pause: World['processes']['pause'],
  key: string,
  isDone: () => Promise<boolean>,
): Promise<boolean> {
  for (let press = 0; press < PRESSES; press += 1) {
    await server.press(key);
    for (let waited = 0; waited < AGAIN; waited += PAUSE) {
      await pause(PAUSE);
      if (await isDone()) return true;
    }
  }
  return false;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
