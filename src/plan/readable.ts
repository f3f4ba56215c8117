import { Refusal } from '../refusal.ts';
import { isUnreadable } from '../rules/suppress.ts';
import type { Document } from '../types.ts';

/** @throws Refusal for a note whose text or head cannot be read: what is written into it would be read by nobody. */
export function refuseUnreadable({ path, draft }: Document): void {
  if (draft === null || (!draft.opaque && !draft.faults.some(isUnreadable))) return;
  throw new Refusal(`${path} cannot be read: slop check says why.`);
}
