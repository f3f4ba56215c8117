import fc from 'fast-check';
import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';
import { findFence } from '../../../src/parse/head/yaml/fence.ts';
import { fixed, pointedAt, sliced } from './slices.ts';

declare global {
  var ranFromAHead: boolean | undefined;
}

describe('a head of another language', () => {
  it.each([
    'js',
    'javascript',
    'json',
    'toml',
    'coffee',
    'JS',
    'constructor',
    '__proto__',
    'hasOwnProperty',
    'yaml2',
  ])('is refused when it is %s', (language) => {
    for (const gap of ['', ' ', '\t']) {
      const text = `---${gap}${language}\n{ "version": "0.1" }\n---\n# Plan\n`;
      const { form, plain, faults, slice, body } = sliced(text);
      expect(faults.map(({ rule, data }) => [rule, data])).toEqual([['head/language', { language }]]);
      expect(pointedAt(text, faults)).toEqual([['head/language', language]]);
      expect(form).toBe('yaml');
      expect(plain).toEqual({});
      expect(slice(body)).toBe('# Plan\n');
    }
  });

  it('is never run, and is refused each time it is read', () => {
    const text = '---js\nglobalThis.ranFromAHead = true\n---\n# Plan\n';
    for (let time = 0; time < 3; time++) {
      expect(sliced(text).faults.map(({ rule }) => rule)).toEqual(['head/language']);
    }
    expect(globalThis.ranFromAHead).toBeUndefined();
  });

  it.each(['yaml', 'yml', 'YAML', ' yaml '])('is YAML when it says %j', (word) => {
    const { plain, faults } = sliced(`---${word}\nversion: "0.1"\n---\n`);
    expect(plain).toEqual({ version: '0.1' });
    expect(faults).toEqual([]);
  });
});

describe('a broken head', () => {
  const broken = '---\ntitle: "open\n---\n# Plan\n';

  it('is reported every time it is read', () => {
    const once = sliced(broken);
    expect(once.faults.map(({ rule }) => rule)).toEqual(['head/unreadable']);
    for (let time = 0; time < 3; time++) {
      const again = sliced(broken);
      expect(again.faults).toEqual(once.faults);
      expect(again.plain).toEqual({});
    }
  });

  it('is reported though gray-matter holds it for valid on its second read', () => {
    // The trap itself: without options, its cache turns a broken head into an empty, valid one.
    expect(() => matter(broken)).toThrow();
    expect(matter(broken).data).toEqual({});
    expect(sliced(broken).faults.map(({ rule }) => rule)).toEqual(['head/unreadable']);
  });

  it('does not change what the next head says', () => {
    const good = '---\ntitle: Plan\nlist: [a]\n---\n';
    const first = sliced(good);
    sliced(broken);
    (first.plain['list'] as string[]).push('b');
    expect(sliced(good).plain).toEqual({ title: 'Plan', list: ['a'] });
  });
});

describe('the fences of a head', () => {
  it.each([
    ['---\na: b\n---\nBody', '---\na: b\n---', 'Body'],
    ['---\r\na: b\r\n---\r\nBody', '---\r\na: b\r\n---', 'Body'],
    ['\uFEFF---\na: b\n---\nBody', '---\na: b\n---', 'Body'],
    ['---  \na: b\n--- \t\nBody', '---  \na: b\n---', 'Body'],
    ['---\na: b\n---', '---\na: b\n---', ''],
    ['---\na: b\n---\n', '---\na: b\n---', ''],
    ['---\na: b\n---\n\n---\nBody', '---\na: b\n---', '\n---\nBody'],
  ])('of %j are found in the raw text', (text, head, body) => {
    const { slice, headSpan, body: rest, faults, plain } = sliced(text);
    expect(slice(headSpan)).toBe(head);
    expect(slice(rest)).toBe(body);
    expect(plain).toEqual({ a: 'b' });
    expect(faults).toEqual([]);
  });

  it.each(['---\n---\nBody', '---\n\n---\nBody', '---\n# only a comment\n---\nBody'])(
    'may hold nothing: %j',
    (text) => {
      const { form, plain, faults, slice, body } = sliced(text);
      expect({ form, plain, faults, body: slice(body) }).toEqual({
        form: 'yaml',
        plain: {},
        faults: [],
        body: 'Body',
      });
    },
  );

  it.each([
    ['---\na: b\n', '---', 'a: b\n'],
    ['---', '---', ''],
    ['---\n', '---', ''],
    ['---yaml\na: b', '---yaml', 'a: b'],
    ['---\n\n# Plan\n\nText\n', '---', '\n# Plan\n\nText\n'],
  ])('that never close are a fault, and nothing is hidden: %j', (text, place, body) => {
    const { plain, faults, slice, body: rest, form } = sliced(text);
    expect(pointedAt(text, faults)).toEqual([['head/unreadable', place]]);
    expect(form).toBe('yaml');
    expect(plain).toEqual({});
    expect(slice(rest)).toBe(body);
  });

  it.each([
    ['---\na: b\n---more\nBody', '---more', 'more\nBody'],
    ['---\na: b\n-----\nBody', '-----', '--\nBody'],
    ['---\na: b\n--- Body', '--- Body', ' Body'],
  ])('with more on the closing line are a fault: %j', (text, place, body) => {
    const { plain, faults, slice, body: rest } = sliced(text);
    expect(pointedAt(text, faults)).toEqual([['head/unreadable', place]]);
    expect(plain).toEqual({});
    expect(slice(rest)).toBe(body);
  });

  it('close where gray-matter closes them', () => {
    const line = fc.constantFrom(
      'a: b',
      'a: ---',
      '---',
      '--- ',
      '---more',
      '-----',
      '--',
      '# c',
      '',
      ' ---',
    );
    const ending = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(fc.array(line), ending, ending, fc.boolean(), (lines, first, others, ends) => {
        const text = `---${first}${lines.join(others)}${ends ? others : ''}`;
        const split = matter(text, { language: 'yaml', engines: { yaml: () => ({}) } });
        const end = 3 + split.matter.length;
        expect(findFence(text, 0)?.closing?.start ?? text.length).toBe(Math.min(end + 1, text.length));
      }),
    );
  });

  it('behind blank lines are a fault whose fix makes the head readable', () => {
    const text = '\uFEFF\n \n---\nversion: "0.1"\n---\nBody\n';
    const { plain, faults } = sliced(text);
    expect(faults.map(({ rule, fix }) => [rule, fix?.safe])).toEqual([['head/unreadable', true]]);
    expect(plain).toEqual({});
    const after = sliced(fixed(text, faults[0]));
    expect(after.plain).toEqual({ version: '0.1' });
    expect(after.faults).toEqual([]);
  });

  it('are no fences where they are rules between prose', () => {
    expect(findFence('--- and so on\n---\n', 0)).toBeNull();
    expect(findFence('-----\na: b\n---\n', 0)).toBeNull();
    expect(sliced('\n\n---\n\nText.\n\n---\n').form).toBe('none');
  });
});
