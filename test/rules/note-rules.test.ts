import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { parse } from '../../src/parse/parse.ts';
import { rules } from '../../src/rules/rules.ts';
import type { JsonObject, NoteView, Rule } from '../../src/types.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { profileOf } from '../render/values.ts';
import { noteView } from './values.ts';

const ruleOf = (id: string): Rule => {
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule;
};
const reportsOf = (id: string, view: NoteView) => [...(ruleOf(id).note?.(view) ?? [])];
/** What a rule found: the texts at the places. */
const textsOf = (id: string, view: NoteView): readonly string[] =>
  reportsOf(id, view).map(({ span }) => view.text.slice(span.start, span.end));
const dataOf = (id: string, view: NoteView): readonly JsonObject[] =>
  reportsOf(id, view).map(({ data }) => data);

describe('mark/open', () => {
  test.each([
    ['The count [CC verifies at Step 0] holds.', ['[CC verifies at Step 0]']],
    ['[CC verifies] [Operator confirms]', ['[CC verifies]', '[Operator confirms]']],
    ['[Step 0 verifies] and [the Operator decides]', ['[Step 0 verifies]', '[the Operator decides]']],
    ['engine HEAD <sha; supplied by Operator>', ['HEAD <sha; supplied by Operator>']],
    ['CR-2026-XXX v0.1', ['CR-2026-XXX']],
    ['```\nread HEAD <sha> first\n```', ['HEAD <sha>']],
    ['```text\nCR-2026-XXX\n```', ['CR-2026-XXX']],
  ])('finds the marks of %j', (text, marks) => {
    expect(textsOf('mark/open', noteView(text))).toEqual(marks);
  });

  test.each([
    'The mark `[CC verifies]` is left until then.',
    '```sh\ngit show HEAD <file>\n```',
    '```md path=record/a-v0_1.md\n[CC verifies]\n```',
    '[CC verifies](how.md) links, [CC verifies][1] too',
    '[1]: https://example.com',
    'HEAD <https://example.com> and HEAD <br> and HEAD <!-- x -->',
    'CR-2026-090 and P57-Bx',
    'CC verifies what the Operator confirms [see above]',
  ])('leaves %j alone', (text) => {
    expect(textsOf('mark/open', noteView(text))).toEqual([]);
  });

  test('leaves the comments that name it alone', () => {
    const comment = '<!-- slop-ignore mark/open: [CC verifies] is quoted -->';
    const span = { start: 0, end: comment.length };
    const suppressions = [{ rule: 'mark/open', reason: 'x', span, covers: span }];
    expect(textsOf('mark/open', noteView(comment, { draft: { suppressions } }))).toEqual([]);
  });
});

/** Settings of a record that leaves something out. */
const withProfiles = { profiles: new Map([['public', profileOf({})]]) };

describe('mark/private', () => {
  test.each([
    ['<!-- private names --> Ines', ['<!-- private names -->']],
    ['<!-- begin private -->a<!-- end private -->', ['<!-- begin private -->', '<!-- end private -->']],
    ['<!-- privat -->\na\n<!-- /private -->', ['<!-- privat -->', '<!-- /private -->']],
    ['<!-- confidential --> <!-- Internal only -->', ['<!-- confidential -->', '<!-- Internal only -->']],
    ['<!-- private -->a<!-- /private -->b<!-- /private: names -->', ['<!-- /private: names -->']],
    ['## A\n<!-- a --> <!-- private -->\n\nB\n\n## C\n\nD\n\n<!-- /private -->', ['<!-- /private -->']],
    ['## A <!-- private -->\n\n## C\n\nD\n\n<!-- /private -->', ['<!-- /private -->']],
  ])('finds the marks of %j that do nothing', (text, marks) => {
    expect(textsOf('mark/private', noteView(text, { config: withProfiles }))).toEqual(marks);
  });

  test.each([
    '<!-- private: names -->a<!-- /private -->',
    '<!-- private -->\n\n## A <!-- private -->\n\nB\n\n## C\n\n<!-- /private -->',
    '## A\n\n<!-- private -->\n\nB\n\n### C\n\nD\n\n<!-- /private -->',
    'Write `<!-- private names -->`, not `<!-- /private -->`.',
    '```\n<!-- begin private -->\n```',
    '<!-- Internal links are rewritten. --> <!-- Secret keys stay out. --> <!-- privacy: see a.md -->',
  ])('leaves %j alone', (text) => {
    expect(textsOf('mark/private', noteView(text, { config: withProfiles }))).toEqual([]);
  });

  test('speaks in a record with profiles only', () => {
    const text = '<!-- internal -->\n[guide]: guide.md\n';
    expect(textsOf('mark/private', noteView(text, { config: withProfiles }))).toEqual(['<!-- internal -->']);
    expect(textsOf('mark/private', noteView(text))).toEqual([]);
  });
});

