import { COUNTS } from '../link/claims/baselines.ts';
import { counted } from '../parse/in-threes.ts';
import { lineReader } from '../read/line-reader.ts';
import { positionIn } from '../read/position.ts';
import type { Claim, ClaimState, TestCounts } from '../types.ts';
import type { Paint, Style } from './paint.ts';
import { visible } from './width.ts';

const STYLES: Readonly<Record<ClaimState, Style>> = {
  verified: 'good',
  asserted: 'quiet',
  stale: 'warning',
  contradicted: 'error',
};
/** Columns of the longest state. */
const STATE = 'contradicted'.length;
/** Widest column of what is recorded. */
const WIDEST = 44;

/** What the table of claims is told with. */
interface ClaimTelling {
  /** The text of a note, by its path. */
  readonly textOf: (path: string) => Promise<string>;
  /** The path as the reader needs it. */
  readonly pathOf: (path: string) => string;
  readonly paint: Paint;
  /** The width that the table may take. */
  readonly columns: number;
}

/**
 * A table of what is recorded against what was found: below the path of each note its claims, with line and column.
 * Those of a note come together. Ends with a line that counts the states.
 */
export async function claimLines(claims: readonly Claim[], telling: ClaimTelling): Promise<string> {
  const { textOf, pathOf, paint, columns } = telling;
  const linesAt = lineReader(textOf);
  const places: string[] = [];
  for (const { from, span } of claims) {
    const { line, column } = positionIn(await linesAt(from), span.start);
    places.push(`${line}:${column}`);
  }
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const left = widest(places) + 2;
  const widths = {
    recorded: Math.min(WIDEST, widest(claims.map(({ recorded }) => visible(recorded)))),
    columns: columns - left,
  };
  const lines = claims.flatMap((claim, at) => {
    const [first, ...below] = claimRows(claim, widths, paint);
    return [
      ...(claim.from === claims[at - 1]?.from ? [] : [paint('strong', visible(pathOf(claim.from)))]),
      `${(places[at] ?? '').padEnd(left)}${first}`,
      ...below.map((row) => `${' '.repeat(left)}${row}`),
    ];
  });
  return `${[...lines, tally(claims, paint)].join('\n')}\n`;
}

/** What does not fit beside the recorded goes below it. */
function claimRows(
  claim: Claim,
  { recorded, columns }: { readonly recorded: number; readonly columns: number },
  paint: Paint,
): readonly string[] {
  const { state, live, why } = claim;
  const difference = differenceOf(claim);
  const found = live === null ? '' : `${visible(live)}${difference === '' ? '' : ` (${difference})`}`;
  const remark = visible([whereOf(claim), why].filter((part) => part !== null).join('; '));
  const said = visible(claim.recorded);
  const left = STATE + 2;
  const head = paint(STYLES[state], state.padEnd(left));
  const rest = [...(found === '' ? [] : [found]), ...(remark === '' ? [] : [paint('quiet', remark)])];
  if (said.length <= recorded && left + recorded + found.length + remark.length + 4 <= columns)
    return [`${head}${[said.padEnd(recorded), ...rest].join('  ')}`.trimEnd()];
  const isOneLine = left + found.length + remark.length + 2 <= columns;
  const below = isOneLine && rest.length > 0 ? [rest.join('  ')] : rest;
  return [`${head}${said}`, ...below.map((part) => `${' '.repeat(left)}${part}`)];
}

function whereOf({ evidence }: Claim): string | null {
  if (evidence === null) return null;
  const { repository, oid } = evidence;
  const at = oid === null ? null : `at ${oid.slice(0, 7)}`;
  return [repository, at].filter((part) => part !== null).join(' ') || null;
}

/** `+2 passed, −1 failed`: live less recorded; empty for what has no numbers, and where they are equal. */
export function differenceOf({ statement, live, state }: Claim): string {
  if (statement.type !== 'baseline' || live === null || state === 'verified') return '';
  const found = countsIn(live);
  return COUNTS.flatMap((key) => {
    const recorded = statement[key];
    const difference = (found[key] ?? 0) - (recorded ?? 0);
    if (recorded === null || (found[key] === null && key === 'passed') || difference === 0) return [];
    return `${difference > 0 ? '+' : '−'}${Math.abs(difference)} ${key}`;
  }).join(', ');
}

function countsIn(words: string): TestCounts {
  const count = (key: string): number | null => {
    const digits = new RegExp(`(\\d+) ${key}`).exec(words)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

function tally(claims: readonly Claim[], paint: Paint): string {
  if (claims.length === 0) return paint('good', 'no claims');
  const states: readonly ClaimState[] = ['verified', 'contradicted', 'stale', 'asserted'];
  const told = states.flatMap((state) => {
    const number = claims.filter((claim) => claim.state === state).length;
    return number === 0 ? [] : `${number} ${state}`;
  });
  const differs = claims.some(({ state }) => state === 'contradicted');
  return paint(differs ? 'strong' : 'good', `${counted(claims.length, 'claim')}: ${told.join(', ')}`);
}
