import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type BumpOptions, bump } from '../../src/plan/bump.ts';
import { withAnswers } from '../../src/plan/plan.ts';
import { Refusal } from '../../src/refusal.ts';
import { openQuestions, played, recordOf, type Tree } from './playing.ts';

const usual: BumpOptions = {
  to: 'minor',
  accept: null,
  begins: null,
  cycle: null,
  date: '2026-05-13',
  changes: (from) => `## What changed from v${from}\n\nTo be said.\n`,
};

async function bumped(tree: Tree, path: string, options: Partial<BumpOptions> = {}) {
  const { view, note, findings: before } = await recordOf(tree);
  const plan = await bump(view, note(path), { ...usual, ...options });
  const after = played(tree, plan);
  const errors = (await recordOf(after)).findings.filter(({ severity }) => severity === 'error');
  return { plan, after, errors: errors.map(({ rule, path: at }) => `${at} ${rule}`), before };
}

const yaml = `---
# kept as it is
kind: standing-note
id: tide-table
title: 'Tide table'
version: "0.9"   # in quotes
date: 2026-05-12
status: standing
author: Ines Calder
x-own:  [ a,b ]
---
# Tide table — v0.9

## 1. What holds

v0.9 absorbs two deltas; v0.8 stays archived. Trailing spaces stay:  

## 2. Why

Chain: v0.8 → v0.9. Product: FORAY v4.1. Ten: v0.90, v0.9.1 and 10.0.9.

    version 0.9 in code

---

Harbour — Quay 4
Tide table — v0.9 — 2026-05-12
`;

