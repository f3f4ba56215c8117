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

test('versionsView() tells every version on the page of the current one', () => {
  const { told, earlier, all } = versionsOn(30);
  expect(namesOf(told)).toBe('30 29 28 27 26');
  expect(earlier).toHaveLength(25);
  expect(all).toBeNull();
});

test('versionsView() tells on the page of an old version those around it, and where all stand', () => {
  const { told, earlier, all } = versionsOn(12);
  expect(namesOf(told)).toBe('30 29 28 27 26 12');
  expect(namesOf(earlier)).toBe('15 14 13 11 10 9');
  expect(all).toEqual({ text: 'All 30 versions', href: 'log-v0_30.md.html#page-versions' });
});
