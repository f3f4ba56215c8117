import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render.ts';
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
