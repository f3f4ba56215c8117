import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type TurnResultParts, turnResultPlan } from '../../src/plan/turn/result.ts';
import { turnNote } from '../helpers/turn-note.ts';
import { played, recordOf } from './playing.ts';

const TREE = { 'record/dates-v0_1.md': turnNote({ 'Contract anchor': 'What the desk asked for.' }) };

async function partsOf(more: Partial<TurnResultParts>): Promise<TurnResultParts> {
  const name = 'notes/turn-result.md';
  const text = await readFile(fileURLToPath(new URL(`../../templates/${name}`, import.meta.url)), 'utf8');
  return {
    template: { name, text },
    lane: 'tides',
    number: 1,
    id: '6a2f41bc-0c55-4d52-9d52-1f2f3a4b5c6d',
    session: null,
    kind: 'development-slice',
    from: { path: 'record/dates-v0_1.md', commit: 'a'.repeat(40) },
    phase: null,
    author: 'Ines Calder',
    date: '2026-03-04',
    digest: 'b'.repeat(64),
    prompt: 'Keep the dates.',
    answer: 'Kept.',
    end: 'finished',
    code: null,
    message: null,
    stale: false,
    began: '2026-03-04T10:00:00.000Z',
    ended: '2026-03-04T10:01:00.000Z',
    cost: null,
    base: null,
    head: null,
    crossed: false,
    untold: null,
    made: [],
    changed: [],
    evidence: [],
    checks: [],
    review: null,
    ...more,
  };
}

test.each([
  [0.00014000000000000001, '0.00014'],
  [0.1 + 0.2, '0.3'],
  [1e-9, '0'],
  [12.5, '12.5'],
])(
  'turnResultPlan() writes that a turn cost %d dollars as a number that its schema takes',
  async (cost, written) => {
    const { view } = await recordOf(TREE);
    const plan = await turnResultPlan(view, await partsOf({ cost }));
    const place = plan.writes[0]?.path ?? '';
    const after = played(TREE, plan);
    expect(after[place]).toContain(`\ncost: ${written}\n`);
    const { findings } = await recordOf(after);
    expect(findings.filter(({ path, severity }) => path === place && severity === 'error')).toEqual([]);
  },
);