describe('public/machine-path', () => {
  test.each([
    ['cd /Users/dunin7/loomworks-engine && pytest', '/Users/dunin7/loomworks-engine'],
    ['It is in /Users/x.', '/Users/x'],
    ['see (/home/ana/project/a.md).', '/home/ana/project/a.md'],
    ['`C:\\Users\\Ana\\notes`', 'C:\\Users\\Ana\\notes'],
    ['C:/Users/Ana/notes', 'C:/Users/Ana/notes'],
    ['file:///Users/ana/a.md', 'file:///Users/ana/a.md'],
    ['```sh\ncd /Users/ana/x\n```', '/Users/ana/x'],
    ['/Users/jürgen/a', '/Users/jürgen/a'],
  ])('finds the path of %j', (text, path) => {
    expect(textsOf('public/machine-path', noteView(text))).toEqual([path]);
  });

  test.each([
    'https://example.com/Users/ana/x and https://example.com/home/ana/x',
    'the route /home/settings',
    '/Users/<name>/x, /Users/you/x, /home/username/x, /home/runner/project/x',
    '~/project and $HOME/Users/ana',
    '/operator/create-engagement',
    'docs/home/ana/x',
    '```md path=record/a-v0_1.md\n/Users/ana/x\n```',
  ])('leaves %j alone', (text) => {
    expect(textsOf('public/machine-path', noteView(text))).toEqual([]);
  });
});

describe('public/process-id', () => {
  test.each([
    ['Engine API pid 90683 on :8000', ['pid 90683']],
    ['PID: 4711, process id 4712', ['PID: 4711', 'process id 4712']],
    ['{"pid": 90683}', ['pid": 90683']],
  ])('finds the process of %j', (text, found) => {
    expect(textsOf('public/process-id', noteView(text))).toEqual(found);
  });

  test.each(['pid 1 is init', 'the pids differ', 'rapid 900', 'pid 1,234,567', 'pid 3.14'])(
    'leaves %j alone',
    (text) => {
      expect(textsOf('public/process-id', noteView(text))).toEqual([]);
    },
  );

  test('speaks in a public record only, as does public/machine-path', () => {
    const config = { public: false };
    expect(textsOf('public/process-id', noteView('pid 90683', { config }))).toEqual([]);
    expect(textsOf('public/machine-path', noteView('/Users/ana/x', { config }))).toEqual([]);
  });
});

describe('public/secret', () => {
  const letters = 'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF';
  test.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----', 'a private key'],
    ['-----BEGIN PRIVATE KEY-----', 'a private key'],
    ['-----BEGIN PGP PRIVATE KEY BLOCK-----', 'a private key'],
    [`ghp_${letters}abcd`, 'a GitHub token'],
    [`github_pat_${letters}`, 'a GitHub token'],
    [`glpat-${letters.slice(0, 20)}`, 'a GitLab token'],
    [`sk-ant-${letters}`, 'an Anthropic key'],
    [`sk-proj-${letters}`, 'an OpenAI key'],
    ['AKIAABCDEFGHIJKLMNOP', 'an AWS access key'],
    [`AIza${letters}abc`, 'a Google key'],
    [`xoxb-${letters}`, 'a Slack token'],
    [`sk_live_${letters}`, 'a Stripe key'],
    [`npm_${letters}abcd`, 'an npm token'],
    [`pypi-AgEIcHlwaS5vcmc${letters}${letters}`, 'a PyPI token'],
    [`hf_${letters}ab`, 'a Hugging Face token'],
    [`SG.${letters.slice(0, 22)}.${letters}${letters.slice(0, 11)}`, 'a SendGrid key'],
  ])('finds %j, also in code and in a private record', (text, what) => {
    const config = { public: false };
    for (const written of [text, `\`${text}\``, `\`\`\`sh\nexport KEY="${text}"\n\`\`\``]) {
      expect(dataOf('public/secret', noteView(written, { config }))).toEqual([{ what }]);
      expect(textsOf('public/secret', noteView(written, { config }))).toEqual([text]);
    }
  });

  test('finds a key that goes on in the same line', () => {
    const text = '-----BEGIN PRIVATE KEY-----MIIEvQIBADAN-----END PRIVATE KEY-----';
    expect(textsOf('public/secret', noteView(text))).toEqual(['-----BEGIN PRIVATE KEY-----']);
  });

  test.each([
    '-----BEGIN PUBLIC KEY-----',
    '-----BEGIN CERTIFICATE-----',
    `ghp_${'x'.repeat(36)}`,
    'ghp_short',
    'sk-ant is a prefix, and so is AKIA',
    'AKIAIOSFODNN7EXAMPLE',
    '-----BEGIN PRIVATE KEY-----\n<left out>\n-----END PRIVATE KEY-----',
    'task-proj-aaaaaaaaaaaaaaaaaaaaaaaa',
    'f27aba37d2b1c4e5f60718293a4b5c6d7e8f9012',
  ])('leaves %j alone', (text) => {
    expect(textsOf('public/secret', noteView(text))).toEqual([]);
  });
});

