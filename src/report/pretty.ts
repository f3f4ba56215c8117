import { fixLines } from './fix.ts';
import { frame } from './frame.ts';
import type { Paint } from './paint.ts';
import { byRule, summary } from './summary.ts';
import { type ReportInput, type Told, type ToldFinding, tell } from './tell.ts';
import { visible } from './width.ts';

interface PrettyOptions {
  readonly paint: Paint;
  /** Columns of the terminal, or what is taken for it. */
  readonly columns: number;
}

/**
 * For people: each finding with its source line, the other places, what to do and where to read more. The last two are
 * left out where the finding right above it in the same file has them. Where there are many, their number by rule
 * follows.
 */
export async function* pretty(input: ReportInput, options: PrettyOptions): AsyncGenerator<string> {
  let above = '';
  for await (const told of tell(input)) {
    const advice = [told.finding.path, told.finding.rule, told.words.help].join('\n');
    yield `${block(told, input, options, advice === above).join('\n')}\n\n`;
    above = advice;
  }
  yield byRule(input, options.paint);
  const style = input.findings.length === 0 ? 'good' : 'strong';
  yield `${options.paint(style, summary(input.findings, input.tally))}\n`;
}

function block(
  told: ToldFinding,
  input: ReportInput,
  { paint, columns }: PrettyOptions,
  isAdvised: boolean,
): readonly string[] {
  const { finding, words } = told;
  const { rule, severity } = finding;
  const shown = [told, ...told.related];
  const fixed = fixLines(told, columns);
  const numbers = [...shown.map(({ start }) => start.line), ...fixed.map(({ number }) => number)];
  const gutter = String(Math.max(...numbers)).length;
  const space = ' '.repeat(gutter);
  const measure = { gutter, paint, width: Math.max(20, columns - gutter - 4) };
  const arrow = (mark: string, place: Told): string =>
    `${space}${paint('gutter', mark)} ${visible(input.pathOf(place.path))}:${place.start.line}:${place.start.column}`;
  const note = (name: string, text: string): readonly string[] =>
    text.split('\n').map((line, index) => {
      const lead =
        index === 0 ? `${paint('gutter', '=')} ${paint('strong', `${name}:`)}` : ' '.repeat(name.length + 3);
      return `${space} ${lead} ${visible(line)}`;
    });
  return [
    `${paint(severity, `${severity}[${rule}]`)} ${paint('strong', visible(words.message))}`,
    arrow('-->', told),
    ...frame({ ...measure, lines: told.lines, span: finding.span, label: '', colour: severity }),
    ...told.related.flatMap((other) => [
      arrow(':::', other),
      ...frame({
        ...measure,
        lines: other.lines,
        span: other.related.span,
        label: visible(other.related.label),
        colour: 'second',
      }),
    ]),
    ...(isAdvised ? [] : note('help', words.help)),
    ...(finding.fix === null ? [] : note('fix', finding.fix.title)),
    ...fixed.map(({ mark, number, text }) =>
      paint(mark === '+' ? 'good' : 'quiet', `${String(number).padStart(gutter)} ${mark} ${text}`),
    ),
    ...(isAdvised ? [] : note('more', `slop explain ${rule}`)),
  ];
}
