import { expect, test } from 'vitest';
import { rules } from '../../src/rules/rules.ts';
import { settle } from '../../src/rules/settle.ts';
import type { Item, ItemPlace } from '../../src/types.ts';
import { config, documentOf, draftOf, findingOf, graphView, kindOf } from './values.ts';

const kinds = new Map([
  ['cr', kindOf({ name: 'cr', keys: ['reserved'] })],
  ['halt-note', kindOf({ name: 'halt-note', keys: ['surfaced-by'] })],
  ['queue', kindOf({ name: 'queue', carries: true })],
]);

const place = (path: string, parts: Partial<ItemPlace>): ItemPlace => ({
  ...{
    path,
    span: { start: 0, end: 0 },
    slug: null,
    as: 'entry',
    defines: true,
    title: null,
    state: 'settled',
  },
  ...{ instances: null, by: 'the operator', to: null, decides: null, decided: null, ...parts },
});

const item = (id: string, ...places: readonly [ItemPlace, ...ItemPlace[]]): Item => ({
  ...{ id, sort: 'decision', scope: 'record', family: id.slice(0, -1), number: 1, within: null },
  ...{ definition: places[0], places, title: null, state: places[0].state, instances: null },
});

/** How often a rule looks at a field of a document or an item, in a record of so many phases of five notes each. */
function looksOf(id: string, phases: number): number {
  let looks = 0;
  const counted = <T extends object>(value: T): T =>
    new Proxy(value, {
      get: (one, field) => {
        looks += 1;
        return Reflect.get(one, field);
      },
    });
  const each = Array.from({ length: phases }, (_, index) => String(index));
  const documents = each.flatMap((phase) => {
    const head = { reserved: { slots: ['5'] }, authorises: 'the operator' };
    const of = (name: string, kind: string) => documentOf(`${name}-${phase}.md`, { kind, phase });
    const cr = { ...of('cr', 'cr'), draft: draftOf('', { head }) };
    const queues = ['1', '2'].map((minor) =>
      documentOf(`queue-${phase}-v0_${minor}.md`, { kind: 'queue', phase }),
    );
    return [cr, of('halt', 'halt-note'), of('more', 'halt-note'), ...queues].map(counted);
  });
  const items = each.flatMap((phase) => {
    const decided = `P${phase}-D1`;
    const queued = place(`queue-${phase}-v0_1.md`, { state: 'deferred' });
    const option = place(`halt-${phase}.md`, { decides: 'the owner', decided });
    return [
      item(decided, place(`cr-${phase}.md`, {})),
      item(`Queued ${phase}`, queued),
      item(`Option ${phase}`, option),
    ];
  });
  const view = graphView({ documents, items: new Map(items.map((one) => [one.id, counted(one)])) });
  looks = 0;
  const told = [...(rules.find((rule) => rule.id === id)?.graph?.({ ...view, kinds }) ?? [])];
  expect(told.length).toBeGreaterThan(0);
  return looks;
}

test.each(['authority/decision', 'budget/exceeded', 'item/dropped'])(
  '%s takes no more for each note as a record grows',
  (id) => {
    expect(looksOf(id, 400) / looksOf(id, 100)).toBeLessThan(4.5);
  },
);

/** How often settle() looks at where a suppression ends, in a note with so many findings that one covers each. */
function looksAtCovers(count: number): number {
  let looks = 0;
  const places = Array.from({ length: count }, (_, index) => ({ start: index * 10, end: index * 10 + 5 }));
  const suppressions = places.map(({ start, end }) => ({
    ...{ rule: 'mark/open', reason: 'on purpose', span: { start, end: start } },
    covers: {
      start,
      get end() {
        looks += 1;
        return end;
      },
    },
  }));
  const { graph } = graphView({
    documents: [documentOf('memo.md', { draft: draftOf('', { suppressions }) })],
  });
  const findings = places.map((span) => findingOf({ rule: 'mark/open', path: 'memo.md', span }));
  expect(settle(findings, graph, config)).toEqual([]);
  return looks;
}

test('settle() holds a finding against no more suppressions as a note grows', () => {
  expect(looksAtCovers(800) / looksAtCovers(200)).toBeLessThan(5);
});
