import type { Command } from 'commander';
import { type Act, examples } from './parts.ts';

/** Adds the commands that look into the repositories which a record names. */
export function addEvidence(program: Command, act: Act): void {
  addRepos(program, act);
  program
    .command('refs')
    .summary('show what a note, section, item or commit names, and what names it')
    .description(
      'Shows the mentions that leave a note, a section, an item or a commit and those that lead to it, each with its state, and what the messages of commits name; with a second one, the shortest way between the two.',
    )
    .argument(
      '<of>',
      'a path, file name, id or id@0.2, with #slug or §6 for a section; an item: P12-D1; or a commit: engine@771aacd',
    )
    .argument('[to]', 'another one')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'slop refs phase-12-cr-guest-booking',
        'slop refs "phase-12-cr-guest-booking §4"',
        'slop refs P12-D1',
        'slop refs engine@5451c02',
      ),
    )
    .action((of: string, to: string | undefined, options: { json?: true }) =>
      act(async (world, terminal) => {
        const { refs } = await import('../refs.ts');
        return refs(world, terminal, { of, to: to ?? null, json: options.json === true });
      }),
    );
  program
    .command('log')
    .summary('show the commits that name a note or an item, over all repositories')
    .description(
      'Shows the commits of every repository whose subject, body or trailer names a note (by id or file name) or an id such as CR-2026-012, and the first and last commits of the note itself, or of the note that defines the item, oldest first.',
    )
    .argument('<of>', 'a note, or an id as commits write it')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('slop log CR-2026-012', 'slop log phase-12-cr-guest-booking'))
    .action((of: string, options: { json?: true }) =>
      act(async (world, terminal) => {
        const { log } = await import('../log.ts');
        return log(world, terminal, { of, json: options.json === true });
      }),
    );
}

function addRepos(program: Command, act: Act): void {
  const repos = program
    .command('repos')
    .summary('show the repositories that the record names')
    .description(
      'Shows each repository of slop.yaml: whether its clone was found on this machine, shallow or not, last fetched. A clone is looked for where SLOP_REPO_<NAME> says, then where slop.local.yaml says (repos: {engine: ../engine}; do not commit it), then in the cache folder.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('slop repos', 'slop repos --json', 'slop repos sync engine'))
    .action((options: { json?: true }) =>
      act(async (world, terminal) => {
        const { repos } = await import('../repos.ts');
        return repos(world, terminal, { json: options.json === true });
      }),
    );
  repos
    .command('sync')
    .summary('make or update their clones in the cache folder')
    .description(
      'Makes or updates a bare clone without file contents of each repository that has a url in slop.yaml, in the cache folder. Nothing else in slop uses the network.',
    )
    .argument('[names...]', 'only these')
    .action((names: readonly string[]) =>
      act(async (world, terminal) => {
        const { syncRepos } = await import('../repos.ts');
        return syncRepos(world, terminal, names);
      }),
    );
}
