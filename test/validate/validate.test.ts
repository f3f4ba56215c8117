import { describe, expect, it } from 'vitest';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { parse } from '../../src/parse/parse.ts';
import { formatVersion } from '../../src/parse/version.ts';
import type { Document } from '../../src/types.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { documentOf } from '../../src/validate/document.ts';
import { validate } from '../../src/validate/validate.ts';
import { configSource, draftFrom } from '../helpers/drafts.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { packageKinds } from '../helpers/package-schemas.ts';

const kinds = packageKinds();
const halt = 'phases/phase-07-ferry/phase-07-halt-surface-2026-03-10-v0_1.md';

function documentFrom(path: string, text: string, slopYaml = ''): Document {
  return validate(draftFrom(path, text, slopYaml), parseConfig(configSource(slopYaml)).config, kinds);
}

/** Rule, text at the place, and one value of the data. */
function told(path: string, text: string, slopYaml = '') {
  return documentFrom(path, text, slopYaml).faults.map(({ rule, span, data }) => [
    rule,
    text.slice(span.start, span.end),
    data['key'] ?? data['kind'] ?? data['status'] ?? data['text'] ?? data['value'] ?? null,
  ]);
}

const yaml = (lines: string) => `---\n${lines}\n---\n# Ferry\n`;
const labels = (lines: string) => `# Ferry — v0.1\n\n${lines}\n\n---\n\nText.\n`;

it('tells keys that are others but for their case as one, with a fix where the head has them once', () => {
  const text = yaml(
    'Kind: cr\nTitle: Old\ntitle: T\nVersion: "0.1"\nStauts: draft\nDate: 2026-03-10\nDATE: 2026-03-11',
  );
  const fixes = documentFrom('cr-v0_1.md', text).faults.map(({ data, fix }) => [
    data['key'],
    fix?.edits.map((edit) => [text.slice(edit.span.start, edit.span.end), edit.text, fix.safe]),
  ]);
  expect(fixes).toEqual([
    [
      'Kind',
      [
        ['Kind', 'kind', false],
        ['Version', 'version', false],
      ],
    ],
    ['Stauts', undefined],
    ['Date', undefined],
    ['DATE', undefined],
  ]);
  const [fault] = documentFrom('a-v0_1.md', yaml('Title: T\nVersion: "0.1"\nStatus: draft')).faults;
  expect(fault?.data).toEqual({
    key: 'Title',
    nearest: 'title',
    more: [
      { key: 'Version', nearest: 'version' },
      { key: 'Status', nearest: 'status' },
    ],
  });
});

it.each([
  ['in YAML', yaml('version: "0.1"\ndate: "4 March 2026"'), '"4 March 2026"'],
  ['in labels', labels('**Version.** 0.1\n**Date.** 4 March 2026\n**Status.** Draft'), '4 March 2026'],
])('has a fix for a day in words %s', (_, text, written) => {
  const [fault] = documentFrom('a-v0_1.md', text).faults;
  const { edits = [], safe } = fault?.fix ?? {};
  expect(edits.map(({ span, text: now }) => [text.slice(span.start, span.end), now])).toEqual([
    [written, '2026-03-04'],
  ]);
  expect(safe).toBe(true);
});

it.each(['>', '>-', '|'])(
  'leaves a day in words in a block %s, whose place takes the line end along',
  (block) => {
    const [fault] = documentFrom('a-v0_1.md', yaml(`date: ${block}\n  4 March 2026\nversion: "0.1"`)).faults;
    expect([fault?.rule, fault?.fix]).toEqual(['date/invalid', undefined]);
  },
);

