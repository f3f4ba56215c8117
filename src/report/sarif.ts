import { createHash } from 'node:crypto';
import { lineAt, linesOf, type Position, positionIn } from '../read/position.ts';
import type { Fix, Severity, Span } from '../types.ts';
import { type ReportInput, type Told, type ToldFinding, tell } from './tell.ts';

interface SarifOptions {
  /** Version of slop. */
  readonly version: string;
  /** Address of slop itself. */
  readonly homepage: string;
  /** What a rule is about: one line, and its whole page as Markdown. */
  readonly describe: (rule: string) => Promise<{ readonly title: string; readonly page: string }>;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * For code scanning: one SARIF 2.1.0 log. The paths of `input` must start at the top of the repository. A
 * fingerprint is made of rule, path and the text of the line, so that it survives lines moving.
 */
export async function* sarif(input: ReportInput, options: SarifOptions): AsyncGenerator<string> {
  const ids = [...new Set(input.findings.map((finding) => finding.rule))].sort();
  const rules = await Promise.all(ids.map((id) => descriptor(id, input, options)));
  const driver = { name: 'slop', version: options.version, informationUri: options.homepage, rules };
  yield '{\n"$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",\n';
  yield `"version": "2.1.0",\n"runs": [{\n"tool": ${JSON.stringify({ driver })},\n`;
  yield '"columnKind": "utf16CodeUnits",\n"results": [';
  const fingerprint = fingerprints();
  let separator = '\n';
  for await (const told of tell(input)) {
    const { finding } = told;
    const { fix } = finding;
    const entry = {
      ruleId: finding.rule,
      ruleIndex: ids.indexOf(finding.rule),
      level: LEVELS[finding.severity],
      message: { text: `${told.words.message} ${told.words.help}` },
      locations: [{ physicalLocation: physical(told, finding.span, input) }],
      relatedLocations: told.related.map((other, index) => ({
        id: index + 1,
        message: { text: other.related.label },
        physicalLocation: physical(other, other.related.span, input),
      })),
      partialFingerprints: { 'slop/v1': fingerprint(told) },
      ...(fix !== null && { fixes: [await fixed(fix, told, input)] }),
      properties: { data: finding.data },
    };
    yield separator + JSON.stringify(entry);
    separator = ',\n';
  }
  yield '\n]\n}]\n}\n';
}

async function descriptor(id: string, input: ReportInput, options: SarifOptions): Promise<object> {
  const { title, page } = await options.describe(id);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text: page, markdown: page },
    helpUri: input.pageOf(id),
  };
}

function physical(told: Told, span: Span, input: ReportInput): object {
  return {
    artifactLocation: artifact(told.path, input),
    region: region(told.start, told.end, span),
  };
}

function artifact(path: string, { pathOf }: ReportInput): object {
  return { uri: pathOf(path).split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function region(start: Position, end: Position, span: Span): object {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: span.start,
    charLength: Math.max(0, span.end - span.start),
  };
}

async function fixed(fix: Fix, told: Told, input: ReportInput): Promise<object> {
  const paths = [...new Set(fix.edits.map((edit) => edit.path))];
  const artifactChanges = await Promise.all(
    paths.map(async (path) => {
      const lines = path === told.path ? told.lines : linesOf(await input.textOf(path));
      const edits = fix.edits.filter((edit) => edit.path === path);
      return {
        artifactLocation: artifact(path, input),
        replacements: edits.map(({ span, text }) => ({
          deletedRegion: region(positionIn(lines, span.start), positionIn(lines, span.end), span),
          insertedContent: { text },
        })),
      };
    }),
  );
  return { description: { text: fix.title }, artifactChanges };
}

/** Many findings of one rule may stand in one long line, which is looked at once for all of them. */
function fingerprints(): (told: ToldFinding) => string {
  const digests = new Map<string, string>();
  const seen = new Map<string, number>();
  return ({ finding: { rule, path }, lines, start }) => {
    const place = JSON.stringify([rule, path, start.line]);
    let digest = digests.get(place);
    if (digest === undefined) {
      const line = lineAt(lines, start.line).trim().replace(/\s+/g, ' ');
      const key = JSON.stringify([rule, path, line]);
      digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
      digests.set(place, digest);
    }
    const occurrence = seen.get(digest) ?? 0;
    seen.set(digest, occurrence + 1);
    return `${digest}:${occurrence}`;
  };
}
