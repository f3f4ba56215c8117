import type { LaneContext } from '../../lane/context.ts';
import { linkedPlace } from '../../lane/log/place.ts';
import type { Opened } from '../../lane/opened.ts';
import { log, result, status } from '../../lane/operations/looking.ts';
import type { ResumeOptions } from '../../lane/operations/session.ts';
import type { TurnOptions } from '../../lane/operations/turn.ts';
import type { Outcome } from '../../lane/outcome.ts';
import { troubleIn } from '../../lane/trouble.ts';
import type { Verdict } from '../../lane/types.ts';
import type { World } from '../../types.ts';
import { outJson } from '../json-document.ts';
import { findRoot, nearestConfig } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import type { KickoffOptions } from './kickoff.ts';

/** A command of `slop lane`, with what the command line gives it. */
export type LaneCommand =
  | ({ readonly verb: 'launch'; readonly lane: string } & Opened)
  | ({ readonly verb: 'adopt'; readonly lane: string; readonly session: string } & Opened)
  | ({ readonly verb: 'turn'; readonly lane: string; readonly note: string } & Pick<
      TurnOptions,
      'wait' | 'minutes'
    >)
  | { readonly verb: 'prompt'; readonly note: string }
  | { readonly verb: 'status' | 'doctor'; readonly lane: string | null }
  | {
      readonly verb: 'result';
      readonly lane: string;
      readonly turn: number | null;
      /** Null: it is only shown. */
      readonly write: { readonly dryRun: boolean; readonly commit: boolean } | null;
    }
  | {
      readonly verb: 'review';
      readonly lane: string;
      readonly turn: number;
      readonly verdict: Verdict;
      readonly why: string;
    }
  | { readonly verb: 'interrupt' | 'stop' | 'log'; readonly lane: string }
  | ({ readonly verb: 'kickoff' } & KickoffOptions)
  | {
      readonly verb: 'handoff';
      readonly lane: string;
      readonly write: { readonly dryRun: boolean; readonly commit: boolean };
    }
  | ({ readonly verb: 'resume'; readonly lane: string } & Omit<ResumeOptions, 'interrupted'>)
  | { readonly verb: 'attach'; readonly lane: string }
  | { readonly verb: 'package'; readonly folder: string; readonly lanes: readonly string[] }
  | { readonly verb: 'audit-workspace'; readonly folder: string; readonly at: string | null };

/**
 * Runs a command of `slop lane` and prints what it came to: data to standard output, with `json` one document and
 * nothing else, words to standard error. What stands in its way ends with an exit code from 10 on.
 */
export async function lane(
  world: World,
  terminal: Terminal,
  command: LaneCommand,
  { json }: { readonly json: boolean },
): Promise<number> {
  try {
    const context = await contextOf(world, command);
    if (command.verb === 'result' && command.write !== null) {
      const { writeResult } = await import('./result.ts');
      return await writeResult(world, terminal, context, { ...command, ...command.write, json });
    }
    if (command.verb === 'handoff') {
      const { writeHandoff } = await import('./handoff.ts');
      return await writeHandoff(world, terminal, context, { ...command, ...command.write, json });
    }
    const shown = terminal.ask !== null && !json;
    const outcome =
      command.verb === 'kickoff'
        ? await (await import('./kickoff.ts')).kickoff(world, terminal, context, command)
        : await withEvidence(world, terminal, context, command, shown);
    if (json) await outJson(terminal, outcome.json);
    else await terminal.out(outcome.text);
    const remarks = (outcome.remarks ?? []).map((remark) => `${remark}\n`).join('');
    await terminal.err(json ? remarks : remarks + outcome.aside);
    return outcome.exit;
  } catch (error) {
    const trouble = troubleIn(error);
    if (trouble === null) throw error;
    const { code, message } = trouble;
    if (json) await outJson(terminal, { error: { code, message } });
    await terminal.err(`slop: ${message}\n`);
    return trouble.exit;
  }
}

/** Who only looks at a log needs no Git where the link beside slop.yaml leads to it. */
async function contextOf(world: World, command: LaneCommand): Promise<LaneContext> {
  const { verb } = command;
  if (verb === 'status' || (verb === 'result' && command.write === null) || verb === 'log') {
    const cwd = await world.files.realPath(world.cwd);
    const root = await nearestConfig(world, cwd, null);
    const linked = root === null ? null : await linkedPlace(world, root);
    if (root !== null && linked !== null)
      return { world, cwd, root, linked, repository: () => world.git.find(root) };
  }
  const { cwd, root, repository } = await findRoot(world);
  return { world, cwd, root, linked: null, repository: async () => repository };
}

/** A command that does not write into the record. */
type Moving = Exclude<LaneCommand, { readonly verb: 'handoff' | 'kickoff' }>;

/** Whoever waits for the end of a turn waits for its evidence. */
async function withEvidence(
  world: World,
  terminal: Terminal,
  context: LaneContext,
  command: Moving,
  shown: boolean,
): Promise<Outcome> {
  const came = await terminal.guard((interrupted) => run(context, command, interrupted, shown));
  const waits = command.verb === 'resume' || (command.verb === 'turn' && command.wait);
  if (!waits || (came.owed ?? []).length === 0) return came;
  const { takeEvidence } = await import('./evidence.ts');
  if (!(await takeEvidence(world, terminal, context, command.lane))) return came;
  const after =
    command.verb === 'turn'
      ? (await import('../../lane/operations/turn.ts')).turnOutcome(context, command.lane)
      : (await import('../../lane/operations/session.ts')).standing(context, command.lane);
  return { ...(await after), remarks: came.remarks ?? [] };
}

/** Whoever looks has all parts at hand; each other command loads its own. */
async function run(
  context: LaneContext,
  command: Moving,
  interrupted: AbortSignal,
  onTerminal: boolean,
): Promise<Outcome> {
  switch (command.verb) {
    case 'launch':
      return (await import('../../lane/operations/session.ts')).launch(context, command.lane, command);
    case 'turn':
      return (await import('../../lane/operations/turn.ts')).turn(context, command.lane, command.note, {
        ...command,
        interrupted,
      });
    case 'prompt':
      return (await import('../../lane/operations/turn.ts')).prompt(context, command.note);
    case 'status':
      return status(context, command.lane);
    case 'doctor':
      return (await import('../../lane/operations/doctor.ts')).doctor(context, command.lane);
    case 'result':
      return result(context, command.lane, command.turn);
    case 'review':
      return (await import('../../lane/operations/turn.ts')).review(context, command.lane, command);
    case 'interrupt':
      return (await import('../../lane/operations/session.ts')).interrupt(context, command.lane);
    case 'stop':
      return (await import('../../lane/operations/session.ts')).stop(context, command.lane);
    case 'attach':
      return (await import('../../lane/operations/attach.ts')).attach(context, command.lane, onTerminal);
    case 'log':
      return log(context, command.lane);
    case 'resume':
      return (await import('../../lane/operations/session.ts')).resume(context, command.lane, {
        ...command,
        interrupted,
      });
    case 'package': {
      const { packageSessions } = await import('../../lane/operations/package.ts');
      return packageSessions(context, command.folder, command.lanes);
    }
    case 'audit-workspace': {
      const { auditWorkspace } = await import('../../lane/operations/audit-workspace.ts');
      return auditWorkspace(context, command.folder, command.at);
    }
    case 'adopt':
      return (await import('../../lane/operations/adopt.ts')).adopt(context, command.lane, command);
  }
}
