import { parseVersion } from '../parse/version.ts';
import { nameOf } from '../read/paths.ts';
import type { Document } from '../types.ts';
import { newestPaths } from './by-file-name.ts';
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
 * itself is one of the citing note's own lineage. Where several fit, what is of a later day than the citing note is not
 * meant, and what that names by its file name too is; of other phases the latter alone.
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
  const allOf = ([first]: Fit): Fit => lineages.get(first?.id ?? '')?.versions ?? [];
  const named = new Map<string, ReadonlySet<string>>();
  const namedIn = (citing: Document): ReadonlySet<string> => {
    const names = named.get(citing.path) ?? fileNamesIn(citing);
    named.set(citing.path, names);
    return names;
  };
  const namedOfKind = (kind: string, citing: Document): readonly Document[] =>
    [...namedIn(citing)]
      .flatMap((name) => catalogue.byName.get(name) ?? [])
      .filter((one) => one.kind === kind);
  /** Of several, those that were there on the day of a note; of these the one that it names by its file name too. */
  const meantBy = (citing: Document, fits: readonly Fit[], isPinned: boolean): readonly Fit[] => {
    const day = citing.date ?? '9';
    const there = fits.filter((fit) => (isPinned ? fit : allOf(fit)).some(({ date }) => (date ?? '') <= day));
    const possible = there.length > 0 ? there : fits;
    if (possible.length < 2) return possible;
    const names = namedIn(citing);
    const told = possible.filter((fit) => allOf(fit).some(({ path }) => names.has(nameOf(path))));
    return told.length === 1 ? told : possible;
  };
  return (name, version, citing) => {
    const own = lineages.get(citing.id);
    if (VERSION_ONLY.test(name) && own !== undefined) return inLineage(own, version, citing, catalogue);
    const said = PHASE.exec(name);
    const words = name.slice(said?.[0].length ?? 0);
    const entry = config.names.get(words.replace(/\s+/g, ' ').toLowerCase());
    if (entry === undefined) return { type: 'missing', candidates: [] };
    if ('id' in entry) {
      const lineage = lineages.get(entry.id);
      if (lineage === undefined) return { type: 'missing', candidates: [] };
      return inLineage(lineage, version, citing, catalogue);
    }
    const phase = (said?.[1] ?? citing.phase)?.toLowerCase() ?? null;
    const choice = choiceOf(entry.kind, phase, said !== null, version);
    const { instead } = choice;
    const isOfNone = choice.fits.length === 0 && said === null;
    const fits = isOfNone ? fitting(namedOfKind(entry.kind, citing), version, catalogue).fits : choice.fits;
    // Of a record that has none of the kind, the word is but a word.
    if (fits.length === 0 && version === null && !catalogue.byKind.has(entry.kind)) return { type: 'unread' };
    const [only, ...more] = fits.length < 2 ? fits : meantBy(citing, fits, version !== null);
    if (only === undefined) return { type: 'missing', candidates: instead };
    if (more.length === 0) return amongTwins(only, citing, catalogue);
    const paths = [only, ...more].flat().map(({ path }) => path);
    return { type: 'ambiguous', candidates: paths.sort().slice(0, MOST_OFFERED) };
  };
}

/** The documents of one version that a name fits: one and its twins. */
type Fit = readonly Document[];

/** How a note names documents elsewhere than in such words. */
function fileNamesIn({ draft }: Document): ReadonlySet<string> {
  const targets = (draft?.mentions ?? []).map(({ target }) => target);
  return new Set(
    targets.flatMap((target) =>
      target.type === 'document' && target.by !== 'name' ? [nameOf(target.name)] : [],
    ),
  );
}

/** What a kind and a version leave to choose from. */
interface Choice {
  /** One for each lineage. */
  readonly fits: readonly Fit[];
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
  const fits = [...new Set(documents.map(({ id }) => id))].flatMap((id) => {
    const lineage = lineages.get(id);
    if (lineage === undefined) return [];
    const fit = wanted === null ? [lineage.current] : ofVersion(lineage, wanted);
    return fit.length === 0 ? [] : [fit];
  });
  return { fits, instead: newestPaths(documents).map(nameOf) };
}
