import { counted } from '../../parse/in-threes.ts';
import { Refusal } from '../../refusal.ts';
import { paintFor } from '../../report/paint.ts';
import { planDiff, questionTeller, type ShownPlan } from '../../report/plan.ts';
import { visible } from '../../report/width.ts';
import { joined } from '../../rules/words.ts';
import type { Plan, World } from '../../types.ts';
import { applyPlan } from '../../write/apply.ts';
import { prepare, readBase } from '../../write/base.ts';
import type { Step } from '../../write/journal.ts';
import { type Here, pathsFrom } from '../root.ts';
import type { Terminal } from '../terminal.ts';
import { answeredByFile } from './answers.ts';
import { commitPlan, repositoryToCommit } from './commit.ts';
import { editsTold } from './edits-told.ts';
import { askQuestions, openQuestions } from './questions.ts';

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
 * Before the record is read for the plan, call `beginWriting`.
 * @throws Refusal when it cannot be applied; then nothing has changed.
 */
export async function runPlan(
  world: World,
  terminal: Terminal,
  here: Here,
  planned: Plan,
  options: PlanRunOptions,
): Promise<number> {
  const { answers, dryRun } = options;
  let plan = answers === null ? planned : await answeredByFile(world, terminal, here, planned, answers);
  if (options.json) {
    await terminal.out(`${JSON.stringify(plan, null, 2)}\n`);
    return 0;
  }
  const repository = options.commit && !dryRun ? await repositoryToCommit(here) : null;
  const base = await readBase(world.files, here.root, plan);
  const paint = paintFor(terminal);
  const viewOf = (shown: Plan): ShownPlan => ({
    plan: shown,
    base,
    paint,
    pathOf: pathsFrom(here.cwd, here.root),
  });
  await terminal.out(planDiff(viewOf(plan)));
  const remarks = [...plan.remarks, ...(await editsTold(here, plan, repository !== null))];
  for (const remark of remarks) await terminal.out(`${paint('strong', 'note')}  ${visible(remark)}\n`);
  if (terminal.ask !== null && !dryRun) plan = await askQuestions(terminal, terminal.ask, viewOf(plan));
  await listOpen(terminal, viewOf(plan));
  if (dryRun) {
    const { steps } = await prepare(world.files, here.root, plan);
    await terminal.err(`slop: ${filesOf(steps, plan)} would change; nothing was written (--dry-run)\n`);
    return 0;
  }
  let committed = '';
  const steps = await terminal.guard(() =>
    applyPlan(world, here.root, plan, async (done) => {
      if (repository !== null) committed = ` in commit ${await commitPlan(repository, here, plan, done)}`;
    }),
  );
  const end = steps.length === 0 ? 'nothing to change' : `${filesOf(steps, plan)} changed${committed}`;
  await terminal.out(`${visible(plan.title)}: ${end}\n`);
  return 0;
}

/**
 * As `runPlan`, for a plan that puts notes in new places.
 * @throws Refusal also when Git would ignore one of them there: no command would find it any more.
 */
export async function runNotePlan(
  world: World,
  terminal: Terminal,
  here: Here,
  plan: Plan,
  options: PlanRunOptions,
): Promise<number> {
  const made = [
    ...plan.writes.map(({ path }) => path),
    ...[...plan.copies, ...plan.moves].map(({ to }) => to),
  ];
  const ignored = (await here.repository?.ignored(here.root, made)) ?? [];
  if (ignored.length === 0) return runPlan(world, terminal, here, plan, options);
  throw new Refusal(
    `Nothing was changed (${plan.title}), because Git ignores ${joined(ignored, 'and')}, and no command would find that: take the place out of .gitignore, or choose another.`,
  );
}

/** How many files a person sees change: one that is moved is one, though it goes from one place and comes to another. */
function filesOf(steps: readonly Step[], { moves }: Plan): string {
  const left = new Set(moves.map(({ from }) => from));
  return counted(steps.filter(({ path, after }) => after !== null || !left.has(path)).length, 'file');
}

/** The questions that stay open, in full: unanswered means unchanged. */
async function listOpen(terminal: Terminal, view: ShownPlan): Promise<void> {
  const open = openQuestions(view.plan);
  if (open.length === 0) return;
  const are = open.length === 1 ? 'is open, and its place stays' : 'are open, and their places stay';
  await terminal.out(
    `\n${counted(open.length, 'question')} ${are} as written (--answers takes a file with a line for each: id: yes):\n`,
  );
  const tell = questionTeller(view);
  for (const question of open) await terminal.out(`\n${tell(question)}`);
  await terminal.out('\n');
}
