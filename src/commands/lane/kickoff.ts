import { exits } from '../../lane/codes.ts';
import { judgingWorld, type LaneContext, readPublished } from '../../lane/context.ts';
import { readyFolder, turn, turnOutcome } from '../../lane/operations/turn.ts';
import type { Outcome } from '../../lane/outcome.ts';
import { LaneTrouble } from '../../lane/trouble.ts';
import { readingOrder } from '../../link/reading-order.ts';
import { claimLines } from '../../report/claims.ts';
import { paintFor } from '../../report/paint.ts';
import { readingLines } from '../../report/reading.ts';
import type { World } from '../../types.ts';
import { changedAuthority } from '../changed-authority.ts';
import { namedNote } from '../named-note.ts';
import { readRecord } from '../record.ts';
import { pathsFrom } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { foundNow } from '../verify/claims.ts';
import { verifyJson } from '../verify/json.ts';
import { takeEvidence } from './evidence.ts';
import { measuredIn, otherTree } from './lane-tree.ts';

/** What a kickoff is asked for. */
export interface KickoffOptions {
  /** Path, file name or id of the handoff. */
  readonly handoff: string;
  /** Null: the only one that is declared. */
  readonly lane: string | null;
  /** Send it although what it rests on has changed. */
  readonly acknowledge: boolean;
}

/**
 * Begins a session's work from a handoff: holds what it claims and gives to read against the world, tells the
 * differences as a table on standard error, and sends its kickoff prompt as a turn.
 * @throws LaneTrouble when what is authoritative has changed and nobody said that this is known; and as `turn` does.
 */
export async function kickoff(
  world: World,
  terminal: Terminal,
  context: LaneContext,
  { handoff, lane: named, acknowledge }: KickoffOptions,
): Promise<Outcome> {
  const lane = named ?? (await onlyLane(context));
  const { here, compiled } = await readRecord(await judgingWorld(context), terminal);
  const note = namedNote(here, compiled.graph, handoff);
  const works = await readyFolder(context, lane);
  const own = await measuredIn(here, await otherTree(world, here, works));
  const recorded = compiled.graph.claims.get(note.path) ?? [];
  const { claims, receipts } = await foundNow(world, terminal, recorded, compiled, own);
  const reading = readingOrder(note, compiled.graph);
  const pathOf = pathsFrom(here.cwd, here.root);
  const paint = paintFor(terminal);
  const telling = { textOf: compiled.textOf, pathOf, paint, columns: terminal.columns };
  if (claims.length > 0) await terminal.err(await claimLines(claims, telling));
  if (reading !== null) await terminal.err(readingLines(reading, paint));
  const changed = await changedAuthority(here, note, compiled.graph, reading);
  for (const { name, state } of changed) await terminal.err(`${paint('error', state.padEnd(12))}  ${name}\n`);
  const known = changed.map(({ name, state }) => `${name} (${state})`).join(', ');
  if (changed.length > 0 && !acknowledge) {
    const told = `${note.path} rests on what has changed since: ${known}. Nothing was sent: bring the handoff up to date, or say with --acknowledge that this is known.`;
    throw new LaneTrouble('authority_changed', exits.authority, told);
  }
  const outcome = await terminal.guard((interrupted) =>
    turn(context, lane, note.path, {
      wait: true,
      minutes: null,
      interrupted,
      ...(changed.length > 0 && { known }),
    }),
  );
  const owes = (outcome.owed ?? []).length > 0;
  const ended =
    owes && (await takeEvidence(world, terminal, context, lane))
      ? { ...(await turnOutcome(context, lane)), remarks: outcome.remarks ?? [] }
      : outcome;
  const verified = verifyJson({ note, listed: [], claims, reading, receipts }, pathOf);
  return { ...ended, json: { ...ended.json, kickoff: { ...verified, changed } } };
}

/** @throws LaneTrouble when there are several, or none. */
async function onlyLane(context: LaneContext): Promise<string> {
  const { declared } = (await readPublished(context)).config;
  const [only, ...more] = declared;
  if (only !== undefined && more.length === 0) return only.name;
  const names = declared.map(({ name }) => name).join(', ') || 'none';
  throw new LaneTrouble(
    'lane_unknown',
    exits.lane,
    `Say which lane is to begin: slop.yaml declares ${names}.`,
  );
}
