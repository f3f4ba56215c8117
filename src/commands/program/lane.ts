import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { LaneCommand } from '../lane/lane.ts';
import { type Act, examples, type PlanFlags, planOptions } from './parts.ts';

const VERDICTS = ['accepted', 'correct', 'crossed', 'rerouted'] as const;

const EXIT_CODES = `
Exit codes, beside those of every command:
  10   the turn failed                       17   in quarantine: a person must look
  11   the turn was interrupted              18   the process of the session is gone
  12   the turn still runs, or more comes    19   no turn may be sent now
  13   a usage limit, and nothing goes on    20   the note may not be sent
  14   blocked: login, billing, budget, …    21   a program or a sandbox is missing
  15   the session asks something            22   no such lane is declared
  16   nobody knows whether it arrived       23   the log or its folder is not sound
                                            24   the last turn is not reviewed
                                            25   what a handoff rests on has changed`;

interface JsonFlag {
  readonly json?: true;
}

/** Adds `slop lane` and its commands. */
export function addLane(program: Command, act: Act): void {
  const lane = program
    .command('lane')
    .summary('send turns from notes to a Claude session, and keep what came back')
    .description(
      'A lane keeps one Claude session for one piece of work, and sends it one message at a time, made from a note that is committed. Lanes are declared in slop.yaml on the published branch, under lanes.declared.',
    )
    .addHelpText('after', EXIT_CODES)
    .addHelpText(
      'after',
      examples(
        'slop lane launch develop-1',
        'slop lane turn develop-1 phase-12-dates',
        'slop lane turn develop-1 record/phases/phase-12/handoff-v0_1.md#kickoff-prompt',
        'slop lane status',
        'slop lane review develop-1 1 accepted --why "The counts agree."',
      ),
    );
  const run = (flags: JsonFlag, command: LaneCommand): Promise<void> =>
    act(async (world, terminal) => {
      const { lane: runLane } = await import('../lane/lane.ts');
      return runLane(world, terminal, command, { json: flags.json === true });
    });
  addInit(lane, act);
  addSession(lane, run);
  addTurns(lane, run);
  addLooking(lane, run);
  addHandingOn(lane, run);
}

type Run = (flags: JsonFlag, command: LaneCommand) => Promise<void>;

/** A command below `slop lane`, with what all of them have. */
function below(lane: Command, name: string, summary: string, description = summary): Command {
  return lane
    .command(name)
    .summary(summary)
    .description(`${description[0]?.toUpperCase()}${description.slice(1)}.`)
    .option('--json', 'print one JSON document');
}

function addInit(lane: Command, act: Act): void {
  lane
    .command('init')
    .summary('write what sessions read: an agent, AGENTS.md, CLAUDE.md')
    .description(
      'Writes the definition of each declared agent (developer where no lane is declared) below .claude/agents, and AGENTS.md and CLAUDE.md beside slop.yaml. What is there already stays as it is.',
    )
    .option('--dry-run', 'show the plan, and write nothing')
    .option('--json', 'print the plan as JSON for slop apply, and write nothing')
    .option('--commit', "commit the plan's files, and nothing else that is staged")
    .addHelpText('after', examples('slop lane init --dry-run', 'slop lane init --commit'))
    .action((flags: PlanFlags) =>
      act(async (world, terminal) => {
        const { laneInit } = await import('../lane/init.ts');
        return laneInit(world, terminal, planOptions(flags));
      }),
    );
}

