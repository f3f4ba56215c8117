import { compareVersions } from '../parse/version.ts';
import type { Document, Graph } from '../types.ts';

/** True for a note that still speaks: the current version, not archived, its status not final. */
export function isLive(document: Document, { lineages }: Pick<Graph, 'lineages'>): boolean {
  const current = lineages.get(document.id)?.current;
  const isNewest =
    !current?.version || !document.version || compareVersions(document.version, current.version) === 0;
  return isNewest && !document.archived && document.status?.final !== true;
}
