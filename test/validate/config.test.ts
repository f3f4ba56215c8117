import type { ErrorObject } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { position } from '../../src/read/position.ts';
import { sourceOf } from '../../src/read/source.ts';
import type { Source } from '../../src/types.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { configSchema } from '../../src/validate/config-schema.ts';
import { expectedOf } from '../../src/validate/wording.ts';
import { configSource } from '../helpers/drafts.ts';

const read = (text: string) => parseConfig(configSource(text));

/** Faults of a slop.yaml: pointer, and the text at the place. */
function wrong(text: string, source: Partial<Source> = {}) {
  const { faults } = parseConfig({ ...configSource(text), ...source });
  return faults.map(({ rule, span, data }) => {
    expect(rule).toBe('config/invalid');
    expect(data['message']).toMatch(/^\S[^\n]*[.?]$/);
    return [data['pointer'], text.slice(span.start, span.end)];
  });
}

describe('parseConfig()', () => {
  it.each([[''], ['\n'], ['# nothing yet\n'], ['\uFEFF'], ['---\n'], ['{}'], ['title:\n']])(
    'gives every default for %j',
    (text) => {
      expect(read(text)).toEqual({ config: defaultConfig, faults: [] });
    },
  );

  it.each([
    ['not UTF-8', Buffer.from('title: \xE9\n', 'latin1'), '1:8', 'it is not UTF-8 text; save it as UTF-8'],
    ['UTF-16', Buffer.from('\uFEFFtitle: x\n', 'utf16le'), '1:1', 'it is not UTF-8 text; save it as UTF-8'],
    ['a NUL byte', Buffer.from('title: a\0b\n'), '1:9', 'it holds a NUL byte; take that out'],
    ['a long line', Buffer.from(`title: ${'x'.repeat(2e6)}\n`), '1:1', /too large, or nested too deep/],
    ['deep nesting', Buffer.from(`title: ${'['.repeat(500)}\n`), /^1:/, /too large, or nested too deep/],
  ])('says of a file with %s where it is and what to do', (_, bytes, place, told) => {
    const source = sourceOf('slop.yaml', bytes);
    const [fault] = parseConfig(source).faults;
    const { line, column } = position(source.text, fault?.span.start ?? -1);
    expect(`${line}:${column}`).toMatch(place);
    expect(fault?.data['message']).toMatch(/^This cannot be read: /);
    expect(fault?.data['message']).toMatch(told);
  });

  it('reads every key', () => {
    const { config, faults } = read(`
record: ./docs/record/
title: Harbour
address: https://harbour.example/record
public: true
repos:
  engine:
    url: https://forge.example/engine
    branch: trunk
    words: [the engine, EN]
  desk: https://forge.example/desk
  shed:
items: ["H{n}"]
names:
  Log: harbour-log
  Work Order: { kind: cr }
labels:
  Ship's  name: ship
kinds:
  "./log/**": document
rules:
  ref/missing-file: warning
  section/*:
    level: off
    paths: { "record/old/**": info }
    statuses: { draft: info }
archive: { folder: old, keep: side-by-side }
`);
    expect(faults).toEqual([]);
    expect(config).toMatchObject({
      record: 'docs/record',
      title: 'Harbour',
      address: 'https://harbour.example/record/',
      public: true,
      repos: [
        {
          name: 'engine',
          url: 'https://forge.example/engine',
          branch: 'trunk',
          words: ['engine', 'the engine', 'EN'],
        },
        { name: 'desk', url: 'https://forge.example/desk', branch: 'main', words: ['desk'] },
        { name: 'shed', url: null, branch: 'main', words: ['shed'] },
      ],
      items: [{ template: 'H{n}', sort: 'decision', scope: 'phase', promotion: null }],
      archive: { folder: 'old', keep: 'side-by-side' },
    });
    expect(config.names.get('log')).toEqual({ id: 'harbour-log' });
    expect(config.names.get('work order')).toEqual({ kind: 'cr' });
    expect(config.names.get('manifest')).toEqual({ kind: 'manifest' });
    expect(config.labels.get("ship's name")).toBe('ship');
    expect(config.labels.get('cr identifier')).toBe('number');
    expect(config.kinds[0]).toEqual({ glob: './log/**', kind: 'document' });
    expect(config.kinds.length).toBe(defaultConfig.kinds.length + 1);
    expect(config.rules).toEqual([
      { rule: 'ref/missing-file', level: 'warning', paths: [], statuses: new Map() },
      {
        rule: 'section/*',
        level: 'off',
        paths: [{ glob: 'record/old/**', level: 'info' }],
        statuses: new Map([['draft', 'info']]),
      },
    ]);
  });

  it.each<[string, string, string, string]>([
    ['an unknown key', 'titel: x', '/titel', 'titel'],
    ['an unknown key of a repository', 'repos:\n  engine:\n    brnach: x', '/repos/engine/brnach', 'brnach'],
    ['a list for a text', 'title: [a]', '/title', '[a]'],
    ['a text for a list', 'items: P{n}', '/items', 'P{n}'],
    ['a truth that is none', 'public: yes', '/public', 'yes'],
    ['an absolute folder', 'record: /etc', '/record', '/etc'],
    ['a folder above', 'record: a/../../b', '/record', 'a/../../b'],
    ['a Windows folder', 'record: "C:\\\\x"', '/record', '"C:\\\\x"'],
    ['an address of another sort', 'address: javascript:alert(1)', '/address', 'javascript:alert(1)'],
    ['a template that is an expression', 'items:\n  - "P\\\\d+"', '/items/0', '"P\\\\d+"'],
    ['a template without a slot', 'items: [Gate]', '/items/0', 'Gate'],
    ['a template of an unknown slot', 'items: ["P{fase}"]', '/items/0', '"P{fase}"'],
    ['a template of a range the wrong way', 'items: ["P{Z-A}"]', '/items/0', '"P{Z-A}"'],
    ['a template that is but a number', 'items: ["{n}"]', '/items/0', '"{n}"'],
    ['a level that is none', 'rules:\n  ref/missing-file: warn', '/rules/ref~1missing-file', 'warn'],
    [
      'a level that is none, by path',
      'rules:\n  ref/*:\n    paths:\n      a/**: never',
      '/rules/ref~1*/paths/a~1**',
      'never',
    ],
    ['an unknown key of a rule', 'rules:\n  ref/*:\n    path: {}', '/rules/ref~1*/path', 'path'],
    ['a rule that is no rule', 'rules:\n  Missing: off', '/rules/Missing', 'Missing'],
    ['a path pattern out of the tree', 'kinds:\n  ../**: cr', '/kinds/..~1**', '../**'],
    ['a path pattern with repeats', 'kinds:\n  "+(a|b)*": cr', '/kinds/+(a|b)*', '"+(a|b)*"'],
    [
      'a path pattern of many wildcards',
      'kinds:\n  "*a*a*a*a*a*b": cr',
      '/kinds/*a*a*a*a*a*b',
      '"*a*a*a*a*a*b"',
    ],
    ['a label for a key that is none', 'labels:\n  Ship: Ship Name', '/labels/Ship', 'Ship Name'],
    ['a name for two things', 'names:\n  Log: { id: a, kind: b }', '/names/Log', '{ id: a, kind: b }'],
    ['a name for a number of things', 'names:\n  Log: { idd: a }', '/names/Log/idd', 'idd'],
    ['an archive in the folder above', 'archive: { folder: .. }', '/archive/folder', '..'],
    ['a profile that is but a word', 'profiles: { public: keep }', '/profiles/public', 'keep'],
    ['an archive in another folder', 'archive: { folder: a/b }', '/archive/folder', 'a/b'],
    ['an archive kept otherwise', 'archive: { keep: delete }', '/archive/keep', 'delete'],
    ['a title of nothing', 'title: ""', '/title', '""'],
    ['a branch of nothing', "repos: { engine: { branch: '' } }", '/repos/engine/branch', "''"],
    ['a word of nothing', 'repos: { engine: { words: [""] } }', '/repos/engine/words/0', '""'],
    ['a repository with a bad name', 'repos: { "a b": x }', '/repos/a b', '"a b"'],
  ])('tells %s once, at its place', (_, text, pointer, at) => {
    expect(wrong(text)).toEqual([[pointer, at]]);
  });

  it.each([
    ['repos:\n  a: { formerly: [{ name: b, until: 2026-02-30 }] }', 'not "2026-02-30"'],
    ['probes:\n  a b: { command: [x] }', 'The key "probes.a b" must be a name of letters'],
    ['probes:\n  a: { command: [x], output: pattern }', 'The key "probes.a.pattern" is missing.'],
    ['probes:\n  a: { command: [x], pattern: y }', 'There is no key "probes.a.pattern". It belongs'],
    ['kinds:\n  a/[: cr', 'The key "kinds.a/[" must be a path pattern from the folder of slop.yaml'],
    ['rules:\n  numbering: off', 'The key "rules.numbering" must be the id of a rule'],
    ['names:\n  Log: {}', 'must be a group of at least 1 key, not'],
    ['record: ""', 'The value of "record" must be text that is not empty, not "".'],
    ['probes:\n  a: { command: "" }', 'The key "probes.a.command" is missing.'],
    ['rules: {a/*: {statuses: {darft: off}}}', 'must be a status of a kind. Did you mean "draft"?'],
    ['address: example.org', 'must be an address that begins with https:// or http://'],
    ['address: https://example.org/#/record', 'without white space, `?` and `#`'],
    ['xrefs: {a: {file: a.json, address: "https://example.org/?a"}}', 'without white space, `?` and `#`'],
  ])('says of %j what is expected', (text, message) => {
    const known = { rules: ['section/empty', 'a/b'], kinds: ['cr'], statuses: ['draft'] };
    const { faults } = parseConfig(configSource(text), known);
    expect(faults.map(({ data }) => data['message'])).toEqual([expect.stringContaining(message)]);
  });

  it.each(['in review', 'Draft', 'draft', 'drafted', 'unresolved', 'hold'])(
    'takes %j for the status of some note',
    (status) => {
      const text = `rules: {section/empty: {statuses: {${status}: off}}}`;
      const statuses = ['draft', 'resolved', 'held'];
      expect(parseConfig(configSource(text), { statuses }).faults).toEqual([]);
    },
  );

  it('has words for every pattern of slop.yaml', () => {
    const patterns = [...JSON.stringify(configSchema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    expect(patterns.length).toBeGreaterThan(8);
    for (const [, pattern] of patterns) {
      const params = { pattern: JSON.parse(pattern ?? '""') };
      expect(expectedOf({ keyword: 'pattern', params } as unknown as ErrorObject)).not.toContain('matches');
    }
  });

  it.each([
    ['a list', '- record\n'],
    ['a text', 'record\n'],
    ['tabs', 'title:\n\tx: 1\n'],
    ['an open quote', 'title: "x\nrecord: y\n'],
    ['a duplicate key', 'title: a\ntitle: b\n'],
    ['a forbidden key', '__proto__: { x: y }\n'],
    ['a tag', 'title: !!js/function x\n'],
    ['two documents', 'title: a\n---\ntitle: b\n'],
    ['an alias to nothing', 'title: *x\n'],
    ['10,000 levels', `title: ${'['.repeat(10_000)}`],
  ])('tells of %s', (_, text) => {
    expect(wrong(text).length).toBeGreaterThan(0);
  });

  it('stops an alias bomb', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    expect(wrong(lines.join('\n')).length).toBeGreaterThan(0);
  });

  it('keeps what is right beside what is wrong', () => {
    const { config, faults } = read('title: Harbour\nrecord: /etc\nitems: ["H{n}"]\n');
    expect(faults).toHaveLength(1);
    expect(config).toMatchObject({
      title: 'Harbour',
      record: 'record',
      items: [{ template: 'H{n}', sort: 'decision', scope: 'phase', promotion: null }],
    });
  });

  it('says what the reader of the file said', () => {
    const fault = {
      rule: 'source/unreadable',
      span: { start: 0, end: 0 },
      data: { reason: 'permission denied' },
    };
    expect(wrong('', { faults: [fault], opaque: true })).toEqual([['', '']]);
    const mark = { rule: 'source/byte-order-mark', span: { start: 0, end: 1 }, data: {} };
    expect(wrong('\uFEFFtitle: x', { faults: [mark] })).toEqual([]);
  });

  it('counts offsets from the raw text, byte order mark and CRLF included', () => {
    expect(wrong('\uFEFFtitle: x\r\nrecrod: y\r\n')).toEqual([['/recrod', 'recrod']]);
  });

  it('tells of rules and kinds that do not exist, where it is told which do', () => {
    const known = {
      rules: ['ref/missing-file', 'section/empty'],
      kinds: ['cr', 'document'],
      keys: ['status'],
    };
    const text =
      'labels: { Stand: statsu, Ship: ship, Zustand: status }\nrules:\n  ref/mising-file: off\n  section/*: off\n  refs/*: off\nkinds:\n  a/**: crr\n  b/**: cr\nnames:\n  Log: { kind: crr }\nprofiles:\n  open: { kinds: [cr, crr] }\n';
    const { faults, config } = parseConfig(configSource(text), known);
    expect(faults.map(({ data }) => data['pointer'])).toEqual([
      '/labels/Stand',
      '/rules/ref~1mising-file',
      '/rules/refs~1*',
      '/kinds/a~1**',
      '/names/Log/kind',
      '/profiles/open/kinds/1',
    ]);
    expect(String(faults[1]?.data['message'])).toContain('ref/missing-file');
    expect(config.rules).toEqual([]);
  });

  it('never throws, and places every fault in the file', () => {
    const piece = fc.constantFrom(
      'title',
      'rules',
      ':',
      ' ',
      '\n',
      '- ',
      '"',
      '{',
      '}',
      '[',
      ']',
      '*',
      '&a',
      '#',
      '\t',
      'ref/*',
      'off',
      'é',
      '\u0000',
      '|',
      '? ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { span } of read(text).faults) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('the default path patterns', () => {
  it.each([
    ['record/phases/phase-57-x/phase-57-halt-surface-2026-05-12-step-2b-live-v0_1.md', 'halt-note'],
    ['record/phases/phase-57-x/loomworks-phase-57-step-2b-live-halt-session-handoff-v0_1.md', 'handoff'],
    ['phases/phase-57/loomworks-phase-57-cr-amendment-2-scoping-note-v0_1.md', 'scoping-note'],
    ['phases/phase-57/loomworks-phase-57-cr-drafting-handoff-v0_1.md', 'handoff'],
    ['phases/phase-57/archive/phase-57-cr-marketing-engagement-creation-v0_3.md', 'cr'],
    ['phases/phase-49/phase-49-cr-amendment-v0_2-v0_1.md', 'document'],
    ['phases/x/loomworks-phase-40-step-0-inspection-brief-v0_1.md', 'brief'],
    ['current-status/current-status-manifest-v0_41.md', 'manifest'],
    ['queued-directions/loomworks-queued-directions-and-deferred-work-v0_11.md', 'queue'],
    ['scoping-notes/phase-62-record-editor-scoping-note-v0_1.html', 'scoping-note'],
    ['investigations/loomworks-credit-investigation-v0_2.md', 'investigation'],
    ['discovery/discovery-of-things-v0_2.md', 'discovery'],
    ['standing-notes/loomworks-standing-note-email-v0_1.md', 'standing-note'],
    ['analyses/loomworks-market-strategy-v0_1.md', 'analysis'],
    ['phase-57-step-2c-diagnostic-findings-v0_1.md', 'findings'],
    ['docs/phase-57-implementation-notes-v0_2.md', 'implementation-notes'],
    ['README.md', null],
    ['brand/loomworks-brand-guide-v0_15.html', null],
    ['notes/handoff.md', null],
    ['notes/my-handoff-vision.md', null],
  ])('give %s the kind %s', async (path, kind) => {
    const { kindsByPath } = await import('../../src/validate/kind-choice.ts');
    expect(kindsByPath(defaultConfig)(path)).toBe(kind);
  });
});
