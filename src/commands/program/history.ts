import type { Command } from 'commander';
import { type Act, examples } from './parts.ts';

/** `slop diff` */
export function addDiff(program: Command, act: Act): void {
  program
    .command('diff')
    .summary('tell what changed between versions of a note')
    .description(
      'Tells what changed between two versions of a note: fields of its head, then section by section, with the words that went in [-…-] and the words that came in {+…+}. Sections that moved or have another title or number are recognised. Without versions, lists all of them and what each changed.',
    )
    .argument('<note>', 'its id, file name or path; any version of it')
    .argument('[older]', 'a version such as 0.2')
    .argument('[newer]', 'a version (default: the newest)')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'slop diff phase-12-cr-guest-booking',
        'slop diff phase-12-cr-guest-booking 0.2 0.4',
        'slop diff record/current-status/current-status-manifest-v0_41.md 0.40 --json',
      ),
    )
    .action((note: string, from: string | undefined, to: string | undefined, options: { json?: true }) =>
      act(async (world, terminal) => {
        const { diff } = await import('../diff.ts');
        return diff(world, terminal, {
          note,
          from: from ?? null,
          to: to ?? null,
          json: options.json === true,
        });
      }),
    );
}
