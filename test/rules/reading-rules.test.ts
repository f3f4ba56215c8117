import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

/** What is found of an older handoff, without a head that lists what to read. */
async function found(order: readonly string[], prompt: readonly string[]) {
  const list = (names: readonly string[]) => names.map((name, at) => `${at + 1}. ${name}`).join('\n');
  const text = `# H\n\n**Version.** 0.1\n**Date.** 2026-05-12\n\n## 6. Reading order\n\n${list(order)}\n\n## 11. Kickoff prompt\n\n\`\`\`\nRead:\n${list(prompt)}\n\`\`\`\n`;
  const world = memoryWorld({ files: { 'slop.yaml': '', 'record/h-handoff-v0_1.md': text } });
  const { findings } = await compileAt(world);
  return findings.filter(({ rule }) => rule === 'reading/disagreement').map(({ data }) => data);
}

test('a prompt is held to the list in the text where the head has none', async () => {
  const order = ['This handoff.', 'a-v0_1.md (read §6)', 'b-v0_2.md, as c-v0_1.md has it'];
  expect(await found(order, ['h-handoff-v0_1.md', 'a-v0_1.md', 'b-v0_2.md'])).toEqual([]);
  expect(await found(order, ['h-handoff-v0_1.md', 'a-v0_1.md', 'b-v0_3.md'])).toEqual([
    { where: 'prompt', source: 'body', missing: ['b-v0_2.md'], extra: ['b-v0_3.md'], early: null },
  ]);
  expect(await found(order, ['b-v0_2.md', 'a-v0_1.md'])).toMatchObject([{ early: 'b-v0_2.md' }]);
  expect(await found(['This handoff.', 'the code'], ['a-v0_1.md'])).toEqual([]);
});
