import { isObject, objectsIn, own, scalarText } from '../../read/json.ts';
import type { Document } from '../../types.ts';

/** A reserved slot of a phase, and what used it; `by` is empty for one that is free. */
interface SlotView {
  readonly slot: string;
  readonly by: string;
}

/** The slots that the newest note of a phase with a `reserved` head speaks of; those past the reserve come last. */
export function reservedView(documents: readonly Document[]): readonly SlotView[] {
  const reserved = documents
    .map(({ draft }) => draft?.head['reserved'])
    .findLast((value) => value !== undefined);
  if (!isObject(reserved)) return [];
  const used = new Map(
    objectsIn(own(reserved, 'used')).map((entry) => [scalarText(entry['slot']), scalarText(entry['by'])]),
  );
  const listed = own(reserved, 'slots');
  const slots = Array.isArray(listed) ? listed.map(scalarText) : [];
  return [
    ...[...new Set([...slots, ...used.keys()])].map((slot) => ({ slot, by: used.get(slot) ?? '' })),
    ...objectsIn(own(reserved, 'beyond')).map((entry) => ({
      slot: 'beyond the reserve',
      by: scalarText(entry['by']),
    })),
  ];
}
