import type { Claim, ClaimState, TestCounts } from '../types.ts';
import type { Paint, Style } from './paint.ts';
import { count } from './summary.ts';
import { visible } from './width.ts';

const STYLES: Readonly<Record<ClaimState, Style>> = {
  verified: 'good',
  asserted: 'quiet',
  stale: 'warning',
  contradicted: 'error',
};
/** Columns of the longest state. */
const STATE = 'contradicted'.length;
/** Widest column of what is recorded; longer ones push their own line alone. */
const WIDEST = 44;

/**
 * A table of what is recorded against what was found, a line each, below the path of its note where there are
 * several. Ends with a line that counts them.
 */
export function claimLines(claims: readonly Claim[], pathOf: (path: string) => string, paint: Paint): string {
  const width = Math.min(WIDEST, Math.max(0, ...claims.map(({ recorded }) => visible(recorded).length)));
  const notes = new Set(claims.map(({ from }) => from));
  const lines = [...notes].flatMap((note) => [
    ...(notes.size > 1 ? [paint('strong', visible(pathOf(note)))] : []),
    ...claims.filter(({ from }) => from === note).map((claim) => claimLine(claim, width, paint)),
  ]);
  return `${[...lines, tally(claims, paint)].join('\n')}\n`;
}

function claimLine(claim: Claim, width: number, paint: Paint): string {
  const { state, recorded, live, why } = claim;
  const cells = [paint(STYLES[state], state.padEnd(STATE)), visible(recorded).padEnd(width)];
  const difference = differenceOf(claim);
  if (live !== null)
    cells.push(visible(live) + (difference === '' ? '' : paint('strong', ` (${difference})`)));
  const remark = [whereOf(claim), why].filter((part) => part !== null).join('; ');
  return `${cells.join('  ')}${remark === '' ? '' : paint('quiet', `  ${visible(remark)}`)}`.trimEnd();
}

function whereOf({ evidence }: Claim): string | null {
  if (evidence === null) return null;
  const { repository, oid, receipt } = evidence;
  const at = oid === null ? null : `at ${oid.slice(0, 7)}`;
  return [repository, at, receipt].filter((part) => part !== null).join(' ') || null;
}

/** `+2 passed, −1 failed`: live less recorded; empty for what has no numbers, and where they are equal. */
export function differenceOf({ statement, live, state }: Claim): string {
  if (statement.type !== 'baseline' || live === null || state === 'verified') return '';
  const found = countsIn(live);
  return (['passed', 'failed', 'skipped'] as const)
    .flatMap((key) => {
      const recorded = statement[key];
      const difference = (found[key] ?? 0) - (recorded ?? 0);
      if (recorded === null || (found[key] === null && key === 'passed') || difference === 0) return [];
      return `${difference > 0 ? '+' : '−'}${Math.abs(difference)} ${key}`;
    })
    .join(', ');
}

function countsIn(words: string): TestCounts {
  const count = (key: string): number | null => {
    const digits = new RegExp(`(\\d+) ${key}`).exec(words)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

function tally(claims: readonly Claim[], paint: Paint): string {
  const states: readonly ClaimState[] = ['verified', 'contradicted', 'stale', 'asserted'];
  const counted = states.flatMap((state) => {
    const number = claims.filter((claim) => claim.state === state).length;
    return number === 0 ? [] : `${number} ${state}`;
  });
  const differs = claims.some(({ state }) => state === 'contradicted');
  return paint(differs ? 'strong' : 'good', `${count(claims.length, 'claim')}: ${counted.join(', ')}`);
}
