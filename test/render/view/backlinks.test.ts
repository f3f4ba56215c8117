import { expect, test } from 'vitest';
import { backlinksView } from '../../../src/render/view/backlinks.ts';
import type { Edge, Section } from '../../../src/types.ts';
import { documentOf, draftOf, edgeOf, graphOf, siteOf } from '../values.ts';

const section = (title: string, start: number, end: number): Section => ({
  depth: 2,
  number: '2',
  title,
  slug: `s-${title.toLowerCase()}`,
  explicit: null,
  span: { start, end },
  heading: { start, end: start },
  empty: false,
});

function cites(from: string, start: number, sentence: string, field: string | null = null): Edge {
  return edgeOf({
    from,
    to: { type: 'document', path: 'record/cr-v0_1.md', slug: null },
    mention: {
      span: { start, end: start + 5 },
      field,
      sentence,
      target: {
        type: 'document',
        by: 'file-name',
        name: 'cr-v0_1.md',
        version: '0.1',
        anchor: null,
        repository: null,
        planned: false,
      },
    },
  });
}

test('backlinksView() tells who cites a note, where and in which sentence, those in force first', () => {
  const target = documentOf('record/cr-v0_1.md');
  const draft = draftOf('record/plan-v0_2.md', {
    sections: [section('Steps', 0, 50), section('Gates', 50, 90)],
  });
  const documents = [
    target,
    documentOf('record/archive/plan-v0_1.md', { archived: true, date: '2026-01-01' }),
    documentOf('record/plan-v0_2.md', { title: 'The plan', date: '2026-01-02', draft }),
    documentOf('record/later-v0_1.md', { title: 'Later', date: '2026-01-03' }),
  ];
  const edges = [
    cites('record/archive/plan-v0_1.md', 3, 'Old.'),
    cites('record/cr-v0_1.md', 3, 'Names itself.'),
    cites('record/plan-v0_2.md', 60, 'See cr-v0_1.md first.'),
    cites('record/plan-v0_2.md', 70, 'See cr-v0_1.md first.'),
    cites('record/later-v0_1.md', 3, 'cr-v0_1.md', '/supersedes'),
  ];
  const site = siteOf(graphOf(documents, { in: new Map([[target.path, edges]]) }));
  const { current, older, whole } = backlinksView(site, target, 'view/cr-v0_1.md.html');
  expect(whole).toBeNull();
  expect(current).toEqual([
    {
      text: 'Later',
      href: 'later-v0_1.md.html',
      version: 'v0.1',
      date: '2026-01-03',
      places: [{ section: null, inHead: true, before: '', marked: 'cr-v0_1.md', after: '' }],
      more: 0,
    },
    {
      text: 'The plan',
      href: 'plan-v0_2.md.html',
      version: 'v0.2',
      date: '2026-01-02',
      places: [
        {
          section: { text: '2. Gates', href: 'plan-v0_2.md.html#s-gates' },
          inHead: false,
          before: 'See ',
          marked: 'cr-v0_1.md',
          after: ' first.',
        },
      ],
      more: 0,
    },
  ]);
  expect(older.map((link) => link.href)).toEqual(['archive/plan-v0_1.md.html']);
});

test('backlinksView() marks the name itself, and says of text above all headings not that it is the head', () => {
  const target = documentOf('record/cr-v0_1.md');
  const citing = documentOf('record/plan.md', { draft: draftOf('record/plan.md') });
  const edges = [
    cites(citing.path, 3, 'Not old-cr-v0_1.md, 𝒳cr-v0_1.md nor cr-v0_1.md.orig, but cr-v0_1.md.'),
  ];
  const site = siteOf(graphOf([target, citing], { in: new Map([[target.path, edges]]) }));
  expect(backlinksView(site, target, 'view/cr-v0_1.md.html').current[0]?.places).toEqual([
    {
      section: null,
      inHead: false,
      before: 'Not old-cr-v0_1.md, 𝒳cr-v0_1.md nor cr-v0_1.md.orig, but ',
      marked: 'cr-v0_1.md',
      after: '.',
    },
  ]);
});

test('backlinksView() quotes a few places of the newest notes, counts the others, and tells where all stand', () => {
  const target = documentOf('record/cr-v0_1.md');
  const citing = Array.from({ length: 30 }, (_, at) =>
    documentOf(`record/note-${at}.md`, { date: `2026-01-${String(10 + at)}` }),
  );
  const edges = citing.flatMap(({ path }) =>
    [1, 2, 3, 4, 5, 6].map((number) => cites(path, number, `Sentence ${number} of cr-v0_1.md. `.padEnd(300))),
  );
  const site = siteOf(graphOf([target, ...citing], { in: new Map([[target.path, edges]]) }));
  const { current, whole } = backlinksView(site, target, 'view/cr-v0_1.md.html');
  expect(current.map(({ places, more }) => [places.length, more])).toEqual([
    ...Array.from({ length: 2 }, () => [4, 2]),
    [3, 3],
    ...Array.from({ length: 11 }, () => [0, 6]),
  ]);
  expect(whole).toEqual({
    text: 'Every mention, in 30 documents',
    href: '../id/cr/v0.1/cited/index.html',
  });
});
