import { describe, expect, test } from 'vitest';
import { bannerView } from '../../../src/render/view/banner.ts';
import type { Document } from '../../../src/types.ts';
import { documentOf, graphOf, siteOf, statusOf } from '../values.ts';

const page = 'view/x.html';
const state = (document: Document, others: readonly Document[] = []) => {
  const { state, link } = bannerView(siteOf(graphOf([document, ...others])), document, page);
  return { state, href: link?.href ?? null };
};

describe('bannerView', () => {
  test('tells a current document, a draft and an archived one apart', () => {
    const path = 'record/cr-v0_2.md';
    expect(state(documentOf(path, { status: statusOf('approved') })).state).toBe('current');
    expect(state(documentOf(path, { status: statusOf('draft') })).state).toBe('draft');
    expect(
      state(documentOf(path, { status: { text: 'Working draft.', value: null, final: false } })).state,
    ).toBe('draft');
    expect(state(documentOf(path, { archived: true })).state).toBe('archived');
  });

  test('leads from an older version to the current one', () => {
    const old = documentOf('record/archive/cr-v0_1.md', { archived: true, status: statusOf('draft') });
    const current = documentOf('record/cr-v0_2.md');
    expect(state(old, [current])).toEqual({ state: 'superseded', href: 'cr-v0_2.md.html' });
  });

  test('counts the twin of the current version as current', () => {
    const html = documentOf('record/cr-v0_2.html');
    expect(state(html, [documentOf('record/cr-v0_2.md')])).toEqual({ state: 'current', href: null });
  });

  test('leads to the document of another lineage that replaces it', () => {
    const old = documentOf('record/plan-v0_1.md');
    const newer = documentOf('record/scheme-v0_1.md');
    const graph = graphOf([old, newer], {
      supersessions: [{ newer: newer.path, older: old.path, span: null }],
    });
    expect(bannerView(siteOf(graph), old, page)).toMatchObject({
      state: 'superseded',
      link: { text: 'scheme', href: 'scheme-v0_1.md.html' },
    });
  });

  test('gives every state its own shape', () => {
    const documents = [
      documentOf('a-v0_1.md'),
      documentOf('b-v0_1.md', { status: statusOf('draft') }),
      documentOf('c-v0_1.md', { archived: true }),
      documentOf('d-v0_1.md'),
    ];
    const site = siteOf(graphOf([...documents, documentOf('d-v0_2.md')]));
    const marks = documents.map((document) => bannerView(site, document, page).mark);
    expect(new Set(marks).size).toBe(4);
  });
});
