import { isLive } from '../link/live.ts';
import { listedWork } from '../parse/listed-work.ts';
import { withBelow } from '../parse/sections.ts';
import type { Graph, Kind, MarkdownEngine } from '../types.ts';
import type { OpenMatter } from './open-matters.ts';
import { wantedSections } from './section/wanted.ts';

/** A record, and where its texts come from. */
interface Queued {
  readonly graph: Graph;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly textOf: (path: string) => Promise<string>;
}

/**
 * What the notes that still speak list in sections which their kind calls open: a queue's next and later. Each such
 * note is read again.
 */
export async function queuedMatters(
  { graph, kinds, textOf }: Queued,
  engine: MarkdownEngine,
): Promise<readonly OpenMatter[]> {
  const matters: OpenMatter[] = [];
  for (const document of graph.documents) {
    const { draft, path } = document;
    const kind = document.note?.kind ?? kinds.get(document.kind);
    if (draft === null || kind?.sections.some((section) => section.open) !== true || !isLive(document, graph))
      continue;
    const sections = wantedSections({ kind, draft }).flatMap(({ section, entry }) =>
      section.open === true && entry !== null
        ? withBelow(draft.sections, draft.sections.indexOf(entry.section))
        : [],
    );
    for (const { span, title } of listedWork(await textOf(path), draft, sections, engine)) {
      matters.push({ why: 'deferred', path, span, name: null, title });
    }
  }
  return matters;
}
