import path from 'node:path';
import { counted } from '../../parse/in-threes.ts';
import { objectIn } from '../adapters/raw.ts';
import { exits } from '../codes.ts';
import { type Common, commonOf, declarationOf, type LaneContext } from '../context.ts';
import { digestOf } from '../digest.ts';
import { currentState, knownStates } from '../log/current.ts';
import { laneFolder } from '../log/place.ts';
import { turnsOf } from '../log/turns.ts';
import type { Outcome } from '../outcome.ts';
import { allowedLine, type LeftOut } from '../package/lines.ts';
import { maskedThrough, maskFor } from '../package/masking.ts';
import { spokenTurns, transcriptText } from '../package/neutral.ts';
import { newFolder, refuseInRecord } from '../package/new-folder.ts';
import { LaneTrouble } from '../trouble.ts';
import type { LaneState } from '../types.ts';

interface Bundled {
  readonly lane: string;
  readonly session: string;
  readonly turns: number;
  readonly lines: number;
  /** Numbers of turns of which the session's record says nothing any more. */
  readonly unsaid: readonly number[];
  /** How many lines of the session's record were not handed on, by why. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/**
 * Bundles the sessions of lanes that slop.yaml declares and that were launched here, and no others: of each its turns,
 * what was said in them in no program's form, and the session's own record beside it. Only what is allowed by name is
 * handed on, with private matter masked. The same logs and records give the same bytes.
 * @throws LaneTrouble when the folder holds something already, or a named lane has no session.
 */
export async function packageSessions(
  context: LaneContext,
  target: string,
  names: readonly string[],
): Promise<Outcome> {
  return newFolder(context, target, 'bundle', async (made, out) => {
    const common = await commonOf(context);
    await refuseInRecord(context, common.published, out);
    const wanted = names.length > 0 ? names : common.published.config.declared.map(({ name }) => name);
    const mask = await maskHere(context, common);
    const bundled: Bundled[] = [];
    for (const name of wanted) {
      declarationOf(common.published, name);
      const one = await bundle(context, common, { name, mask, made });
      if (one !== null) bundled.push(one);
      else if (names.length > 0) throw noSession(name);
    }
    if (bundled.length === 0) throw noSession(null);
    const manifest = { schemaVersion: 1, lanes: bundled };
    await context.world.files.write(`${made}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    return {
      exit: 0,
      json: { folder: out, lanes: bundled },
      text: bundled.map(tell).join(''),
      aside: `Bundled into ${out}: look through it before it goes anywhere.\n`,
    };
  });
}

function noSession(name: string | null): LaneTrouble {
  const told =
    name === null
      ? 'No lane that slop.yaml declares has a session here: there is nothing to bundle.'
      : `Lane ${name} has no session here: there is nothing to bundle.`;
  return new LaneTrouble('not_launched', exits.notReady, told);
}

async function maskHere({ world, root }: LaneContext, { place, published }: Common) {
  const { HOME, CLAUDE_CONFIG_DIR } = world.env;
  const home = await world.files.realPath(HOME ?? '/').catch(() => '/');
  return maskFor(published.all, {
    env: world.env,
    passed: published.config.declared.flatMap(({ pass }) => pass),
    folders: [
      root,
      ...(await knownStates(world, place.folder)).flatMap((state) => state.root ?? []),
      place.folder,
      path.posix.dirname(place.folder),
      home,
      HOME ?? '/',
      CLAUDE_CONFIG_DIR ?? '/',
    ],
    host: (await world.processes.self()).host,
  });
}

/** Null for a lane that was never launched, or whose session never began. */
async function bundle(
  context: LaneContext,
  { place }: Pick<Common, 'place'>,
  {
    name,
    mask,
    made,
  }: { readonly name: string; readonly mask: (text: string) => string; readonly made: string },
): Promise<Bundled | null> {
  const { world } = context;
  const folder = laneFolder(place, name);
  if ((await world.files.stat(folder)) === null) return null;
  const { state } = await currentState(world, folder, name);
  if (state.session === null) return null;
  const { lines, leftOut } = await linesOf(context, state);
  const masked = lines.map((line) => maskedThrough(line, mask));
  const logged = (await turnsOf(world, folder, name)).map(({ turn }) => turn);
  const turns = maskedThrough(spokenTurns(logged, lines), mask);
  const texts = new Map([
    ['record.jsonl', masked.map((line) => `${JSON.stringify(line)}\n`).join('')],
    [
      'transcript.json',
      `${JSON.stringify({ schemaVersion: 1, lane: name, session: state.session, turns }, null, 1)}\n`,
    ],
    ['transcript.md', transcriptText(name, state.session, turns)],
  ]);
  const files: Bundled['files'][number][] = [];
  for (const [file, text] of texts) {
    await world.files.write(`${made}/${name}/${file}`, text, { durable: false });
    files.push({ path: `${name}/${file}`, bytes: Buffer.byteLength(text), sha256: digestOf(text) });
  }
  const unsaid = turns.filter(({ spoken }) => spoken.length === 0).map(({ number }) => number);
  return {
    lane: name,
    session: state.session,
    turns: turns.length,
    lines: lines.length,
    unsaid,
    leftOut,
    files,
  };
}

async function linesOf({ world }: LaneContext, { transcript, session, created }: LaneState) {
  const leftOut: Partial<Record<LeftOut, number>> = {};
  const lines: Readonly<Record<string, unknown>>[] = [];
  const since = created === null ? 0 : Date.parse(created);
  const places = transcript === null ? [] : [transcript, ...(await helpersBeside(world.files, transcript))];
  for (const place of places) {
    const text = new TextDecoder().decode(await world.logs.readFrom(place, 0));
    for (const one of text.split('\n')) {
      if (one === '') continue;
      const line = objectIn(one);
      const kept = line === null ? 'cut off or no JSON' : allowedLine(line, session ?? '', since);
      if (typeof kept === 'string') leftOut[kept] = (leftOut[kept] ?? 0) + 1;
      else lines.push(kept);
    }
  }
  return { lines, leftOut };
}

/** Records of the helpers that a session started: they lie in a folder named after it. */
async function helpersBeside(
  files: LaneContext['world']['files'],
  record: string,
): Promise<readonly string[]> {
  const folder = `${record.replace(/\.jsonl$/, '')}/subagents`;
  if ((await files.stat(folder))?.type !== 'folder') return [];
  return (await files.list(folder))
    .filter(({ name, type }) => type === 'file' && name.endsWith('.jsonl'))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

function tell({ lane, session, turns, lines, unsaid, leftOut }: Bundled): string {
  const out = Object.entries(leftOut).map(([why, count]) => `${count} ${why}`);
  const left = out.length === 0 ? '' : `; left out: ${out.join(', ')}`;
  const lost = unsaid.length === 0 ? '' : `; its record says nothing of turn ${unsaid.join(', ')}`;
  return `${lane}  session ${session}, ${counted(turns, 'turn')}, ${lines} lines${left}${lost}\n`;
}
