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