describe('text/number-like', () => {
  test.each([
    ['filed at engine commit 5534068; amended later', ['5534068']],
    ['engine commits 5534068 + 771aacd', ['5534068']],
    ['commits 771aacd and 5534068', ['5534068']],
    ['engine 5534068 holds', ['5534068']],
    ['the engine repo at 5534068.', ['5534068']],
    ['Engine HEAD 5534068', ['5534068']],
    ['commit\n20260512', ['20260512']],
  ])('finds the hashes of %j', (text, found) => {
    expect(textsOf('text/number-like', noteView(text))).toEqual(found);
  });

  test.each([
    'engine commit `5534068`',
    'engine commit 771aacd',
    'engine 2,279,000 pass',
    'engine 1234567 tests pass',
    'engine 20260512',
    'call 5534068',
    'engineer 5534068',
    'commit 12345678.5 and commit 1234567/8',
    'commits 123456',
  ])('leaves %j alone', (text) => {
    expect(textsOf('text/number-like', noteView(text))).toEqual([]);
  });

  test('leaves the head alone, and its fix puts the hash between backticks', () => {
    const text = 'engine commit 5534068';
    expect(
      textsOf('text/number-like', noteView(text, { draft: { headSpan: { start: 0, end: 21 } } })),
    ).toEqual([]);
    const [report] = reportsOf('text/number-like', noteView(text));
    const path = 'record/memo-v0_1.md';
    expect(report?.fix).toMatchObject({
      safe: true,
      edits: [{ path, span: report?.span, text: '`5534068`' }],
    });
  });
});

describe('text/unclosed-code', () => {
  const fencesOf = (text: string): readonly (readonly [number, string])[] => {
    const source = { path: 'record/a.md', text, oid: '', faults: [], opaque: false };
    const view = noteView(text, { draft: parse(source, defaultConfig, satteriEngine) });
    return reportsOf('text/unclosed-code', view).map(({ span }) => [
      span.start,
      text.slice(span.start, span.end),
    ]);
  };

  test.each([
    ['# A\n\n```go\nx\n\n## B\n', [[5, '```']]],
    ['~~~~\nx\n~~~\n', [[0, '~~~~']]],
    ['```\nx\n~~~\n', [[0, '```']]],
    ['```\nx ```\n', [[0, '```']]],
    [
      '- one\n\n  ```\n  x\n ```\n\n## B\n',
      [
        [9, '```'],
        [18, '```'],
      ],
    ],
    ['> ```\n> x\n\nB\n', [[2, '```']]],
    ['```', [[0, '```']]],
    ['```\n', [[0, '```']]],
  ])('finds the fences of %j', (text, fences) => {
    expect(fencesOf(text)).toEqual(fences);
  });

  test.each([
    '```\nx\n```\n',
    '```\r\nx\r\n  ```  \r\n\r\n',
    '```\n```',
    '```md\n~~~\n`````\n',
    '- one\n\n  ```\n  x\n  ```\n\n## B\n',
    '> ```\n> x\n> ```\n\nB\n',
    '> - ~~~ md\n>   x\n>   ~~~\n',
    'Text ``` in a line, and `code`\n\n    ```\n    indented\n',
  ])('leaves %j alone', (text) => {
    expect(fencesOf(text)).toEqual([]);
  });

  test('takes no time for blank lines', () => {
    expect(fencesOf(`\`\`\`\nx${'\n'.repeat(20_000)}y\n\`\`\`\n`)).toEqual([]);
  });
});

