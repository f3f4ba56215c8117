import { expect, test } from 'vitest';
import { render } from '../../src/commands/render/render.ts';
import { testTerminal } from '../commands/terminal.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const note = (date: string, items: string): string =>
  `---\nkind: scoping-note\nphase: "4"\ntitle: Scope of ${date}\nversion: "0.1"\ndate: ${date}\nitems:\n${items}\n---\n\nx\n`;

test('a decision in a note stands on the time axis, on the day of the first note that says it is decided', async () => {
  const world = memoryWorld({
    files: {
      'slop.yaml': '',
      'record/phase-4-scope-v0_1.md': note(
        '2026-03-05',
        '  - { id: P4-D1, title: the fare is full, state: open }\n  - { id: P4-D2, title: no refunds, state: deferred }',
      ),
      'record/phase-4-scope-2-v0_1.md': note(
        '2026-03-09',
        '  - { id: P4-D1, title: the fare is full, state: settled, by: operator }',
      ),
    },
  });
  expect(await render(world, testTerminal(), { out: null })).toBe(0);
  expect(world.written()['site/open/index.html']).toContain(
    '<a class="item-id" href="../items/P4-D2/index.html">P4-D2</a> <bdi>No refunds (deferred)</bdi>',
  );
  const item = world.written()['site/items/P4-D1/index.html'] ?? '';
  expect(item).toContain('<strong>settled</strong> by <bdi>operator</bdi>');
  expect(item).toContain('Stated in');
  expect(item).not.toContain('Named in');
  const events = (page: string) =>
    [...(world.written()[page] ?? '').matchAll(/<li class="day">[\s\S]*?<\/ul>/g)].flatMap(([day]) => {
      const date = /datetime="([^"]*)"/.exec(day)?.[1];
      return [...day.matchAll(/<li class="event event-decision">(.*)<\/li>/g)].map(([, html]) => [
        date,
        html?.replace(/<[^>]*>/g, ''),
        /href="([^"]*items[^"]*)"/.exec(html ?? '')?.[1],
      ]);
    });
  const words = '◆ Decision P4-D1 The fare is full settled by operator';
  expect(events('site/timeline/index.html')).toEqual([
    ['2026-03-09', `${words} · Phase 4`, '../items/P4-D1/index.html'],
  ]);
  expect(events('site/phases/4/index.html')).toEqual([['2026-03-09', words, '../../items/P4-D1/index.html']]);
});
