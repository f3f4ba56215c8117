import { describe, expect, it } from 'vitest';
import { fixed, pointedAt, sliced, yaml } from './slices.ts';

const rulesAndData = (text: string) => sliced(text).faults.map(({ rule, data }) => [rule, data]);

describe('a word right behind ` #`', () => {
  it('is told to be cut off, and quoting the whole value brings it back', () => {
    const text = yaml('title: Work on #12 now ', 'author:', 'room: #general', 'tags:', '  - see #7');
    const { plain, faults } = sliced(text);
    expect(plain).toEqual({ title: 'Work on', author: '', room: '', tags: ['see'] });
    expect(faults.map(({ rule, data }) => [rule, data['key'], data['lost']])).toEqual([
      ['head/cut-off', 'title', '#12 now'],
      ['head/cut-off', 'room', '#general'],
      ['head/cut-off', 'tags[0]', '#7'],
    ]);
    expect(pointedAt(text, faults).map(([, at]) => at)).toEqual(['#12 now', '#general', '#7']);
    const mended = sliced([...faults].reverse().reduce(fixed, text));
    expect(mended.faults).toEqual([]);
    expect(mended.plain).toEqual({
      title: 'Work on #12 now',
      author: '',
      room: '#general',
      tags: ['see #7'],
    });
  });

  it.each([
    'a # b',
    '"a" #b',
    'a#b',
    'a ## b',
    'a #slop-ignore head/schema: so',
    '|\n  a #b',
    '#',
    '2026-03-02 #b',
  ])('is none in %j', (value) => {
    expect(sliced(yaml(`title: ${value}`)).faults).toEqual([]);
  });
});

describe('the places of a YAML head', () => {
  it('are those of every key and entry, in the raw text', () => {
    const text = yaml(
      '# a comment',
      'title: "Plan: \\"two\\""   # behind',
      "author: 'Ada''s'",
      'summary: two',
      '  lines',
      'note: |',
      '  kept',
      'reading:',
      '  - id: cr',
      '    why: it says',
      '',
      '  # between',
      '  - halt  # last',
      '',
      'tags: [a, {b: c}, ]',
      'empty:',
      'a/b~c: d',
      '"quoted key": e',
      'last: f',
    );
    const { plain, valuesAt, keysAt, faults, values, slice } = sliced(text);
    expect(faults).toEqual([]);
    expect(plain).toEqual({
      title: 'Plan: "two"',
      author: "Ada's",
      summary: 'two lines',
      note: 'kept\n',
      reading: [{ id: 'cr', why: 'it says' }, 'halt'],
      tags: ['a', { b: 'c' }],
      empty: '',
      'a/b~c': 'd',
      'quoted key': 'e',
      last: 'f',
    });
    expect(valuesAt).toEqual({
      '/title': '"Plan: \\"two\\""',
      '/author': "'Ada''s'",
      '/summary': 'two\n  lines',
      '/note': '|\n  kept\n',
      '/reading': '- id: cr\n    why: it says\n\n  # between\n  - halt',
      '/reading/0': 'id: cr\n    why: it says',
      '/reading/0/id': 'cr',
      '/reading/0/why': 'it says',
      '/reading/1': 'halt',
      '/tags': '[a, {b: c}, ]',
      '/tags/0': 'a',
      '/tags/1': '{b: c}',
      '/tags/1/b': 'c',
      '/empty': '',
      '/a~1b~0c': 'd',
      '/quoted key': 'e',
      '/last': 'f',
    });
    expect(keysAt['/reading/0']).toBe('');
    expect(keysAt['/reading/0/why']).toBe('why');
    expect(keysAt['/quoted key']).toBe('"quoted key"');
    expect(values.map(({ pointer, span }) => [pointer, slice(span)])).toContainEqual(['/tags/1/b', 'c']);
    expect(values).toHaveLength(13);
  });

  it('are of objects without a prototype', () => {
    const { head } = sliced(yaml('a: {b: c}'));
    expect(Object.getPrototypeOf(head)).toBeNull();
    expect(Object.getPrototypeOf(head['a'])).toBeNull();
    expect(head['toString']).toBeUndefined();
  });
});

