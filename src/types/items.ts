import type { Span } from './base.ts';

/** What an item is. */
export type ItemSort = 'decision' | 'candidate' | 'change-request' | 'option' | 'finding' | 'gate';

/** A shape of item ids, as slop.yaml has it under `items`. */
export interface ItemShape {
  /** Words and punctuation with slots between them: `P{phase}-{A-Z}{n}`. */
  readonly template: string;
  readonly sort: ItemSort;
  /** In what an id means one thing only. */
  readonly scope: 'record' | 'phase' | 'note';
  /** Instances from which a candidate is to be promoted; null where none are declared. */
  readonly promotion: number | null;
}

/** A place where a note states an item: an entry of its head, or where the id opens a part of its body. */
export interface ItemPlace {
  readonly path: string;
  /** Of the id. */
  readonly span: Span;
  /** Section that it stands in; null in the head. */
  readonly slug: string | null;
  readonly as: 'entry' | 'heading' | 'item' | 'row';
  /** True when the kind of the note defines such items; other notes restate them. */
  readonly defines: boolean;
  readonly title: string | null;
  readonly state: string | null;
  /** How often a candidate was seen. */
  readonly instances: number | null;
  /** Who decided. */
  readonly by: string | null;
  /** Where a deferred or carried item goes. */
  readonly to: string | null;
  /** Of an option: who may choose it, and what chose it. */
  readonly decides: string | null;
  readonly decided: string | null;
}

/** A thing with an id that lives in notes. */
export interface Item {
  /** In one spelling: `P57-D1`, `CR-2026-090`, `Candidate G`. */
  readonly id: string;
  readonly sort: ItemSort;
  readonly scope: ItemShape['scope'];
  /** What the ids of its family begin with: `P57-D`, `CR-2026`, `Candidate`. */
  readonly family: string;
  /** Its place in the family: the number, or that of the letter; null for a word. */
  readonly number: number | null;
  /** Phase or lineage in which the id means this item; null when it does so in the whole record. */
  readonly within: string | null;
  /** Where it is defined: in the newest version of the note that did so first. */
  readonly definition: ItemPlace;
  /** Every place that states it, oldest note first. */
  readonly places: readonly ItemPlace[];
  /** What the newest note says that says it. */
  readonly title: string | null;
  readonly state: string | null;
  readonly instances: number | null;
}
