import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ancestryOf } from '../../src/link/ancestry.ts';

/** A history in which each commit has up to two parents among the older ones; the newest first. */
const histories = fc
  .array(fc.tuple(fc.nat(), fc.option(fc.nat(), { freq: 2 })), { minLength: 1, maxLength: 24 })
  .map((choices) => {
    const parents = choices.map(([first, second], index): [string, string[]] => {
      const older = [first, second].flatMap((one) =>
        one === null || index === 0 ? [] : [String(one % index)],
      );
      return [String(index), [...new Set(older)]];
    });
    return new Map(parents.reverse());
  });

test('ancestryOf() agrees with a walk through the parents', () => {
  fc.assert(
    fc.property(histories, (parents) => {
      const leadsTo = ancestryOf(parents);
      const walk = (from: string): string[] => [from, ...(parents.get(from) ?? []).flatMap(walk)];
      const [head = ''] = parents.keys();
      const reachable = new Set(walk(head));
      for (const newer of reachable) {
        const before = new Set(walk(newer));
        for (const older of reachable)
          expect([older, newer, leadsTo(older, newer)]).toEqual([older, newer, before.has(older)]);
      }
    }),
    { numRuns: 60 },
  );
});

test('ancestryOf() knows nothing of what is not in the history', () => {
  const leadsTo = ancestryOf(
    new Map([
      ['b', ['a']],
      ['a', []],
    ]),
  );
  expect(leadsTo('x', 'b')).toBe(false);
  expect(leadsTo('a', 'x')).toBe(false);
});
