import type { Config, Document, Rule } from '../../types.ts';
import { quoted } from '../words.ts';
import { authoritiesOf, factsIn, isPartOf, isSameValue, orientingOf, type StatedValue } from './facts.ts';

/**
 * A note with authorities in its head, and the notes that it says only orient, against those authorities: two values
 * for one baseline, branch head, item state or count. Not where the orienting note is of a later day, or the two were
 * measured at different commits: then something may have come between. What stands in a sentence counts only among
 * notes of one day, or of one commit. A hash may be shortened.
 */
export const contradictedAuthority: Rule<{ of: string; value: string; other: string; authority: string }> = {
  id: 'authority/contradicted',
  severity: 'warning',
  message: ({ of, value, other, authority }) =>
    `For ${of} this note has ${quoted(value)}, and ${quoted(authority)}, which is authoritative, has ${quoted(other)}.`,
  help: ({ authority }) => `Take over what ${authority} says, or change it there first.`,
  *graph({ graph, config }) {
    const told = new Set<string>();
    for (const { current } of graph.lineages.values()) {
      if (current.archived) continue;
      const authorities = authoritiesOf(current, graph).filter(({ id }) => id !== current.id);
      if (authorities.length === 0) continue;
      for (const orienting of new Set([current, ...orientingOf(current, graph)])) {
        if (orienting.archived || authorities.includes(orienting)) continue;
        for (const authority of authorities) {
          for (const [fact, other] of conflicts(orienting, authority, config)) {
            const key = [orienting.path, fact.of, authority.path].join('\n');
            if (told.has(key)) continue;
            told.add(key);
            const related = [{ path: authority.path, span: other.span, label: 'what is authoritative' }];
            const data = { of: fact.of, value: fact.value, other: other.value, authority: authority.id };
            yield { path: orienting.path, span: fact.span, related, data };
          }
        }
      }
    }
  },
};

function conflicts(
  orienting: Document,
  authority: Document,
  config: Pick<Config, 'repos'>,
): readonly (readonly [StatedValue, StatedValue])[] {
  const dated = orienting.date !== null && authority.date !== null;
  const isLater = dated && (orienting.date ?? '') > (authority.date ?? '');
  const sameDay = dated && orienting.date === authority.date;
  const theirs = factsIn(authority, config);
  const ours = factsIn(orienting, config);
  const isTakenOver = ({ of, value }: StatedValue) =>
    ours.some((one) => one.of === of && isSameValue(one.value, value));
  return ours.flatMap((fact) => {
    const others = theirs.filter(({ of }) => of === fact.of);
    // Of two suites without a name it has a value each, and this note may have taken over one of them.
    const isHeld = others.some(({ value }) => isSameValue(fact.value, value));
    const other = isHeld ? undefined : (others.find((one) => !isTakenOver(one)) ?? others[0]);
    if (other === undefined) return [];
    const sameCommit = fact.oid !== null && other.oid !== null && isSameValue(fact.oid, other.oid);
    const otherCommit = fact.oid !== null && other.oid !== null && !sameCommit;
    if (otherCommit || (isLater && !sameCommit)) return [];
    const inProse = fact.inProse || other.inProse;
    return inProse && (!(sameDay || sameCommit) || isPartOf(fact.value, other.value))
      ? []
      : [[fact, other] as const];
  });
}
