import type { Edge, JsonObject } from '../../types.ts';
import { recordPath } from '../addresses.ts';
import type { Site } from '../site.ts';

/** An edge as data: what is named, how, where it leads, in what state. Paths are from the record folder. */
export function edgeData({ config }: Pick<Site, 'config'>, edge: Edge): JsonObject {
  const { from, mention, to, state, facts } = edge;
  const path = (of: string): string => recordPath(config, of);
  return {
    from: path(from),
    as: mention.target.type,
    to: to === null ? null : 'path' in to ? { ...to, path: path(to.path) } : { ...to },
    state,
    facts,
  };
}

/** An edge with the sentence around it, and where it stands. */
export function quotedEdgeData(site: Pick<Site, 'config'>, edge: Edge): JsonObject {
  const { span, sentence, field } = edge.mention;
  return { ...edgeData(site, edge), sentence, field, start: span.start, end: span.end };
}
