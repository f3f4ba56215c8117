import type { Document, Lineage } from '../types.ts';
import { inLineage } from './by-id.ts';
import type { Catalogue } from './catalogue.ts';
import { documentMeant, type Resolution } from './resolution.ts';

/**
 * What the number of a change request may stand for in a citing note, best first: the version that is said; without
 * one the current version, then the one that was in force on the day of the note. Null where no document, or more
 * than one lineage, has the number.
 */
export function byNumber(
  number: string,
  version: string | null,
  citing: Document,
  catalogue: Catalogue,
): readonly [Resolution, ...Resolution[]] | null {
  const [lineage, ...more] = catalogue.byNumber().get(number) ?? [];
  if (lineage === undefined || more.length > 0) return null;
  const named = inLineage(lineage, version, citing, catalogue);
  const then = version === null ? inForce(lineage, citing) : null;
  return then === null || then === lineage.current ? [named] : [named, documentMeant(then)];
}

/** The newest version of the day of the citing note or before; null when one of the two has no date. */
function inForce({ versions }: Lineage, { date }: Document): Document | null {
  if (date === null) return null;
  return versions.findLast((version) => version.date !== null && version.date <= date) ?? null;
}
