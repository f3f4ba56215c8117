import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AcceptedPlace } from '../../plan/bump/places.ts';
import type { Side } from '../bump/keep.ts';
import { type Act, examples, type PlanFlags, planOptions, withPlanOptions } from './parts.ts';

interface NewFlags extends Omit<PlanFlags, 'answers'> {
  readonly title?: string;
  readonly phase?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly answers?: string;
  readonly from?: string;
  readonly lane?: string;
  readonly id?: string;
  readonly folder?: string;
  readonly edit?: true;
}

/** `slop new` */
export function addNew(program: Command, act: Act): void {
  program
    .command('new')
    .summary('make a note of a kind')
    .description(
      "Makes a note from the kind's template in templates/notes: id, file name, folder of the phase, date, next number, and the author that Git knows. Asks on a terminal for what the kind needs besides; elsewhere names it and exits with 2.",
    )
    .argument('<kind>', 'cr, halt-note, scoping-note, handoff, …')
    .option('--title <title>', 'its title, without a version')
    .option('--phase <phase>', 'its phase, such as 57; that of --answers or --from without it')
    .option('--set <key=value>', 'a value of its head, as often as needed', keyAndValue)
    .option('--answers <note>', 'the note that it answers, such as a halt note')
    .option('--from <note>', 'the note whose baselines, options, open items and reading order it takes over')
    .option('--lane <lane>', 'of a turn: the lane it is for; its last result and what is open are filled in')
    .option('--id <id>', 'its id and file name, in place of those by custom')
    .option('--folder <folder>', 'where to write it, in place of the folder by custom')
    .option('--edit', 'open it in $VISUAL or $EDITOR')
    .option('--dry-run', 'show the plan, and write nothing')
    .option('--json', 'print the plan as JSON for slop apply, and write nothing')
    .option('--commit', 'commit the note, and nothing else that is staged')
    .addHelpText(
      'after',
      examples(
        'slop new cr --phase 57 --title "CR-2026-090 — Phase 57: guest booking"',
        'slop new halt-note --phase 57 --title "Lost kind" --set surfaced-by="the suite" --set step=2b',
        'slop new scoping-note --title "Cycle 1" --answers phase-57-halt-surface-2026-05-12-step-2b-v0_1.md',
        'slop new handoff --title "Cycle 2" --from phase-57-cycle-1-session-handoff --edit',
        'slop new turn --lane develop-1 --title "The form keeps its dates"',
      ),
    )
    .action((kind: string, { title, phase, set, ...flags }: NewFlags) =>
      act(async (world, terminal) => {
        const { makeNew } = await import('../new.ts');
        const values = {
          ...set,
          ...(title === undefined ? {} : { title }),
          ...(phase === undefined ? {} : { phase: phase.replace(/^(?:phase-?)?0*(?=[\da-z])/i, '') }),
        };
        return makeNew(world, terminal, {
          kind,
          values,
          id: flags.id ?? null,
          folder: flags.folder ?? null,
          answering: flags.answers ?? null,
          from: flags.from ?? null,
          lane: flags.lane ?? null,
          edit: flags.edit === true,
          dryRun: flags.dryRun === true,
          json: flags.json === true,
          commit: flags.commit === true,
        });
      }),
    );
}

function keyAndValue(text: string, before: Readonly<Record<string, string>> = {}) {
  const [, key, value] = /^([a-z][\w-]*)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError('Write it as key=value.');
  return { ...before, [key]: value };
}

interface BumpFlags extends PlanFlags {
  readonly major?: true;
  readonly patch?: true;
  readonly to?: string;
  readonly accept?: AcceptedPlace;
  readonly changes?: string;
  readonly halt?: string | false;
  readonly by?: string;
  readonly keep?: Side;
}

/** `slop bump` */
export function addBump(program: Command, act: Act): void {
  const command = program
    .command('bump')
    .summary('make the next version of a note')
    .description(
      'Makes the next minor version: a new file with the version in name, head, title and footer, the date, what it supersedes, and a section about what changed; the old file goes to the archive as it is, or stays where slop.yaml says so. HTML twins go along. Every other occurrence of the version in the record is asked about on a terminal, one key each; elsewhere --answers answers, and what nobody answered stays as written. A change request that is carried out, or whose phase has a halt that nobody answered, is bumped for an amendment cycle: which halt it answers, and which reserved slot that uses, goes into its head.',
    )
    .argument('<note>', 'path, file name or id')
    .addOption(new Option('--major', 'the next major version').conflicts(['patch', 'to']))
    .addOption(new Option('--patch', 'the next patch version').conflicts(['to']))
    .option('--to <version>', 'this version')
    .option('--changes <markdown>', 'what to write in the section about what changed')
    .option('--halt <note>', 'of a change request: the halt note that the new version answers')
    .option('--no-halt', 'of a change request: it answers no halt')
    .addOption(
      new Option(
        '--keep <side>',
        'in a merge of two branches that both made this version: which one keeps it; the other is bumped',
      ).choices(['ours', 'theirs']),
    )
    .option('--by <item>', 'the item that authorises the cycle; beyond the reserve it must be said')
    .addOption(acceptOption());
  withPlanOptions(command)
    .addHelpText(
      'after',
      examples(
        'slop bump phase-57-cr-guest-booking --dry-run',
        'slop bump phase-57-cr-guest-booking --changes "Step 2d is new." --commit',
        'slop bump record/current-status/current-status-manifest-v0_41.md --answers answers.yaml',
        'slop bump phase-57-cr-guest-booking --halt phase-57-halt-surface-2026-05-12 --by P57-C2',
        'slop bump handbook --to 1.0',
      ),
    )
    .action((note: string, flags: BumpFlags) =>
      act(async (world, terminal) => {
        const { bump } = await import('../bump/bump.ts');
        return bump(world, terminal, {
          note,
          step: flags.major ? 'major' : flags.patch ? 'patch' : 'minor',
          to: flags.to ?? null,
          accept: flags.accept ?? null,
          changes: flags.changes ?? null,
          halt: flags.halt ?? null,
          by: flags.by ?? null,
          keep: flags.keep ?? null,
          ...planOptions(flags),
        });
      }),
    );
}

