import path from 'node:path';
import { claimsElsewhere } from '../../write/claim.ts';
import { adapterFor } from '../adapters/adapters.ts';
import { undefinedAgent } from '../adapters/claude.ts';
import { exits } from '../codes.ts';
import { declarationOf, type LaneContext, openLane, published } from '../context.ts';
import { processElsewhere } from '../elsewhere.ts';
import { foldLog } from '../log/log.ts';
import { laneFolder, lanesPlace } from '../log/place.ts';
import { resultFile, stateFile, stateText, writeProjections } from '../log/projections.ts';
import type { Outcome } from '../outcome.ts';
import { troubleIn } from '../trouble.ts';
import { goneFolder } from '../worktree.ts';

interface Diagnosis {
  readonly lane: string;
  /** What is wrong, or was, in sentences; empty for a sound lane. */
  readonly found: readonly { readonly code: string; readonly message: string; readonly mended: boolean }[];
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

async function namesOf(context: LaneContext): Promise<readonly string[]> {
  const { config } = await published(context);
  return config.declared.map(({ name }) => name);
}

async function diagnose(context: LaneContext, name: string): Promise<Diagnosis> {
  const found: { code: string; message: string; mended: boolean }[] = [];
  let entries = 0;
  let cwd: string | null = null;
  try {
    const folder = laneFolder(
      await lanesPlace(context.world, context.root, await context.repository()),
      name,
    );
    for (const one of [folder, `${folder}/evidence`])
      for (const message of await claimsElsewhere(context.world, `${one}/claims`))
        found.push({ code: 'claim_elsewhere', message, mended: false });
    if ((await context.world.files.stat(folder)) !== null) {
      const lane = await openLane(context, name);
      cwd = lane.cwd;
      const { state, torn } = await foldLog(context.world, folder, name);
      entries = state.log.seq;
      if (torn.length > 0)
        found.push({
          code: 'log_torn',
          message: `The last line of the log was cut off after ${torn.length} bytes: the next command takes it out.`,
          mended: true,
        });
      found.push(...(await mendProjections(context, folder, state)));
      const gone = state.process === null ? null : await goneFolder(lane);
      if (gone !== null) found.push({ code: gone.code, message: gone.message, mended: false });
      const elsewhere = await processElsewhere(context.world, state);
      if (elsewhere !== null) {
        const message = `${elsewhere}: go on there, or run slop lane stop ${name} if it is gone.`;
        found.push({ code: 'process_elsewhere', message, mended: false });
      }
    }
    found.push(...(await missingFor(context, name, cwd)));
  } catch (error) {
    const trouble = troubleIn(error);
    if (trouble === null) throw error;
    found.push({ code: trouble.code, message: trouble.message, mended: false });
  }
  return { lane: name, found, entries };
}

async function mendProjections(
  { world }: LaneContext,
  folder: string,
  state: Parameters<typeof writeProjections>[2],
) {
  const textAt = async (place: string): Promise<string> =>
    new TextDecoder().decode(await world.files.read(place).catch(() => new Uint8Array()));
  const before = [await textAt(stateFile(folder)), await textAt(resultFile(folder))];
  if (state.log.seq === 0) return [];
  await writeProjections(world, folder, state);
  const after = [stateText(state, folder), await textAt(resultFile(folder))];
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
  const { config, ...rest } = await published(context);
  const lane = declarationOf({ config, ...rest }, name);
  const setting = { world, lane, config, root, folder: root, cwd: root };
  const missing = await (await adapterFor(setting)).missing();
  const agent = await undefinedAgent(world, cwd ?? path.posix.join(root, lane.folder), lane);
  const told = agent === null ? [] : [{ code: 'agent_undefined', message: agent }];
  return [...missing, ...told].map((one) => ({ ...one, mended: false }));
}

function tell({ lane, found, entries }: Diagnosis): string {
  const lines = found.map(({ message, mended }) => `  ${mended ? 'mended' : 'wrong '}  ${message}`);
  return `${[`${lane}  ${entries} events, ${found.length === 0 ? 'sound' : `${found.length} found`}`, ...lines].join('\n')}\n`;
}