function addSession(lane: Command, run: Run): void {
  opening(below(lane, 'launch', 'start the session of a lane').argument('<lane>')).action(
    (name: string, flags: JsonFlag & OpeningFlags) =>
      run(flags, { verb: 'launch', lane: name, ...openedBy(flags) }),
  );
  below(
    lane,
    'resume',
    'move a lane on from where it stands',
    'opens the session of a lane again, waits for a usage limit, hands over what a person decides. The session stays the same, and a prompt that may have arrived is never sent again',
  )
    .argument('<lane>')
    .option('--continue', 'go on with a turn that was cut off')
    .addOption(new Option('--delivered', 'the message arrived: you looked').conflicts('notDelivered'))
    .option('--not-delivered', 'the message did not arrive: you looked')
    .option(
      '--answer <answer>',
      'answer what the session asks: allow, deny, or words where it has no terminal',
      someWords,
    )
    .option('--clear <why>', 'end the quarantine, and say why', someWords)
    .action(
      (
        name: string,
        flags: JsonFlag & {
          continue?: true;
          delivered?: boolean;
          notDelivered?: true;
          answer?: string;
          clear?: string;
        },
      ) =>
        run(flags, {
          verb: 'resume',
          lane: name,
          delivered: flags.notDelivered === true ? false : (flags.delivered ?? null),
          answer: flags.answer ?? null,
          clear: flags.clear ?? null,
          goOn: flags.continue === true,
        }),
    );
  below(lane, 'interrupt', 'end the turn that runs; work behind the end of a turn ends with stop')
    .argument('<lane>')
    .action((name: string, flags: JsonFlag) => run(flags, { verb: 'interrupt', lane: name }));
  below(lane, 'stop', 'end the process of a lane; resume opens its session again')
    .argument('<lane>')
    .action((name: string, flags: JsonFlag) => run(flags, { verb: 'stop', lane: name }));
  opening(
    below(lane, 'adopt', 'take a session that exists into a lane that has none')
      .argument('<lane>')
      .argument('<session>', 'its id'),
  ).action((name: string, session: string, flags: JsonFlag & OpeningFlags) =>
    run(flags, { verb: 'adopt', lane: name, session, ...openedBy(flags) }),
  );
}

interface OpeningFlags {
  readonly phase?: string;
  readonly audit?: number;
}

/** Gives a command the options that say what a lane is opened for. */
function opening(command: Command): Command {
  return command
    .option('--phase <phase>', 'the phase it is opened for')
    .option('--audit <number>', 'the audit that opened it; a lane for bug fixes names one', wholeNumber);
}

const openedBy = ({ phase, audit }: OpeningFlags) => ({ phase: phase ?? null, audit: audit ?? null });

function addTurns(lane: Command, run: Run): void {
  below(
    lane,
    'turn',
    'send the message of a note, and print the answer',
    'sends the message of a note into an idle lane, waits, usage limits included, and prints the answer',
  )
    .argument('<lane>')
    .argument(
      '<note>',
      'a note that is committed on the published branch, or a trusted one, by path, file name or id; note#section for a section of it',
    )
    .option('--no-wait', 'return when the session has the message')
    .option('--minutes <number>', 'wait that long at most; the turn goes on', aboveZero)
    .action((name: string, note: string, flags: JsonFlag & { wait: boolean; minutes?: number }) =>
      run(flags, { verb: 'turn', lane: name, note, wait: flags.wait, minutes: flags.minutes ?? null }),
    );
  below(lane, 'prompt', 'print the message that a note makes, and send nothing')
    .argument('<note>', 'by path, file name or id; note#section for a section of it')
    .action((note: string, flags: JsonFlag) => run(flags, { verb: 'prompt', note }));
  below(
    lane,
    'review',
    'say what you make of a turn',
    'keeps your judgement of a turn. Only then the next one may be sent',
  )
    .argument('<lane>')
    .argument('<turn>', 'its number', wholeNumber)
    .addArgument(new Argument('<verdict>').choices(VERDICTS))
    .addOption(new Option('--why <why>', 'why, in words').argParser(someWords).makeOptionMandatory())
    .action(
      (name: string, turn: number, verdict: (typeof VERDICTS)[number], flags: JsonFlag & { why: string }) =>
        run(flags, { verb: 'review', lane: name, turn, verdict, why: flags.why }),
    );
}

