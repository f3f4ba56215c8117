import { counted } from '../parse/in-threes.ts';
import type { Finding, Severity } from '../types.ts';
import { summary } from './summary.ts';
import { type ReportInput, severities, type ToldFinding, tell } from './tell.ts';
import { visible } from './width.ts';

/** GitHub shows no more annotations of one severity for one step. */
const SHOWN = 10;
/** GitHub refuses a job summary over 1 MiB; what another step wrote before needs room too. */
const SUMMARY_LIMIT = 900_000;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

interface GithubReport {
  /** Workflow commands and one closing line, for standard output. */
  readonly commands: string;
  /** Markdown for the job summary; `''` when every finding has an annotation. */
  readonly jobSummary: string;
}

/**
 * For GitHub Actions: the first findings of each severity as annotations, worst first, and all the others
 * as a table for the job summary. The paths of `input` must start at the top of the repository.
 */
export async function github(input: ReportInput): Promise<GithubReport> {
  const chosen = severities.flatMap((severity) => {
    return input.findings.filter((finding) => finding.severity === severity).slice(0, SHOWN);
  });
  const annotated = new Set(chosen);
  const commands: string[] = [];
  for await (const told of tell({ ...input, findings: chosen })) commands.push(annotation(told, input));
  const others = input.findings.filter((finding) => !annotated.has(finding));
  const more = others.length === 0 ? '' : `; ${counted(others.length, 'finding')} without an annotation`;
  return {
    commands: `${[...commands, `${summary(input.findings, input.tally)}${more}`].join('\n')}\n`,
    jobSummary: others.length === 0 ? '' : await table(input, others),
  };
}

function annotation({ finding, words, start, end }: ToldFinding, { pathOf, pageOf }: ReportInput): string {
  const places = {
    file: pathOf(finding.path),
    line: String(start.line),
    endLine: String(end.line),
    // GitHub takes columns only for a place on one line.
    ...(start.line === end.line && { col: String(start.column), endColumn: String(end.column) }),
    title: `slop: ${finding.rule}`,
  };
  const properties = Object.entries(places).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  const text = `${words.message}\n${words.help}\n${pageOf(finding.rule)}`;
  return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${escapeData(text)}`;
}

/** Escapes the text of a workflow command. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes the value of a property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

async function table(input: ReportInput, others: readonly Finding[]): Promise<string> {
  let text = `### slop check: findings without an annotation\n\n${summary(input.findings, input.tally)}\n\n`;
  text += '| | place | rule | what |\n| --- | --- | --- | --- |\n';
  const findings = severities.flatMap((severity) => others.filter((one) => one.severity === severity));
  let rows = 0;
  for await (const { finding, words, start } of tell({ ...input, findings })) {
    const place = code(`${input.pathOf(finding.path)}:${start.line}`);
    const rule = `[${finding.rule}](${input.pageOf(finding.rule)})`;
    const row = `| ${finding.severity} | ${place} | ${rule} | ${cell(words.message)} |\n`;
    if (text.length + row.length > SUMMARY_LIMIT) break;
    text += row;
    rows += 1;
  }
  const left = findings.length - rows;
  return left === 0
    ? text
    : `${text}\n${counted(left, 'finding')} more: run \`slop check\` to see them all.\n`;
}

function code(text: string): string {
  return `<code>${cell(text)}</code>`;
}

/** Text from a note as text in a table cell: nothing in it is Markdown or HTML, nor ends the cell. */
function cell(text: string): string {
  const escaped = visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/[\\`*_{}[\]()#+!|~@:]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