describe('validate()', () => {
  it('makes a note of a YAML head', () => {
    const document = documentFrom(
      halt,
      yaml(
        'kind: halt-note\ntitle: The desk halts (v0.1)\nversion: "0.1"\ndate: 2026-03-10T09:00\nstatus: resolved\nauthor: [Ines, Claude]\nsurfaced-by: a guest\ncycle: 2\nsummary: No guest gets in.',
      ),
    );
    expect(document.faults).toEqual([]);
    expect(document).toMatchObject({
      format: 'md',
      id: 'phase-07-halt-surface-2026-03-10',
      title: 'The desk halts',
      kind: 'halt-note',
      status: { text: 'resolved', value: 'resolved', final: true },
      date: '2026-03-10',
      authors: ['Ines', 'Claude'],
      phase: '7',
      summary: 'No guest gets in.',
      archived: false,
    });
    expect(document.version && formatVersion(document.version)).toBe('0.1');
    expect(document.note?.kind.name).toBe('halt-note');
    expect(document.note?.fields['cycle']).toBe(2);
  });

  it('makes a note of an older head, of the same fields', () => {
    const text = labels(
      '**Version.** 0.1\n**Date.** 2026-03-10\n**Status.** Halt-surface note per note-first; build paused.\n**Author.** Ines\n**Surfaced by.** a guest\n**Authoritative inputs.** the order, and more\n**Purpose.** Says why.',
    );
    const document = documentFrom(halt, text);
    expect(document.faults).toEqual([]);
    expect(document).toMatchObject({
      title: 'Ferry',
      kind: 'halt-note',
      status: { value: 'open', final: false },
      date: '2026-03-10',
      authors: ['Ines'],
      summary: 'Says why.',
    });
    expect(document.status?.text).toMatch(/^Halt-surface note per/);
    expect(document.note?.fields).toMatchObject({ status: 'open', 'surfaced-by': 'a guest' });
  });

  it('asks an older handoff for no list that it cannot have', () => {
    const text = labels(
      '**Version.** 0.1\n**Date.** 2026-05-12\n**Reading order.** the halt note first\n**Supersedes.** Nothing.',
    );
    const document = documentFrom('x-session-handoff-v0_1.md', text);
    expect(document.faults).toEqual([]);
    expect(document.note?.fields).not.toHaveProperty('reading');
    expect(document.draft?.head['reading']).toBe('the halt note first');
  });

  it('leaves a note without a kind a document, and finds nothing in an older head', () => {
    const text = labels(
      '**For.** the operator\n**Date.** 2026-03-10\n**Voice.** plain\n**When the engine work moves into execution.** later',
    );
    const document = documentFrom('phases/x/drafts-v0_1.md', text);
    expect(document.kind).toBe('document');
    expect(document.faults).toEqual([]);
    expect(document.note).not.toBeNull();
  });

  it.each<[string, string, string, [string, string, string]]>([
    [
      'a missing key',
      yaml('kind: halt-note\ndate: 2026-03-10\nstatus: open'),
      halt,
      ['head/missing-key', '---', 'surfaced-by'],
    ],
    [
      'a key without a value',
      yaml('kind: halt-note\ndate: 2026-03-10\nstatus: open\nsurfaced-by:'),
      halt,
      ['head/missing-key', 'surfaced-by', 'surfaced-by'],
    ],
    [
      'a misspelt key',
      yaml('kind: halt-note\ndate: 2026-03-10\nstatus: open\nsurfacd-by: x'),
      halt,
      ['head/unknown-key', 'surfacd-by', 'surfacd-by'],
    ],
    [
      'a wrong value',
      yaml('kind: halt-note\ndate: 2026-03-10\nstatus: open\nsurfaced-by: x\ncycle: two'),
      halt,
      ['head/schema', 'two', 'cycle'],
    ],
    [
      'a deep key',
      yaml(
        'kind: halt-note\ndate: 2026-03-10\nstatus: open\nsurfaced-by: x\ncommits:\n  - oid: 771aacd\n    rol: filed',
      ),
      halt,
      ['head/unknown-key', 'rol', 'commits[0].rol'],
    ],
    [
      'a status off the ladder',
      yaml('kind: halt-note\ndate: 2026-03-10\nstatus: opne\nsurfaced-by: x'),
      halt,
      ['status/not-on-ladder', 'opne', 'opne'],
    ],
    [
      'a free status in YAML',
      yaml('kind: halt-note\ndate: 2026-03-10\nstatus: Open, for now\nsurfaced-by: x'),
      halt,
      ['status/not-on-ladder', 'Open, for now', 'Open, for now'],
    ],
    [
      'no such day',
      yaml('kind: halt-note\ndate: 2026-02-29\nstatus: open\nsurfaced-by: x'),
      halt,
      ['date/invalid', '2026-02-29', 'date'],
    ],
    [
      'no such kind',
      yaml('kind: halt-not\ndate: 2026-03-10'),
      halt,
      ['kind/unknown', 'halt-not', 'halt-not'],
    ],
    ['a kind that is a list', yaml('kind: [a]\ntitle: x'), 'x.md', ['head/schema', '[a]', 'kind']],
    [
      'an older status in other words',
      labels('**Version.** 0.1\n**Date.** 2026-03-10\n**Status.** Quite so.'),
      halt,
      ['status/unmapped', 'Quite so.', 'Quite so.'],
    ],
    [
      'an older head without a status',
      labels('**Version.** 0.1\n**Date.** 2026-03-10'),
      halt,
      ['head/missing-key', 'Version', 'status'],
    ],
    [
      'an older head with a misspelt label',
      labels('**Version.** 0.1\n**Date.** 2026-03-10\n**Status.** Open.\n**Suplersedes.** x'),
      halt,
      ['head/unknown-key', 'Suplersedes', 'suplersedes'],
    ],
    [
      'an older date in words',
      labels('**Version.** 0.1\n**Date.** the tenth of May\n**Status.** Open.'),
      halt,
      ['date/invalid', 'the tenth of May', 'date'],
    ],
    [
      'an older version in words',
      labels('**Version.** the first\n**Date.** 2026-03-10\n**Status.** Open.'),
      halt,
      ['head/schema', 'the first', 'version'],
    ],
  ])('tells %s once, at its place', (_, text, path, fault) => {
    expect(told(path, text)).toEqual([fault]);
    const accepted = fault[0] === 'status/unmapped';
    expect(documentFrom(path, text).note !== null).toBe(accepted);
  });

  it.each([
    ['a head that never closes', '---\nkind: cr\n'],
    ['a head in another language', '---js\nkind: cr\n---\n'],
    ['a head with a broken line', yaml('kind: cr\n status: [')],
  ])('tells %s, and asks for nothing that may stand there', (_, text) => {
    const document = documentFrom('phase-7-cr-x-v0_1.md', text);
    expect(document.faults.length).toBeGreaterThan(0);
    for (const { rule } of document.faults) expect(['head/unreadable', 'head/language']).toContain(rule);
    expect(document.note).toBeNull();
    expect(document).toMatchObject({ id: 'phase-7-cr-x', kind: 'cr', phase: '7' });
  });

  it('asks a head that was lost in part for nothing that may have stood there', () => {
    expect(
      told(halt, yaml('kind: halt-note\ndate: 2026-03-10\ndate: 2026-03-11')).map(([rule]) => rule),
    ).toEqual(['head/duplicate-key']);
  });

  it('says in what form the head has its entries, when it asks for one', () => {
    const missing = (text: string) => documentFrom(halt, text).faults.map(({ data }) => data);
    expect(missing(labels('**Version.** 0.1\n**Date.** 2026-03-10'))).toEqual([
      { key: 'status', form: 'label-lines', stands: false },
    ]);
    expect(missing('<!--\nVersion: 0.1\nDate: 2026-03-10\n-->\n\n# X\n')).toEqual([
      { key: 'status', form: 'html-comment', stands: false },
    ]);
  });

  it('asks a note without a head for nothing', () => {
    const document = documentFrom(halt, '# Only text\n');
    expect(document.faults).toEqual([]);
    expect(document).toMatchObject({ kind: 'halt-note', title: 'Only text', note: null });
    expect(documentFrom('README.md', '# Only text\n').note).not.toBeNull();
  });

  it('lets the kind of the head come before that of the path, and slop.yaml before the defaults', () => {
    const slopYaml = 'kinds:\n  log/**: decision\n  "**/*-handoff-v*": document\n';
    const kindAt = (path: string, head = 'title: x') => documentFrom(path, yaml(head), slopYaml).kind;
    expect(kindAt('log/a.md')).toBe('decision');
    expect(kindAt('log/a.md', 'kind: rule')).toBe('rule');
    expect(kindAt('x-handoff-v0_1.md')).toBe('document');
    expect(kindAt('x-findings-v0_1.md')).toBe('findings');
    expect(documentFrom('x.md', labels('**Kind.** Scoping note.\n**Version.** 0.1')).kind).toBe(
      'scoping-note',
    );
  });

  it('passes on what the parser found, first', () => {
    expect(
      told(halt, yaml('kind: halt-note\ndate: 2026-03-10\nstatus: open\nsurfaced-by: 0123456\nzebra: x')).map(
        ([rule]) => rule,
      ),
    ).toEqual(['head/number-like', 'head/unknown-key']);
  });

  it.each([
    ['Ferry — v0.1', 'x-v0_1.md', 'Ferry'],
    ['Ferry (v0.1)', 'x-v0_1.md', 'Ferry'],
    ['Ferry 2026-05-09 v0.1', 'x-v0_1.md', 'Ferry 2026-05-09'],
    ['Ferry — v0.1 — 2026-05-12', 'x-v0_1.md', 'Ferry'],
    ['Ferry for FORAY v4.1', 'x-v0_1.md', 'Ferry for FORAY v4.1'],
    ['Moving to Node 20.19', 'x-v0_1.md', 'Moving to Node 20.19'],
    ['v0.1', 'x-v0_1.md', 'x'],
    ['', 'some-note-v0_1.md', 'some-note'],
  ])('makes of the heading %j in %s the title %j', (heading, path, title) => {
    expect(documentFrom(path, `# ${heading}\n`).title).toBe(title);
  });

  it.each([
    ['phase: "12"', 'x.md', '12'],
    ['phase: Phase 012 — booking', 'x.md', '12'],
    ['phase: S', 'phase-3/x.md', 'S'],
    ['title: x', 'phases/phase-06/phase-7-x.md', '6'],
    ['title: x', 'phases/phase-57-marketing/archive/x-v0_1.md', '57'],
    ['title: x', 'notes/loomworks-phase-062-record-v0_1.md', '62'],
    ['title: x', 'notes/multiphase-7-x.md', null],
    ['title: x', 'phases/phase-x/x.md', null],
  ])('finds the phase of %s in %s', (head, path, phase) => {
    expect(documentFrom(path, yaml(head)).phase).toBe(phase);
  });

  it.each([
    ['record/fares-v0_1.md', 'fares'],
    ['record/CIP-0008/README.md', 'CIP-0008'],
    ['record/fares/index.md', 'fares'],
    ['README.md', 'README'],
  ])('takes the name of %s for a title', (path, title) => {
    expect(documentFrom(path, '').title).toBe(title);
  });

  it('knows the archive by its folder', () => {
    expect(documentFrom('phases/archive/x.md', '').archived).toBe(true);
    expect(documentFrom('phases/archive.md', '').archived).toBe(false);
    expect(documentFrom('phases/archive/x.md', '', 'archive: { folder: old }').archived).toBe(false);
  });

  it('takes the version of the file name before that of the head', () => {
    const version = documentFrom('x-v0_3.md', yaml('version: "0.2"')).version;
    expect(version && formatVersion(version)).toBe('0.3');
  });

  it.each([
    ['# BRANCH — CHANGE REQUEST\n\n## CR-2026-031 — Phase 21: Holds (v0.1)', 'CR-2026-031 — Phase 21: Holds'],
    ['# Holds\n\n## CR-2026-031 — what it changes', 'Holds'],
    ['# Holds\n\n## Summary (v0.1)', 'Holds'],
    ['# Holds\n\nText.\n\n## CR-2026-031 — Phase 21: Holds (v0.1)', 'Holds'],
  ])('takes %j for its title', (top, title) => {
    const head = '\n\n**Version.** 0.1\n**Date.** 2026-03-10\n\nText.\n';
    const { config } = parseConfig(configSource(''));
    const source = {
      path: 'phase-21-cr-holds-v0_1.md',
      text: top + head,
      oid: '',
      faults: [],
      opaque: false,
    };
    expect(validate(parse(source, config, satteriEngine), config, kinds).title).toBe(title);
  });

  it.each([['x'.repeat(100_000)], ['a/b'], ['..'], ['a b']])('keeps the id %s out of addresses', (id) => {
    expect(told('x.md', yaml(`id: ${id}`)).map(([rule]) => rule)).toEqual(['head/schema']);
  });

  it('works without any schema', () => {
    const { config } = parseConfig(configSource(''));
    expect(validate(draftFrom('x.md', yaml('a: b')), config, new Map())).toMatchObject({
      kind: 'document',
      faults: [],
    });
  });
});

