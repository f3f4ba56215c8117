import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const probes = 'engine-tests: { repository: engine, command: [pytest], output: pytest }';

test.each([
  ['status: open\nbaselines: [{ repository: engine, probe: engine-tests, passed: 2 }]', []],
  ['status: open\nbaselines: [{ repository: engine, passed: 2 }]', []],
  [
    'status: open\nbaselines: [{ repository: engine, probe: engine-test, passed: 2 }]',
    [['engine-test', 'engine-tests']],
  ],
  [
    'status: open\nclaims: [{ type: baseline, repository: engine, probe: weather, value: "4" }]',
    [['weather', null]],
  ],
  ['status: consumed\nbaselines: [{ repository: engine, probe: engine-test, passed: 2 }]', []],
])('claim/unknown-probe: %s', async (head, expected) => {
  const text = `---\nkind: handoff\nversion: "0.1"\ndate: 2026-05-12\n${head}\n---\n# H — v0.1\n`;
  const files = {
    'slop.yaml': `repos: { engine: {} }\nprobes: { ${probes} }\n`,
    'record/h-handoff-v0_1.md': text,
  };
  const { findings } = await compileAt(memoryWorld({ files }));
  const unknown = findings.filter(({ rule }) => rule === 'claim/unknown-probe');
  expect(unknown.map(({ data: { probe, nearest } }) => [probe, nearest])).toEqual(expected);
  for (const { span, data } of unknown) expect(text.slice(span.start, span.end)).toBe(data['probe']);
});
