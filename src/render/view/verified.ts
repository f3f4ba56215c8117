import { countsTold } from '../../link/claims/baselines.ts';
import { isLive } from '../../link/live.ts';
import { natural } from '../../read/natural.ts';
import { byText, groupBy } from '../../read/order.ts';
import { currentClaims } from '../../rules/claim/claims.ts';
import type { Claim, ClaimState, Document, Receipt } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { CLAIM_MARKS, type ClaimView, claimsView } from './claims.ts';
import type { LinkView } from './masthead.ts';
import { titleOf, versionName } from './names.ts';

/** What is known of the claims of a record, and of the runs that measured them. */
interface VerifiedView {
  /** How many claims of notes in force are in each state; empty where none is claimed. */
  readonly counts: readonly { readonly state: ClaimState; readonly mark: string; readonly count: number }[];
  /** The last run of each probe, latest first: receipts that are kept in the record. */
  readonly runs: readonly RunView[];
  /** Claims of notes in force that were found otherwise, or too long ago. */
  readonly failing: readonly FailingView[];
  /** Such claims that are not told one by one. */
  readonly left: number;
}

/** One run of a probe. */
interface RunView {
  readonly probe: string;
  readonly repository: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Hash cut to ten characters, empty where none was checked out. */
  readonly oid: string;
  /** What it came to, in a few words. */
  readonly outcome: string;
  /** True when files differed from that commit. */
  readonly changed: boolean;
  /** The receipt. */
  readonly href: string;
}

/** A claim that does not hold, with the note that makes it. */
interface FailingView extends ClaimView {
  readonly note: LinkView;
  readonly href: string;
}

const STATES: readonly ClaimState[] = ['contradicted', 'stale', 'asserted', 'verified'];

/** Claims that are told one by one. */
const MOST = 200;

/** What the record tells of its claims, as the page at `page` shows it. */
export function verifiedView(site: Site, page: string): VerifiedView {
  const inForce = site.graph.documents.filter((document) => isLive(document, site.graph));
  const paths = new Set(inForce.map(({ path }) => path));
  const claims = groupBy(
    [...currentClaims(site.graph)].filter(({ from }) => paths.has(from)),
    ({ state }) => state,
  );
  const failing = inForce.flatMap((document) => failingIn(site, document, page));
  const failingFirst = [...failing].sort((left, right) => byText(left.state, right.state));
  return {
    counts: STATES.flatMap((state) => {
      const count = claims.get(state)?.length ?? 0;
      return count === 0 ? [] : [{ state, mark: CLAIM_MARKS[state], count }];
    }),
    runs: lastRuns(site.receipts).map((receipt) => runView(site, receipt, page)),
    failing: failingFirst.slice(0, MOST),
    left: Math.max(0, failing.length - MOST),
  };
}

function isFailing({ state }: Pick<Claim, 'state'>): boolean {
  return state === 'contradicted' || state === 'stale';
}

function failingIn(site: Site, document: Document, page: string): readonly FailingView[] {
  if (!(site.graph.claims.get(document.path) ?? []).some(isFailing)) return [];
  const at = site.addresses.view.get(document.path) ?? '';
  const text = [titleOf(document), versionName(document)].filter(Boolean).join(', ');
  return claimsView(site, document, at)
    .filter(isFailing)
    .map((claim) => ({
      ...claim,
      note: { text, href: hrefBetween(page, at) },
      href: hrefBetween(page, at, claim.id),
    }));
}

/** Of each probe in each repository the last run, the latest first. */
function lastRuns(receipts: readonly Receipt[]): readonly Receipt[] {
  const latest = [...receipts].sort(
    (left, right) => Date.parse(right.when) - Date.parse(left.when) || natural(left.path, right.path),
  );
  return [...groupBy(latest, ({ probe, repository }) => `${probe}\n${repository}`).values()].flatMap((runs) =>
    runs.slice(0, 1),
  );
}

function runView(site: Site, receipt: Receipt, page: string): RunView {
  const { probe, repository, when, oid, clean, path } = receipt;
  return {
    probe,
    repository,
    date: new Date(when).toISOString().slice(0, 10),
    oid: oid?.slice(0, 10) ?? '',
    outcome: outcomeOf(receipt),
    changed: !clean,
    href: hrefBetween(page, site.addresses.raw.get(path) ?? ''),
  };
}

function outcomeOf({ counts, value, exitCode }: Receipt): string {
  const counted = counts === null ? '' : countsTold(counts);
  if (counted !== '') return counted;
  if (value !== null) return value;
  if (exitCode === null) return 'ended before it was done';
  return exitCode === 0 ? 'succeeded' : `failed with exit code ${exitCode}`;
}
