import type { Document, Edge, Graph, Section, Span } from '../../types.ts';

/** The edges of what stands under "Contract anchor" in a turn note. */
export function anchorsOf({ path, draft }: Document, { out }: Graph): readonly Edge[] {
  const place = draft === null ? null : anchorPlace(draft.sections, draft.body.end);
  if (place === null) return [];
  return (out.get(path) ?? []).filter(
    ({ mention: { span, field } }) => field === null && span.start >= place.start && span.end <= place.end,
  );
}

function anchorPlace(sections: readonly Section[], end: number): Span | null {
  const index = sections.findIndex(({ title }) => /^(?:\d[\w.]*[.):]? )?contract anchor\b/i.test(title));
  const section = sections[index];
  if (section === undefined) return null;
  const next = sections.slice(index + 1).find(({ depth }) => depth > 0 && depth <= section.depth);
  return { start: section.heading.end, end: next?.span.start ?? end };
}

/** Turn notes that can still be sent. */
export function* openTurns({ documents }: Graph): Iterable<Document> {
  for (const document of documents) {
    if (document.kind !== 'turn' || document.archived || document.draft === null) continue;
    if (document.status?.value === 'ready') yield document;
  }
}

/** What an edge is about, as a person would name it. */
export function nameOf({ mention: { target } }: Edge): string {
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
