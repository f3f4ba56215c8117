import type { Command } from 'commander';
import { type Act, examples } from './parts.ts';

interface VerifyFlags {
  readonly json?: true;
  readonly keep?: true;
  readonly update?: true;
  readonly dryRun?: true;
  readonly commit?: true;
  readonly answers?: string;
}

/** `slop verify` */
export function addVerify(program: Command, act: Act): void {
  program
    .command('verify')
    .summary('hold what notes claim against the repositories, probes and services')
    .description(
      'Looks up what a note claims (heads of branches, tags, files at commits, what is unchanged, what a manifest lists, what is to be read), runs the probes of slop.yaml that measure its baselines, asks the ports of this machine that it names, and prints what is recorded against what was found. Without a note, all notes that still speak. Each run leaves a receipt in .slop/receipts. Exits with 1 when anything differs or could not be measured.',
    )
    .argument('[note]', 'its id, file name or path')
    .option('--json', 'print one JSON document')
    .option('--keep', 'file the receipts in the record, where slop check counts them')
    .option('--update', 'make the note say what was found: a plan, with questions for what stands in prose')
    .option('--dry-run', 'show what --keep and --update would write, and write nothing')
    .option('--answers <file>', 'answers to the questions of --update')
    .option('--commit', 'commit what --keep and --update write, and nothing else that is staged')
    .addHelpText(
      'after',
      examples(
        'slop verify',
        'slop verify phase-57-cycle-1-session-handoff',
        'slop verify phase-57-cycle-1-session-handoff --keep --commit',
        'slop verify current-status-manifest@0.40 --json',
      ),
    )
    .action((note: string | undefined, { json, keep, update, dryRun, commit, answers }: VerifyFlags) =>
      act(async (world, terminal) => {
        const { verify } = await import('../verify/verify.ts');
        return verify(world, terminal, {
          note: note ?? null,
          json: json === true,
          keep: keep === true,
          update: update === true,
          dryRun: dryRun === true,
          commit: commit === true,
          answers: answers ?? null,
        });
      }),
    );
}
