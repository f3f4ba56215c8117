import { describe, expect, test } from 'vitest';
import { ansi, plain } from '../../src/report/paint.ts';
import { pretty } from '../../src/report/pretty.ts';
import type { Tally } from '../../src/report/tell.ts';
import type { Finding } from '../../src/types.ts';
import { findingAt, gather, reportInput } from './sample.ts';

const path = 'record/a-v0_1.md';
const text = '---\nversion: 0.10\n---\n# Title\n\nAs settled in manifest v0.41 §9 today.\n';

const show = (findings: readonly Finding[], texts: Readonly<Record<string, string>> = { [path]: text }) =>
  gather(pretty(reportInput(texts, findings), { paint: plain, columns: 80 }));

describe('pretty()', () => {
  test('shows place, line, help and the way to the page of the rule', async () => {
    expect(await show([findingAt(text, '§9', { data: { address: '9' } })])).toBe(`\
error[ref/missing-section] says ref/missing-section
 --> record/a-v0_1.md:6:30
  |
6 | As settled in manifest v0.41 §9 today.
  |                              ^^
  = help: mend {"address":"9"}
  = more: slop explain ref/missing-section

1 error in 1 file; 1 note checked
`);
  });

  test('says what to do once where findings follow that ask for the same in one file', async () => {
    const [section, title] = [findingAt(text, '§9'), findingAt(text, '# Title')];
    const times = async (...findings: readonly Finding[]) =>
      (await show(findings, { [path]: text, 'record/b.md': text })).match(/= (?:help|more)/g)?.length;
    expect(await times(title, section)).toBe(2);
    expect(await times(title, { ...section, data: { address: '9' } })).toBe(4);
    expect(await times(title, { ...section, rule: 'ref/missing-file' })).toBe(4);
    expect(await times(title, { ...section, path: 'record/b.md' })).toBe(4);
  });

  test('shows the other places, and line numbers of different lengths under each other', async () => {
    const other = `${'\n'.repeat(11)}id: twin\n`;
    const related = [{ path: 'record/b.md', span: { start: 11, end: 19 }, label: 'the other one' }];
    const out = await show([findingAt(text, '# Title', { related })], { [path]: text, 'record/b.md': other });
    expect(out.split('\n').slice(1, 9)).toEqual([
      '  --> record/a-v0_1.md:4:1',
      '   |',
      ' 4 | # Title',
      '   | ^^^^^^^',
      '  ::: record/b.md:12:1',
      '   |',
      '12 | id: twin',
      '   | -------- the other one',
    ]);
  });

  test('shows a fix as the line to paste', async () => {
    const start = text.indexOf('0.10');
    const edits = [{ path, span: { start, end: start + 4 }, text: '"0.10"' }];
    const out = await show([findingAt(text, '0.10', { fix: { title: 'quote it', edits, safe: true } })]);
    expect(out).toContain('  = fix: quote it\n2 - version: 0.10\n2 + version: "0.10"\n  = more:');
  });

  test('shows a fix that takes a line out, or puts one in', async () => {
    const line = { start: text.indexOf('version'), end: text.indexOf('---\n#') };
    const out = (edit: { text: string; span: { start: number; end: number } }) =>
      show([findingAt(text, '0.10', { fix: { title: 'so', edits: [{ path, ...edit }], safe: false } })]);
    expect(await out({ span: line, text: '' })).toContain('2 - version: 0.10\n3 - ---\n2 + ---\n');
    const at = { start: line.start, end: line.start };
    expect(await out({ span: at, text: 'kind: cr\n' })).toContain(
      '2 - version: 0.10\n2 + kind: cr\n3 + version: 0.10\n',
    );
  });

  test('leaves out what stands between two changes', async () => {
    const edits = ['0.10', 'Title'].map((word) => {
      const start = text.indexOf(word);
      return { path, span: { start, end: start + word.length }, text: 'new' };
    });
    const out = await show([findingAt(text, '0.10', { fix: { title: 'so', edits, safe: false } })]);
    expect(out).toContain('2 - version: 0.10\n2 + version: new\n4 - # Title\n4 + # new\n  = more:');
  });

  test('only names a fix that is long or in another file', async () => {
    const edits = [{ path: 'record/b.md', span: { start: 0, end: 0 }, text: 'x' }];
    const out = await show([
      findingAt(text, '0.10', { fix: { title: 'mend the other', edits, safe: false } }),
    ]);
    expect(out).toContain('  = fix: mend the other\n  = more:');
    const long = [{ path, span: { start: 0, end: 0 }, text: 'x\n'.repeat(40) }];
    const more = await show([findingAt(text, '0.10', { fix: { title: 'much', edits: long, safe: false } })]);
    expect(more).toContain('  = fix: much\n  = more:');
  });

  test('parts no emoji where it cuts a fix', async () => {
    for (const lead of ['', 'x']) {
      const long = `${lead}${'🚢'.repeat(200)}version: 0.10 ${'🚢'.repeat(200)}\n`;
      const start = long.indexOf('0.10');
      const edits = [{ path, span: { start, end: start + 4 }, text: '"0.10"' }];
      const out = await show([findingAt(long, '0.10', { fix: { title: 'so', edits, safe: true } })], {
        [path]: long,
      });
      expect(out).toContain('"0.10"');
      expect(out).not.toContain('<U+');
    }
  });

  test('cuts a fix in a long line around the change', async () => {
    const long = `${'x'.repeat(300)} 0.10 ${'y'.repeat(300)}\n`;
    const span = { start: 301, end: 305 };
    const fix = { title: 'quote it', edits: [{ path, span, text: '"0.10"' }], safe: true };
    const out = await show([findingAt(long, '0.10', { fix })], { [path]: long });
    expect(out).toMatch(/^1 \+ …x+ "0\.10" y+…$/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('lets nothing of a note move the cursor or start a line', async () => {
    const evil = 'a\u001b[2Jb\u202ec\n';
    const finding = findingAt(evil, 'b', {
      path: 'record/x\n::error::y.md',
      data: { value: '\u001b]0;t\u0007' },
    });
    const out = await show([finding], { [finding.path]: evil });
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(out.split('\n').some((line) => line.startsWith('::'))).toBe(false);
  });

  test('shows a finding whose file cannot be read, without a line', async () => {
    const out = await show([findingAt('', '', { rule: 'source/unreadable' })], {});
    expect(out).toContain(' --> record/a-v0_1.md:1:1\n  = help:');
  });

  test('says so when nothing was found', async () => {
    expect(await show([])).toBe('no findings; 1 note checked\n');
  });

  test('counts what is left out', async () => {
    const input = reportInput({}, [], { tally: { notes: 1200, known: 1, elsewhere: 3 } });
    expect(await gather(pretty(input, { paint: plain, columns: 80 }))).toBe(
      'no findings; 1,200 notes checked (not shown: 1 known finding in the baseline, 3 findings elsewhere)\n',
    );
  });

  describe('where there is much', () => {
    const many = (rule: string, severity: Finding['severity'], times: number): readonly Finding[] =>
      Array.from({ length: times }, () => findingAt(text, '§9', { rule, severity }));
    const much = [
      ...many('ref/missing-file', 'error', 3),
      ...many('head/missing', 'warning', 1200),
      ...many('ref/missing-section', 'error', 3),
      ...many('ref/missing-section', 'warning', 1),
    ];
    const end = async (
      tally: Partial<Tally> = {},
      findings: readonly Finding[] = much,
      hasBaseline = false,
    ) => {
      const input = reportInput({ [path]: text }, findings, {
        tally: { notes: 1, known: 0, elsewhere: 0, ...tally },
        hasBaseline,
      });
      const out = await gather(pretty(input, { paint: plain, columns: 80 }));
      return out
        .split('\n\n')
        .filter((block) => !block.includes(' says '))
        .join('\n\n');
    };

    test('counts the findings of each rule at the end, most frequent first, and says how to begin', async () => {
      expect(await end()).toBe(`\
1,200 warning[head/missing]
    3 error[ref/missing-file]
    3 error[ref/missing-section]
    1 warning[ref/missing-section]

slop check --update-baseline writes down what is there, so that only new findings fail; rules: in slop.yaml turns a rule off, or sets its level, everywhere or by path.

6 errors, 1,201 warnings in 1 file; 1 note checked
`);
    });

    test('does not speak of a baseline that is there, nor to one who asked about a part', async () => {
      for (const told of [await end({}, much, true), await end({ elsewhere: 2 })]) {
        expect(told).toContain('1,200 warning[head/missing]\n');
        expect(told).not.toContain('--update-baseline');
      }
    });

    test('counts nothing where all can be looked through', async () => {
      expect(await end({}, many('head/missing', 'warning', 50))).toBe(
        '50 warnings in 1 file; 1 note checked\n',
      );
    });
  });

  test('says the same in colours as without', async () => {
    const findings = Array.from({ length: 30 }, () => [findingAt(text, '§9'), findingAt(text, '# Title')]);
    const input = reportInput({ [path]: text }, findings.flat());
    const coloured = await gather(pretty(input, { paint: ansi, columns: 80 }));
    // biome-ignore lint/complexity/useRegexLiterals: an escape is easier to see as a string
    const bare = coloured.replace(new RegExp('\u001b\\[[\\d;]*m', 'g'), '');
    expect(bare).toBe(await gather(pretty(input, { paint: plain, columns: 80 })));
    expect(coloured).not.toBe(bare);
  });
});
