import { expect, test } from 'vitest';
import { versionsView } from '../../../src/render/view/versions.ts';
import { documentOf, graphOf, siteOf } from '../values.ts';

const documents = Array.from({ length: 30 }, (_, at) => documentOf(`record/log-v0_${at + 1}.md`));
const site = siteOf(graphOf(documents));
const namesOf = (views: readonly { readonly version: string }[]): string =>
  views.map(({ version }) => version.replace('v0.', '')).join(' ');

function versionsOn(version: number) {
  const document = documents[version - 1] ?? documentOf('');
  return versionsView(site, document, `view/log-v0_${version}.md.html`, new Map());
}

test('versionsView() tells every version where they are few', () => {
  const few = documents.slice(0, 12);
  const { told, earlier, all } = versionsView(
    siteOf(graphOf(few)),
    few[11] ?? documentOf(''),
    'view/log-v0_12.md.html',
    new Map(),
  );
  expect(namesOf(told)).toBe('12 11 10 9 8');
  expect(earlier).toHaveLength(7);
  expect(all).toBeNull();
});

test('versionsView() tells of many versions the newest, those around the one at hand, and where all stand', () => {
  expect(namesOf(versionsOn(30).told)).toBe('30 29 28 27 26');
  expect(versionsOn(30).earlier).toEqual([]);
  const { told, earlier, all } = versionsOn(12);
  expect(namesOf(told)).toBe('30 29 28 27 26 12');
  expect(namesOf(earlier)).toBe('15 14 13 11 10 9');
  expect(all).toEqual({ text: 'All 30 versions', href: '../id/log/versions/index.html' });
});

test('versionsView() calls an archived file current only where no other is', () => {
  const [old, now] = [
    documentOf('record/archive/README.md', { archived: true }),
    documentOf('record/README.md'),
  ] as const;
  const { told } = versionsView(siteOf(graphOf([old, now])), now, 'view/README.md.html', new Map());
  expect(told.map(({ current }) => current)).toEqual([true, false]);
});

test('versionsView() looks at no more of two thousand versions than at those it tells', () => {
  const many = Array.from({ length: 2000 }, (_, at) => documentOf(`record/log-v0_${at + 1}.md`));
  let looked = 0;
  const counted = many.map((document) => ({
    ...document,
    get date() {
      looked += 1;
      return document.date;
    },
  }));
  const site = siteOf(graphOf(counted));
  looked = 0;
  const { told, earlier } = versionsView(site, counted[999] ?? documentOf(''), 'view/log.html', new Map());
  expect([told.length, earlier.length]).toEqual([6, 6]);
  expect(looked).toBeLessThan(50);
});
