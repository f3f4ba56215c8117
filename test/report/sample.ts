import type { ReportInput } from '../../src/report/tell.ts';
import type { Finding } from '../../src/types.ts';

/** A finding at the first place where `at` stands in the text of its file. */
export function findingAt(text: string, at: string, parts: Partial<Finding> = {}): Finding {
  const start = text.indexOf(at);
  return {
    rule: 'ref/missing-section',
    severity: 'error',
    path: 'record/a-v0_1.md',
    span: { start, end: start + at.length },
    data: {},
    related: [],
    fix: null,
    ...parts,
  };
}

/** What a reporter is given, with words that repeat the rule id. */
export function reportInput(
  texts: Readonly<Record<string, string>>,
  findings: readonly Finding[],
  parts: Partial<ReportInput> = {},
): ReportInput {
  return {
    findings,
    tally: { notes: Object.keys(texts).length, known: 0, elsewhere: 0 },
    hasBaseline: false,
    textOf: async (path) => texts[path] ?? '',
    words: (rule, data) => ({ message: `says ${rule}`, help: `mend ${JSON.stringify(data)}` }),
    pageOf: (rule) => `https://example.org/${rule}`,
    pathOf: (path) => path,
    ...parts,
  };
}

/** Everything that a reporter yields, in one text. */
export async function gather(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
