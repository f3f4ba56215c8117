import type { Finding } from '../../types.ts';
import type { Mask } from './mask.ts';

/** How often each finding of a record stands in it, as its masked form says it. */
export type KnownFindings = ReadonlyMap<string, number>;

/** What the check of a whole record found, of which nothing but words is kept. */
export function knownFindings(findings: readonly Finding[], mask: Mask['mask']): KnownFindings {
  const known = new Map<string, number>();
  for (const finding of findings) {
    const key = mask(keyOf(finding));
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return known;
}

/**
 * The findings of a masked record that the whole one has too: a section that is left out is not missing, and that it
 * would be tells its name.
 */
export function trueFindings(findings: readonly Finding[], known: KnownFindings): readonly Finding[] {
  const left = new Map(known);
  return findings.filter((finding) => {
    const some = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), some - 1);
    return some > 0;
  });
}

function keyOf({ rule, path, data }: Finding): string {
  return JSON.stringify([rule, path, data]);
}
