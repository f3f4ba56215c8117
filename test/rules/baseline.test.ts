import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { compareBaseline, formatBaseline, parseBaseline, takeBaseline } from '../../src/rules/baseline.ts';
import type { Finding } from '../../src/types.ts';
import { documentOf, findingOf, graphView } from './values.ts';

const NOTE = 'record/memo-v0_1.md';
const NEXT = 'record/memo-v0_2.md';
const { graph } = graphView({ documents: [documentOf(NOTE), documentOf(NEXT)] });

/** Findings of `mark/open` on every `[…]` of a text. */
const marksIn = (text: string, path = NOTE): readonly Finding[] =>
  [...text.matchAll(/\[\w+\]/g)].map(({ index, 0: mark }) =>
    findingOf({ rule: 'mark/open', path, span: { start: index, end: index + mark.length } }),
  );
const take = (text: string, previous: Parameters<typeof takeBaseline>[3] = null) =>
  takeBaseline(marksIn(text), graph, new Map([[NOTE, text]]), previous);
const compare = (text: string, baseline: ReturnType<typeof take>, path = NOTE) => {
  const { fresh, known, spent } = compareBaseline(
    marksIn(text, path),
    graph,
    new Map([[path, text]]),
    baseline,
  );
  const written = (findings: readonly Finding[]) =>
    findings.map(({ span }) => text.slice(span.start, span.end));
  return { fresh: written(fresh), known: written(known), spent: spent.map(({ count }) => count) };
};

describe('takeBaseline() and compareBaseline()', () => {
  test('know what was there, wherever it has moved, and tell what is fresh', () => {
    const baseline = take('[a] and [b]');
    expect(compare('[a] and [b]', baseline)).toEqual({ fresh: [], known: ['[a]', '[b]'], spent: [] });
    expect(compare('a line more\n\n[b] then [c]', baseline)).toEqual({
      fresh: ['[c]'],
      known: ['[b]'],
      spent: [1],
    });
  });

  test('go by the id of the note, so that the next version knows them too', () => {
    expect(compare('[a]', take('[a]'), NEXT)).toEqual({ fresh: [], known: ['[a]'], spent: [] });
    expect(compare('[a]', take('[a]'), 'record/other.md').fresh).toEqual(['[a]']);
  });

  test('know as many in each version, since the next one has what was not mended in the one before', () => {
    const texts = new Map([
      [NOTE, '[a] [b]'],
      [NEXT, '[b] [a] [a] [c]'],
    ]);
    const findings = [...texts].flatMap(([path, text]) => marksIn(text, path));
    const baseline = takeBaseline(findings.slice(0, 2), graph, texts, null);
    const { fresh, known, spent } = compareBaseline(findings, graph, texts, baseline);
    expect(fresh.map(({ path, span }) => [path, span.start])).toEqual([
      [NEXT, 8],
      [NEXT, 12],
    ]);
    expect(known).toHaveLength(4);
    expect(spent).toEqual([]);
    expect(takeBaseline(findings, graph, texts, baseline)).toEqual(baseline);
  });

  test('count notes of one id together that have no version: another README.md is new', () => {
    const readmes = ['a', 'b', 'c'].map((folder) => documentOf(`record/${folder}/README.md`));
    const { graph } = graphView({ documents: readmes });
    const texts = new Map(readmes.map(({ path }) => [path, '[a]']));
    const findings = readmes.flatMap(({ path }) => marksIn('[a]', path));
    const baseline = takeBaseline(findings.slice(0, 2), graph, texts, null);
    expect(baseline.findings.map(({ count }) => count)).toEqual([2]);
    const { fresh } = compareBaseline(findings, graph, texts, baseline);
    expect(fresh.map(({ path }) => path)).toEqual(['record/c/README.md']);
  });

  test('count, so that a second of the same is fresh', () => {
    expect(compare('[a] [a] [a]', take('[a] [a]'))).toEqual({
      fresh: ['[a]'],
      known: ['[a]', '[a]'],
      spent: [],
    });
    expect(compare('[a]', take('[a] [a]'))).toEqual({ fresh: [], known: ['[a]'], spent: [1] });
  });

  test('only shrink once there is one', () => {
    const first = take('[a] [a] [b]');
    const second = take('[a] [c]', first);
    expect(second.findings.map(({ count }) => count)).toEqual([1]);
    expect(compare('[a] [b] [c]', second).fresh).toEqual(['[b]', '[c]']);
    expect(take('[a] [a] [b] [c]', first)).toEqual(first);
  });

  test('tell findings at an empty place by what they say', () => {
    const missing = (section: string) => [findingOf({ rule: 'section/missing', data: { section } })];
    const texts = new Map([[NOTE, 'text']]);
    const baseline = takeBaseline(missing('Purpose'), graph, texts, null);
    expect(compareBaseline(missing('Purpose'), graph, texts, baseline).fresh).toEqual([]);
    expect(compareBaseline(missing('Options'), graph, texts, baseline).fresh).toHaveLength(1);
  });

  test('write the same whatever the order of the findings', () => {
    const texts = new Map([[NOTE, '[a] [b]']]);
    const findings = marksIn('[a] [b]');
    expect(takeBaseline([...findings].reverse(), graph, texts, null)).toEqual(
      takeBaseline(findings, graph, texts, null),
    );
  });
});

describe('formatBaseline() and parseBaseline()', () => {
  test.each(['', '[a]', '[a] [b] [b]'])('give back the baseline of %j', (text) => {
    const baseline = take(text);
    expect(parseBaseline(formatBaseline(baseline), 'b.json')).toEqual(baseline);
  });

  test.each([
    '',
    '[]',
    'null',
    '{"version": 2, "findings": []}',
    '{"version": 1}',
    '{"version": 1, "findings": [{"rule": "a"}]}',
  ])('refuse %j', (text) => {
    expect(() => parseBaseline(text, 'b.json')).toThrow(Refusal);
  });

  test('refuse both texts of a merge, of which neither may be written anew', () => {
    const text = '{\n<<<<<<< HEAD\n  "findings": []\n=======\n  "findings": [1]\n>>>>>>> side\n}\n';
    expect(() => parseBaseline(text, 'b.json')).toThrow(
      /^b\.json holds two texts .* `git checkout --ours b\.json`/,
    );
  });
});
