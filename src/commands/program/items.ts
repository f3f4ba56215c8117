import type { Command } from 'commander';
import { type Act, examples } from './parts.ts';

/** `slop items` */
export function addItems(program: Command, act: Act): void {
  program
    .command('items')
    .summary('list decisions, candidates, change requests, options, findings and gates')
    .description(
      'Lists every item that a note states, by sort: its id, its state as the newest note has it, how often a candidate was seen, where it is defined, and which note touched it last. slop.yaml lists the shapes of ids under items.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('slop items', 'slop items --json', 'slop refs P12-D1'))
    .action((options: { json?: true }) =>
      act(async (world, terminal) => {
        const { items } = await import('../items.ts');
        return items(world, terminal, { json: options.json === true });
      }),
    );
}

/** `slop open` */
export function addOpen(program: Command, act: Act): void {
  program
    .command('open')
    .summary('list everything that is undecided or unverified')
    .description(
      'Lists what the record leaves open: options without a decision, items not decided, halts, handoffs that nobody took up, marks such as [CC verifies] and placeholders, documents to be written, deferred work, gates not passed, claims not verified.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('slop open', 'slop open --json'))
    .action((options: { json?: true }) =>
      act(async (world, terminal) => {
        const { open } = await import('../open.ts');
        return open(world, terminal, { json: options.json === true });
      }),
    );
}
