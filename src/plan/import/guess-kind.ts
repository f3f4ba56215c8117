import { scalarAt } from '../../read/json.ts';
import type { Config, JsonObject, Kind, Section } from '../../types.ts';
import { globTest } from '../../validate/globs.ts';

/** The kind that a note seems to be, and why: a clause that begins with "its" or "it". */
export interface KindGuess {
  readonly kind: string;
  readonly reason: string;
}

/** Labels that one kind alone has. */
const TELLING: readonly (readonly [string, string])[] = [
  ['surfaced-by', 'halt-note'],
  ['number', 'cr'],
  ['target-tag', 'cr'],
  ['phase-name', 'scoping-note'],
];

/**
 * Guesses the kind of a note: what its head says, then what slop.yaml says of its path, its labels, and the sections
 * of a decision record. `document` when nothing tells.
 */
export function guessKind(
  path: string,
  fields: JsonObject,
  sections: readonly Section[],
  config: Pick<Config, 'kinds'>,
  kinds: ReadonlyMap<string, Kind>,
): KindGuess {
  const said = scalarAt(fields, 'kind')
    ?.trim()
    .replace(/\.$/, '')
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  if (said !== undefined && kinds.has(said)) return { kind: said, reason: 'its head says so' };
  const claim = config.kinds.find(({ glob, kind }) => kinds.has(kind) && globTest(glob)(path));
  if (claim !== undefined) return { kind: claim.kind, reason: `its path fits ${claim.glob}` };
  const label = TELLING.find(([key, kind]) => fields[key] !== undefined && kinds.has(kind));
  if (label !== undefined) return { kind: label[1], reason: `its head has ${label[0]}` };
  if (kinds.has('decision') && isDecision(sections)) {
    return { kind: 'decision', reason: 'it has the sections of a decision record' };
  }
  return { kind: 'document', reason: 'nothing in its name, labels or sections tells more' };
}

function isDecision(sections: readonly Section[]): boolean {
  const titles = new Set(sections.map(({ title }) => title.toLowerCase()));
  const has = (...names: readonly string[]): boolean => names.some((name) => titles.has(name));
  return has('context', 'context and problem statement') && has('decision', 'decision outcome');
}
