import type { Command } from 'commander';
import { type Act, examples, type PlanFlags, planOptions, withPlanOptions } from './parts.ts';

/** `slop import` */
export function addImport(program: Command, act: Act): void {
  const command = program
    .command('import')
    .summary('put older heads into YAML, or back')
    .description(
      'Puts the heads of notes into YAML: label lines, HTML comments, tables, lines of parts between dots, and the heads of decision records by adr-tools and MADR. The text below stays as it is, byte for byte, and the old head stays as a comment, so that --back can undo it. Says how each kind was guessed and what could not be mapped; a note that would have new errors is asked about. Nothing needs this: older heads are read as they are.',
    )
    .argument('<paths...>', 'files and folders')
    .option('--kind <kind>', 'the kind of all of them (default: guessed for each)')
    .option('--back', 'put back the heads that an import replaced');
  withPlanOptions(command)
    .addHelpText(
      'after',
      examples(
        'slop import record/phases/phase-57 --dry-run',
        'slop import docs/adr --kind decision',
        'slop import --back record/phases/phase-57',
      ),
    )
    .action((paths: readonly string[], flags: PlanFlags & { kind?: string; back?: true }) =>
      act(async (world, terminal) => {
        const { importHeads } = await import('../import.ts');
        const options = { paths, kind: flags.kind ?? null, back: flags.back === true };
        return importHeads(world, terminal, { ...options, ...planOptions(flags) });
      }),
    );
}
