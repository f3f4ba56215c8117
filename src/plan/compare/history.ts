import { counted, inThrees } from '../../parse/in-threes.ts';
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

/** `2 sections changed, 1 added; 34 words added, 2 taken out`; `nothing in its text` when nothing happened. */
export function changeSummary(counts: ChangeCounts): string {
  const states = (['changed', 'added', 'removed', 'moved', 'renamed'] as const).filter(
    (state) => counts[state] > 0,
  );
  const sections = states.map((state, index) =>
    index === 0 ? `${counted(counts[state], 'section')} ${state}` : `${counts[state]} ${state}`,
  );
  const { added, removed } = counts.words;
  const words = [
    ...(added > 0 ? [`${counted(added, 'word')} added`] : []),
    ...(removed > 0 ? [`${added > 0 ? inThrees(removed) : counted(removed, 'word')} taken out`] : []),
  ];
  return (
    [sections.join(', '), words.join(', ')].filter((part) => part !== '').join('; ') || 'nothing in its text'
  );
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
