import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveRecord } from '../../src/commands/live/record.ts';
import { readTemplates } from '../../src/commands/render/site-templates.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { render } from '../../src/render/render.ts';
import { inOnePiece } from '../../src/render/templates.ts';
import { rules } from '../../src/rules/rules.ts';
import type { File, World } from '../../src/types.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { diskWorld, home } from '../helpers/git-world.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const names = ['tides-v0_1', 'tides-v0_2', 'boats-v0_1', 'archive/ropes-v0_1'];

const note = (title: string, named: string, more: string): string =>
  `---\nid: ${title.toLowerCase()}\ntitle: ${title}\ndate: 2026-05-12\nitems:\n  - id: D-1\n---\n\n# ${title}\n\n## 1. What\n\nSee ${named}.md §1, D-1 and [that](${named}.md). ${more}\n`;

const text = fc
  .tuple(
    fc.constantFrom('Tides', 'Boats'),
    fc.constantFrom(...names),
    fc.constantFrom('', 'More.', 'HEAD <later>', '\n\n## 2. Then\n\nMore.', 'See §2 and `code`.'),
  )
  .map((parts) => note(...parts));
const edit = fc.oneof(
  { weight: 4, arbitrary: fc.record({ path: fc.constantFrom(...names), text }) },
  fc.record({ path: fc.constantFrom(...names), text: fc.constant(null) }),
);

async function builtAnew(world: World): Promise<ReadonlyMap<string, File['bytes']>> {
  const compiled = await compileAt(world);
  const parts = await readTemplates(diskWorld(home, {}), home);
  const config = { ...compiled.config, address: null };
  const files = new Map<string, File['bytes']>();
  for await (const file of render({ ...compiled, config, ...parts, engine: satteriEngine, rules }))
    files.set(file.path, inOnePiece(file).bytes);
  return files;
}

test('slop serve shows after any edits what a build anew would show, once it has looked at everything', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(edit, fc.boolean()), { minLength: 1, maxLength: 5 }),
      fc.constantFrom(null, '.slop/cache'),
      async (edits, cache) => {
        const world = {
          ...memoryWorld({
            files: {
              'slop.yaml': '',
              'record/lamps.md': '# Lamps\n',
              'record/tides-v0_1.md': note('Tides', 'boats-v0_1', ''),
            },
          }),
          cache,
        };
        const record = await liveRecord(world, '/project', satteriEngine);
        for (const [{ path, text }, isSeen] of edits) {
          const place = `/project/record/${path}.md`;
          if (isSeen) await record.now().site.file(`view/${path}.md.html`);
          if (text === null) world.disk.delete(place);
          else world.disk.set(place, Buffer.from(text));
          await record.rebuild([place]);
          if (text !== null && isSeen) {
            const shown = String((await record.now().site.file(`view/${path}.md.html`))?.bytes);
            expect(shown).toContain(text.includes('More.') ? 'More.' : 'See');
          }
        }
        await record.refresh();
        expect(record.problem()).toBeNull();
        const { site } = record.now();
        for (const [path, bytes] of await builtAnew(world))
          expect([path, (await site.file(path))?.bytes]).toEqual([path, bytes]);
        await record.stop();
      },
    ),
    { numRuns: 8 },
  );
});
