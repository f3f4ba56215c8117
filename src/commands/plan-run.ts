import type { Plan, World } from '../types.ts';
import type { Here } from './root.ts';
import type { Terminal } from './terminal.ts';

/** The options that every writing command has. */
export interface PlanRunOptions {
  /** Show the plan and write nothing. */
  readonly dryRun: boolean;
  /** Print the plan as JSON and write nothing: `slop apply` takes it. */
  readonly json: boolean;
  /** Commit the plan's files, and nothing else. */
  readonly commit: boolean;
  /** File of answers (YAML: id of question → yes, no or `{ text: … }`), from the folder of the call. */
  readonly answers: string | null;
}

/**
 * Shows a plan, asks its open questions (on a terminal, one key each; or takes the file of answers), applies it
 * whole or not at all, and commits it when asked. Exit code 0 also when questions stay open: they are listed.
 * @throws Refusal when it cannot be applied; then nothing has changed.
 */
export async function runPlan(
  _world: World,
  _terminal: Terminal,
  _here: Here,
  _plan: Plan,
  _options: PlanRunOptions,
): Promise<number> {
  throw new Error('plans are not run yet');
}
