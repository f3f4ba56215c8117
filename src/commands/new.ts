import { newFolder } from '../plan/new/place.ts';
import { turnValues } from '../plan/new/turn.ts';
import { type MissingValues, newNote } from '../plan/new.ts';
import type { PlanView } from '../plan/view.ts';
import { Refusal } from '../refusal.ts';
import type { Kind, World } from '../types.ts';
import { claimed } from '../write/claim.ts';
import { ownFolder } from '../write/own-folder.ts';
import { localDay } from './day.ts';
import { kindNamed } from './kind-named.ts';
import { namedNote } from './named-note.ts';
import { neededTemplate } from './note-template.ts';
import { type PlanRunOptions, runNotePlan } from './plan/run.ts';
import { planView } from './plan/view.ts';
import { findRoot, type Here, placeNamed } from './root.ts';
import type { Terminal } from './terminal.ts';

export interface NewOptions extends Omit<PlanRunOptions, 'answers'> {
  readonly kind: string;
  /** Values for the head: the title, the phase and whatever else the kind has. */
  readonly values: Readonly<Record<string, string>>;
  readonly id: string | null;
  /** From the folder of the call or from the root. */
  readonly folder: string | null;
  /** Note that the new one answers: path, file name or id. */
  readonly answering: string | null;
  /** Note that the new one takes over from. */
  readonly from: string | null;
  /** Lane that a new turn is for. */
  readonly lane: string | null;
  /** Open the note when it is written. */
  readonly edit: boolean;
}

/** Milliseconds to wait for others who make notes: each reads the record first. */
const PATIENCE = 60_000;

/** A note that was made. */
interface Made {
  readonly missing?: undefined;
  readonly code: number;
  readonly root: string;
  /** From the root; absent when it was only shown. */
  readonly path?: string | undefined;
}

/** What has to be said before a note of a kind can be made. */
interface Lacking extends MissingValues {
  readonly kind: Kind;
}

/**
 * Makes a note of a kind. What it needs and nobody said is asked on a terminal. Exit code 0.
 * @throws Refusal when something is missing off a terminal, the name is taken, or the editor fails.
 */
export async function makeNew(world: World, terminal: Terminal, options: NewOptions): Promise<number> {
  let came = await inTurn(world, options, () => made(world, terminal, options));
  // Outside of the turn: while a person thinks, others make their notes.
  if (came.missing !== undefined) {
    const values = { ...options.values, ...(await askFor(terminal, came)) };
    came = await inTurn(world, options, () => made(world, terminal, { ...options, values }));
  }
  if (came.missing !== undefined) throw new Refusal(stillMissing(came));
  const { code, root, path: place } = came;
  if (code !== 0 || !options.edit || place === undefined) return code;
  const failed = await world.edit(`${root}/${place}`);
  if (failed !== null) throw new Refusal(`${place} is written, but was not opened: ${failed}.`);
  return 0;
}

/** Runs work one process after the other, from the reading on: two at a time would take the same number. */
async function inTurn<T>(world: World, options: NewOptions, work: () => Promise<T>): Promise<T> {
  if (options.dryRun || options.json) return work();
  const { root } = await findRoot(world);
  const folder = `${await ownFolder(world.files, root)}/numbering`;
  const title = `new ${options.kind}`;
  return claimed(world, { folder, title, where: 'making a note here', patience: PATIENCE }, work);
}

async function made(world: World, terminal: Terminal, options: NewOptions): Promise<Made | Lacking> {
  const { here, view } = await planView(world, terminal, options.dryRun || options.json);
  const kind = kindNamed(view.kinds, options.kind);
  const template = await neededTemplate(world, here.root, `notes/${kind.name}.md`);
  const named = (argument: string | null) =>
    argument === null ? null : namedNote(here, view.graph, argument);
  const parts = {
    template,
    id: options.id,
    folder: options.folder === null ? null : await folderFrom(world, here, view, options.folder),
    answers: named(options.answering),
    from: named(options.from),
    author: (await here.repository?.author()) ?? null,
    date: localDay(world.now()),
  };
  const folderFor = (phase: string | null): string =>
    parts.folder ??
    newFolder(view, kind, options.values['phase'] ?? phase ?? (parts.from ?? parts.answers)?.phase ?? null);
  if (options.lane !== null && kind.name !== 'turn')
    throw new Refusal(
      `--lane goes with slop new turn alone, and this is a note of kind ${kind.name}: take it out.`,
    );
  const values = { ...(await laneValues(world, here, view, options, folderFor)), ...options.values };
  const plan = await newNote(view, kind, { ...parts, values });
  if ('missing' in plan) return { ...plan, kind };
  const code = await runNotePlan(world, terminal, here, plan, { ...options, answers: null });
  const isShown = options.dryRun || options.json;
  return { code, root: here.root, path: isShown ? undefined : plan.writes[0]?.path };
}

async function laneValues(
  world: World,
  here: Here,
  view: PlanView,
  { lane, values }: NewOptions,
  folderFor: (phase: string | null) => string,
): Promise<Readonly<Record<string, string>>> {
  if (lane === null) return {};
  const { loggedTurn } = await import('./lane/last.ts');
  const logged = await loggedTurn(world, here, lane);
  return turnValues(view, lane, values['turn'] ?? null, logged, folderFor);
}

async function askFor({ ask }: Terminal, lacking: Lacking): Promise<Readonly<Record<string, string>>> {
  if (ask === null) throw new Refusal(stillMissing(lacking));
  const values: Record<string, string> = {};
  for (const name of lacking.missing) values[name] = (await ask.line(`${name}: `, '')) ?? '';
  return values;
}

/** Keys of heads for which there is an option, which does more than set them. */
const OPTIONS = new Set(['title', 'phase', 'answers']);

function stillMissing({ kind, missing }: Lacking): string {
  const hasOption = (name: string) => OPTIONS.has(name) || (name === 'lane' && kind.name === 'turn');
  const flags = missing.map((name) => `${hasOption(name) ? `--${name} ` : `--set ${name}=`}"…"`).join(' ');
  const words = missing.includes('answers') ? ', or --set answers="…" for what no note asks' : '';
  return `A note of kind ${kind.name} needs ${missing.join(', ')}: add ${flags}${words}.`;
}

async function folderFrom(world: World, here: Here, { config }: PlanView, folder: string): Promise<string> {
  const place = await placeNamed(world, here, folder, config.record);
  if (place === '..' || place.startsWith('../')) throw new Refusal(`${folder} is outside of ${here.root}.`);
  return place;
}