describe('bump() of a YAML head', () => {
  test.each([
    ['version: 0.9 # bare', { parts: [0, 10] }, 'version: "0.10" # bare'],
    ['version: 0.9', { parts: [1, 0] }, 'version: "1.0"'],
    ['version: 0.9', { parts: [0, 11] }, 'version: 0.11'],
    ['version: 0.9', { parts: [0, 9, 1] }, 'version: 0.9.1'],
    ["version: '0.9'", { parts: [0, 10] }, "version: '0.10'"],
  ])('puts %j to %j in quotes where it would be another number', async (before, to, expected) => {
    const path = 'record/tide-table-v0_9.md';
    const { plan, after } = await bumped({ [path]: yaml.replace('version: "0.9"', before) }, path, { to });
    const made = plan.copies[0]?.to ?? '';
    expect(after[made]?.split('\n').find((line) => line.startsWith('version'))).toMatch(expected);
  });

  test('changes the four places, the date and the supersession, and nothing else', async () => {
    const tree = { 'record/tide-table-v0_9.md': yaml };
    const { after, errors, plan } = await bumped(tree, 'record/tide-table-v0_9.md');
    expect(Object.keys(after).sort()).toEqual([
      'record/archive/tide-table-v0_9.md',
      'record/tide-table-v0_10.md',
    ]);
    expect(after['record/archive/tide-table-v0_9.md']).toBe(yaml);
    const expected = yaml
      .replace(
        'version: "0.9"   # in quotes\n',
        'version: "0.10"   # in quotes\nsupersedes: tide-table-v0_9.md\n',
      )
      .replace('date: 2026-05-12', 'date: 2026-05-13')
      .replace('# Tide table — v0.9', '# Tide table — v0.10')
      .replace('## 1. What', '## What changed from v0.9\n\nTo be said.\n\n## 1. What')
      .replace('Tide table — v0.9 — 2026-05-12', 'Tide table — v0.10 — 2026-05-13');
    expect(after['record/tide-table-v0_10.md']).toBe(expected);
    expect(errors).toEqual([]);
    expect(openQuestions(plan)).toEqual([
      'D: v0.9 absorbs two deltas; v0.8 stays archived.',
      'E: Chain: v0.8 → v0.9.',
      'D: version 0.9 in code',
    ]);
  });

  test('says what changed above the footer of a note without sections', async () => {
    const body = yaml.replaceAll('## 1. What holds\n\n', '').replaceAll('## 2. Why\n\n', '');
    const { after } = await bumped({ 'record/tide-table-v0_9.md': body }, 'record/tide-table-v0_9.md');
    expect(after['record/tide-table-v0_10.md']).toContain(
      '---\n\n## What changed from v0.9\n\nTo be said.\n\nHarbour — Quay 4\nTide table — v0.10 — 2026-05-13\n',
    );
  });

  test('goes from 0.9 to 0.10 to 0.11, saying each time what came before', async () => {
    const first = await bumped({ 'record/tide-table-v0_9.md': yaml }, 'record/tide-table-v0_9.md');
    const second = await bumped(first.after, 'record/tide-table-v0_10.md');
    const text = second.after['record/tide-table-v0_11.md'];
    expect(text).toContain('version: "0.11"   # in quotes\nsupersedes: tide-table-v0_10.md\ndate');
    expect(text).toContain('## What changed from v0.10\n\nTo be said.\n\n## What changed from v0.9\n');
    expect(second.errors).toEqual([]);
  });

  test('lets an arrow go on to the new version when it is told to', async () => {
    const tree = { 'record/tide-table-v0_9.md': yaml };
    const { view, note } = await recordOf(tree);
    const plan = await bump(view, note('record/tide-table-v0_9.md'), usual);
    const yes = new Map(plan.questions.map(({ id }) => [id, 'yes' as const]));
    const text = played(tree, withAnswers(plan, yes))['record/tide-table-v0_10.md'];
    expect(text).toContain('Chain: v0.8 → v0.9 → v0.10.');
    expect(text).toContain('v0.10 absorbs two deltas; v0.8 stays archived.');
    expect(text).toContain('Ten: v0.90, v0.9.1 and 10.0.9.');
  });

  test.each([
    ['minor', 'record/tide-table-v0_10.md'],
    ['major', 'record/tide-table-v1_0.md'],
    ['patch', 'record/tide-table-v0_9_1.md'],
    [{ parts: [0, 12] }, 'record/tide-table-v0_12.md'],
  ] as const)('goes %j', async (to, path) => {
    const { after } = await bumped({ 'record/tide-table-v0_9.md': yaml }, 'record/tide-table-v0_9.md', {
      to,
    });
    expect(after[path]).toContain('supersedes: tide-table-v0_9.md');
  });

  test.each([
    ['supersedes: old-thing.md', 'supersedes: [old-thing.md, tide-table-v0_9.md]'],
    ['supersedes: [old-thing.md]', 'supersedes: [old-thing.md, tide-table-v0_9.md]'],
    ['supersedes:\n  - old-thing.md', 'supersedes:\n  - old-thing.md\n  - tide-table-v0_9.md'],
    ['supersedes: []', 'supersedes: tide-table-v0_9.md'],
    ['supersedes:', 'supersedes: tide-table-v0_9.md'],
    ['supersedes: "tide-table-v0_8.md"', 'supersedes: "tide-table-v0_9.md"'],
  ])('turns %j into %j', async (written, expected) => {
    const tree = {
      'record/tide-table-v0_9.md': yaml.replace('x-own', `${written}\nx-own`),
      'record/archive/tide-table-v0_8.md': yaml.replaceAll('0.9', '0.8'),
      'record/old-thing.md': '---\ntitle: Old thing\ndate: 2026-05-01\n---\n# Old thing\n',
    };
    const { after, errors } = await bumped(tree, 'record/tide-table-v0_9.md');
    expect(after['record/tide-table-v0_10.md']).toContain(`${expected}\nx-own`);
    expect(errors).toEqual([]);
  });

  test.each(['\r\n', '\r'])('keeps the line ending %j and the byte order mark', async (eol) => {
    const text = `\uFEFF${yaml.replaceAll('\n', eol)}`;
    const { after } = await bumped({ 'record/tide-table-v0_9.md': text }, 'record/tide-table-v0_9.md');
    const made = after['record/tide-table-v0_10.md'] ?? '';
    expect(made.startsWith(`\uFEFF---${eol}`)).toBe(true);
    expect(made).toContain('What changed');
    expect(made.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
  });

  test('keeps old versions beside new ones where slop.yaml says so', async () => {
    const tree = { 'slop.yaml': 'archive: {keep: side-by-side}\n', 'record/tide-table-v0_9.md': yaml };
    const { after, errors } = await bumped(tree, 'record/tide-table-v0_9.md');
    expect(after['record/tide-table-v0_9.md']).toBe(yaml);
    expect(errors).toEqual([]);
  });
});

const labels = `# Guest booking — v0.2

**Version.** 0.2 (supersedes v0.1)
**Date.** 2026-05-12 (evening)
**Status.** Amendment cycle 2; supersedes v0.1. Awaiting approval.
**Author.** Ines Calder, prepared with Claude.

---

## 1. Purpose

See phase-57-guest-booking-v0_2.md §1 and Stream 1 v0.2.

---

DUNIN7 — Done In Seven LLC — Miami, Florida
Guest booking — v0.2 — 2026-05-12
`;

describe('bump() of older heads', () => {
  const folder = 'record/phases/phase-57';
  const tree = {
    [`${folder}/phase-57-guest-booking-v0_2.md`]: labels,
    [`${folder}/archive/phase-57-guest-booking-v0_1.md`]: labels
      .replaceAll('0.2', '0.1')
      .replace(/ \(sup.*/, ''),
  };

  test('moves both versions of "0.2 (supersedes v0.1)" on', async () => {
    const { after, plan, errors } = await bumped(tree, `${folder}/phase-57-guest-booking-v0_2.md`);
    const expected = labels
      .replace('# Guest booking — v0.2', '# Guest booking — v0.3')
      .replace('0.2 (supersedes v0.1)', '0.3 (supersedes v0.2)')
      .replace('2026-05-12 (evening)', '2026-05-13')
      .replace('## 1. Purpose', '## What changed from v0.2\n\nTo be said.\n\n## 1. Purpose')
      .replace('Guest booking — v0.2 — 2026-05-12', 'Guest booking — v0.3 — 2026-05-13');
    expect(after[`${folder}/phase-57-guest-booking-v0_3.md`]).toBe(expected);
    expect(after[`${folder}/archive/phase-57-guest-booking-v0_2.md`]).toBe(labels);
    expect(openQuestions(plan).map((question) => question[0])).toEqual(['D', 'F', 'D']);
    expect(errors).toEqual([]);
  });

  test.each([
    [
      '**Version.** 0.2 **Date.** 2026-05-12 **Status.** Draft.',
      '**Version.** 0.3 **Supersedes.** a-v0_2.md **Date.** 2026-05-13 **Status.** Draft.',
    ],
    [
      '**Version:** 0.2  \n**Date:** 2026-05-12  ',
      '**Version:** 0.3  \n**Supersedes:** a-v0_2.md  \n**Date:** 2026-05-13  ',
    ],
    [
      '| Document | Control |\n|---|---|\n| Version | 0.2 |\n| Date | 2026-05-12 |',
      '| Document | Control |\n|---|---|\n| Version | 0.3 |\n| Supersedes | a-v0_2.md |\n| Date | 2026-05-13 |',
    ],
    [
      '<!--\nFile: a-v0_2.md\nVersion: 0.2\nDate: 2026-05-12\n-->',
      '<!--\nFile: a-v0_3.md\nVersion: 0.3\nSupersedes: a-v0_2.md\nDate: 2026-05-13\n-->',
    ],
    ['v0.2 · 2026-05-12 · Working draft', 'v0.3 · 2026-05-13 · Working draft'],
    [
      '**Version.** 0.2\n**Date.** 2026-05-12\n**Supersedes.** No prior CR — v0.1 is the first.',
      '**Version.** 0.3\n**Date.** 2026-05-13\n**Supersedes.** a-v0_2.md',
    ],
  ])('writes %j as %j', async (before, expected) => {
    const text = `# A — v0.2\n\n${before}\n\n## 1. One\n\nText.\n`;
    const { after, errors } = await bumped({ 'record/a-v0_2.md': text }, 'record/a-v0_2.md');
    const made = after['record/a-v0_3.md'];
    expect(made).toBe(
      `# A — v0.3\n\n${expected}\n\n## What changed from v0.2\n\nTo be said.\n\n## 1. One\n\nText.\n`,
    );
    expect(errors).toEqual([]);
  });

  test.each([
    ['phase-49-cr-amendment-v0_2-v0_1.md', 'phase-49-cr-amendment-v0_2-v0_2.md'],
    [
      'methodology-v0_21-consolidation-draft-material-v0_1.md',
      'methodology-v0_21-consolidation-draft-material-v0_2.md',
    ],
    ['handbook-v0_1_2.md', 'handbook-v0_2.md'],
  ])('takes the last version of %s for its own', async (name, next) => {
    const version = /v(\d+(?:_\d+)+)\.md/.exec(name)?.[1]?.replaceAll('_', '.');
    const text = `# Title — v${version}\n\n**Version.** ${version}\n**Date.** 2026-05-12\n\nAs in ${name}.\n`;
    const { after, plan } = await bumped({ [`record/${name}`]: text }, `record/${name}`);
    expect(Object.keys(after)).toContain(`record/${next}`);
    const yes = new Map(plan.questions.map(({ id }) => [id, 'yes' as const]));
    expect(played({ [`record/${name}`]: text }, withAnswers(plan, yes))[`record/${next}`]).toContain(
      `As in ${next}.`,
    );
  });
});

describe('bump() and the rest of the record', () => {
  const citing = (text: string) => `---\ntitle: Log\ndate: 2026-05-12\n---\n# Log\n\n${text}\n`;

  test('asks about each mention of the version, and leaves mentions of the current one and archived notes alone', async () => {
    const tree = {
      'slop.yaml': 'names: {"tide table": {id: tide-table}}\n',
      'record/tide-table-v0_9.md': yaml,
      'record/log.md': citing(
        'See tide-table-v0_9.md and [it](tide-table-v0_9.md). Tide table v0.9 §1 holds; [[tide-table]] follows.',
      ),
      'record/archive/old-log.md': citing('See tide-table-v0_9.md.'),
      'record/page-v0_1.html': '<title>P — v0.1</title><p>As in <a href="tide-table-v0_9.md">it</a>.</p>',
    };
    const { plan, after, errors } = await bumped(tree, 'record/tide-table-v0_9.md');
    expect(openQuestions(plan).filter((question) => question.startsWith('F'))).toHaveLength(4);
    expect(after['record/log.md']).toBe(tree['record/log.md']);
    expect(errors).toEqual([]);
    const yes = new Map(plan.questions.map(({ id }) => [id, 'yes' as const]));
    const all = played(tree, withAnswers(plan, yes));
    expect(all['record/log.md']).toContain(
      'See tide-table-v0_10.md and [it](tide-table-v0_10.md). Tide table v0.10 §1 holds; [[tide-table]] follows.',
    );
    expect(all['record/page-v0_1.html']).toContain('href="tide-table-v0_10.md"');
    expect(all['record/archive/old-log.md']).toBe(tree['record/archive/old-log.md']);
  });

  test('takes along the version that a list says beside the name', async () => {
    const row = (name: string, version: string) =>
      `| Document | Version |\n| --- | --- |\n| ${name} | v${version} |`;
    const head = (name: string, version: string) =>
      `---\nkind: manifest\ntitle: State\nversion: "0.1"\ndate: 2026-05-12\ncurrent:\n  - { document: ${name}, version: "${version}" }\n---\n`;
    const noted = (name: string, version: string) =>
      `${head(name, version)}# State\n\nAs of 0.9 all held.\n\n${row(name, version)}\n`;
    const tree = {
      'record/tide-table-v0_9.md': yaml,
      'record/state-v0_1.md': noted('tide-table-v0_9.md', '0.9'),
      'record/other.md': citing(row('tide-table-v0_9.md', '0.8')),
    };
    const { plan } = await bumped(tree, 'record/tide-table-v0_9.md');
    const yes = new Map(plan.questions.map(({ id }) => [id, 'yes' as const]));
    const all = played(tree, withAnswers(plan, yes));
    expect(all['record/state-v0_1.md']).toBe(noted('tide-table-v0_10.md', '0.10'));
    expect(all['record/other.md']).toBe(citing(row('tide-table-v0_10.md', '0.8')));
  });

  test('bumps an HTML twin in title, version line and footer', async () => {
    const html = `<!doctype html>
<html><head><title>Tide table — v0.9</title><meta name="version" content="0.9"><meta content='2026-05-12' name=date>
<meta property="og:title" content="Tide table — v0.9"><meta name="description" content="v0.9 of it"><meta name="generator" content="pandoc 0.9"><style>p::after { content: "v0.9" }</style></head>
<body><h1>Tide table — v0.9</h1>
<p>v0.9·2026-05-12·Working draft</p>
<p>v0.9 absorbs two deltas.</p>
<footer>Tide table — v0.9 &mdash; 2026-05-12</footer></body></html>
`;
    const tree = { 'record/tide-table-v0_9.md': yaml, 'record/tide-table-v0_9.html': html };
    const { after, errors } = await bumped(tree, 'record/tide-table-v0_9.md');
    expect(after['record/archive/tide-table-v0_9.html']).toBe(html);
    expect(after['record/tide-table-v0_10.html']).toBe(
      html
        .replace('<title>Tide table — v0.9', '<title>Tide table — v0.10')
        .replace('content="0.9"', 'content="0.10"')
        .replace("content='2026-05-12'", "content='2026-05-13'")
        .replace('content="Tide table — v0.9"', 'content="Tide table — v0.10"')
        .replace('<h1>Tide table — v0.9', '<h1>Tide table — v0.10')
        .replace('v0.9·2026-05-12', 'v0.10·2026-05-13')
        .replace('v0.9 &mdash; 2026-05-12', 'v0.10 &mdash; 2026-05-13'),
    );
    expect(errors).toEqual([]);
  });
});

describe('bump() and the status', () => {
  const path = 'record/phase-9-cr-a-v0_1.md';
  const request = (status: string) =>
    `---\nkind: cr\nnumber: CR-2026-009\nversion: "0.1"\ndate: 2026-05-12\n${status}\n---\n# A — v0.1\n\n## Steps\n\nOne.\n`;

  test.each([
    ['status: executing', 'status: draft'],
    ['status: "closed" # by all', 'status: "draft" # by all'],
    ['status: draft', 'status: draft'],
    ['status: Approved for execution.', 'status: Approved for execution.'],
    ['status: who knows', 'status: who knows'],
  ])('turns %j into %j', async (written, expected) => {
    const { after } = await bumped({ [path]: request(written) }, path, { begins: 'draft' });
    expect(after[path.replace('v0_1', 'v0_2')]).toContain(`${expected}\n---\n`);
  });

  test('keeps the capital and the full stop of an older head', async () => {
    const text =
      '# CR-2026-009 — A — v0.1\n\n**Version.** 0.1\n**Date.** 2026-05-12\n**Status.** Closed.\n\n---\n';
    const { after } = await bumped({ [path]: text }, path, { begins: 'draft' });
    expect(after[path.replace('v0_1', 'v0_2')]).toContain('**Status.** Draft.\n');
  });

  test('asks, so that somebody may say no', async () => {
    const tree = { [path]: request('status: executing') };
    const { plan } = await bumped(tree, path, { begins: 'draft' });
    const no = new Map(
      plan.questions.flatMap(({ id, family }) => (family === null ? [[id, 'no' as const]] : [])),
    );
    expect(no.size).toBe(1);
    expect(played(tree, withAnswers(plan, no))[path.replace('v0_1', 'v0_2')]).toContain('status: executing');
  });
});

describe('bump() of a change request for an amendment cycle', () => {
  const path = 'record/phase-9-cr-a-v0_1.md';
  const halt = 'record/phase-9-halt-v0_1.md';
  const head = (more: string) =>
    `---\nkind: cr\nnumber: CR-2026-009\nversion: "0.1"\ndate: 2026-05-12\nstatus: halted\n${more}---\n# A — v0.1\n\n## 1. Purpose\n\nOne.\n`;
  const tree = (more: string) => ({
    'slop.yaml': 'rules: {section/missing: off}\n',
    [path]: head(more),
    [halt]:
      '---\nkind: halt-note\nversion: "0.1"\ndate: 2026-05-12\nstatus: open\nsurfaced-by: x\n---\n# H — v0.1\n',
  });
  const cycle = async (more: string, by: string | null) => {
    const { view, note } = await recordOf(tree(more));
    const options = { ...usual, cycle: { halt: note(halt), by, what: null } };
    const plan = await bump(view, note(path), options);
    const after = played(tree(more), plan);
    const { findings, note: made } = await recordOf(after);
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
    return { errors, fields: made(path.replace('v0_1', 'v0_2')).note?.fields ?? {}, plan };
  };
  const name = 'phase-9-halt-v0_1.md';

  test.each([
    ['reserved:\n  slots: [5, 6]\n  used: []\n', { slots: ['5', '6'], used: [{ slot: '5', halt: name }] }],
    [
      'reserved:\n  slots:\n    - 5\n    - 6\n  used: # so far\n    - slot: 5\n',
      { slots: ['5', '6'], used: [{ slot: '5' }, { slot: '6', halt: name }] },
    ],
    ['reserved: {slots: [a], used: []}\n', { slots: ['a'], used: [{ slot: 'a', halt: name }] }],
    ['reserved: {slots: [5]}\n', { slots: ['5'], used: [{ slot: '5', halt: name }] }],
    [
      'reserved: # five\n  slots: [5]\n  used: # none\nhalt: # which\nsupersedes: # none\n',
      { slots: ['5'], used: [{ slot: '5', halt: name }] },
    ],
  ])('counts the next slot of %j', async (more, reserved) => {
    const { errors, fields } = await cycle(more, null);
    expect(errors).toEqual([]);
    expect(fields['reserved']).toEqual(reserved);
    expect(fields['halt']).toBe(name);
    expect(fields['amendments']).toEqual([
      { version: '0.2', date: '2026-05-13', cycle: fields['cycle'], answers: name },
    ]);
  });

  test.each([
    ['', undefined],
    ['reserved: {}\n', undefined],
    ['reserved:\n', undefined],
    ['reserved: # none\n', undefined],
    ['reserved: {slots: [5], used: [{slot: 5}],}\n', ['5']],
    ['reserved:\n  slots: [5]\n  used: [{slot: 5}]\n', ['5']],
  ])('goes beyond the reserve of %j by the item that allows it', async (more, slots) => {
    const { errors, fields, plan } = await cycle(more, 'P9-C2');
    expect(errors).toEqual([]);
    expect(fields['reserved']).toMatchObject({
      ...(slots && { slots }),
      beyond: [{ by: 'P9-C2', halt: name }],
    });
    expect(plan.commit.subject).toBe('CR-2026-009 v0.2: answers phase-9-halt');
  });

  const before = 'reserved: {slots: [5]}\namendments:\n  - version: "0.0"\n    what: |\n      All.\n';
  test.each([
    ['at the end', before],
    ['before a key', `${before}steps: []\n`],
    ['before a blank line', `${before}\nsteps: []\n`],
    ['in a head with CRLF', `${before}steps: []\n`.replaceAll('\n', '\r\n')],
    ['in the value that is replaced', `halt: >-\n  none\n${before}steps: []\n`],
  ])('writes behind a text in a block %s', async (_where, more) => {
    const { errors, fields } = await cycle(more, null);
    expect(errors).toEqual([]);
    expect(fields['halt']).toBe(name);
    expect(fields['amendments']).toEqual([
      { version: '0.0', what: expect.stringMatching(/^All\.\s*$/) },
      expect.objectContaining({ version: '0.2', answers: name }),
    ]);
  });

  test('counts on from the cycles that there were', async () => {
    const { fields } = await cycle('cycle: 2\namendments: [{cycle: 1}, {cycle: 2}]\n', 'P9-C2');
    expect(fields['cycle']).toBe(3);
    expect(fields['amendments']).toHaveLength(3);
  });
});

describe('bump() refuses', () => {
  const path = 'record/tide-table-v0_9.md';
  const refusal = (tree: Tree, at: string, options: Partial<BumpOptions> = {}) =>
    expect(bumped(tree, at, options)).rejects.toThrow(Refusal);

  test('places that disagree, until one is accepted', async () => {
    const tree = { [path]: yaml.replace('# Tide table — v0.9', '# Tide table — v0.8') };
    await refusal(tree, path);
    const { after, errors } = await bumped(tree, path, { accept: 'head' });
    expect(after['record/tide-table-v0_10.md']).toContain('# Tide table — v0.10\n');
    expect(errors).toEqual(['record/archive/tide-table-v0_9.md version/disagreement']);
  });

  test.each([
    ['a quote that never closes', yaml.replace('date:', 'title: "Tides\ndate:')],
    ['another language', yaml.replace('---\n', '---js\n')],
    ['a fence that never closes', yaml.replace('\n---\n', '\n')],
  ])('a head that cannot be read: %s', async (_, text) => {
    await refusal({ [path]: text }, path);
  });

  test('an archived version, an overtaken one, a version that does not rise, a taken name, a name without version', async () => {
    const older = { 'record/archive/tide-table-v0_8.md': yaml.replaceAll('0.9', '0.8') };
    await refusal({ ...older, [path]: yaml }, 'record/archive/tide-table-v0_8.md');
    await refusal(
      { [path]: yaml, 'record/tide-table-v0_8.md': yaml.replaceAll('0.9', '0.8') },
      'record/tide-table-v0_8.md',
    );
    // Of a note that is archived as a whole: how it comes out again.
    await expect(bumped(older, 'record/archive/tide-table-v0_8.md')).rejects.toThrow(
      'slop mv record/archive/tide-table-v0_8.md record/',
    );
    await refusal({ [path]: yaml }, path, { to: { parts: [0, 9] } });
    await refusal({ [path]: yaml }, path, { to: { parts: [0, 8] } });
    await refusal({ [path]: yaml, 'record/archive/tide-table-v0_9.md': yaml }, path);
    await refusal({ 'record/tide-table.md': yaml }, 'record/tide-table.md');
  });
});

test('bump() of a change request of the example phase touches its own places alone', async () => {
  const place = 'record/phases/phase-12-guest-booking/phase-12-cr-guest-booking-v0_4.md';
  const text = await readFile(fileURLToPath(new URL(`../../${place}`, import.meta.url)), 'utf8');
  const { after, plan } = await bumped({ [place]: text }, place);
  const made = after[place.replace('v0_4', 'v0_5')];
  const lines = new Set(text.split('\n'));
  expect(made?.split('\n').filter((line) => !lines.has(line))).toEqual([
    'version: "0.5"',
    'date: 2026-05-13',
    'supersedes: phase-12-cr-guest-booking-v0_4.md',
    '# CR-2026-012 — Phase 12: guest booking (v0.5)',
    '## What changed from v0.4',
    'To be said.',
  ]);
  expect(plan.commit).toEqual({
    subject: 'CR-2026-012 v0.5: supersedes v0.4',
    trailers: ['Record: phase-12-cr-guest-booking v0.5'],
  });
});
