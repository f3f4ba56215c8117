import { expect, test } from 'vitest';
import { verifiedView } from '../../../src/render/view/verified.ts';
import type { Claim, Receipt } from '../../../src/types.ts';
import { documentOf, graphOf, siteOf } from '../values.ts';

const HEALTH = 'health/index.html';

function receiptOf(parts: Partial<Receipt>): Receipt {
  const when = parts.when ?? '2026-03-10T09:00:00Z';
  return {
    path: `record/receipts/tests-${when.replaceAll(':', '')}.json`,
    probe: 'engine-tests',
    repository: 'engine',
    oid: '5451c02a507c7a2e75456e49202103389eaedd95',
    clean: true,
    command: ['pytest'],
    exitCode: 0,
    digest: '0',
    when,
    milliseconds: 5,
    counts: { passed: 424, failed: 0, skipped: 3 },
    value: null,
    notes: [],
    ...parts,
  };
}

function claimOf(from: string, parts: Partial<Claim>): Claim {
  return {
    from,
    span: { start: 0, end: 8 },
    field: null,
    statement: { type: 'count', of: 'boats', is: 2, was: null },
    state: 'verified',
    recorded: '2 boats',
    live: null,
    evidence: null,
    why: null,
    overtaken: false,
    ...parts,
  };
}

const [older, newer] = [documentOf('record/log-v0_1.md'), documentOf('record/log-v0_2.md')];

test('verifiedView() tells the last run of each probe, by when it began and not by its name', () => {
  const receipts = [
    receiptOf({ when: '2026-03-12T09:00:00Z', exitCode: 1, counts: null, clean: false, oid: null }),
    receiptOf({ when: '2026-03-11T09:00:00Z' }),
    receiptOf({ when: '2026-03-12T10:30:00+02:00', probe: 'boats', counts: null, value: '7' }),
  ];
  const files = new Set(receipts.map(({ path }) => path));
  const { runs } = verifiedView(siteOf(graphOf([], { files }), { receipts }), HEALTH);
  expect(runs).toEqual([
    {
      probe: 'engine-tests',
      repository: 'engine',
      date: '2026-03-12',
      oid: '',
      outcome: 'failed with exit code 1',
      changed: true,
      href: '../raw/receipts/tests-2026-03-12T090000Z.json',
    },
    expect.objectContaining({ probe: 'boats', date: '2026-03-12', oid: '5451c02a50', outcome: '7' }),
  ]);
});

test('verifiedView() counts the claims of notes in force and leads to those that do not hold', () => {
  const stale = claimOf(newer.path, { state: 'stale', recorded: '3 boats', span: { start: 9, end: 16 } });
  const wrong = claimOf(newer.path, { state: 'contradicted', recorded: '4 boats', live: '5' });
  const claims = new Map([
    [older.path, [claimOf(older.path, { state: 'contradicted' })]],
    [newer.path, [claimOf(newer.path, {}), stale, wrong]],
  ]);
  const { counts, failing, left } = verifiedView(siteOf(graphOf([older, newer], { claims })), HEALTH);
  expect(counts.map(({ state, count }) => `${count} ${state}`)).toEqual([
    '1 contradicted',
    '1 stale',
    '1 verified',
  ]);
  expect(failing.map(({ recorded, told, href }) => [recorded, told, href])).toEqual([
    ['4 boats', 'found 5', '../view/log-v0_2.md.html#page-claim-3'],
    ['3 boats', '', '../view/log-v0_2.md.html#page-claim-2'],
  ]);
  expect(left).toBe(0);
});