function acceptOption(): Option {
  const places: readonly AcceptedPlace[] = ['file name', 'head', 'title', 'footer'];
  return new Option('--accept <place>', 'the place that is right, where places disagree').choices(places);
}

/** `slop absorb` */
export function addAbsorb(program: Command, act: Act): void {
  const command = program
    .command('absorb')
    .summary('make the next version of a manifest or queue, with what came since')
    .description(
      'Makes the next version of a manifest or queue and fills in what came since this one: phase results, test baselines with their changes, tags and heads, gates, slots used, candidates promoted and carried, deferred work, current documents, each with the note that says it. What came and says nothing of these is named all the same. A section in which somebody wrote is asked about.',
    )
    .argument('<note>', 'a manifest or queue: path, file name or id')
    .addOption(acceptOption());
  withPlanOptions(command)
    .addHelpText(
      'after',
      examples(
        'slop absorb queued-directions --dry-run',
        'slop absorb queued-directions --commit && slop absorb current-status-manifest --commit',
      ),
    )
    .action((note: string, flags: PlanFlags & { readonly accept?: AcceptedPlace }) =>
      act(async (world, terminal) => {
        const { absorb } = await import('../absorb.ts');
        return absorb(world, terminal, { note, accept: flags.accept ?? null, ...planOptions(flags) });
      }),
    );
}

interface MoveFlags extends PlanFlags {
  readonly archive?: true;
  readonly number?: string;
}

/** `slop mv` */
export function addMv(program: Command, act: Act): void {
  const command = program
    .command('mv')
    .summary('move, rename, archive or renumber a note, or move a folder')
    .description(
      'Moves a note with its twins, and for a new name or folder with its other versions, or a folder with all that lies in it, and rewrites every mention that pointed there: file names, links, ids that came from the name; in Markdown beside the record links and file names. Its old addresses on the site lead on: slop.yaml lists them under moved. With --archive it goes to the archive as it is; with --number it gets another number, in every mention.',
    )
    .argument('<note>', 'path, file name or id, or a folder of the record')
    .argument('[to]', 'a new name, path or folder')
    .option('--archive', 'move it to the archive')
    .option(
      '--number <number>',
      'give it this number; next is the next free one, in place of one that another note has too',
    );
  withPlanOptions(command)
    .addHelpText(
      'after',
      examples(
        'slop mv phase-57-cr-guest-booking-v0_2.md phase-57-cr-desk-booking-v0_2.md',
        'slop mv tide-table record/standing-notes/',
        'slop mv record/phases/phase-57 phase-57-guest-booking',
        'slop mv tide-table --archive',
        'slop mv phase-57-cr-guest-booking --number next',
      ),
    )
    .action((note: string, to: string | undefined, flags: MoveFlags) =>
      act(async (world, terminal) => {
        const { mv } = await import('../mv.ts');
        return mv(world, terminal, {
          note,
          to: to ?? null,
          archive: flags.archive === true,
          number: flags.number ?? null,
          ...planOptions(flags),
        });
      }),
    );
}

interface SupersedeFlags extends PlanFlags {
  readonly by: string;
  readonly section?: string;
  readonly updates?: true;
}

/** `slop supersede` */
export function addSupersede(program: Command, act: Act): void {
  const command = program
    .command('supersede')
    .summary('say that one note supersedes another')
    .description(
      'Writes into the head of the newer note that it supersedes the older one, of another lineage, or a section of it. The older one is not touched: what supersedes it is derived. With --updates the older one stays in force.',
    )
    .argument('<old>', 'path, file name or id')
    .requiredOption('--by <new>', 'the note that takes its place')
    .option('--section <section>', 'only this section of the old note: 4, its anchor or its title')
    .option('--updates', 'it changes or adds to the old note, and does not replace it');
  withPlanOptions(command)
    .addHelpText(
      'after',
      examples(
        'slop supersede tide-table --by harbour-almanac',
        'slop supersede tide-table-v0_3.md --by harbour-almanac --section 4',
        'slop supersede tide-table --by harbour-almanac --updates',
      ),
    )
    .action((older: string, flags: SupersedeFlags) =>
      act(async (world, terminal) => {
        const { supersede } = await import('../supersede.ts');
        return supersede(world, terminal, {
          older,
          newer: flags.by,
          section: flags.section ?? null,
          relation: flags.updates ? 'updates' : 'supersedes',
          ...planOptions(flags),
        });
      }),
    );
}
