import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';

const note = (kind: string, head: string, body: string): string =>
  `---\nkind: ${kind}\nphase: "4"\n${head}\n---\n\n${body}\n`;

test('the page of a phase tells the commits that came of an answer, by the request that took it up', async () => {
  const files = {
    'slop.yaml': 'repos:\n  engine: {}\n',
    'record/phase-4-halt-v0_1.md': note('halt-note', 'title: The halt\nversion: "0.1"\ncycle: 1', 'x'),
    'record/phase-4-answer-v0_1.md': note(
      'scoping-note',
      'title: The answer\nversion: "0.1"',
      'Answers phase-4-halt-v0_1.md.',
    ),
    'record/archive/phase-4-cr-v0_1.md': note(
      'cr',
      'title: The request\nversion: "0.1"',
      'Begun at engine commit 59c581e.',
    ),
    'record/archive/phase-4-cr-v0_2.md': note(
      'cr',
      'title: The request\nversion: "0.2"',
      'By phase-4-answer-v0_1.md. Begun at engine commit 59c581e, done at engine commit 8d57eb8.',
    ),
    'record/phase-4-cr-v0_3.md': note(
      'cr',
      'title: The request\nversion: "0.3"',
      'By phase-4-answer-v0_1.md. Closed at engine commit 316a862.',
    ),
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  const page = world.written()['site/phases/4/index.html'] ?? '';
  const answer = /<div class="answer">[\s\S]*?<\/div>/.exec(page)?.[0] ?? '';
  expect(answer).toMatch(/Taken up by<\/span> <a href="[^"]*phase-4-cr-v0_2\.md\.html">/);
  expect([...answer.matchAll(/<code>(\w+)<\/code>/g)].map(([, name]) => name)).toEqual(['8d57eb8']);
});
