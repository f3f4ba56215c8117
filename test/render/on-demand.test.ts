import { expect, test } from 'vitest';
import { siteOnDemand } from '../../src/render/on-demand.ts';
import { demandingRecord } from '../browser/demanding-record.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { build } from './built.ts';
import { compiled } from './compiled.ts';

test('makes each file alone as the whole site has it, and none that the site has not', async () => {
  const input = await compiled(memoryWorld({ files: demandingRecord() }));
  const whole = await build(input);
  expect(whole.size).toBeGreaterThan(100);
  const { file } = await siteOnDemand(input);
  const differing: string[] = [];
  for (const [path, bytes] of [...whole].toReversed()) {
    if (String((await file(path))?.bytes) !== String(bytes)) differing.push(path);
  }
  expect(differing).toEqual([]);
  for (const path of ['no/such/page', 'id/no-such/index.html', 'view/none.md.html', 'search/none.json', ''])
    expect(await file(path)).toBeNull();
});

test('reads no other note for the page of one', async () => {
  const note = (name: string, version: string) =>
    `---\nkind: document\ntitle: ${name}\nversion: "${version}"\n---\n# ${name}\n`;
  const files = Object.fromEntries(
    ['berths', 'tides'].flatMap((name) =>
      ['1', '2'].map((minor) => [`record/${name}-v0_${minor}.md`, note(name, `0.${minor}`)]),
    ),
  );
  const input = await compiled(memoryWorld({ files: { 'slop.yaml': '', ...files } }));
  const read = new Set<string>();
  const textOf: typeof input.textOf = (path) => {
    read.add(path);
    return input.textOf(path);
  };
  const { file } = await siteOnDemand({ ...input, textOf });
  expect(await file('view/tides-v0_2.md.html')).not.toBeNull();
  expect([...read].toSorted()).toEqual(['record/tides-v0_1.md', 'record/tides-v0_2.md']);
});
