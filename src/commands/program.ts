import { Command, CommanderError, Option } from 'commander';
import type { World } from '../types.ts';
import { type Format, formats } from './format.ts';
import { type Act, examples, TIMING, TIMING_JSON, type TimingFlags, timingForm } from './program/parts.ts';
import type { About, Terminal } from './terminal.ts';

/** What the command line is run with. */
interface ProgramStage {
  readonly about: About;
  /** Made only when a command runs, so that help and version cost nothing. */
  readonly open: () => Promise<{ readonly world: World; readonly terminal: Terminal }>;
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => Promise<void>;
}

const EXIT_CODES = `
Exit codes:
  0    nothing wrong (render: the site is written, whatever was found)
  1    errors were found (check --strict: or warnings)
  2    slop cannot proceed, and says why
  3    a bug of slop
  130  interrupted
`;

type Add = (program: Command, act: Act) => void;

/** The commands in the order of the help; where one is named, the parts of the others are not loaded. */
const parts: readonly { readonly names: readonly string[]; readonly load: () => Promise<readonly Add[]> }[] =
  [
    { names: ['init', 'check', 'render'], load: async () => [addInit, addCheck, addRender] },
    { names: ['serve'], load: async () => [(await import('./program/serve.ts')).addServe] },
    { names: ['diff'], load: async () => [(await import('./program/history.ts')).addDiff] },
    { names: ['verify'], load: async () => [(await import('./program/verify.ts')).addVerify] },
    { names: ['import'], load: async () => [(await import('./program/import.ts')).addImport] },
    {
      names: ['new', 'bump', 'absorb', 'mv', 'supersede'],
      load: async () => {
        const { addNew, addBump, addAbsorb, addMv, addSupersede } = await import('./program/versions.ts');
        return [addNew, addBump, addAbsorb, addMv, addSupersede];
      },
    },
    {
      names: ['fix', 'apply'],
      load: async () => {
        const { addFix, addApply } = await import('./program/writing.ts');
        return [addFix, addApply];
      },
    },
    { names: ['explain'], load: async () => [addExplain] },
    {
      names: ['refs', 'log', 'repos', 'sync'],
      load: async () => [(await import('./program/evidence.ts')).addEvidence],
    },
    {
      names: ['items', 'open'],
      load: async () => {
        const { addItems, addOpen } = await import('./program/items.ts');
        return [addItems, addOpen];
      },
    },
    { names: ['lane'], load: async () => [(await import('./program/lane.ts')).addLane] },
  ];

/** What adds the named command, or all of them where the first argument names none. */
async function addersFor(first: string | undefined): Promise<readonly Add[]> {
  const named = parts.filter(({ names }) => first !== undefined && names.includes(first));
  const wanted = named.length > 0 ? named : parts;
  return (await Promise.all(wanted.map(({ load }) => load()))).flat();
}

/**
 * Reads the arguments, runs the command they name, and hands back its exit code; 2 for arguments that name
 * none.
 */
export async function runCommandLine(argv: readonly string[], stage: ProgramStage): Promise<number> {
  let code = 0;
  const said = { out: '', err: '' };
  const act = async (work: (world: World, terminal: Terminal) => Promise<number>): Promise<void> => {
    const { world, terminal } = await stage.open();
    code = await work(world, terminal);
  };
  const program = new Command('slop')
    .description(
      "Checks a project's record of Markdown notes in Git, links what the notes name, and publishes the record as a site.",
    )
    .version(stage.about.version)
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help to see what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        said.out += text;
      },
      writeErr: (text) => {
        said.err += text;
      },
    })
    .addHelpText('after', EXIT_CODES);
  for (const add of await addersFor(argv[0])) add(program, act);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? 0 : 2;
  }
  await stage.out(said.out);
  await stage.err(said.err);
  return code;
}

