import { placeAt } from '../parse/head/places.ts';
import { scalarAt } from '../read/json.ts';
import type { Config, Draft, Fault, JsonObject, Kind } from '../types.ts';
import { globTest } from './globs.ts';
import { isOlder } from './head-verdict.ts';

import { nearest } from './nearest.ts';

/** The kind of a note, and what is wrong with how it names it. */
interface KindChoice {
  readonly kind: Kind;
  readonly faults: readonly Fault[];
}

/** The kind of notes that no other kind claims. */
export const OPEN_KIND = 'document';

/** Finds the kind that slop.yaml gives a path; null when none does. The patterns are compiled once. */
export function kindsByPath({ kinds }: Pick<Config, 'kinds'>): (path: string) => string | null {
  const claims = kinds.map(({ glob, kind }) => ({ fits: globTest(glob), kind }));
  return (path) => claims.find(({ fits }) => fits(path))?.kind ?? null;
}

/**
 * Chooses the kind of a draft: what its head says, else what slop.yaml says of its path, else `document`. A YAML
 * head must name a kind that exists; an older one may use other words, and then the path decides.
 */
export function chooseKind(
  draft: Draft,
  byPath: (path: string) => string | null,
  kinds: ReadonlyMap<string, Kind>,
): KindChoice {
  const said = scalarAt(draft.head, 'kind');
  const older = isOlder(draft);
  const named = said === null ? undefined : kinds.get(older ? kebab(said) : said);
  if (named) return { kind: named, faults: [] };
  if (said === null || older) return { kind: kindNamed(byPath(draft.path), kinds), faults: [] };
  const span = placeAt(draft, '/kind')?.value ?? draft.headSpan;
  const data = { kind: said, nearest: nearest(said, kinds.keys()) };
  return { kind: kindNamed(OPEN_KIND, kinds), faults: [{ rule: 'kind/unknown', span, data }] };
}

function kindNamed(name: string | null, kinds: ReadonlyMap<string, Kind>): Kind {
  return kinds.get(name ?? OPEN_KIND) ?? kinds.get(OPEN_KIND) ?? anything;
}

function kebab(words: string): string {
  return words
    .trim()
    .replace(/\.$/, '')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
}

/** Stands in where not even the schema of `document` was loaded. */
const anything: Kind = {
  name: OPEN_KIND,
  title: 'Document',
  plural: 'Documents',
  about: '',
  ladder: [],
  final: [],
  phrases: new Map(),
  sections: [],
  versioned: false,
  defines: [],
  carries: false,
  keys: [],
  judge: (head: JsonObject) => ({ head, faults: [] }),
};
