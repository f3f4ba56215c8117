import { lineReader } from '../read/line-reader.ts';
import { type Lines, type Position, positionIn } from '../read/position.ts';
import type { Finding, JsonObject, Related, Severity } from '../types.ts';

/** What every reporter is given. */
export interface ReportInput {
  /** In the order in which they are told. */
  readonly findings: readonly Finding[];
  readonly tally: Tally;
  /** Whether a baseline file is there, whatever it knows. */
  readonly hasBaseline: boolean;
  /** The text of a file, by the path in a finding; `''` when there is none. */
  readonly textOf: (path: string) => Promise<string>;
  readonly words: (rule: string, data: JsonObject) => RuleWords;
  /** Web address of the page of a rule. */
  readonly pageOf: (rule: string) => string;
  /** The path as the reader of this report needs it. */
  readonly pathOf: (path: string) => string;
}

/** What was looked at, and what is not among the findings. */
export interface Tally {
  readonly notes: number;
  /** Findings that the baseline file already knows. */
  readonly known: number;
  /** Findings outside the paths or changed lines that were asked for. */
  readonly elsewhere: number;
}

/** What a rule says about one finding. */
export interface RuleWords {
  readonly message: string;
  readonly help: string;
}

/** A place with its positions counted. */
export interface Told {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  readonly lines: Lines;
}

/** A finding with its words and its places. */
export interface ToldFinding extends Told {
  readonly finding: Finding;
  readonly words: RuleWords;
  readonly related: readonly (Told & { readonly related: Related })[];
}

/** Gives findings their words and positions, one at a time, so that no report holds all texts. */
export async function* tell(input: ReportInput): AsyncGenerator<ToldFinding> {
  const linesAt = lineReader(input.textOf);
  const place = async (path: string, span: Finding['span']): Promise<Told> => {
    const lines = await linesAt(path);
    return { path, lines, start: positionIn(lines, span.start), end: positionIn(lines, span.end) };
  };
  for (const finding of input.findings) {
    const related = [];
    for (const other of finding.related) {
      related.push({ ...(await place(other.path, other.span)), related: other });
    }
    yield {
      ...(await place(finding.path, finding.span)),
      finding,
      words: input.words(finding.rule, finding.data),
      related,
    };
  }
}

/** Worst first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** How many findings of each severity. */
export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
