import path from 'node:path';
import { claimsElsewhere } from '../../write/claim.ts';
import { alone } from '../act.ts';
import { adapterFor } from '../adapters/adapters.ts';
import { undefinedAgent } from '../adapters/claude.ts';
import { exits } from '../codes.ts';
import {
  commonOf,
  declarationOf,
  type LaneContext,
  type OpenLane,
  openRunning,
  readPublished,
} from '../context.ts';
import { processElsewhere } from '../elsewhere.ts';
import { foldLog, knownStates } from '../log/current.ts';
import { readLog } from '../log/log.ts';
import { laneFolder, lanesPlace } from '../log/place.ts';
import { hasOtherForm, resultFile, stateFile, stateText, writeProjections } from '../log/projections.ts';
import type { Outcome } from '../outcome.ts';
import { textIn } from '../text.ts';
import { troubleIn } from '../trouble.ts';
import type { LaneState } from '../types.ts';
import { goneFolder } from '../work-folder.ts';

interface Finding {
  readonly code: string;
  readonly message: string;
  readonly mended: boolean;
}

interface Diagnosis {
  readonly lane: string;
  /** What is wrong, or was, in sentences; empty for a sound lane. */
  readonly found: readonly Finding[];
  readonly entries: number;
}

/**
 * Looks whether lanes are sound: folds each log from its beginning, makes state.json and result.json again where they
 * are not what the log says, and asks each adapter what is missing here.
 */
export async function doctor(context: LaneContext, name: string | null): Promise<Outcome> {
  const names = name === null ? await namesOf(context) : [name];
  const diagnoses: Diagnosis[] = [];
  for (const one of names) diagnoses.push(await diagnose(context, one));
  const open = diagnoses.flatMap(({ found }) => found.filter(({ mended }) => !mended));
  const unknown = open.some(({ code }) => code === 'lane_unknown');
  const broken = open.some(({ code }) => code === 'log_broken' || code === 'folder_unsafe');
  return {
    exit: broken ? exits.log : unknown ? exits.lane : open.length > 0 ? exits.machine : 0,
    json: { lanes: diagnoses },
    text: diagnoses.map(tell).join(''),
    aside: names.length === 0 ? 'slop.yaml declares no lane on the published branch.\n' : '',
  };
}

/** The lanes that slop.yaml declares, and behind them those that run all the same. */
async function namesOf(context: LaneContext): Promise<readonly string[]> {
  const { world } = context;
  const { published, place, unusable } = await commonOf(context);
  if (unusable !== null) throw unusable;
  const names = published.config.declared.map(({ name }) => name);
  const running = (await knownStates(world, place.folder)).filter(({ process }) => process !== null);
  return [...new Set([...names, ...running.map(({ lane }) => lane)])];
}

/** What stands in the way of one look hides nothing that another one finds. */
async function diagnose(context: LaneContext, name: string): Promise<Diagnosis> {
  const { world, root } = context;
  const found: Finding[] = [];
  const look = async (work: () => Promise<readonly Finding[]>): Promise<void> => {
    try {
      found.push(...(await work()));
    } catch (error) {
      const trouble = troubleIn(error);
      if (trouble === null) throw error;
      const { code, message } = trouble;
      if (!found.some((one) => one.message === message)) found.push({ code, message, mended: false });
    }
  };
  let entries = 0;
  let known: OpenLane | null = null as OpenLane | null;
  await look(async () => {
    const folder = laneFolder(await lanesPlace(world, root, await context.repository()), name);
    if ((await world.files.stat(folder)) === null) return [];
    await look(() => claimsIn(context, folder));
    const lane = await openRunning(context, name);
    known = lane;
    const { state, torn } = await foldLog(world, folder, name);
    entries = state.log.seq;
    const mend = () => mendProjections(lane, state);
    return [
      ...tornIn(torn),
      // A claim that nobody can look at would keep this out for ever.
      ...(await (found.length > 0 ? mend() : alone(lane, 'doctor', mend))),
      ...(await lackedBy(lane, state)),
    ];
  });
  if (known === null || known.withdrawn === null)
    await look(() => missingFor(context, name, known?.cwd ?? null));
  return { lane: name, found, entries };
}

async function claimsIn({ world }: LaneContext, folder: string): Promise<readonly Finding[]> {
  const claims = await Promise.all(
    [folder, `${folder}/evidence`].map((one) => claimsElsewhere(world, `${one}/claims`)),
  );
  return claims.flat().map((message) => ({ code: 'claim_elsewhere', message, mended: false }));
}

function tornIn({ length }: Uint8Array): readonly Finding[] {
  const message = `The last line of the log was cut off after ${length} bytes: the next command takes it out.`;
  return length === 0 ? [] : [{ code: 'log_torn', message, mended: true }];
}

/** What a lane that has a process lacks for it. */
async function lackedBy(lane: OpenLane, state: LaneState): Promise<readonly Finding[]> {
  if (state.process === null) return [];
  const { world, name } = lane;
  const elsewhere = await processElsewhere(world, state);
  const away = `${elsewhere}: go on there, or run slop lane stop ${name} if it is gone.`;
  const found = [
    lane.withdrawn ?? [],
    (await goneFolder(lane, state)) ?? [],
    elsewhere === null ? [] : { code: 'process_elsewhere', message: away },
  ].flat();
  return found.map(({ code, message }) => ({ code, message, mended: false }));
}

/** Goes on from a state that the log had, since others may have moved the lane meanwhile. */
async function mendProjections({ world, folder }: OpenLane, folded: LaneState) {
  const { files } = world;
  const before = [await textIn(files, stateFile(folder)), await textIn(files, resultFile(folder))] as const;
  const { state } = await readLog(world, folder, folded);
  if (state.log.seq === 0) return [];
  await writeProjections(world, folder, state);
  if (hasOtherForm(before[0])) return [];
  const after = [stateText(state, folder), await textIn(files, resultFile(folder))];
  return ['state.json', 'result.json'].flatMap((file, index) =>
    before[index] === after[index]
      ? []
      : [
          {
            code: 'projection',
            message: `${file} was not what the log says: it was made again.`,
            mended: true,
          },
        ],
  );
}

async function missingFor(context: LaneContext, name: string, cwd: string | null) {
  const { world, root } = context;
  const { config, ...rest } = await readPublished(context);
  const lane = declarationOf({ config, ...rest }, name);
  const setting = { world, lane, config, root, folder: root, cwd: root };
  const missing = await (await adapterFor(setting)).missing();
  const there = cwd ?? path.posix.join(root, lane.folder);
  const isThere = (await world.files.stat(there)) !== null;
  const agent = isThere ? await undefinedAgent(world, there, lane) : null;
  const told = agent === null ? [] : [{ code: 'agent_undefined', message: agent }];
  return [...missing, ...told].map((one) => ({ ...one, mended: false }));
}

function tell({ lane, found, entries }: Diagnosis): string {
  const lines = found.map(({ message, mended }) => `  ${mended ? 'mended' : 'wrong '}  ${message}`);
  return `${[`${lane}  ${entries} events, ${found.length === 0 ? 'sound' : `${found.length} found`}`, ...lines].join('\n')}\n`;
}