describe('text/hidden-characters', () => {
  test.each([
    ['a\u200Bb', ['U+200B'], 1],
    ['a\u202Eb\u202C', ['U+202C', 'U+202E'], 2],
    ['a\uFEFFb', ['U+FEFF'], 1],
    ['a\u2060\u2060b', ['U+2060'], 2],
    ['\u{E0041}\u{E0042}', ['U+E0041', 'U+E0042'], 2],
    ['Latin\u200Djoined', ['U+200D'], 1],
    ['\uFEFF# Title\u200B', ['U+200B'], 1],
  ])('finds what hides in %j', (text, characters, count) => {
    expect(dataOf('text/hidden-characters', noteView(text))).toEqual([{ characters, count }]);
  });

  test.each([
    '\uFEFF# A byte order mark has a rule of its own',
    'A family 👩\u200D👩\u200D👧 and a flag 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
    '❤\uFE0F\u200D🔥',
    'می\u200Cخواهم',
    'क्\u200Dष',
    'שלום\u200F!',
    'nothing — to · see § here',
    '```md path=record/a-v0_1.md\na\u200Bb\n```',
  ])('leaves %j alone', (text) => {
    expect(dataOf('text/hidden-characters', noteView(text))).toEqual([]);
  });

  test('makes one finding a line, and a safe fix unless the text would turn around or is code', () => {
    const text = 'a\u200Bb\u200Bc\nd\u200Be\n\nf\u202Eg';
    const reports = reportsOf('text/hidden-characters', noteView(text));
    expect(reports.map(({ data, fix }) => [data.count, fix?.safe])).toEqual([
      [2, true],
      [1, true],
      [1, false],
    ]);
    const edits = reports.flatMap(({ fix }) => fix?.edits ?? []);
    expect(edits.map(({ span }) => text.slice(span.start, span.end)).join('')).toBe(
      '\u200B\u200B\u200B\u202E',
    );
    const code = 'a\u200B `b\u200B`\n\nc\u200B `d`\n\n```js\nlet \u200B = 3;\n```\n\n```\ne\u200B\n```\n';
    const fixes = reportsOf('text/hidden-characters', noteView(code)).map(({ fix }) => fix?.safe);
    expect(fixes).toEqual([false, true, false, true]);
  });
});

describe('heading/duplicate', () => {
  test('finds a heading that stands twice under one parent, and shows the first', () => {
    const view = noteView('# T\n\n## Cost\n\na\n\n## cost\n\nb\n');
    expect(dataOf('heading/duplicate', view)).toEqual([{ title: 'cost' }]);
    expect(reportsOf('heading/duplicate', view)[0]?.related).toMatchObject([{ span: { start: 8, end: 12 } }]);
  });

  test.each([
    '# T\n## Option X\n### Cost\n## Option Y\n### Cost\n',
    '# T\n## 1. Notes\n## 2. Notes\n',
    '# T\n## Cost\n## Cost {#other}\n',
    '# \n# \n',
    '# T\n## Cost {#a}\n## Price {#b}\n',
  ])('leaves %j alone', (text) => {
    expect(dataOf('heading/duplicate', noteView(text))).toEqual([]);
  });
});

describe('heading/skipped', () => {
  test.each([
    ['# T\n### Deep\n', [{ title: 'Deep', depth: 3, expected: 2 }]],
    ['### First\n', [{ title: 'First', depth: 3, expected: 2 }]],
    ['# T\n## A\n#### B\n', [{ title: 'B', depth: 4, expected: 3 }]],
    ['# T\n## A\n### B\n# U\n## C\n', []],
    ['## First\n### Next\n', []],
    ['plain text', []],
  ])('finds the skips of %j', (text, data) => {
    expect(dataOf('heading/skipped', noteView(text))).toEqual(data);
  });
});