describe('keys of a YAML head', () => {
  it('written twice are a fault with both places, at any depth, and the first counts', () => {
    const text = yaml('a: 1', 'b: {c: x, d: y, c: z}', 'a: 2', '"a": 3');
    const { plain, faults, slice } = sliced(text);
    expect(plain).toEqual({ a: '1', b: { c: 'x', d: 'y' } });
    expect(rulesAndData(text)).toEqual([
      ['head/duplicate-key', { key: 'c' }],
      ['head/duplicate-key', { key: 'a' }],
      ['head/duplicate-key', { key: 'a' }],
    ]);
    expect(pointedAt(text, faults).map(([, at]) => at)).toEqual(['c', 'a', '"a"']);
    expect(faults.map(({ related }) => related?.map(({ span, path }) => [path, slice(span)]))).toEqual([
      [['note.md', 'c']],
      [['note.md', 'a']],
      [['note.md', 'a']],
    ]);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('may not be %s', (key) => {
    const text = yaml(`${key}: {polluted: yes}`, 'a:', `  "${key}": x`, '  b: c');
    const { plain, faults, head } = sliced(text);
    expect(rulesAndData(text)).toEqual([
      ['head/forbidden-key', { key }],
      ['head/forbidden-key', { key }],
    ]);
    expect(pointedAt(text, faults).map(([, at]) => at)).toEqual([key, `"${key}"`]);
    expect(plain).toEqual({ a: { b: 'c' } });
    expect('polluted' in head || 'polluted' in {}).toBe(false);
  });

  it.each([
    ['? [a]\n: b', '[a]'],
    ['? {a: b}\n: c', '{a: b}'],
    ['a: b\n? - x\n: c', '- x'],
    [': b', ':'],
    ['"": b', '"":'],
    ['&k a: b\n*k : c', '*k'],
  ])('must be plain text: %j', (head, place) => {
    const text = yaml(head);
    const { plain, faults } = sliced(text);
    expect(pointedAt(text, faults)).toEqual([['head/unreadable', place]]);
    expect(plain).toEqual({});
  });
});

describe('aliases in a YAML head', () => {
  it('stand for what they name, and everything in it is found where the alias is', () => {
    const { plain, valuesAt, faults, values } = sliced(yaml('a: &x {b: [c]}', 'd: *x', 'e: &y f', 'g: *y'));
    expect(plain).toEqual({ a: { b: ['c'] }, d: { b: ['c'] }, e: 'f', g: 'f' });
    expect(valuesAt).toMatchObject({ '/d': '*x', '/d/b': '*x', '/d/b/0': '*x', '/g': '*y', '/e': 'f' });
    expect(values.map(({ pointer }) => pointer)).toEqual(['/a/b/0', '/e']);
    expect(faults).toEqual([]);
  });

  it('without an anchor are a fault whose fix quotes the text', () => {
    const text = yaml('title: *important', 'a: b');
    const { plain, faults } = sliced(text);
    expect(rulesAndData(text)).toEqual([['head/alias', { alias: '*important', unknown: true }]]);
    expect(plain).toEqual({ a: 'b' });
    expect(sliced(fixed(text, faults[0])).plain).toEqual({ title: '*important', a: 'b' });
  });

  it('inside their own anchor are a fault', () => {
    expect(rulesAndData(yaml('a: &x [*x]'))).toEqual([['head/alias', { alias: '*x', unknown: false }]]);
  });

  it('that multiply are one fault', () => {
    const names = 'abcdefghij'.split('');
    const bomb = names.map((name, i) => {
      const before = names[i - 1];
      return `${name}: &${name} [${Array(10)
        .fill(before ? `*${before}` : 'lol')
        .join(', ')}]`;
    });
    const text = yaml(...bomb, 'z: last');
    const { plain, faults, at } = sliced(text);
    expect(faults.map(({ rule }) => rule)).toEqual(['head/alias']);
    expect(plain['z']).toBe('last');
    expect(at.size).toBeLessThan(300);
  });

  it('leave no places behind for what they do not stand for', () => {
    const many = Array(60).fill('x').join(', ');
    const { plain, at } = sliced(yaml(`a: &a [${many}]`, 'b: *a', 'c: *a'));
    expect(Object.keys(plain)).toEqual(['a', 'b']);
    expect([...at.keys()].some((pointer) => pointer.startsWith('/c'))).toBe(false);
  });
});

describe('a YAML head that cannot be read', () => {
  it.each([
    ['a tab', 'a:\n\tb: c', '\tb: c', 'a:\n  b: c'],
    ['tabs in a list', 'a:\n\t- x\n', '\t- x', 'a:\n  - x\n'],
    ['a colon', 'title: Phase 57: halt', 'Phase 57: halt', 'title: "Phase 57: halt"'],
    ['a backtick', 'title: `x` y', '`x` y', 'title: "`x` y"'],
    ['an at sign in a list', 'a:\n  - @x', '@x', 'a:\n  - "@x"'],
    ['a percent sign', 'a: %x', '%x', 'a: "%x"'],
    ['a sign of a block', 'a: > 5 notes', '5 notes', 'a: "> 5 notes"'],
    ['brackets', 'title: [Draft] Plan', 'Plan', 'title: "[Draft] Plan"'],
    ['braces', 'title: {x} Plan', 'Plan', 'title: "{x} Plan"'],
    ['emphasis', 'title: *very* much', 'much', 'title: "*very* much"'],
    ['quotes and a colon', 'title: the "old": a plan', 'the "old": a plan', 'title: "the \\"old\\": a plan"'],
  ])('for %s says where, and its fix makes it readable', (_, head, place, mended) => {
    const text = yaml(head);
    const { plain, faults } = sliced(text);
    expect(pointedAt(text, faults)).toEqual([['head/unreadable', place]]);
    expect(plain).toEqual({});
    expect(fixed(text, faults[0])).toBe(yaml(mended));
    expect(sliced(yaml(mended)).faults).toEqual([]);
  });

  it.each([
    ['an open quote', 'a: "b\nc: d', '"b'],
    ['an open single quote', "a: 'b\nc: d", "'b"],
    ['an open list', 'a: [b\nc: d', 'c: d'],
    ['an open list at the end', 'a: [b', 'a: [b'],
    ['an apostrophe in single quotes', "a: 'it's'", "s'"],
    ['text behind quotes', 'a: "b" c', 'c'],
    ['a line without a colon', 'a: b\nc\nd: e', 'c'],
    ['a list on the line of its key', 'a: - b', '- b'],
    ['a list among keys', 'a: b\n- c', '- c'],
    ['an indented key below a value', 'a: b\n  c: d', 'b'],
    ['a first line that is indented', '  a: b\nc: d', 'c: d'],
    ['an escape', 'a: "\\q"', '\\q"'],
    ['a tag', 'a: !!js/function x', '!!js/function'],
    ['a tag on the head', '!x\na: b', '!x'],
    ['a string tag', 'a: !!str 1', '!!str'],
    ['a directive', '%YAML 1.1\na: b', '%YAML 1.1'],
    ['a second document', 'a: b\n...\nc: d', 'c: d'],
    ['prose', 'Just text', 'Just text'],
    ['a list', '- a\n- b', '- a'],
    ['label lines', '**Version.** 0.1', '0.1'],
  ])('for %s says where', (_, head, place) => {
    const text = yaml(head);
    const { plain, faults, at } = sliced(text);
    expect(pointedAt(text, faults)).toEqual([['head/unreadable', place]]);
    expect(faults[0]?.data['reason']).toMatch(/^[a-zA-Z`][^\n]{10,}[^.]$/);
    expect(plain).toEqual({});
    expect(at.size).toBe(0);
  });

  it('says all lines that are wrong, in their order, up to ten', () => {
    const text = yaml('a: b: c', 'd: e', 'f: @g');
    expect(pointedAt(text, sliced(text).faults)).toEqual([
      ['head/unreadable', 'b: c'],
      ['head/unreadable', '@g'],
    ]);
    const many = yaml(...Array.from({ length: 40 }, (_, i) => `k${i}: @x`));
    expect(sliced(many).faults).toHaveLength(10);
  });
});

describe('suppressions in a YAML head', () => {
  it('cover their own line, the next one, or the file', () => {
    const text = yaml(
      'a: b # slop-ignore head/number-like: it is a name',
      '# slop-ignore ref/missing-document, ref/missing-file: other repository',
      '',
      '# more',
      'c: d',
      '  #   slop-ignore-file heading/skipped : old template ',
      'e: "# slop-ignore no/rule: in quotes"',
      'f: |',
      '  # slop-ignore no/rule: in a block',
      'g: h#slop-ignore no/rule: no comment',
      '# slop-ignores no/rule: other word',
      '# slop-ignore',
    );
    const { suppressions, slice } = sliced(text);
    expect(suppressions.map(({ rule, reason, covers }) => [rule, reason, slice(covers)])).toEqual([
      ['head/number-like', 'it is a name', 'a: b # slop-ignore head/number-like: it is a name'],
      ['ref/missing-document', 'other repository', 'c: d'],
      ['ref/missing-file', 'other repository', 'c: d'],
      ['heading/skipped', 'old template', text],
      ['', '', '---'],
    ]);
    expect(suppressions.every(({ span }) => slice(span).startsWith('#'))).toBe(true);
  });

  it('are read though the head is broken', () => {
    const { suppressions } = sliced(yaml('# slop-ignore-file head/unreadable: a sample', 'a: b: c'));
    expect(suppressions.map(({ rule }) => rule)).toEqual(['head/unreadable']);
  });
});
