import { evidenceIn } from '../../parse/turn/listed.ts';
import type { Rule } from '../../types.ts';
import { nearest } from '../../validate/nearest.ts';
import { quoted, unquoted } from '../words.ts';
import { contractsOf, filledParts } from './contracts.ts';

/** Commands stand in slop.yaml alone, so an item is a probe of it, or something that a person looks at. */
export const turnEvidence: Rule<{ item: string; probe: string | null; nearest: string | null }> = {
  id: 'turn/evidence',
  severity: 'error',
  message: ({ item, probe }) =>
    probe === null
      ? `${quoted(item)} is no evidence that can be collected: it names no probe, and no manual check.`
      : `${quoted(probe)} is no probe of slop.yaml.`,
  help: ({ nearest }) =>
    `Begin the item with ${nearest === null ? 'the name of a probe of slop.yaml between backticks' : `\`${unquoted(nearest)}\``}, or with "Manual check:" and who looks at what.`,
  *note(view) {
    const probes = view.config.probes.map(({ name }) => name);
    for (const contract of contractsOf(view)) {
      for (const part of filledParts(contract, ['evidence'])) {
        for (const { span, names, check } of evidenceIn(part)) {
          if (check !== null) continue;
          const item = view.text.slice(span.start, span.end);
          const unknown = names.find((name) => !probes.includes(name));
          if (names.length > 0 && unknown === undefined) continue;
          const probe = unknown ?? null;
          yield {
            span,
            data: { item, probe, nearest: probe === null ? null : nearest(probe, probes) },
          };
        }
      }
    }
  },
};
