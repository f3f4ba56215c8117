import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';

test('slop render --profile finds wrong only what is wrong in the whole record', async () => {
  const scoping = (section: string) =>
    `---\nkind: scoping-note\ntitle: Nest\nversion: "0.1"\ndate: 2026-05-12\nstatus: draft\nphase: "12"\n---\n\n# Nest\n\n${section}\n`;
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/phase-12-scoping-note-v0_1.md': scoping('## 1. Deferred items\n<!-- private -->\n\n- None.'),
    'record/open.md':
      '# Open\n\n## 1. Rest\n\nSee phase-12-scoping-note-v0_1.md §1 and phase-12-scoping-note-v0_1.md §7.\n',
  };
  const world = memoryWorld({ files });
  const terminal = testTerminal();
  expect(await render(world, terminal, { out: null, profile: 'public' })).toBe(0);
  const health = Buffer.from(world.disk.get('/project/site/health/index.html') ?? '').toString();
  expect(health).toContain('has no section §7');
  expect(health).not.toContain('has no section §1');
  expect(health).not.toContain('Deferred items');
});

test('slop render --profile draws a mention of what it leaves out neither as wrong nor as one of something else', async () => {
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/nest-plan-v0_1.md': '---\ntitle: Nest\nprivate: true\n---\n\n## 1. Dunlin\n\nNo.\n',
    'record/plan-v0_1.md':
      '# Plan\n\n## 1. Aim\n\nSee §2 below, §3 below, §Kittiwake count, § Kittiwake count.\n\n## 2. Kittiwake count\n<!-- private -->\n\nNo.\n\n## 3. Rest\n\nYes.\n',
    'record/other.md':
      '# Other\n\nSee nest-plan-v0_1.md §1, plan-v0_1.md §2, plan-v0_1.md §9, plan-v0_1.md §Kittiwake count and [it](plan-v0_1.md#2).\n',
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const page = (name: string) => Buffer.from(world.disk.get(`/project/site/${name}`) ?? '').toString();
  const lineOf = (name: string) =>
    /<p>See.*<\/p>/
      .exec(page(name))?.[0]
      .replace(/<(?:a|span) [^>]*data-state="(\w+)"[^>]*>/g, '$1:')
      .replace(/<[^>]*>/g, '');
  expect(lineOf('view/plan-v0_1.md.html')).toBe(
    'See §2 below, ok:§3 below, ‹masked section›, ‹masked section›.',
  );
  expect(lineOf('view/other.md.html')).toBe(
    'See ‹masked note› §1, ok:plan-v0_1.md §2, ok:plan-v0_1.md missing:§9, ok:plan-v0_1.md ‹masked section› and ‹masked section›.',
  );
});
