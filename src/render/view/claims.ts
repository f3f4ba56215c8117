import type { Claim, ClaimState, Document } from '../../types.ts';
import { hrefBetween } from '../href.ts';
import type { Site } from '../site.ts';
import { headingText } from './contents.ts';
import type { LinkView } from './masthead.ts';

/** Something that a note says and that can be tested, with its badge. */
export interface ClaimView {
  readonly state: ClaimState;
  /** A shape that differs for every state. */
  readonly mark: string;
  /** The state in a word. */
  readonly word: string;
  /** What the note says, in a few words. */
  readonly recorded: string;
  /** By what and when it was found, what was found instead, why nobody could look; empty where there is nothing to add. */
  readonly told: string;
  readonly section: LinkView | null;
}

const MARKS: Readonly<Record<ClaimState, string>> = {
  verified: '✓',
  asserted: '◌',
  stale: '◔',
  contradicted: '✕',
};

/** The claims of a note in the order of its text, each that it repeats once. */
export function claimsView(site: Site, document: Document, page: string): readonly ClaimView[] {
  const seen = new Set<string>();
  return (site.graph.claims.get(document.path) ?? []).flatMap((claim) => {
    const view: ClaimView = {
      state: claim.state,
      mark: MARKS[claim.state],
      word: claim.overtaken ? 'overtaken' : claim.state,
      recorded: claim.recorded,
      told: told(claim),
      section: sectionOf(document, claim, page),
    };
    const key = `${view.state}\n${view.recorded}\n${view.told}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [view];
  });
}

function told({ state, evidence, live, why }: Claim): string {
  const found = state === 'verified' || live === null ? '' : `found ${live}`;
  const by =
    evidence === null
      ? ''
      : [
          `by ${evidence.receipt ?? (evidence.by === 'git' ? 'Git' : `a ${evidence.by}`)}`,
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
  const section =
    field === null
      ? draft?.sections.findLast(({ span: of, depth }) => depth > 0 && of.start <= span.start)
      : undefined;
  return section === undefined
    ? null
    : { text: headingText(section), href: hrefBetween(page, page, section.slug) };
}
