import { isWithin } from '../../parse/mentions/spans.ts';
import { endWithBelow } from '../../parse/sections.ts';
import type { Document, Edge, Graph, Section, Span } from '../../types.ts';

/** The edges of what stands under "Contract anchor" in a turn note. */
export function anchorEdges({ path, draft }: Document, { out }: Graph): readonly Edge[] {
  const place = draft === null ? null : anchorPlace(draft.sections);
  if (place === null) return [];
  return (out.get(path) ?? []).filter(
    ({ mention: { span, field } }) => field === null && isWithin(span, place),
  );
}

function anchorPlace(sections: readonly Section[]): Span | null {
  const index = sections.findIndex(({ title }) => /^(?:\d[\w.]*[.):]? )?contract anchor\b/i.test(title));
  const section = sections[index];
  return section === undefined ? null : { start: section.heading.end, end: endWithBelow(sections, index) };
}

/** Turn notes that can still be sent. */
export function* openTurns({ documents }: Graph): Iterable<Document> {
  for (const document of documents) {
    if (document.kind !== 'turn' || document.archived || document.draft === null) continue;
    if (document.status?.value === 'ready') yield document;
  }
}

/** What an edge is about, as a person would name it. */
export function targetName({ mention: { target } }: Edge): string {
  switch (target.type) {
    case 'section':
      return `§${target.address}`;
    case 'commit':
      return target.hash;
    case 'item':
      return target.id;
    case 'file':
    case 'source':
      return target.path;
    default:
      return target.name;
  }
}
