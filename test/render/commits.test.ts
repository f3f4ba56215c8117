import { expect, test } from 'vitest';
import { render } from '../../src/commands/render/render.ts';
import { testTerminal } from '../commands/terminal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const A = '5451c02a507c7a2e75456e49202103389eaedd95';
const B = '3de41072a4216bb7ef63d9827bd3f08bd77f1a81';

const config = `repos:
  engine:
    web: https://forge.example/ferries/engine
  desk:
`;

const note = `---
title: Report
version: "0.1"
date: 2026-03-12
---

# Report

Filed at engine commit 5451c02. Lost: engine commit 3de4107. Nowhere: engine commit 1234abc. Unknown: desk commit fa73283.
`;

test('the site shows a commit with its state and full hash, and leads to it on the web', async () => {
  const world = memoryWorld({
    files: { 'slop.yaml': config, 'record/report-v0_1.md': note },
    clones: { engine: `commit ${A} 2026-03-11 Add the transcript\norphan ${B} 2026-03-10 Lost` },
  });
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  const page = world.written()['site/view/report-v0_1.md.html'] ?? '';
  const mentions = [...page.matchAll(/<(a|span) class="mention"[^>]*>[0-9a-f]{7}<\/\1>/g)].map(
    ([whole]) => whole,
  );
  expect(mentions).toHaveLength(4);
  expect(mentions[0]).toContain(`href="https://forge.example/ferries/engine/commit/${A}"`);
  expect(mentions[0]).toContain(`title="engine ${A}, 2026-03-11, Add the transcript"`);
  expect(mentions[0]).toContain('data-state="ok"');
  expect(mentions[1]).toContain('Not reachable from a published branch or tag');
  expect(mentions[2]).toContain('title="Not found: engine"');
  expect(mentions[3]).toContain('title="Not verified: desk"');
});
