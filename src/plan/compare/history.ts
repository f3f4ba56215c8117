import type { Comparison, FieldChange, SectionChange } from './compare.ts';

/** What happened between two versions, counted. A section that moved or was renamed is also counted by its text. */
export interface ChangeCounts {
  readonly same: number;
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly renamed: number;
  readonly words: { readonly added: number; readonly removed: number };
}

/** Counts the sections and words of a comparison. */
export function countChanges({ sections }: Pick<Comparison, 'sections'>): ChangeCounts {
  const of = (fits: (change: SectionChange) => boolean): number => sections.filter(fits).length;
  const words = (side: 'added' | 'removed'): number =>
    sections.reduce((sum, one) => sum + one.words[side], 0);
  return {
    same: of(({ state }) => state === 'same'),
    changed: of(({ state }) => state === 'changed'),
    added: of(({ state }) => state === 'added'),
    removed: of(({ state }) => state === 'removed'),
    moved: of(({ moved }) => moved),
    renamed: of(isRenamed),
    words: { added: words('added'), removed: words('removed') },
  };
}

/** True when a section stands under another title; that of the whole note names the version, so it does not count. */
export function isRenamed({ renamed, after }: SectionChange): boolean {
  return renamed && after?.depth !== 1;
}

/** True when something about a section is worth telling; that its number was pushed on is not. */
export function isTold(change: SectionChange): boolean {
  return change.state !== 'same' || change.moved || isRenamed(change);
}

/** The fields that tell something; that the version and the date are others goes without saying. */
export function toldFields(fields: readonly FieldChange[]): readonly FieldChange[] {
  return fields.filter(({ key }) => key !== 'version' && key !== 'date');
}
