import type { Section } from '../types.ts';

/** A section that has a heading, and the section it stands in. */
export interface HeadingEntry {
  readonly section: Section;
  /** Null at the top level. */
  readonly parent: HeadingEntry | null;
}

/** The headings as a tree, told in the order of the text: a deeper heading belongs to the last shallower one. */
export function headingTree(sections: readonly Section[]): readonly HeadingEntry[] {
  const entries: HeadingEntry[] = [];
  const open: HeadingEntry[] = [];
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
