import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';

const note = (head: string, body: string) => `---\n${head}\n---\n\n${body}\n`;

const open = {
  'record/phases/phase-12/phase-12-scoping-note-v0_1.md': note(
    'title: Phase 12 scoping note\nversion: "0.1"\ndate: 2026-03-10\nphase: "12"',
    '# Phase 12 scoping note\n\n## 1. Board update\n\nOn 2026-03-10, in 2026-03, see [CR](phase-12-cr-v0_1.md), CR-2026-007, halt-step-2b.md, board-update-public.md and [this](#1-board-update).',
  ),
  'record/phases/phase-12/phase-12-cr-v0_1.md': note(
    'kind: cr\ntitle: CR-2026-007 Guest booking\nversion: "0.1"\nnumber: CR-2026-007\nphase: "12"',
    '# CR-2026-007 Guest booking\n\nWords.',
  ),
  'record/board-update-public.md': '# Board update for the public\n\nWords.\n',
  'record/halt-step-2b.md': '# Halt\n\nWords.\n',
};

async function publicTexts(files: Readonly<Record<string, string>>) {
  const settings = { 'slop.yaml': 'profiles:\n  public: {}\n' };
  const world = memoryWorld({ files: { ...settings, ...open, ...files } });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const raw = [...world.disk].filter(([place]) => /\/site\/raw\/.*\.md$/.test(place));
  return Object.fromEntries(
    raw.map(([place, bytes]) => [
      place.replace('/project/site/raw/', 'record/'),
      Buffer.from(bytes).toString(),
    ]),
  );
}

test.each([
  ['a month', 'record/reports/2026-03.md', '# Report of the month'],
  ['a day', 'record/reports/2026-03-10.md', '# Log of the day'],
  ['a year', 'record/reports/2026.md', '# Report of the year'],
  ['a version', 'record/reports/v0_1.md', '# Report of the first'],
  ['what an open name begins with', 'record/board-update.md', '# Board update'],
  ['what several begin with', 'record/phases/phase-12.md', '# Phase 12 in short'],
  ['what an open name ends with', 'record/reports/step-2b.md', '# Step 2b'],
  ['a title that an open note has too', 'record/reports/one.md', '# Phase 12 scoping note'],
  ['a title that one of an open note begins with', 'record/reports/two.md', '# Phase 12 scoping'],
  ['the number of an open note', 'record/reports/CR-2026-007.md', '# Of the guests'],
])('a private note whose name is %s leaves open ones as they are', async (_, path, body) => {
  expect(await publicTexts({ [path]: note('private: true', body) })).toEqual(open);
});

test.each([
  ['record/reports/2026-03.md', 'See 2026-03.md.', 'See ‹masked note›.'],
  // An open note begins with that.
  ['record/board-update.md', 'The board-update, board-update.md.', 'The board-update, ‹masked note›.'],
  [
    'record/nest-talks.md',
    'The nest-talks, nest-talks-v0_2; a nest-talks-room.',
    'The ‹masked note›, ‹masked note›-v0_2; a nest-talks-room.',
  ],
  [
    'record/the-nest-talks.md',
    '## The nest talks\n\nAnd after-the-nest-talks.',
    '## ‹masked note›\n\nAnd after-‹masked note›.',
  ],
])('the name of %s is masked all the same', async (path, body, masked) => {
  const texts = await publicTexts({
    [path]: note('private: true\ntitle: Nest', 'No.'),
    'record/z.md': `# Z\n\n${body}\n`,
  });
  expect(texts['record/z.md']).toBe(`# Z\n\n${masked}\n`);
});
