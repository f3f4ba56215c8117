import { expect, test } from 'vitest';
import { brokenLinks, build, elementsOf, pageText } from './built.ts';
import { config, documentOf, graphOf, inputOf } from './values.ts';

async function targets(paths: readonly string[], moved: Readonly<Record<string, string>>) {
  const documents = paths.map((path) => documentOf(path, { archived: path.includes('/archive/') }));
  const input = inputOf(graphOf(documents));
  const built = await build({ ...input, config: { ...config, moved: new Map(Object.entries(moved)) } });
  expect(brokenLinks(built)).toEqual([]);
  return (at: string): string | null => {
    if (!built.has(at)) return null;
    const refresh = elementsOf(pageText(built, at)).find(
      (one) => String(one.properties['httpEquiv']) === 'refresh',
    );
    return /url=(.*)$/i.exec(String(refresh?.properties['content']))?.[1] ?? null;
  };
}

test('an archived note keeps the address that it had before', async () => {
  const at = await targets(['record/n/archive/a-v0_1.md', 'record/n/a-v0_2.md'], {});
  expect(at('view/n/a-v0_1.md.html')).toBe('archive/a-v0_1.md.html');
  expect(at('view/n/a-v0_2.md.html')).toBeNull();
});

test('a moved note keeps its addresses, by one move after another and into the archive', async () => {
  const at = await targets(['record/n/archive/c-v0_1.md', 'record/n/c-v0_2.md'], {
    'record/a-v0_1.md': 'record/b-v0_1.md',
    'record/b-v0_1.md': 'record/n/c-v0_1.md',
    'record/archive/x-v0_1.md': 'record/n/archive/c-v0_1.md',
    'record/gone.md': 'record/nowhere.md',
    'record/round.md': 'record/round.md',
  });
  expect(at('view/a-v0_1.md.html')).toBe('n/archive/c-v0_1.md.html');
  expect(at('view/b-v0_1.md.html')).toBe('n/archive/c-v0_1.md.html');
  expect(at('view/x-v0_1.md.html')).toBe('n/archive/c-v0_1.md.html');
  expect(at('id/a/index.html')).toBe('../../view/n/c-v0_2.md.html');
  expect(at('id/a/v0.1/index.html')).toBe('../../../view/n/archive/c-v0_1.md.html');
  expect(at('view/gone.md.html')).toBeNull();
});

test('an address that something else has now leads there', async () => {
  const at = await targets(['record/a-v0_1.md', 'record/b-v0_1.md'], {
    'record/A-v0_1.md': 'record/b-v0_1.md',
  });
  expect(at('view/a-v0_1.md.html')).toBeNull();
  expect(at('view/A-v0_1.md.html')).toBeNull();
});
