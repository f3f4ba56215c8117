import { expect, test } from 'vitest';
import { brokenLinks, build, elementsOf, pageText } from './built.ts';
import { config, documentOf, graphOf, inputOf } from './values.ts';

async function targets(
  paths: readonly string[],
  moved: Readonly<Record<string, string>>,
  former: Readonly<Record<string, readonly string[]>> = {},
) {
  const documents = paths.map((path) => documentOf(path, { archived: path.includes('/archive/') }));
  const commit = { oid: 'a'.repeat(40), date: '2026-05-12T09:00:00+00:00', author: 'Ada', subject: 'x' };
  const histories = Object.entries(former).map(
    ([path, names]) => [path, { first: commit, last: commit, former: names }] as const,
  );
  const record = { head: commit, branch: 'main', shallow: false, paths: new Map(histories) };
  const input = inputOf(graphOf(documents, { ledger: { record, unverified: null } }));
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

test('a note that Git saw under another path keeps that address, though slop.yaml says nothing of it', async () => {
  const at = await targets(
    ['record/n/d-v0_2.md', 'record/e-v0_1.md'],
    { 'record/b-v0_2.md': 'record/c-v0_2.md', 'record/a-v0_2.md': 'record/b-v0_2.md' },
    {
      'record/n/d-v0_2.md': ['record/c-v0_2.md', 'record/a-v0_2.md', 'record/d-v0_1.md', 'record/e-v0_1.md'],
    },
  );
  expect(at('view/c-v0_2.md.html')).toBe('n/d-v0_2.md.html');
  expect(at('view/a-v0_2.md.html')).toBe('n/d-v0_2.md.html');
  expect(at('id/c/index.html')).toBe('../../view/n/d-v0_2.md.html');
  expect(at('id/c/v0.2/index.html')).toBe('../../../view/n/d-v0_2.md.html');
  expect(at('view/d-v0_1.md.html')).toBeNull();
  expect(at('view/e-v0_1.md.html')).toBeNull();
});
