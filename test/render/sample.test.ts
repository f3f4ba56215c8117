import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, dangers } from './built.ts';
import { compiled } from './compiled.ts';

const folder = fileURLToPath(new URL('../samples/harbour/', import.meta.url));

function filesBelow(place: string): readonly string[] {
  return readdirSync(folder + place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replaceAll('//', '/'))
    .sort();
}

const paths = ['slop.yaml', ...filesBelow('record')];
const history = Object.fromEntries(
  paths.map((path, day) => [
    path,
    { first: `2026-02-0${day + 1}T09:00:00+01:00`, last: `2026-02-0${day + 1}T12:00:00+01:00` },
  ]),
);

function harbour(listed: readonly string[]) {
  const files = Object.fromEntries(listed.map((path) => [path, readFileSync(folder + path)]));
  return memoryWorld({ files, history });
}

describe('the site of a small record', () => {
  test('is the one kept in test/samples/harbour/expected/', async () => {
    const built = await build(await compiled(harbour(paths)));
    // Style, scripts and what the search reads have tests of their own; only that they are there counts here.
    const apart =
      /^(style\.css|icon\.svg|scripts\/.*|search\/.*\.js(on)?|data\/.*|xref\.json|(.*\/)?feed\.(atom|json)|llms\.txt)$/;
    const pages = [...built].filter(([path, bytes]) => typeof bytes === 'string' && !apart.test(path));
    for (const [path, bytes] of pages) {
      const text = String(bytes).replace(/(scripts\/\w+)-[0-9a-f]{10}\.js/g, '$1.js');
      await expect(text).toMatchFileSnapshot(`${folder}expected/${path}`);
    }
    expect(filesBelow('expected')).toEqual(pages.map(([path]) => `expected/${path}`).sort());
    const raw = [...built].filter(([path, bytes]) => typeof bytes !== 'string' && !apart.test(path));
    expect(raw.map(([path]) => path.replace('raw/', 'record/')).sort()).toEqual(filesBelow('record'));
    for (const [path, bytes] of raw) {
      expect(Buffer.from(bytes)).toEqual(readFileSync(folder + path.replace('raw/', 'record/')));
    }
  });

  test('has no link that leads nowhere, and nothing that runs', async () => {
    const built = await build(await compiled(harbour(paths)));
    expect(brokenLinks(built)).toEqual([]);
    expect(dangers(built)).toEqual([]);
  });

  test('is the same, byte for byte and in the same order, however the files were listed', async () => {
    const one = await build(await compiled(harbour(paths)));
    const other = await build(await compiled(harbour([...paths].reverse())));
    expect([...other.keys()]).toEqual([...one.keys()]);
    expect(other).toEqual(one);
  });
});
