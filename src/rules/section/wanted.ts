import type { NoteView, RequiredSection } from '../../types.ts';
import { opensWith } from '../../validate/status.ts';
import { type HeadingEntry, headingTree } from '../outline.ts';

/** A section that a kind names, and the heading of the note that is it. */
export interface Wanted {
  readonly section: RequiredSection;
  /** Null when the note has no such heading. */
  readonly entry: HeadingEntry | null;
}

/**
 * Looks up every section of the kind in a note. A heading counts when it is the title, or goes on after it
 * ("Reading order for the next session") and is no other section of the kind; case and leading number do not
 * matter. Of several, one that is the title, and the shallowest. The title of the note is none.
 */
export function wantedSections({ kind, draft }: Pick<NoteView, 'kind' | 'draft'>): readonly Wanted[] {
  if (kind.sections.length === 0) return [];
  const outline = headingTree(draft.sections);
  const title = outline.filter(({ section }) => section.depth === 1).length === 1 ? 1 : 0;
  const entries = outline
    .filter(({ section }) => section.depth > title)
    .map((entry) => ({ entry, name: fold(entry.section.title) }))
    .sort((a, b) => a.entry.section.depth - b.entry.section.depth);
  const names = kind.sections.map(({ title, also }) => [title, ...also].map(fold));
  const all = new Set(names.flat());
  return kind.sections.map((section, index) => {
    const wanted = names[index] ?? [];
    const hit =
      entries.find(({ name }) => wanted.includes(name)) ??
      entries.find(({ name }) => !all.has(name) && wanted.some((start) => opensWith(name, start)));
    return { section, entry: hit?.entry ?? null };
  });
}

function fold(title: string): string {
  const words = title.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return words.replace(/^(?:\d[\w.]*[.):]? )(?=\p{L})/u, '');
}
