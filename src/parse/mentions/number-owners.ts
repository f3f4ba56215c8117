import type { Target } from '../../types.ts';
import { itemNamed } from '../item-names.ts';
import type { Found } from './grammar.ts';
import type { Setting } from './setting.ts';
import type { Unit } from './units.ts';
import { fold } from './words.ts';

/** The number of a change request that a section belongs to. */
export interface NumberOwner {
  /** Index of the item in the unit's list. */
  readonly of: number;
  /** Said behind the number: `CR-2026-090 v0.3 §10`. */
  readonly version: string | null;
}

// All patterns here read text in which white space is folded to single spaces.

/** Between the number and a section right after it. */
const AFTER_NUMBER = /^(?:['’]s)?(?:,? v(\d+(?:[._]\d+){1,2}))?(?:['’]s)?[ ,:]{0,2}(?:at |see |in )?$/;
/** Between a section and the number that it is said to be of. */
const BEFORE_NUMBER = /^ (?:of|in|from)(?: the| change request| CR)? ?$/;
const LISTED = /^ ?(?:[,/&+–—-]|,? ?\b(?:and|or|to|through)\b) ?$/;

/** Beyond so many characters two mentions are not beside each other. */
const NEAR = 60;

/** For each found: the change request whose number stands right before a section, or after "§3 of"; null for all others. */
export function numberOwnersAmong(
  unit: Unit,
  found: readonly Found[],
  setting: Setting,
): readonly (NumberOwner | null)[] {
  const owners: (NumberOwner | null)[] = found.map(() => null);
  const isNumber = found.map(({ target }) => namesChangeRequest(target, setting));
  if (!isNumber.includes(true)) return owners;
  const between = (from: number): string => {
    const [one, other] = [found[from]?.span.end ?? 0, found[from + 1]?.span.start ?? Infinity];
    return other - one > NEAR ? '.' : fold(unit.text.slice(one - unit.start, other - unit.start));
  };
  for (const [index, { target }] of found.entries()) {
    if (target.type !== 'section' || target.of !== null) continue;
    const before = isNumber[index - 1] ? AFTER_NUMBER.exec(between(index - 1)) : null;
    if (before !== null) owners[index] = { of: index - 1, version: before[1]?.replaceAll('_', '.') ?? null };
    else if (isNumber[index + 1] && BEFORE_NUMBER.test(between(index)))
      owners[index] = { of: index + 1, version: null };
    else if (LISTED.test(between(index - 1))) owners[index] = owners[index - 1] ?? null;
  }
  return owners;
}

function namesChangeRequest(target: Target, { items }: Setting): boolean {
  if (target.type !== 'item' || target.extent !== 'one' || items === null) return false;
  return itemNamed(target.id, items)?.shape.sort === 'change-request';
}
