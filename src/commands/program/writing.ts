import type { Command } from 'commander';
import { type Act, examples, type PlanFlags, planOptions, withPlanOptions } from './parts.ts';

/** `slop fix` */
export function addFix(program: Command, act: Act): void {
  const command = program
    .command('fix')
    .summary('apply the fixes of what was found')
    .description(
      'Applies the fixes of findings, all of them or none. What cannot change meaning is done without a question; every other fix is asked about on a terminal, one key each, or listed. Findings of the baseline are fixed too. With --expand it writes short hashes of commits in full instead, outside the archive, where the clone has them.',
    )
    .option('--rule <id>', 'only findings of this rule')
    .option('--expand', 'write short hashes of commits in full, and fix nothing');
  withPlanOptions(command)
    .addHelpText(
      'after',
      examples(
        'slop fix --dry-run',
        'slop fix',
        'slop fix --rule source/byte-order-mark --commit',
        'slop fix --expand',
      ),
    )
    .action((flags: PlanFlags & { rule?: string; expand?: true }) =>
      act(async (world, terminal) => {
        const { fix } = await import('../fix.ts');
        const expand = flags.expand === true;
        return fix(world, terminal, { rule: flags.rule ?? null, expand, ...planOptions(flags) });
      }),
    );
}

/** `slop apply` */
export function addApply(program: Command, act: Act): void {
  const command = program
    .command('apply')
    .summary('apply a plan that was kept, or finish one that was cut off')
    .description(
      'Applies a plan that a command printed with --json: entirely, or not at all when a file is not as the plan found it. Without a plan, finishes the one that a kill or a power cut left unfinished.',
    )
    .argument('[plan]', 'JSON file');
  withPlanOptions(command)
    .addHelpText('after', examples('slop fix --json > plan.json', 'slop apply plan.json', 'slop apply'))
    .action((plan: string | undefined, flags: PlanFlags) =>
      act(async (world, terminal) => {
        const { apply } = await import('../apply.ts');
        return apply(world, terminal, { plan: plan ?? null, ...planOptions(flags) });
      }),
    );
}
