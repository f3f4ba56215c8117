import { describe, expect, test } from 'vitest';
import { placesOf } from '../../../src/parse/head/places.ts';
import { headView, type ValueView } from '../../../src/render/view/head.ts';
import type { Draft, EdgeState, FieldPlace, JsonObject } from '../../../src/types.ts';
import { growsLinearly } from '../../helpers/growth.ts';
import { documentOf, draftOf, edgeOf, graphOf, siteOf } from '../values.ts';

const path = 'record/cr-v0_1.md';
const page = 'view/cr-v0_1.md.html';

function viewOf(head: JsonObject, parts: Partial<Draft> = {}, text = '') {
  const document = documentOf(path, { title: 'The title', draft: draftOf(path, { head, ...parts }) });
  return headView(siteOf(graphOf([document])), document, text, page);
}

const plain = (value: ValueView): unknown =>
  value.type === 'text'
    ? value.parts.map((part) => part.text).join('')
    : value.type === 'list'
      ? value.items.map(plain)
      : value.type === 'table'
        ? [value.columns, ...value.rows.map((row) => row.map((cell) => cell && plain(cell.value)))]
        : Object.fromEntries(value.fields.map((field) => [field.label, plain(field.value)]));

describe('headView', () => {
  test('sorts fields into cells, rows and lists, and leaves out a title that the page shows', () => {
    const long = 'A summary that would not fit into a cell of the title block.';
    const view = viewOf({
      title: 'The title',
      version: '0.10',
      summary: long,
      'target-tag': 'x',
      reading: [{ document: 'a', role: 'context' }, 'b'],
    });
    expect(view.facts.map(({ label, value }) => [label, plain(value)])).toEqual([
      ['Version', '0.10'],
      ['Target tag', 'x'],
    ]);
    expect(view.rows.map(({ label, value }) => [label, plain(value)])).toEqual([['Summary', long]]);
    expect(view.lists.map(({ label, value }) => [label, plain(value)])).toEqual([
      ['Reading', [{ Document: 'a', Role: 'context' }, 'b']],
    ]);
  });

  test.each([
    [
      'a table of objects, empty where a key is missing',
      [{ id: 'X', cost: 'a day' }, { id: 'Y' }],
      [
        ['Id', 'Cost'],
        ['X', 'a day'],
        ['Y', null],
      ],
    ],
    ['a list where an object holds a list', [{ id: 'X', of: ['a'] }], [{ Id: 'X', Of: ['a'] }]],
    ['a list where there is one column', [{ id: 'X' }, { id: 'Y' }], [{ Id: 'X' }, { Id: 'Y' }]],
    [
      'a list where columns would be too many',
      [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7 }],
      [{ A: '1', B: '2', C: '3', D: '4', E: '5', F: '6', G: '7' }],
    ],
    ['nothing of an empty list', [], []],
  ])('makes %s', (_what, json, expected) => {
    expect(viewOf({ options: json }).lists.map(({ value }) => plain(value))).toEqual([expected]);
  });

  test('sets a list of few short texts in one line, and no other', () => {
    const lines = viewOf({
      slots: ['5', '6'],
      paths: ['a/long/path/to/one', 'another/long/path'],
      mixed: ['5', ['6']],
    });
    expect(lines.lists.map(({ value }) => value.type === 'list' && value.line)).toEqual([true, true, false]);
    expect(viewOf({ paths: ['a/long/path/to/one/file', 'another/long/path'] }).lists[0]?.value).toMatchObject(
      {
        line: false,
      },
    );
  });

  test('keeps a title that differs from the one shown', () => {
    expect(viewOf({ title: 'Another' }).facts).toHaveLength(1);
  });

  test('shows labels of the older forms as they were written', () => {
    const text = '**CR number.** 7\n';
    const key: FieldPlace = { key: { start: 0, end: 14 }, value: { start: 15, end: 16 } };
    const view = viewOf(
      { number: '7' },
      { form: 'label-lines', at: placesOf(new Map([['/number', key]])) },
      text,
    );
    expect(view.facts.map((field) => field.label)).toEqual(['CR number']);
  });

  test('links what an edge leads to, in the field that holds it, and marks what is missing', () => {
    const text = 'supersedes: a.md and lost.md';
    const target = (name: string, start: number, to: string | null, state: EdgeState) =>
      edgeOf({
        from: path,
        to: to === null ? null : { type: 'document', path: to, slug: null },
        state,
        mention: {
          span: { start, end: start + name.length },
          field: '/supersedes',
          sentence: '',
          target: {
            type: 'document',
            by: 'file-name',
            name,
            version: null,
            anchor: null,
            repository: null,
            planned: false,
          },
        },
      });
    const head = { supersedes: 'a.md and lost.md', other: 'a.md' };
    const document = documentOf(path, { draft: draftOf(path, { head }) });
    const edges = [target('a.md', 12, 'record/a.md', 'ok'), target('lost.md', 21, null, 'missing')];
    const graph = graphOf([document, documentOf('record/a.md')], { out: new Map([[path, edges]]) });
    const { facts } = headView(siteOf(graph), document, text, page);
    expect(facts.map(({ value }) => (value.type === 'text' ? value.parts : []))).toMatchObject([
      [
        { text: 'a.md', href: 'a.md.html', state: 'ok' },
        { text: ' and ', href: '' },
        { text: 'lost.md', href: '', state: 'missing' },
      ],
      [{ text: 'a.md', href: '' }],
    ]);
  });

  test('takes a time that grows with a list of mentions, not with its square', async () => {
    const shown = (length: number) => {
      const names = Array.from({ length }, (_, index) => `note-${index}.md`);
      const edges = names.map((_, index) =>
        edgeOf({
          from: path,
          to: null,
          state: 'missing',
          mention: {
            span: { start: 0, end: 0 },
            field: `/supersedes/${index}`,
            sentence: '',
            target: { type: 'file', path: 'x', anchor: null, image: false },
          },
        }),
      );
      const document = documentOf(path, { draft: draftOf(path, { head: { supersedes: names } }) });
      const graph = graphOf([document], { out: new Map([[path, edges]]) });
      return headView(siteOf(graph), document, '', page);
    };
    expect(shown(4_000).lists).toHaveLength(1);
    expect(await growsLinearly(shown, 4_000)).toBe(true);
  });

  test('links web addresses and nothing else that looks like one', () => {
    const [field] = viewOf({ repository: 'see https://x.example/a(b), javascript:alert(1)' }).rows;
    expect(field?.value).toMatchObject({
      parts: [
        { text: 'see ', href: '' },
        { text: 'https://x.example/a(b', href: 'https://x.example/a(b' },
        { text: '), javascript:alert(1)', href: '' },
      ],
    });
  });

  test('shows as JSON what is nested beyond reason', () => {
    let head: JsonObject = { end: 'x' };
    for (let depth = 0; depth < 90; depth += 1) head = { in: head };
    expect(JSON.stringify(viewOf(head))).toContain('\\"end\\"');
  });
});
