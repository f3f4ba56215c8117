import type { NoteView, RequiredSection } from '../../types.ts';
import { type Entry, outlineOf } from '../outline.ts';

/** A section that a kind names, and the heading of the note that is it. */
export interface Wanted {
  readonly section: RequiredSection;
  /** Null when the note has no such heading. */
  readonly entry: Entry | null;
}

/**
 * Looks up every section of the kind in a note. A heading counts when it is the title, or goes on after it
 * ("Reading order for the next session"); case and leading number do not matter. Of several, the shallowest.
 */
export function wantedSections({ kind, draft }: NoteView): readonly Wanted[] {
  if (kind.sections.length === 0) return [];
  const entries = outlineOf(draft.sections).map((entry) => ({ entry, name: fold(entry.section.title) }));
  return kind.sections.map((section) => {
    const names = [section.title, ...section.also].map(fold);
    const depthOf = (found: { entry: Entry }) => found.entry.section.depth;
    const hits = entries.filter(({ name }) => names.some((wanted) => isHeadedBy(name, wanted)));
    const hit = hits.reduce<(typeof hits)[number] | null>(
      (best, next) => (best !== null && depthOf(best) <= depthOf(next) ? best : next),
      null,
    );
    return { section, entry: hit?.entry ?? null };
  });
}

function isHeadedBy(name: string, wanted: string): boolean {
  return name.startsWith(wanted) && !/^[\p{L}\p{N}]/u.test(name.slice(wanted.length));
}

function fold(title: string): string {
  const words = title.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return words.replace(/^(?:\d[\w.]*[.):]? )(?=\p{L})/u, '');
}
