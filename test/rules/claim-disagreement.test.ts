import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

/** What is found of a handoff whose text and prompt say something of test counts and branch heads. */
async function found(said: string, pasted: string, head = '') {
  const text = `---\nkind: handoff\ndate: 2026-05-12\nstatus: open\n${head}---\n# H\n\n## 8. State\n\n${said}\n\n## 11. Kickoff prompt\n\n\`\`\`\nBegin.\n\n${pasted}\n\`\`\`\n`;
  const files = { 'slop.yaml': 'repos: { engine: {}, desk: {} }\n', 'record/h-handoff-v0_1.md': text };
  const world = memoryWorld({ files });
  const { findings } = await compileAt(world);
  return findings
    .filter(({ rule }) => rule === 'claim/disagreement')
    .map(({ span, data: { of, value, other } }) => [of, value, other, text.slice(span.start, span.end)]);
}

const said = 'The recorded baseline is 2,279 + 1 fail + 32 skip engine / 151 desk. Engine HEAD 5451c02.';

test.each([
  ['- Engine: cd engine && pytest -q\n  Expected per handoff: 2,279 pass + 1 fail + 32 skip'],
  ['- Desk: npm test\n  Expected per handoff: 151 vitest pass'],
  ['- Engine expected: 2,279 passed'],
  ['- Engine HEAD 5451c02a5 (the halt note).'],
  ['- The engine is to end at 2,300 pass + 0 fail + 32 skip.'],
  ['- Engine: by the close of this work 2,300 pass + 0 fail.'],
  ['- The engine had 2,201 pass + 4 fail before.'],
])('a prompt may say what its note says, or what is to come: %s', async (pasted) => {
  expect(await found(said, pasted)).toEqual([]);
});

test('a prompt that has another value than its note disagrees with it', async () => {
  const counts = 'engine: 2,297 pass + 1 fail + 32 skip';
  expect(await found(said, `- Re-baseline. Expected of ${counts}`)).toEqual([
    [
      'baseline engine',
      '2297 passed, 1 failed, 32 skipped',
      '2279 passed, 1 failed, 32 skipped',
      '2,297 pass + 1 fail + 32 skip',
    ],
  ]);
  expect(await found(said, '- Desk: npm test\n  Expected per handoff: 149 vitest pass')).toEqual([
    ['baseline desk', '149 passed', '151 passed', '149 vitest pass'],
  ]);
  expect(await found(said, '- Engine HEAD 90d9c33.')).toEqual([
    ['head engine', '90d9c33', '5451c02', '90d9c33'],
  ]);
});

test('the head of the note is what counts, and a text with several values says nothing', async () => {
  const head = 'baselines:\n  - { repository: engine, passed: 2279, failed: 1, skipped: 32 }\n';
  const pasted = '- Engine: 2,297 pass + 1 fail + 32 skip';
  expect(await found('Nothing.', pasted, head)).toHaveLength(1);
  expect(await found('Engine at 2,297 pass + 1 fail + 32 skip.', pasted, head)).toHaveLength(1);
  const twice = 'Engine: 2,200 pass + 1 fail.\n\nEngine: 2,279 pass + 1 fail.';
  expect(await found(twice, pasted)).toEqual([]);
});
