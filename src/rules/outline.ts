import type { Section } from '../types.ts';

/** A section that has a heading, and the section it stands in. */
export interface Entry {
  readonly section: Section;
  /** Null at the top level. */
  readonly parent: Entry | null;
}

/** The headings as a tree, told in the order of the text: a deeper heading belongs to the last shallower one. */
export function outlineOf(sections: readonly Section[]): readonly Entry[] {
  const entries: Entry[] = [];
  const open: Entry[] = [];
  for (const section of sections) {
    if (section.depth === 0) continue;
    while ((open.at(-1)?.section.depth ?? 0) >= section.depth) open.pop();
    const parent = open.at(-1) ?? null;
    const entry = { section, parent };
    entries.push(entry);
    open.push(entry);
  }
  return entries;
}
