import type { Edge, Finding, Graph } from '../../types.ts';
import type { Mask } from './mask.ts';

/** How often each finding of a record, and each mention as far as it leads somewhere, stands in it, masked. */
export type Known = ReadonlyMap<string, number>;

/** What the check of a whole record found, and where its mentions lead, of which nothing but words is kept. */
export function knownIn(
  findings: readonly Finding[],
  { out }: Pick<Graph, 'out'>,
  mask: Mask['mask'],
): Known {
  const known = new Map<string, number>();
  const add = (key: string | null): void => {
    if (key !== null) known.set(key, (known.get(key) ?? 0) + 1);
  };
  for (const finding of findings) add(mask(keyOf(finding)));
  // Of very many mentions the words are few.
  const told = new Map<string, string>();
  const maskedOnce = (text: string): string => {
    const masked = told.get(text) ?? mask(text);
    told.set(text, masked);
    return masked;
  };
  for (const edges of out.values()) for (const edge of edges) add(keyOfEdge(edge, maskedOnce));
  return known;
}

/**
 * The findings of a masked record that the whole one has too: a section that is left out is not missing, and that it
 * would be tells its name.
 */
export function trueFindings(findings: readonly Finding[], known: Known): readonly Finding[] {
  return withoutNew(findings, keyOf, new Map(known));
}

/** The mentions of a masked record that lead nowhere, or to a section, in the whole one too, and all others. */
export function trueEdges({ out }: Pick<Graph, 'out'>, known: Known): Graph['out'] {
  const left = new Map(known);
  return new Map([...out].map(([path, edges]) => [path, withoutNew(edges, (edge) => keyOfEdge(edge), left)]));
}

function withoutNew<T>(
  all: readonly T[],
  keyOf: (one: T) => string | null,
  left: Map<string, number>,
): readonly T[] {
  return all.filter((one) => {
    const key = keyOf(one);
    if (key === null) return true;
    const some = left.get(key) ?? 0;
    left.set(key, some - 1);
    return some > 0;
  });
}

function keyOf({ rule, path, data }: Finding): string {
  return JSON.stringify([rule, path, data]);
}

/** Null for a mention of which there is no doubt: of a section it may be lost of what note it is. */
function keyOfEdge(
  { from, to, state, mention: { target } }: Edge,
  mask: Mask['mask'] = (text) => text,
): string | null {
  if (to === null || state === 'missing') {
    const said = Object.values(target).filter((value) => typeof value === 'string');
    return JSON.stringify([from, state, ...said].map(mask));
  }
  if (target.type !== 'section' || target.address.startsWith('#') || to.type !== 'section') return null;
  return JSON.stringify([from, to.path, to.slug, target.address].map(mask));
}
