import path from 'node:path';
import type { Compiled } from '../../compile.ts';
import { github } from '../../report/github.ts';
import { json } from '../../report/json.ts';
import { paintFor } from '../../report/paint.ts';
import { pretty } from '../../report/pretty.ts';
import { unverifiedRepositories } from '../../report/repositories.ts';
import { sarif } from '../../report/sarif.ts';
import type { ReportInput, RuleWords, Tally } from '../../report/tell.ts';
import { ruleById } from '../../rules/rules.ts';
import type { Finding, JsonObject, World } from '../../types.ts';
import type { Format } from '../format.ts';
import { type Here, pathsFrom } from '../root.ts';
import { readRulePage, rulePageAddress } from '../rule-page.ts';
import type { Terminal } from '../terminal.ts';

interface Reported {
  readonly findings: readonly Finding[];
  readonly tally: Tally;
  readonly hasBaseline: boolean;
  readonly format: Format;
}

/**
 * Writes the report to standard output in the format asked for, and what Git could not tell to standard
 * error. Paths are from the folder of the call for people, from the root in JSON, from the top of the
 * repository for GitHub and SARIF.
 */
export async function report(
  world: World,
  terminal: Terminal,
  here: Here,
  compiled: Compiled,
  { findings, tally, hasBaseline, format }: Reported,
): Promise<void> {
  const { about, out } = terminal;
  const base = format === 'github' || format === 'sarif' ? here.top : here.cwd;
  const input: ReportInput = {
    findings,
    tally,
    hasBaseline,
    textOf: compiled.textOf,
    words,
    pageOf: (rule) => rulePageAddress(about.homepage, rule),
    pathOf: pathsFrom(base, here.root),
  };
  const unverified = untold(compiled);
  if (format === 'json') {
    for await (const part of json(input, {
      version: about.version,
      unverified: unverified.length === 0 ? null : unverified.join('; '),
    }))
      await out(part);
    return;
  }
  if (format === 'sarif') {
    const describe = async (rule: string) => {
      const { title, text } = await readRulePage(world, rule);
      return { title, page: text };
    };
    for await (const part of sarif(input, { ...about, describe })) await out(part);
  } else if (format === 'github') {
    await writeGithub(world, terminal, input);
  } else {
    const paint = paintFor(terminal);
    for await (const part of pretty(input, { paint, columns: terminal.columns })) await out(part);
  }
  for (const sentence of unverified) await terminal.err(`slop: ${sentence}\n`);
  if (tally.notes === 0) await terminal.err(`slop: ${emptyRecord(compiled)}\n`);
}

function words(id: string, data: JsonObject): RuleWords {
  const rule = ruleById.get(id);
  if (rule === undefined) throw new Error(`a finding names the rule ${id}, which is not in the table`);
  return { message: rule.message(data), help: rule.help(data) };
}

function unverifiedHistory({ graph: { ledger } }: Compiled): string | null {
  if (ledger.record?.shallow === true) {
    return 'This is a shallow clone, so it is unverified when notes were first and last committed, and what was amended in place: run git fetch --unshallow (in a workflow: actions/checkout with fetch-depth: 0)';
  }
  if (ledger.record !== null && ledger.amendments === undefined) {
    return 'What versions said before could not be read, so it is unverified what was amended in place: run git fsck, or in a clone without file contents git fetch --refetch --no-filter (in a workflow: actions/checkout without filter)';
  }
  return ledger.unverified;
}

/** What could not be looked up, sentence by sentence. */
function untold(compiled: Compiled): readonly string[] {
  const history = unverifiedHistory(compiled);
  return [...(history === null ? [] : [history]), ...unverifiedRepositories(compiled.graph)];
}

function emptyRecord({ config: { record } }: Compiled): string {
  const told = `The record is empty: there is no note (.md file) in ${path.posix.normalize(`${record}/`)} that Git does not ignore`;
  return record === 'record'
    ? `${told}; a folder of another name is named in slop.yaml (record: docs)`
    : told;
}

async function writeGithub(world: World, terminal: Terminal, input: ReportInput): Promise<void> {
  const { commands, jobSummary } = await github(input);
  await terminal.out(commands);
  if (jobSummary === '') return;
  const place = world.env['GITHUB_STEP_SUMMARY'];
  if (place === undefined || place === '') {
    await terminal.err(
      'slop: Not all findings became annotations, and GITHUB_STEP_SUMMARY is not set to take the rest\n',
    );
    return;
  }
  const before =
    (await world.files.stat(place)) === null ? '' : new TextDecoder().decode(await world.files.read(place));
  await world.files.write(place, before + jobSummary);
}
