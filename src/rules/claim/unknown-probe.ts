import { isLive } from '../../link/live.ts';
import type { Rule } from '../../types.ts';
import { nearest } from '../../validate/nearest.ts';
import { headPlace } from '../place.ts';
import { quoted, unquoted } from '../words.ts';

/** A probe that slop.yaml does not have, named in the head of a note that still speaks. */
export const unknownProbe: Rule<{ probe: string; nearest: string | null }> = {
  id: 'claim/unknown-probe',
  severity: 'warning',
  message: ({ probe }) => `slop.yaml has no probe ${quoted(probe)}, so nothing can measure this.`,
  help: ({ nearest }) =>
    nearest === null
      ? 'Name one of its probes, describe it there under `probes:`, or leave the key out.'
      : `Write \`${unquoted(nearest)}\`.`,
  *graph({ graph, config }) {
    const probes = config.probes.map(({ name }) => name);
    for (const [path, claims] of graph.claims) {
      const note = graph.byPath.get(path);
      if (note === undefined || !isLive(note, graph)) continue;
      for (const { statement, field } of claims) {
        if (statement.type !== 'baseline' || statement.probe === null) continue;
        const { probe } = statement;
        if (probes.includes(probe)) continue;
        yield {
          path,
          span: headPlace(note, `${field}/probe`),
          data: { probe, nearest: nearest(probe, probes) },
        };
      }
    }
  },
};