describe('sections of a kind', () => {
  const section = (title: string, required = true, also: readonly string[] = []) => ({
    title,
    also,
    required,
  });
  const kind = {
    sections: [section('Purpose', true, ['Aim']), section('Options', false), section('Reading order')],
  };

  test.each([
    ['# T\n## 1. Purpose\n## Reading order for the next session\n', []],
    ['# T\n## AIM\n## 4. reading  order\n', []],
    ['# T\n## Purposeful\n## Reading order\n', ['Purpose']],
    ['# T\n', ['Purpose', 'Reading order']],
    ['# T\n## Purpose: options\n## Options\n## Reading order\n', []],
  ])('section/missing judges %j', (text, missing) => {
    const found = dataOf('section/missing', noteView(text, { kind }));
    expect(found.map((data) => data['section'])).toEqual(missing);
  });

  test('section/missing does not take the heading of one section for the beginning of another', () => {
    const kind = { sections: [section('What'), section('What to do')] };
    const missing = (text: string) =>
      dataOf('section/missing', noteView(text, { kind })).map((data) => data['section']);
    expect(missing('## What to do\n')).toEqual(['What']);
    expect(missing('## What it is\n')).toEqual(['What to do']);
  });

  test('section/missing points between the sections that are there', () => {
    const text = '# T\n## Purpose\na\n### More\nb\n## Else\nc\n';
    const view = noteView(text, { kind });
    const at = text.indexOf('## Else');
    expect(reportsOf('section/missing', view).map(({ span }) => span)).toEqual([{ start: at, end: at }]);
  });

  test.each([
    ['# T\n## Purpose\n\n## Reading order\n\na\n', ['Purpose']],
    ['# T\n## Purpose\n### Sub\na\n## Reading order\na\n', []],
    ['# T\n## Elsewhere\n## Purpose\na\n## Reading order\na\n', []],
  ])('section/empty judges %j', (text, empty) => {
    expect(textsOf('section/empty', noteView(text, { kind }))).toEqual(empty);
  });

  test.each([
    ['# T\n## Purpose\n## Options\n## Reading order\n', []],
    ['# T\n## Reading order\n## Purpose\n## Options\n', ['Reading order']],
    ['# T\n## Purpose\n## Reading order\n## Else\n## Options\n', ['Reading order']],
    ['# T\n## Reading order\n### Purpose\n', []],
  ])('section/order judges %j', (text, found) => {
    expect(textsOf('section/order', noteView(text, { kind }))).toEqual(found);
  });
});

