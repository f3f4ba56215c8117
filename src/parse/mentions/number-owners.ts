import type { Target } from '../../types.ts';
import { itemNamed } from '../item-names.ts';
import { isRightBehind, isSaidBehind, LISTED, runStart, type UnitReading } from './owners.ts';
import type { Setting } from './setting.ts';
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

/** Beyond so many characters two mentions are not beside each other. */
const NEAR = 60;

/**
 * For each found: the change request whose number stands right before a section or a list of them, or after "§3 of";
 * null for all others.
 */
export function numberOwnersAmong(reading: UnitReading, setting: Setting): readonly (NumberOwner | null)[] {
  const { unit, found } = reading;
  const owners: (NumberOwner | null)[] = found.map(() => null);
  const isNumber = (index: number): boolean => namesChangeRequest(found[index]?.target, setting);
  const between = (from: number): string => {
    const [one, other] = [found[from]?.span.end ?? 0, found[from + 1]?.span.start ?? Infinity];
    return other - one > NEAR ? '.' : fold(unit.text.slice(one - unit.start, other - unit.start));
  };
  const isUnowned = (index: number): boolean => {
    const target = found[index]?.target;
    return target?.type === 'section' && target.of === null;
  };
  for (let first = 0; first < found.length; first += 1) {
    if (!isUnowned(first)) continue;
    let last = first;
    while (isUnowned(last + 1) && LISTED.test(between(last))) last += 1;
    const before = isNumber(first - 1) ? AFTER_NUMBER.exec(between(first - 1)) : null;
    const isBehind = isNumber(last + 1) && BEFORE_NUMBER.test(between(last));
    const run = before !== null || isBehind ? runStart(unit, found, first, last) : first;
    const isApart = run > first && (isBehind || isSaidBehind(reading, last, setting));
    if (before !== null) {
      const owner = { of: first - 1, version: before[1]?.replaceAll('_', '.') ?? null };
      owners.fill(owner, first, isApart ? run : last + 1);
    }
    if (isBehind && (before === null || isApart)) {
      const isLed = before !== null || isRightBehind(reading, first);
      owners.fill({ of: last + 1, version: null }, isLed ? run : first, last + 1);
    }
    first = last;
  }
  return owners;
}

function namesChangeRequest(target: Target | undefined, { items }: Setting): boolean {
  if (target?.type !== 'item' || target.extent !== 'one' || items === null) return false;
  return itemNamed(target.id, items)?.shape.sort === 'change-request';
}
