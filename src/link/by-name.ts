import { parseVersion } from '../parse/version.ts';
import { nameOf } from '../read/paths.ts';
import type { Document } from '../types.ts';
import { newestFirst } from './by-file-name.ts';
import { amongTwins, inLineage } from './by-id.ts';
import type { Catalogue } from './catalogue.ts';
import { ofVersion } from './lineages.ts';
import type { Resolution } from './resolution.ts';

const PHASE = /^phase[\s-]*0*(\d+[a-z]?)[\s-]+/i;

/** A version by itself, as a head may say what it supersedes. */
const VERSION_ONLY = /^v?\d+(?:\.\d+)+$/;

/** Most paths that are offered for an ambiguous name. */
const MOST_OFFERED = 10;

/** Finds what a name in prose stands for, in a citing note. */
export type NameFinder = (name: string, version: string | null, citing: Document) => Resolution;

/**
 * Makes the finder for the names of slop.yaml. A name stands for a lineage, or for the one of a kind in the phase of
 * the citing note ("CR v0.3"; in another with "Phase 40 CR"); what belongs to no phase is of every phase. A version by
 * itself is one of the citing note's own lineage.
 */
export function nameFinder(catalogue: Catalogue): NameFinder {
  const { config, lineages } = catalogue;
  const known = new Map<string, Choice>();
  const choiceOf = (kind: string, phase: string | null, isSaid: boolean, version: string | null): Choice => {
    const key = JSON.stringify([kind, phase, isSaid, version]);
    const choice = known.get(key) ?? fitting(documentsOf(kind, phase, isSaid, catalogue), version, catalogue);
    known.set(key, choice);
    return choice;
  };
  return (name, version, citing) => {
    const own = lineages.get(citing.id);
    if (VERSION_ONLY.test(name) && own !== undefined) return inLineage(own, version, citing, catalogue);
    const said = PHASE.exec(name);
    const words = name.slice(said?.[0].length ?? 0);
    const named = config.names.get(words.replace(/\s+/g, ' ').toLowerCase());
    if (named === undefined) return { type: 'missing', candidates: [] };
    if ('id' in named) {
      const lineage = lineages.get(named.id);
      if (lineage === undefined) return { type: 'missing', candidates: [] };
      return inLineage(lineage, version, citing, catalogue);
    }
    const phase = (said?.[1] ?? citing.phase)?.toLowerCase() ?? null;
    const { versions, instead } = choiceOf(named.kind, phase, said !== null, version);
    const [only, ...more] = versions;
    // Of a record that has none of the kind, the word is but a word.
    if (only === undefined && version === null && !catalogue.byKind.has(named.kind))
      return { type: 'unread' };
    if (only === undefined) return { type: 'missing', candidates: instead };
    if (more.length === 0) return amongTwins(only, citing, catalogue);
    const paths = versions.flat().map(({ path }) => path);
    return { type: 'ambiguous', candidates: paths.sort().slice(0, MOST_OFFERED) };
  };
}

/** What a kind and a version leave to choose from. */
interface Choice {
  /** For each lineage that fits, the documents of the version: one and its twins. */
  readonly versions: readonly (readonly Document[])[];
  /** File names to write when there is none. */
  readonly instead: readonly string[];
}

function documentsOf(
  kind: string,
  phase: string | null,
  isSaid: boolean,
  { byKind }: Catalogue,
): readonly Document[] {
  const phases = byKind.get(kind);
  const within = phases?.get(phase) ?? [];
  if (within.length > 0 || isSaid) return within;
  const apart = phases?.get(null) ?? [];
  return apart.length > 0 || phase !== null ? apart : [...(phases?.values() ?? [])].flat();
}

function fitting(documents: readonly Document[], version: string | null, { lineages }: Catalogue): Choice {
  const wanted = version === null ? null : parseVersion(version);
  const versions = [...new Set(documents.map(({ id }) => id))].flatMap((id) => {
    const lineage = lineages.get(id);
    if (lineage === undefined) return [];
    const fit = wanted === null ? [lineage.current] : ofVersion(lineage, wanted);
    return fit.length === 0 ? [] : [fit];
  });
  return { versions, instead: newestFirst(documents).map(nameOf) };
}
