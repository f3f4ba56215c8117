import type { Assertion, Draft, Mention, Section } from '../../types.ts';
import type { HeadReading } from '../head/reading.ts';
import type { Setting } from '../mentions/setting.ts';
import type { Unit } from '../mentions/units.ts';
import { baselineClaims } from './baselines.ts';
import { fileClaims } from './files.ts';
import { headClaims as listedClaims } from './head-claims.ts';
import { branchHeadClaims } from './heads.ts';
import { type Passage, passagesOf } from './passage.ts';
import { serviceClaims } from './services.ts';
import { tagClaims } from './tags.ts';
import { unchangedClaims } from './unchanged.ts';

/**
 * Finds what a note says that can be tested: as data in its head, and in the common words of prose, a prompt to be
 * pasted included. In order of their spans. `units` and `mentions` are those of the note.
 */
export function findClaims(
  units: readonly Unit[],
  sections: readonly Section[],
  head: Pick<HeadReading, 'head' | 'at'>,
  mentions: readonly Mention[],
  setting: Setting,
): Draft['claims'] {
  const passages = passagesOf(units, mentions, sections, setting);
  return [...listedClaims(head), ...passages.flatMap((passage) => claimsIn(passage, sections))].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}

function claimsIn(passage: Passage, sections: readonly Section[]): readonly Assertion[] {
  return [
    ...branchHeadClaims(passage),
    ...tagClaims(passage),
    ...fileClaims(passage),
    ...baselineClaims(passage),
    ...unchangedClaims(passage, sections),
    ...serviceClaims(passage),
  ];
}