describe('documentOf()', () => {
  const { config } = parseConfig(configSource(''));
  const page = (head: string, body: string) =>
    `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;

  it.each<[string, string, object]>([
    [
      'architecture/harbour-spec-v0_2.html',
      page('<title>Harbour &mdash; spec &#8212; v0.2</title>', '<h1>Spec</h1>'),
      { id: 'harbour-spec', title: 'Harbour — spec', version: { parts: [0, 2] }, kind: 'document' },
    ],
    [
      'phases/phase-62-x/phase-62-editor-scoping-note-v0_1.html',
      page('', '<h1>Editor <em>note</em> — v0.1</h1><p>Version 0.1 · 2026-07-07 · Audience: all</p>'),
      { title: 'Editor note', kind: 'scoping-note', date: '2026-07-07', phase: '62' },
    ],
    [
      'spec.html',
      page('<title>Spec</title>', '<h1>Spec</h1><div>v0.2·2026-05-21·Working draft</div>'),
      { id: 'spec', version: { parts: [0, 2] }, date: '2026-05-21' },
    ],
    [
      'viewer.html',
      page('<title>Viewer</title>', '<p>Viewing v0.1·2026-05-21·Editable</p>'),
      { version: { parts: [0, 1] } },
    ],
    [
      'archive/plain.html',
      'no markup',
      { id: 'plain', title: 'plain', version: null, archived: true, draft: null, note: null, faults: [] },
    ],
    [
      'what-we-build-v0_12.docx',
      'PK\u0003',
      { format: 'docx', id: 'what-we-build', version: { parts: [0, 12] }, title: 'what-we-build' },
    ],
    ['empty.html', '', { title: 'empty', version: null, date: null }],
    ['odd.html', '<title', { title: 'odd' }],
    [
      'odd.html',
      '<TITLE>İİİİ Plan</TITLE><H1>İİ x</H1><p>v0.2</p>',
      { title: 'İİİİ Plan', version: { parts: [0, 2] } },
    ],
    ['odd.html', '<titlebar>no</titlebar><title>a &constructor; b</title>', { title: 'a &constructor; b' }],
    ['odd.html', '<title>never closed', { title: 'odd' }],
    ['odd.html', '<title>&#99999999;&#0;&bogus;x</title>', { title: '&#99999999;&#0;&bogus;x' }],
  ])('knows %s by its name and front', (path, text, expected) => {
    expect(documentOf(path, text, config, undefined)).toMatchObject(expected);
  });

  it.each([
    ['', '<'],
    ['', '<h1>'],
    ['<h1>x</h1>', '&#'],
    ['<title>', ' '],
  ])('takes linear time over %j and many of %j', async (start, piece) => {
    const known = (size: number) => documentOf('x.html', `${start}${piece.repeat(size)}`, config, undefined);
    expect(await growsLinearly(known, 12_500)).toBe(true);
  });
});