function addInit(program: Command, act: Act): void {
  program
    .command('init')
    .summary('start a record in this Git repository')
    .description(
      'Starts a record in this folder: slop.yaml, record/ with a first note, a GitHub workflow, and lines for .gitignore. Overwrites nothing; run again, it adds only what is missing.',
    )
    .option('--dry-run', 'show what would be written, and write nothing')
    .addHelpText('after', examples('slop init --dry-run', 'slop init'))
    .action((options: { dryRun?: true }) =>
      act(async (world, terminal) => {
        const { init } = await import('./init/init.ts');
        return init(world, terminal, { dryRun: options.dryRun === true });
      }),
    );
}

interface CheckFlags extends TimingFlags {
  readonly format: Format;
  readonly strict?: true;
  readonly since?: string;
  readonly staged?: true;
  readonly updateBaseline?: true;
}

function addCheck(program: Command, act: Act): void {
  program
    .command('check')
    .summary('say what is wrong with the record')
    .description(
      'Reads the record below the nearest slop.yaml (tracked files, and untracked ones that Git does not ignore) and reports what is wrong with it. Findings go to standard output, everything else to standard error.',
    )
    .argument('[paths...]', 'report only on these files and folders (the whole record is read all the same)')
    .addOption(new Option('--format <format>', 'how to report').choices(formats).default('pretty'))
    .option('--strict', 'exit with 1 for warnings too')
    .option(
      '--since <rev>',
      'report only on lines changed since this commit, branch or tag, or since HEAD parted from it',
    )
    .option('--staged', 'check what is staged for the next commit, and report only on what it changes')
    .option(
      '--update-baseline',
      'write slop-baseline.json: what is found now is known, and only new findings fail; of one that is there, take out what is gone',
    )
    .option(...TIMING)
    .option(...TIMING_JSON)
    .addHelpText(
      'after',
      examples(
        'slop check',
        'slop check record/phases/phase-57 --strict',
        'slop check --since origin/main',
        'slop check --staged',
        'slop check --format sarif > slop.sarif',
        'slop explain ref/missing-section',
      ),
    )
    .action((paths: readonly string[], flags: CheckFlags) =>
      act(async (world, terminal) => {
        const { check } = await import('./check/check.ts');
        return check(world, terminal, {
          paths,
          format: flags.format,
          strict: flags.strict === true,
          since: flags.since ?? null,
          staged: flags.staged === true,
          updateBaseline: flags.updateBaseline === true,
          timing: timingForm(flags),
        });
      }),
    );
}

function addRender(program: Command, act: Act): void {
  program
    .command('render')
    .summary('write the site of the record')
    .description(
      'Writes the record as a static site that needs no server: open its index.html, or put the folder on any host, below any path. The old site stays until the new one is complete. Findings do not stop it; they are on the health page.',
    )
    .option('--out <folder>', 'where to write the site (default: site, beside slop.yaml)')
    .option('--profile <name>', 'show only what this profile of slop.yaml lets through')
    .option(
      '--at <commit or date>',
      'show the record as it stood at a commit, tag or branch, or at the end of a day (UTC)',
    )
    .option(...TIMING)
    .option(...TIMING_JSON)
    .addHelpText(
      'after',
      examples(
        'slop render',
        'slop render --out /tmp/record-site',
        'slop render --profile public',
        'slop render --at 2026-03-01 --out /tmp/march',
      ),
    )
    .action((options: { out?: string; profile?: string; at?: string } & TimingFlags) =>
      act(async (world, terminal) => {
        const { render } = await import('./render/render.ts');
        return render(world, terminal, {
          out: options.out ?? null,
          profile: options.profile ?? null,
          at: options.at ?? null,
          timing: timingForm(options),
        });
      }),
    );
}

function addExplain(program: Command, act: Act): void {
  program
    .command('explain')
    .summary('tell about a rule: what, why, what to do')
    .description('Prints the page of a rule, or a line for each rule when none is named.')
    .argument('[rule]', 'an id such as ref/missing-section, or its last part')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('slop explain', 'slop explain ref/missing-section'))
    .action((rule: string | undefined, options: { json?: true }) =>
      act(async (world, terminal) => {
        const { explain } = await import('./explain.ts');
        return explain(world, terminal, { rule: rule ?? null, json: options.json === true });
      }),
    );
}
