import { expect, test } from 'vitest';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, pageText } from './built.ts';
import { compiled } from './compiled.ts';

const A = '5451c02a507c7a2e75456e49202103389eaedd95';

const note = `---
kind: handoff
title: Report
version: "0.1"
due: 2026-04-01
phase: "3"
---

# Report

Filed at engine commit 5451c02.
`;

/** The same value with the dates of all commits as Git tells those that it cannot read. */
function undated<T>(value: T): T {
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, undated(one)])) as T;
  if (Array.isArray(value)) return value.map(undated) as T;
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === 'date' ? '' : undated(one)]),
  ) as T;
}

test('commits without a date leave calendar, sitemap and time axes whole', async () => {
  const dates = { first: '2026-03-12T09:00:00Z', last: '2026-03-13T09:00:00Z' };
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos: {engine: }\naddress: https://example.org/\n',
      'record/report-v0_1.md': note,
    },
    history: { 'record/report-v0_1.md': dates },
    clones: { engine: `commit ${A} 2026-03-11 Add the desk` },
  });
  const input = await compiled(world);
  const built = await build({ ...input, graph: { ...input.graph, ledger: undated(input.graph.ledger) } });
  expect(pageText(built, 'due.ics')).toContain('DTSTAMP:19700101T000000Z\r\n');
  expect(pageText(built, 'sitemap.xml')).not.toContain('<lastmod></lastmod>');
  expect([...built.keys()].filter((path) => path.startsWith('timeline/'))).toEqual(['timeline/index.html']);
  expect(pageText(built, 'timeline/index.html')).not.toContain('Add the desk');
  expect(pageText(built, 'commits/engine/index.html')).toContain('Add the desk');
  expect(brokenLinks(built)).toEqual([]);
});

test('notes without a date changed on the day of their last commit', async () => {
  const files = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [`record/${name}.md`, `# The ${name}\n`] as const),
  );
  const since = (last: string) => ({ first: '2026-03-01T09:00:00Z', last });
  const world = memoryWorld({
    files: { 'slop.yaml': '', ...files, 'record/e.md': '---\ndate: 2026-03-15\n---\n# The e\n' },
    history: {
      'record/a.md': since('2026-03-12T09:00:00Z'),
      'record/b.md': since('2026-03-20T09:00:00Z'),
      'record/c.md': since('2026-03-14T09:00:00Z'),
      'record/e.md': since('2026-03-25T09:00:00Z'),
    },
  });
  const built = await build(await compiled(world));
  const home = pageText(built, 'index.html');
  const told = [...home.matchAll(/>(2026-03-\d\d|undated)<|>(The \w)</g)].map(
    (match) => match[1] ?? match[2],
  );
  // The first day is that of the commit.
  expect(told.slice(1, 11)).toEqual([
    ...['2026-03-20', 'The b', '2026-03-15', 'The e', '2026-03-14', 'The c'],
    ...['2026-03-12', 'The a', 'undated', 'The d'],
  ]);
  const timeline = pageText(built, 'timeline/index.html').match(/(?<=>)The \w(?=<)/g);
  expect(timeline).toEqual(['The b', 'The e', 'The c', 'The a']);
});

test('a phase has the same days on its page and in the list of phases: those that its notes say', async () => {
  const dates = { first: '2026-04-02T09:00:00Z', last: '2026-04-02T09:00:00Z' };
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos: {engine: }\n',
      'record/report-v0_1.md': note.replace('due:', 'date: 2026-03-15\ndue:'),
      'record/undated.md': '---\nphase: "3"\n---\n# The undated\n',
    },
    history: { 'record/undated.md': dates },
    clones: { engine: `commit ${A} 2026-03-11 Add the desk` },
  });
  const built = await build(await compiled(world));
  const list = /<ul class="groups">.*?<\/ul>/s.exec(pageText(built, 'phases/index.html'))?.[0];
  const page = /<p class="lead inset">.*?<\/p>/s.exec(pageText(built, 'phases/3/index.html'))?.[0];
  for (const told of [list, page])
    expect([...new Set(told?.match(/2026-\d\d-\d\d/g))]).toEqual(['2026-03-15']);
});

test.each([
  { md: 'date: 2026-03-05', html: '', told: ['2026-03-05', 'md'] },
  { md: 'date: 2026-03-05', html: '2026-03-05', told: ['2026-03-05', 'md'] },
  { md: '', html: '2026-03-05', told: ['2026-03-05', 'html'] },
  { md: '', html: '', told: ['2026-03-12', 'md'] },
])(
  'of twins the time axis tells the one that says its day, else the Markdown: %j',
  async ({ md, html, told }) => {
    const day = html === '' ? '' : `<p>Date: ${html}</p>`;
    const times = { first: '2026-03-12T09:00:00Z', last: '2026-03-12T09:00:00Z' };
    const world = memoryWorld({
      files: {
        'slop.yaml': '',
        'record/a-v0_1.md': `---\ntitle: The a\n${md}\n---\n# The a\n`,
        'record/a-v0_1.html': `<!doctype html><html><head><title>The a</title></head><body><h1>The a</h1>${day}<p>A.</p></body></html>\n`,
      },
      history: { 'record/a-v0_1.md': times, 'record/a-v0_1.html': times },
    });
    const timeline = pageText(await build(await compiled(world)), 'timeline/index.html');
    const events = [...timeline.matchAll(/datetime="([\d-]+)"|view\/a-v0_1\.(\w+)\.html/g)];
    expect(events.map(([, date, format]) => date ?? format)).toEqual(told);
  },
);