describe('section/numbering', () => {
  const problems = (text: string) =>
    dataOf('section/numbering', noteView(text)).map(({ problem, number }) => `${problem} ${number}`);

  test.each([
    ['## 1. A\n## 2. B\n## 4. C\n', ['gap 4']],
    ['## 1. A\n## 2. B\n## 2. C\n', ['duplicate 2']],
    ['## 1. A\n## 3. B\n## 2. C\n## 4. D\n', ['order 3']],
    ['## 1. A\n## 5. B\n## 2. C\n## 3. D\n', ['order 5']],
    ['## 1. A\n## 6. B\n## 3. C\n## 4. D\n', ['order 6', 'gap 3']],
    ['## 2. A\n### 2.1. B\n### 2.3. C\n', ['gap 2.3']],
    ['## A. A\n## C. B\n', ['gap C']],
    ['## 3. A\n## 3A. B\n## 3A. C\n', ['duplicate 3A']],
  ])('finds the faults of %j', (text, found) => {
    expect(problems(text)).toEqual(found);
  });

  test.each([
    '## 1. A\n## 2. B\n## Unnumbered\n## 3. C\n',
    '## 3. A\n## 3A. B\n## 3B. C\n## 4. D\n',
    '# T\n## 10. Findings\n### 7.1. A\n### 7.2. B\n',
    '# P\n## 1. A\n# Q\n## 2. B\n## 3. C\n',
    '## 0. A\n## 1. B\n## A. Appendix\n## B. Appendix\n',
    '## 4. Starts late\n',
    '# T\n## 3. A\n## 4.1. B\n## 4.2. C\n## 5. D\n',
    '## 7\n## 3\n## 3\n',
    '## `1` One\n## **`7`** Seven\n## `7` Again\n',
    '## 200 OK\n## 404 — Not Found\n## 301 Moved\n',
  ])('leaves %j alone', (text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe('head/missing', () => {
  test('speaks when there is no head and no stage has said why', () => {
    const draft = { form: 'none' } as const;
    const faults = [{ rule: 'head/unreadable', span: { start: 0, end: 0 }, data: {} }];
    expect(dataOf('head/missing', noteView('text', { draft }))).toEqual([{}]);
    expect(dataOf('head/missing', noteView('text', { draft, document: { faults } }))).toEqual([]);
    expect(dataOf('head/missing', noteView('text', { draft: { form: 'label-lines' } }))).toEqual([]);
  });

  test('speaks of a head that says nothing', () => {
    const draft = { form: 'yaml', headSpan: { start: 0, end: 8 }, body: { start: 8, end: 12 } } as const;
    expect(dataOf('head/missing', noteView('---\n---\ntext', { draft: { ...draft, head: {} } }))).toEqual([
      {},
    ]);
    const titled = { ...draft, head: { title: 'a' } };
    expect(dataOf('head/missing', noteView('---\n---\ntext', { draft: titled }))).toEqual([]);
  });
});

describe('name/grammar', () => {
  const suggestion = (path: string, name = 'memo', versioned = true) =>
    dataOf('name/grammar', noteView('', { draft: { path }, kind: { name, versioned } }))[0]?.['suggestion'] ??
    null;

  test.each([
    ['record/memo-v0_1.md', null],
    ['record/phase-49-cr-amendment-v0_2-v0_1.md', null],
    ['record/methodology-v0_21-consolidation-v0_1_2.md', null],
    ['record/Memo-v0_1.md', 'record/memo-v0_1.md'],
    ['record/memo-v0.1.md', 'record/memo-v0_1.md'],
    ['record/memo_v0_1.md', 'record/memo-v0_1.md'],
    ['record/my memo V0.2.md', 'record/my-memo-v0_2.md'],
    ['record/memo-v0_01.md', 'record/memo-v0_1.md'],
    ['record/memo.md', 'record/memo-v0_1.md'],
    ['record/Übersicht-v0_1.md', 'record/ubersicht-v0_1.md'],
    ['record/a--b-v0_1.md', 'record/a-b-v0_1.md'],
    ['record/memo-v0_1 (1).md', 'record/memo-v0_1.md'],
    ['record/memo-v0_1 - Copy (2).md', 'record/memo-v0_1.md'],
  ])('judges %j of a kind with versions', (path, expected) => {
    expect(suggestion(path)).toBe(expected);
  });

  test.each([
    ['record/glossary.md', null],
    ['record/Glossary.md', 'record/glossary.md'],
    ['record/glossary-v0_1.md', null],
    ['record/glossary-v0.1.md', 'record/glossary-v0_1.md'],
  ])('judges %j of a kind without versions', (path, expected) => {
    expect(suggestion(path, 'memo', false)).toBe(expected);
  });

  test.each([
    ['record/README.md', null],
    ['record/Any name at all.md', null],
    ['record/notes-2026.05.12.md', null],
    ['record/Plan v0.1.md', 'record/plan-v0_1.md'],
    ['record/plan-v0_1 copy 2.md', 'record/plan-v0_1.md'],
    ['record/A copy.md', null],
  ])('judges %j that no kind claims', (path, expected) => {
    expect(suggestion(path, 'document', false)).toBe(expected);
  });

  test.each([
    ['record/memo-v0_1 (1).md', true],
    ['record/memo-v0_1 copy.md', true],
    ['record/memo v0_1.md', false],
  ])('tells of %j whether it is a copy by its name: %j', (path, isCopy) => {
    const view = noteView('', { draft: { path }, kind: { name: 'memo', versioned: true } });
    expect(dataOf('name/grammar', view)).toMatchObject([{ isCopy }]);
  });
});

describe('version/disagreement', () => {
  const text = '0.1 0.2 0.1';
  const places = (...texts: readonly string[]) => [
    { place: 'file name', text: texts[0] ?? '', span: null } as const,
    { place: 'head', text: texts[1] ?? '', span: { start: 0, end: 3 } } as const,
    { place: 'title', text: texts[2] ?? '', span: { start: 4, end: 7 } } as const,
    { place: 'footer', text: texts[3] ?? '', span: { start: 8, end: 11 } } as const,
  ];

  test('names every place, points at one and shows the others', () => {
    const view = noteView(text, { draft: { versions: places('0.2', '0.1', '0.2', '0.1') } });
    const [report, ...others] = reportsOf('version/disagreement', view);
    expect(others).toEqual([]);
    expect(report?.span).toEqual({ start: 0, end: 3 });
    expect(report?.related?.map(({ span }) => span.start)).toEqual([4, 8]);
    expect(report?.data).toMatchObject({
      places: [
        { place: 'file name', text: '0.2' },
        { place: 'head', text: '0.1' },
        { place: 'title', text: '0.2' },
        { place: 'footer', text: '0.1' },
      ],
    });
    expect(report?.fix?.edits.map(({ span, text }) => [span.start, text])).toEqual([
      [0, '0.2'],
      [8, '0.2'],
    ]);
    expect(report?.fix?.safe).toBe(false);
  });

  test.each([
    [['0.2', '0.2', '0.1', '0.2'], 4],
    [['0.2', '0.2', '0.2', '0.1'], 8],
    [['0.2', '0.1', '0.1', '0.1'], 0],
  ])('of %j, points at the first that is not as the file name says', (texts, start) => {
    const view = noteView(text, { draft: { versions: places(...texts) } });
    expect(reportsOf('version/disagreement', view)[0]?.span.start).toBe(start);
  });

  test('without a version in the file name, holds the rest against the head', () => {
    const view = noteView(text, { draft: { versions: places('', '0.1', '0.2', '0.1').slice(1) } });
    expect(reportsOf('version/disagreement', view)[0]?.span.start).toBe(4);
  });

  test.each([
    [['0.1', '0.1', '0.1', '0.1'], 0],
    [['0.1', '0.1.0', '0.1', '0.1'], 0],
    [['0.1', '0.10', '0.1', '0.1'], 1],
    [['1.1', '0.1', '0.1', '0.1'], 1],
  ])('judges %j', (texts, count) => {
    const view = noteView(text, { draft: { versions: places(...texts) } });
    expect(reportsOf('version/disagreement', view)).toHaveLength(count);
  });
});

describe('every rule on a note', () => {
  const piece = fc.constantFrom(
    '# A\n',
    '## 2. B\n',
    '### 1.1. C\n',
    '[CC verifies] ',
    'HEAD <x> ',
    'CR-2026-XXX\n',
    '/Users/a/b ',
    'pid 4711 ',
    '`',
    '```\n',
    '\u200B',
    '\u202E',
    '\uFEFF',
    '\r\n',
    '\n',
    'engine 5534068 ',
    'AKIAABCDEFGHIJKLMNOP ',
    '👩\u200D👩',
    '\uD800',
    ' ',
  );

  test('points into the text, and says the same twice', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const section = { title: 'A', also: [], required: true };
        const view = noteView(text, {
          kind: { sections: [section, { ...section, title: 'Z' }] },
          draft: { form: 'none' },
        });
        for (const rule of rules) {
          const reports = [...(rule.note?.(view) ?? [])];
          for (const { span, fix, related = [] } of reports) {
            for (const { start, end } of [
              span,
              ...related.map((one) => one.span),
              ...(fix?.edits ?? []).map((edit) => edit.span),
            ]) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThanOrEqual(start);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          }
          expect([...(rule.note?.(view) ?? [])]).toEqual(reports);
        }
      }),
    );
  });

  test.each([
    ['headings', '## 1. A\n'],
    ['hidden characters', 'a\u200B'],
    ['marks that never close', '[CC verifies '],
    ['heads that never close', 'HEAD <'],
    ['digits', '1'],
    ['paths', '/Users/a'],
    ['commits', '1234567 + '],
    ['key prefixes', 'sk-ant-'],
    ['code spans', '`a` '],
    ['processes', 'pid '],
    ['comments that never close', '<!--'],
    ['marks of what is private', '\n## A\n<!-- private --> <!-- private --> <!-- /private -->'],
  ])('reads a long note of %s in linear time', async (_, piece) => {
    const kind = { sections: [{ title: 'A', also: [], required: true }] };
    const judged = (size: number) => {
      const view = noteView(`commit ${piece.repeat(size / piece.length)}`, { kind, config: withProfiles });
      for (const rule of rules) for (const _report of rule.note?.(view) ?? []);
    };
    expect(await growsLinearly(judged, 100_000)).toBe(true);
  });
});
