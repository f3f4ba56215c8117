import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, dangers, elementsOf, pagesOf, pageText, wordsOf } from './built.ts';
import { compiled } from './compiled.ts';

const A = '5451c02a507c7a2e75456e49202103389eaedd95';
const AUTHOR = '</script><svg onload=alert(1)>\u202e\u0007 "\'><b>Mallory</b>';
const SUBJECT =
  'javascript:alert(1) ]]>{{ x }}</title><img src=x onerror=alert(1)>\u2066\u001b[31m report-v0_1.md';

const head = (title: string) => `---
kind: handoff
title: ${title}
version: "0.1"
date: 2026-03-12
due: 2026-04-01
phase: "3"
---

# ${title}

`;

/** The same value with the words of every commit replaced. */
function hostile<T>(value: T): T {
  if (typeof value === 'string')
    return (value === 'Ada Example' ? AUTHOR : /^Work of /.test(value) ? SUBJECT : value) as T;
  if (value instanceof Map) return new Map([...value].map(([key, one]) => [key, hostile(one)])) as T;
  if (Array.isArray(value)) return value.map(hostile) as T;
  if (typeof value !== 'object' || value === null || value.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hostile(one)])) as T;
}

async function site() {
  const dates = { first: '2026-03-12T09:00:00Z', last: '2026-03-13T09:00:00Z' };
  const world = memoryWorld({
    files: {
      'slop.yaml': 'repos: {engine: {web: "https://forge.example/engine"}}\naddress: https://example.org/\n',
      'record/report-v0_1.md': `${head('Report')}Filed at engine commit 5451c02, see plan-v0_1.md.\n`,
      'record/plan-v0_1.md': `${head('Plan')}Then report-v0_1.md, at engine commit 5451c02.\n`,
    },
    history: { 'record/report-v0_1.md': dates, 'record/plan-v0_1.md': dates },
    clones: { engine: `commit ${A} 2026-03-11 ${SUBJECT}` },
  });
  const input = await compiled(world);
  const { commitNames } = input;
  return build({
    ...input,
    graph: { ...input.graph, ledger: hostile(input.graph.ledger) },
    ...(commitNames && { commitNames: hostile(commitNames) }),
  });
}

test('words of commits run nothing and break nothing, and stand there as they were written', async () => {
  const built = await site();
  expect(dangers(built)).toEqual([]);
  expect(brokenLinks(built)).toEqual([]);
  const shown = (path: string) => elementsOf(pageText(built, path)).map(wordsOf).join('\n');
  for (const path of ['view/report-v0_1.md.html', 'commits/engine/index.html', 'phases/3/index.html']) {
    expect([path, shown(path).includes('<img src=x onerror=alert(1)>')]).toEqual([path, true]);
  }
  expect(shown('view/report-v0_1.md.html')).toContain('<b>Mallory</b>');
});

test('words of commits turn nothing that stands beside them', async () => {
  const built = await site();
  const open = pagesOf(built).flatMap((path) =>
    elementsOf(pageText(built, path))
      .filter((one) =>
        one.children.some((child) => child.type === 'text' && /[\u202e\u2066]/.test(child.value)),
      )
      .filter(
        ({ tagName, properties }) => !/^(bdi|p|title|h\d)$/.test(tagName) && properties['dir'] !== 'auto',
      )
      .map(({ tagName, properties }) => `${path}: ${tagName} ${String(properties['className'] ?? '')}`),
  );
  expect(open).toEqual([]);
});

test('words of commits leave feeds, data, calendar and sitemap readable', async () => {
  const built = await site();
  const kinds = { json: 0, atom: 0, xml: 0, ics: 0 };
  for (const [path, bytes] of built) {
    const kind = path.slice(path.lastIndexOf('.') + 1);
    if (!(kind in kinds) || path.startsWith('raw/')) continue;
    kinds[kind as keyof typeof kinds] += 1;
    if (kind === 'json') JSON.parse(String(bytes));
    else
      expect([path, String(bytes).match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)]).toEqual([path, null]);
    if (kind !== 'atom' && kind !== 'xml') continue;
    const complaints: string[] = [];
    new DOMParser({ onError: (_, message) => complaints.push(message) }).parseFromString(
      String(bytes),
      'text/xml',
    );
    expect([path, complaints]).toEqual([path, []]);
  }
  expect(Object.values(kinds).every((count) => count > 0)).toBe(true);
});
