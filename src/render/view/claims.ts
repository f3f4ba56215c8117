import { groupBy } from '../../read/order.ts';
import type { Claim, ClaimState, Document, Evidence } from '../../types.ts';
import type { Badge } from '../body/badges.ts';
import type { Site } from '../site.ts';
import { sectionLink } from './contents.ts';
import type { LinkView } from './masthead.ts';
import { capital } from './names.ts';

/** Something that a note says and that can be tested, with its badge. */
export interface ClaimView {
  /** Its anchor. */
  readonly id: string;
  readonly state: ClaimState;
  /** A shape that differs for every state. */
  readonly mark: string;
  /** The state in a word. */
  readonly word: string;
  /** What the note says, in a few words. */
  readonly recorded: string;
  /**
   * By what and when it was found, what was found instead, why nobody could look; empty where there is nothing to add.
   */
  readonly told: string;
  readonly section: LinkView | null;
  /** Where the body says so, each time it does: ends of the words in the raw text. */
  readonly ends: readonly number[];
}

/** A shape that differs for every state. */
export const CLAIM_MARKS: Readonly<Record<ClaimState, string>> = {
  verified: '✓',
  asserted: '◌',
  stale: '◔',
  contradicted: '✕',
};

const FINDERS: Readonly<Record<Evidence['by'], string>> = {
  git: 'Git',
  record: 'the record',
  receipt: 'a receipt',
  connection: 'a connection',
};

/** The claims of a note in the order of its text, each that it repeats once. */
export function claimsView(site: Site, document: Document, page: string): readonly ClaimView[] {
  const claims = site.graph.claims.get(document.path) ?? [];
  const alike = groupBy(claims, (claim) => `${claim.state}\n${claim.recorded}\n${told(claim)}`);
  return [...alike.values()].flatMap((same, at) => {
    const [claim] = same;
    if (claim === undefined) return [];
    return [
      {
        id: `page-claim-${at + 1}`,
        state: claim.state,
        mark: CLAIM_MARKS[claim.state],
        word: claim.overtaken ? 'overtaken' : claim.state,
        recorded: claim.recorded,
        told: told(claim),
        section: sectionOf(document, claim, page),
        ends: same.filter(({ field }) => field === null).map(({ span }) => span.end),
      },
    ];
  });
}

/** The marks that stand in the body, behind what they are about. */
export function badgesOf(claims: readonly ClaimView[]): readonly Badge[] {
  return claims.flatMap(({ id, state, mark, word, recorded, told: more, ends }) => {
    const words = [`${capital(word)}: ${recorded}`, more].filter((part) => part !== '').join('; ');
    return ends.map((at) => ({ at, state, mark, words, entry: id }));
  });
}

function told({ state, evidence, live, why }: Claim): string {
  const found = state === 'verified' || live === null ? '' : `found ${live}`;
  const by =
    evidence === null
      ? ''
      : [
          `by ${evidence.receipt ?? FINDERS[evidence.by]}`,
          evidence.repository === null ? '' : `in ${evidence.repository}`,
          evidence.oid === null ? '' : `at ${evidence.oid.slice(0, 10)}`,
          evidence.when === null ? '' : `on ${evidence.when.slice(0, 10)}`,
        ]
          .filter((part) => part !== '')
          .join(' ');
  return [[found, by].filter((part) => part !== '').join(', '), why ?? '']
    .filter((part) => part !== '')
    .join('; ');
}

function sectionOf({ draft }: Document, { span, field }: Claim, page: string): LinkView | null {
  return field === null ? sectionLink(draft, span.start, page, page) : null;
}