function addHandingOn(lane: Command, run: Run): void {
  below(
    lane,
    'handoff',
    'write the note that hands a lane on',
    'writes a handoff by a plan: where the repositories stand, baselines that are measured now, the turns with what came of them, open items, what to read, and a kickoff prompt',
  )
    .argument('<lane>')
    .option('--dry-run', 'show the plan, and write nothing')
    .option('--commit', "commit the plan's files, and nothing else that is staged")
    .action((name: string, flags: PlanFlags) =>
      run(flags, { verb: 'handoff', lane: name, write: planOptions(flags) }),
    );
  below(
    lane,
    'kickoff',
    'hold a handoff against the world, and send its kickoff prompt',
    'measures the baselines of a handoff again, looks whether what it gives to read is there as it says, tells the differences, and sends its kickoff prompt as a turn. It refuses where what is authoritative has changed',
  )
    .argument('<handoff>', 'path, file name or id of a note that is committed, as for a turn')
    .argument('[lane]', 'the lane (default: the only one that is declared)')
    .option('--acknowledge', 'send it although what it rests on has changed: you know that')
    .action((handoff: string, name: string | undefined, flags: JsonFlag & { acknowledge?: true }) =>
      run(flags, {
        verb: 'kickoff',
        handoff,
        lane: name ?? null,
        acknowledge: flags.acknowledge === true,
      }),
    );
  below(
    lane,
    'package',
    'bundle the sessions of declared lanes, with private matter masked',
    "bundles into a new folder what was said in the turns of declared lanes, and in no other session: as Markdown, as JSON, and the session's own record beside it. Only what is allowed by name is handed on, and secrets, addresses and paths of this machine are masked",
  )
    .argument('<folder>', 'a folder that is not there yet')
    .argument('[lanes...]', 'only these')
    .action((folder: string, lanes: readonly string[], flags: JsonFlag) =>
      run(flags, { verb: 'package', folder, lanes }),
    );
  below(
    lane,
    'audit-workspace',
    'copy the product without traces of the workflow',
    'copies into a new folder what the published commit holds, without the record, the settings of slop, the instructions of agents and the history, and lists the traces that are left in it. Exit code 1 when there are any',
  )
    .argument('<folder>', 'a folder that is not there yet')
    .option('--at <commit>', 'another commit, branch or tag')
    .action((folder: string, flags: JsonFlag & { at?: string }) =>
      run(flags, { verb: 'audit-workspace', folder, at: flags.at ?? null }),
    );
}

function addLooking(lane: Command, run: Run): void {
  below(lane, 'status', 'show what lanes do, since when, and what happens next')
    .argument('[lane]')
    .action((name: string | undefined, flags: JsonFlag) =>
      run(flags, { verb: 'status', lane: name ?? null }),
    );
  below(
    lane,
    'result',
    'print the answer of a turn, and list what it changed and showed; or write that down',
    'prints the answer of a turn, and lists what it changed and showed. With --write it runs the probes that the note asks for and that were not run, and writes all of it into the record by a plan',
  )
    .argument('<lane>')
    .option('--turn <number>', 'of that turn (default: the last one)', wholeNumber)
    .option('--write', 'write it into the record as a note, with its review once there is one')
    .option('--dry-run', 'with --write: show the plan and write nothing')
    .option('--commit', 'with --write: commit the files, and nothing else')
    .action((name: string, flags: JsonFlag & PlanFlags & { turn?: number; write?: true }) =>
      run(flags, {
        verb: 'result',
        lane: name,
        turn: flags.turn ?? null,
        write: flags.write || flags.dryRun || flags.commit ? planOptions(flags) : null,
      }),
    );
  below(lane, 'attach', 'show the terminal of a lane; off a terminal, what stands in it')
    .argument('<lane>')
    .action((name: string, flags: JsonFlag) => run(flags, { verb: 'attach', lane: name }));
  below(lane, 'log', 'print all that happened in a lane')
    .argument('<lane>')
    .action((name: string, flags: JsonFlag) => run(flags, { verb: 'log', lane: name }));
  below(lane, 'doctor', 'say what is missing for lanes here, and make their state files again')
    .argument('[lane]')
    .action((name: string | undefined, flags: JsonFlag) =>
      run(flags, { verb: 'doctor', lane: name ?? null }),
    );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 on.');
  return Number(text);
}

function aboveZero(text: string): number {
  const number = Number(text);
  if (!(number > 0) || !Number.isFinite(number)) throw new InvalidArgumentError('It is a number above 0.');
  return number;
}

function someWords(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Say it in words.');
  return text;
}
