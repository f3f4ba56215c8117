import { COUNTS } from '../link/claims/baselines.ts';
import { counted } from '../parse/in-threes.ts';
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

/**
 * A table of what is recorded against what was found, below the path of its note where there are several. Ends with a
 * line that counts the states. `columns` is the width that it may take.
 */
export function claimLines(
  claims: readonly Claim[],
  pathOf: (path: string) => string,
  paint: Paint,
  columns: number,
): string {
  const width = Math.min(WIDEST, Math.max(0, ...claims.map(({ recorded }) => visible(recorded).length)));
  const notes = new Set(claims.map(({ from }) => from));
  const lines = [...notes].flatMap((note) => [
    ...(notes.size > 1 ? [paint('strong', visible(pathOf(note)))] : []),
    ...claims.filter(({ from }) => from === note).map((claim) => claimLine(claim, { width, columns }, paint)),
  ]);
  return `${[...lines, tally(claims, paint)].join('\n')}\n`;
}

/** What does not fit beside the recorded goes below it. */
function claimLine(
  claim: Claim,
  { width, columns }: { readonly width: number; readonly columns: number },
  paint: Paint,
): string {
  const { state, recorded, live, why } = claim;
  const difference = differenceOf(claim);
  const found = live === null ? '' : `${visible(live)}${difference === '' ? '' : ` (${difference})`}`;
  const remark = visible([whereOf(claim), why].filter((part) => part !== null).join('; '));
  const said = visible(recorded);
  const left = STATE + 2;
  const head = paint(STYLES[state], state.padEnd(left));
  const rest = [...(found === '' ? [] : [found]), ...(remark === '' ? [] : [paint('quiet', remark)])];
  if (said.length <= width && left + width + found.length + remark.length + 4 <= columns)
    return `${head}${[said.padEnd(width), ...rest].join('  ')}`.trimEnd();
  const isOneLine = left + found.length + remark.length + 2 <= columns;
  const below = isOneLine ? [rest.join('  ')] : rest;
  return [`${head}${said}`, ...below.map((part) => `${' '.repeat(left)}${part}`)].join('\n').trimEnd();
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
