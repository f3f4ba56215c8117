import type { Position } from '../read/position.ts';
import type { Severity } from '../types.ts';
import { countBySeverity, type ReportInput, type Told, type ToldFinding, tell } from './tell.ts';

interface JsonOptions {
  /** Version of slop. */
  readonly version: string;
  /** What Git could not tell, in a sentence; null when it told all. */
  readonly unverified: string | null;
}

/** For programs: one JSON document by schemas/output/check.json, one finding a line. */
export async function* json(input: ReportInput, options: JsonOptions): AsyncGenerator<string> {
  const {
    error: errors,
    warning: warnings,
    info: infos,
  }: Record<Severity, number> = countBySeverity(input.findings);
  const summary = { errors, warnings, infos, ...input.tally };
  yield `{\n"schemaVersion": 1,\n"slop": ${JSON.stringify(options.version)},\n`;
  yield `"root": ${JSON.stringify(input.pathOf('.'))},\n"summary": ${JSON.stringify(summary)},\n`;
  yield `"unverified": ${JSON.stringify(options.unverified)},\n"findings": [`;
  let separator = '\n';
  for await (const told of tell(input)) {
    yield separator + JSON.stringify(entry(told, input.pageOf(told.finding.rule)));
    separator = ',\n';
  }
  yield '\n]\n}\n';
}

function entry(told: ToldFinding, url: string): object {
  const { finding, words } = told;
  const { rule, severity, path, data, fix } = finding;
  return {
    rule,
    severity,
    path,
    message: words.message,
    help: words.help,
    url,
    range: range(told, finding.span),
    data,
    related: told.related.map((other) => ({
      path: other.path,
      range: range(other, other.related.span),
      label: other.related.label,
    })),
    fix,
  };
}

function range(told: Told, span: { readonly start: number; readonly end: number }): object {
  const end = (offset: number, { line, column }: Position): object => ({ offset, line, column });
  return { start: end(span.start, told.start), end: end(span.end, told.end) };
}
