import { expect, test } from 'vitest';
import { hiddenIn } from '../../../src/render/profile/hidden.ts';
import type { Claim, Receipt } from '../../../src/types.ts';
import { documentOf, graphOf, profileOf } from '../values.ts';

const profile = profileOf({ notes: ['nest'] });

function receiptOf(name: string, notes: readonly string[]): Receipt {
  return {
    path: `record/receipts/${name}.json`,
    probe: 'eggs',
    repository: 'dunes',
    oid: null,
    clean: true,
    command: ['count', 'eggs'],
    exitCode: 0,
    digest: '0',
    when: '2026-03-10T09:00:00Z',
    milliseconds: 5,
    counts: null,
    value: '3',
    notes,
  };
}

const claim: Claim = {
  from: 'record/open.md',
  span: { start: 0, end: 6 },
  field: null,
  statement: { type: 'count', of: 'eggs', is: 3, was: null },
  state: 'verified',
  recorded: '3 eggs',
  live: null,
  evidence: {
    by: 'receipt',
    repository: 'dunes',
    oid: null,
    when: null,
    receipt: 'record/receipts/used.json',
  },
  why: null,
  overtaken: false,
};

test('hiddenIn() leaves out receipts of runs for hidden notes alone, unless an open claim rests on them', async () => {
  const receipts = [
    receiptOf('alone', ['nest']),
    receiptOf('both', ['nest', 'open']),
    receiptOf('nobody', []),
    receiptOf('gone', ['a-note-that-is-gone']),
    receiptOf('linked', ['nest']),
    receiptOf('used', ['nest']),
  ];
  const graph = graphOf([documentOf('record/nest.md'), documentOf('record/open.md')], {
    files: new Set(receipts.map(({ path }) => path)),
    claims: new Map([['record/open.md', [claim]]]),
  });
  const { paths } = await hiddenIn(graph, profile, {
    moved: new Map(),
    names: new Map(),
    parts: new Map(),
    receipts,
    gone: [],
    labels: new Map(),
    marked: true,
    textOf: async (path) => (path === 'record/open.md' ? '<a href="receipts/linked.json">it</a>' : ''),
  });
  expect([...paths].sort()).toEqual(['record/nest.md', 'record/receipts/alone.json']);
});
