import { expect, test } from 'vitest';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

/** Texts at the places, and what differs: `number: head CR-2026-032, title CR-2026-031`. */
async function told(path: string, text: string) {
  const world = memoryWorld({ files: { 'slop.yaml': '', [`record/${path}`]: text } });
  const { findings } = await compileAt(world);
  return findings
    .filter(({ rule }) => rule === 'head/disagreement')
    .map(({ span, data }) => {
      const places = (data['places'] as readonly { where: string; text: string }[]).map(
        ({ where, text: said }) => `${where} ${said}`,
      );
      return [text.slice(span.start, span.end), `${data['key']}: ${places.join(', ')}`];
    });
}

const cr = (number: string, title: string, heading: string) =>
  `---\nkind: cr\nnumber: ${number}\ntitle: "${title}"\ndate: 2026-03-02\nstatus: draft\n---\n# ${heading}\n\nText.\n`;
const labels = (top: string, lines = '') =>
  `${top}\n\n**Version.** 0.1\n**Date.** 2026-03-02\n**Status.** Draft.\n${lines}\n---\n\nText.\n`;

test.each([
  [
    'phase-22-cr-fines-v0_1.md',
    cr('CR-2026-032', 'CR-2026-032 — Phase 22: fines', 'CR-2026-031 — fines'),
    [['CR-2026-031', 'number: head CR-2026-032, title CR-2026-032, heading CR-2026-031']],
  ],
  [
    'phase-22-cr-fines-v0_1.md',
    labels('# CHANGE REQUEST\n\n## CR-2026-031 — Phase 22: Fines (v0.1)', '**CR number.** CR-2026-032\n'),
    [['CR-2026-031', 'number: head CR-2026-032, heading CR-2026-031']],
  ],
  [
    'phases/phase-22-fines/phase-22-halt-surface-2026-11-20-v0_1.md',
    labels('# Phase 21 — halt'),
    [['21', 'phase: file name 22, heading 21']],
  ],
  [
    'phase-22-cr-fines-v0_1.md',
    labels('# CHANGE REQUEST\n\n## CR-2026-032 — Phase 21: Fines (v0.1)', '**CR number.** CR-2026-032\n'),
    [['21', 'phase: file name 22, heading 21']],
  ],
  [
    'phases/phase-22-fines/archive/fines-v0_1.md',
    '---\nphase: "21"\ndate: 2026-03-02\n---\n# Fines\n\nText.\n',
    [],
  ],
  [
    'phases/phase-22-fines/fines-v0_1.md',
    '---\nphase: 21\ndate: 2026-03-02\n---\n# Fines\n\nText.\n',
    [['21', 'phase: folder 22, head 21']],
  ],
  [
    'phase-22-halt-surface-2026-11-20-v0_1.md',
    '---\ntitle: "Phase 22"\ndate: 2026-03-02\n---\n# Phase 21 Step 2b live halt\n\nText.\n',
    [['21', 'phase: file name 22, title 22, heading 21']],
  ],
])('finds in %s what head, title and path say otherwise', async (path, text, expected) => {
  expect(await told(path, text)).toEqual(expected);
});

test.each([
  ['phases/phase-22-fines/fines-v0_1.md', labels('# Phase 21 — fines')],
  ['phase-06-intake-v0_1.md', labels('# **Phase 6** — intake', '**Phase.** 6\n')],
  ['phase-22-close-v0_1.md', labels('# Phases 21 and 22 — close')],
  ['phase-22-close-v0_1.md', labels('# Phase 21 and 22 — close')],
  ['phase-22-close-v0_1.md', labels('# Phase 21–22 — close')],
  ['phase-22-close-v0_1.md', labels('# Phase 21.5 — close')],
  ['phase-22-cr-fines-v0_1.md', cr('CR-2026-032', 'Fines', 'Fines, after CR-2026-031')],
  ['answer-v0_1.md', labels('# CR-2026-031 — what came of it')],
  ['phase-22-handoff-v0_1.md', labels('# Phase 23 kickoff')],
  ['phase-22-handoff-v0_1.md', labels('# Phase 21 → 22 — handoff')],
  ['phase-22-handoff-v0_1.md', labels('# Phase 21 – Phase 22 — handoff')],
  ['phase-2a-intake-v0_1.md', labels('# Phase 2A — intake')],
  ['phases/phase-21/phase-21-to-22-handoff-v0_1.md', labels('# Handoff', '**Phase.** 22\n')],
  ['phase-21-phase-22-handoff-v0_1.md', labels('# Handoff', '**Phase.** 22\n')],
  ['phases/phase-20-29/fines-v0_1.md', labels('# Fines', '**Phase.** 22\n')],
])('leaves %s alone', async (path, text) => {
  expect(await told(path, text)).toEqual([]);
});
