import type { Command } from 'commander';
import { Refusal } from '../../refusal.ts';
import type { World } from '../../types.ts';
import type { PlanRunOptions } from '../plan/run.ts';
import type { Terminal } from '../terminal.ts';
import type { TimingForm } from '../timing.ts';

/** Opens the world and runs a command in it. */
export type Act = (work: (world: World, terminal: Terminal) => Promise<number>) => Promise<void>;

/** The examples of a command, as its help shows them. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}\n`).join('')}`;
}

/** The flags of every command that makes a plan, as the command line gives them. */
export interface PlanFlags {
  readonly dryRun?: true;
  readonly json?: true;
  readonly commit?: true;
  readonly answers?: string;
}

/** Gives a command the options that every writing command has. */
export function withPlanOptions(command: Command): Command {
  return command
    .option('--dry-run', 'show the plan, and write nothing')
    .option('--json', 'print the plan as JSON for slop apply, and write nothing')
    .option(
      '--answers <file>',
      'answers to its questions: YAML, a line for each, id: yes or no or { text: "…" }',
    )
    .option('--commit', "commit the plan's files, and nothing else that is staged");
}

/** What the flags come to. */
export function planOptions({ dryRun, json, commit, answers }: PlanFlags): PlanRunOptions {
  return { dryRun: dryRun === true, json: json === true, commit: commit === true, answers: answers ?? null };
}

/** Flags of commands that tell what a run took. */
export const TIMING = [
  '--timing',
  'tell on standard error what each stage took, and the slowest notes',
] as const;
export const TIMING_JSON = ['--json', 'with --timing: tell it as JSON, on the last line'] as const;

export interface TimingFlags {
  readonly timing?: true;
  readonly json?: true;
}

/**
 * How to tell what a run took; null for not at all.
 * @throws Refusal for `--json` alone, which might be meant for something else.
 */
export function timingForm({ timing, json }: TimingFlags): TimingForm {
  if (json === true && timing !== true) {
    throw new Refusal('--json goes with --timing here; slop check --format json gives findings as JSON.');
  }
  return timing !== true ? null : json === true ? 'json' : 'table';
}
