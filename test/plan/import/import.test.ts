import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readHead } from '../../../src/parse/head/head.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { findHead } from '../../../src/plan/import/found-head.ts';
import { exportPlan, importPlan } from '../../../src/plan/import/import.ts';
import { exportNote, type ImportRules, importNote } from '../../../src/plan/import/import-note.ts';
import { editedText } from '../../../src/plan/plan-outcome.ts';
import { blobId } from '../../../src/read/blob.ts';
import type { Source } from '../../../src/types.ts';
import { defaultConfig } from '../../../src/validate/config-defaults.ts';
import { loadKinds } from '../../../src/validate/kinds.ts';
import { growsLinearly } from '../../helpers/growth.ts';
import { packageSchemas } from '../../helpers/package-schemas.ts';

const { kinds } = loadKinds(packageSchemas());
const rules: ImportRules = { config: defaultConfig, kinds, engine: satteriEngine, kind: null };

const sourceOf = (path: string, text: string): Source => {
  return { path, text, oid: blobId(Buffer.from(text)), faults: [], opaque: false };
};

function imported(path: string, text: string, kind: string | null = null) {
  const result = importNote(sourceOf(path, text), { ...rules, kind });
  if (result.type !== 'edit') throw new Error(JSON.stringify(result));
  return { ...result, head: readHead(result.text, defaultConfig).head };
}

const CR = [
  '# DUNIN7-M4 — INFRASTRUCTURE CHANGE REQUEST',
  '',
  '## CR-2026-090 — Phase 57: Doors (v0.2)',
  '',
  '**Version.** 0.2 (supersedes v0.1)',
  '**Date.** 2026-05-16 (evening)',
  '**Author.** Ana (drafting) / Bo (approving).',
  '**Status.** Draft for Operator review. Nothing is built yet.',
  '**Prior art.** None.',
  '',
  '---',
  '',
  '## 1. Purpose',
  '',
  'Doors.',
  '',
].join('\n');

describe('importNote()', () => {
  test('puts label lines into YAML, maps the status, and takes the number from the title', () => {
    const { head, guess, fitted, text } = imported('record/phase-57-cr-doors-v0_2.md', CR);
    expect(head).toEqual({
      kind: 'cr',
      number: 'CR-2026-090',
      version: '0.2',
      date: '2026-05-16',
      author: 'Ana (drafting) / Bo (approving).',
      status: 'review',
      supersedes: 'phase-57-cr-doors-v0_1.md',
    });
    expect(guess.reason).toContain('**/phase-*-cr-*-v[0-9]*');
    expect(fitted.status).toBe('Draft for Operator review. Nothing is built yet.');
    expect(fitted.unmapped).toEqual(['prior-art']);
    expect(text).toContain('\n#| **Prior art.** None.\n');
    expect(text.endsWith(CR.slice(CR.indexOf('\n---')))).toBe(true);
  });

  test('takes no later version, of which a status speaks in passing, for one of the note', () => {
    const text = CR.replace('0.2 (supersedes v0.1)', '0.2').replace('review.', 'review; supersedes v0.7.');
    expect(imported('record/phase-57-cr-doors-v0_2.md', text).head['supersedes']).toBeUndefined();
  });

  test.each([
    ['yes', true],
    ['the names of guests', true],
    ['no', false],
  ])('keeps a note that says "Private: %s" as private as it was', (words, isPrivate) => {
    const { text } = imported('a.md', `# T\n\n**Version.** 0.1\n**Private.** ${words}\n\nText.\n`);
    expect(text).toContain(`\nprivate: ${isPrivate}\n`);
  });

  test.each([
    ['label lines', '# T\n\n**Version.** 0.1\n**Date.** 2026-05-12\n\nText.\n'],
    ['lines run together', '# T\n\n**Version.** 0.1 **Date.** 2026-05-12 **Author.** Ana\n\n---\n\nText.\n'],
    ['hard breaks', '# T\n\n**Version:** 0.1  \n**Date:** 2026-05-12  \n\n---\nText.\n'],
    [
      'an HTML comment',
      '<!--\nFile: a.md\nVersion: 0.1\nDate: 2026-05-12\nChange Log:\n- 0.1 first\n- 0.2 second\n-->\n# T\n\nText.\n',
    ],
    [
      'a table',
      '# T\n\n| Field | Value |\n| --- | --- |\n| Version | 0.1 |\n| Date | 2026-05-12 |\n\nText.\n',
    ],
    ['a dot line', '# T\n\nVersion 0.1 · 2026-05-12 · Audience: all\n\nText.\n'],
    [
      'CRLF and a byte order mark',
      '\uFEFF# T\r\n\r\n**Version.** 0.1\r\n**Date.** 2026-05-12\r\n\r\n---\r\n\r\nText.\r\n',
    ],
    ['a head that ends the file', '# T\n\n**Version.** 0.1\n**Date.** 2026-05-12'],
    [
      'a list of MADR',
      '# T\n\n* Status: accepted\n* Date: 2026-05-12\n* Version: 0.1\n\n## Decision\n\nText.\n',
    ],
    ['YAML without a kind', '---\nversion: "0.1"\n# a comment\ndate: 2026-05-12\n---\n\n# T\n\nText.\n'],
  ])('reads %s, and gives it back', (_form, text) => {
    const result = imported('record/a-v0_1.md', text);
    expect(result.head).toMatchObject({ kind: 'document', version: '0.1', date: '2026-05-12' });
    expect(exportNote(result.text)).toBe(text);
    expect(readHead(result.text, defaultConfig)).toMatchObject({ form: 'yaml', faults: [] });
  });

  test('writes a day in words as year-month-day', () => {
    const { head, fitted } = imported('a.md', '# T\n\n**Version.** 0.1\n**Date.** 4 March 2026\n\nText.\n');
    expect([head['date'], fitted.unmapped]).toEqual(['2026-03-04', []]);
  });

  test('takes keys with a capital in YAML for the labels that they are, where the key does not stand too', () => {
    const text =
      '---\nKind: standing-note\nTitle: Old\ntitle: Rest\nVersion: "0.1"\nDate: 2026-05-12\n---\n\n# T\n';
    const result = imported('record/a-v0_1.md', text);
    expect(result.head).toEqual({ kind: 'standing-note', title: 'Rest', version: '0.1', date: '2026-05-12' });
    expect(result.fitted.unmapped).toEqual(['Title']);
    expect(exportNote(result.text)).toBe(text);
  });

  test('keeps each of several keys with a capital that mean one', () => {
    const lines = ['Created: 2026-01-02', 'Date: 2026-05-12', 'Authors: B', 'AUTHORS: C', 'STATUS: draft'];
    const { fields } = findHead(`---\n${lines.join('\n')}\n---\n\n# T\n`, defaultConfig) ?? {};
    expect(fields).toEqual({
      Created: '2026-01-02',
      date: '2026-05-12',
      author: 'B',
      AUTHORS: 'C',
      status: 'draft',
    });
  });

  test('takes what decision records call their people in YAML, too, with a capital or without', () => {
    for (const key of ['deciders', 'Deciders']) {
      const text = `---\nKind: decision\nstatus: accepted\ndate: 2026-05-12\n${key}: Ana\n---\n\n# T\n`;
      expect(imported('record/a.md', text).head).toMatchObject({ kind: 'decision', by: 'Ana' });
    }
  });

  test('gives a plain file a kind, and takes it off again', () => {
    const { text, head } = imported('record/notes.md', '# Notes\n\nText.\n');
    expect(head).toEqual({ kind: 'document' });
    expect(exportNote(text)).toBe('# Notes\n\nText.\n');
  });

  test.each([
    [
      'adr-tools',
      'Date: 2016-02-12',
      '\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n',
      'accepted',
      undefined,
    ],
    [
      'adr-tools, superseded',
      'Date: 2016-02-12',
      '\n## Status\n\nSuperceded by [3. Other](0003-other.md)\n\nSupersedes [1. Old](0001-old.md)\n\n## Context\n\nx\n\n## Decision\n\ny\n',
      'superseded',
      '0001-old.md',
    ],
    [
      'MADR 2',
      '* Status: accepted <!-- optional -->\n* Deciders: Ana, Bo\n* Date: 2020-02-12\n',
      '\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n',
      'accepted',
      undefined,
    ],
  ])('reads the decision records of %s', (_tool, head, body, status, supersedes) => {
    const text = `# 2. Use doors\n\n${head}\n${body}`;
    const result = imported('docs/adr/0002-use-doors.md', text);
    expect(result.guess.kind).toBe('decision');
    expect([result.head['status'], result.head['supersedes']]).toEqual([status, supersedes]);
    expect(result.errors).toEqual([]);
    expect(exportNote(result.text)).toBe(text);
  });

  test('reads a list by the labels of other older heads', () => {
    const text =
      '# Doors\n\n* Created: 2020-02-10\n* Date: 2020-02-12\n* Authors: [Ana](https://example.org/ana)\n* Author: Bo\n* Status: **Shipped**\n\nText.\n';
    const { head, text: after } = imported('docs/0001-doors.md', text);
    expect(head).toEqual({
      kind: 'document',
      created: '2020-02-10',
      date: '2020-02-12',
      authors: '[Ana](https://example.org/ana)',
      author: 'Bo',
      status: 'Shipped',
    });
    expect(exportNote(after)).toBe(text);
  });

  test('reads the list that opens a note without a title', () => {
    const text =
      '\n- Feature Name: `doors`\n- Start Date: 2020-02-10\n- RFC PR #: [ship#2](https://example.org/2)\n- Issue:\n\n# Summary\n\nText.\n';
    const { head, text: after } = imported('text/0002-doors.md', text);
    expect(head).toEqual({
      kind: 'document',
      'feature-name': '`doors`',
      date: '2020-02-10',
      'rfc-pr': '[ship#2](https://example.org/2)',
    });
    expect(exportNote(after)).toBe(text);
    const items = '- Doors: open at nine\n- Oars: in the shed\n\n# Summary\n';
    expect(findHead(items, defaultConfig)?.form).toBe('no head');
  });

  test('looks at the empty lines under a title once', async () => {
    const find = (lines: number) => findHead(`# Doors${'\r\n'.repeat(lines + 3)}Text.`, defaultConfig);
    expect(await growsLinearly(find, 3)).toBe(true);
    const { head } = imported('docs/0001-doors.md', `# Doors${'\r\n'.repeat(2000)}* Status: accepted\r\n`);
    expect(head['status']).toBe('accepted');
  });

  test('reads the YAML of MADR 4, and keeps what it cannot place', () => {
    const text =
      '---\nstatus: "superseded by ADR-0005"\ndate: 2024-02-12\ndecision-makers: [Ana, Bo]\nconsulted: Cy\n---\n# Doors\n\n## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n';
    const { head, fitted, text: after, errors } = imported('docs/0001-doors.md', text);
    expect(head).toEqual({ kind: 'decision', status: 'superseded', date: '2024-02-12', by: ['Ana', 'Bo'] });
    expect([fitted.unmapped, errors]).toEqual([['consulted'], []]);
    expect(exportNote(after)).toBe(text);
  });

  test.each([
    ['has a YAML head with a kind', '---\nkind: cr\n---\n# T\n', 'done'],
    ['has a YAML head with a mistake', '---\nstatus: a\nstatus: b\n---\n# T\n', 'left'],
    ['would become another text', 'Some words.\n\n**Version.** 0.1\n**Date.** 2026-05-12\n', 'edit'],
  ])('of a note that %s', (_what, text, type) => {
    expect(importNote(sourceOf('record/a.md', text), rules).type).toBe(type);
  });

  test('gives every head back, and leaves every body alone, byte for byte', () => {
    const label = fc.constantFrom(
      'Version',
      'Date',
      'Status',
      'Author',
      'Audience',
      'Prior art',
      'Companion document',
      'CR number',
      'Kind',
      'Reading order',
    );
    const value = fc.oneof(
      fc.constantFrom(
        '0.1',
        'v0.2 (working draft)',
        '2026-05-12',
        'First draft.',
        'a · b',
        '`a.md` and §3',
        '# no',
        '"q"',
        "'",
        '- x',
        'true',
        '~',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ' ')),
    );
    const fields = fc.array(fc.tuple(label, value), { minLength: 1, maxLength: 6 });
    const shape = fc.constantFrom<(all: readonly (readonly [string, string])[]) => string>(
      (all) => all.map(([name, text]) => `**${name}.** ${text}`).join('\n'),
      (all) => all.map(([name, text]) => `**${name}:** ${text}  `).join('\n'),
      (all) => all.map(([name, text]) => `**${name}.** ${text}`).join(' '),
      (all) => `<!--\n${all.map(([name, text]) => `${name}: ${text}`).join('\n')}\n-->`,
      (all) =>
        `| Field | Value |\n| --- | --- |\n${all.map(([name, text]) => `| ${name} | ${text} |`).join('\n')}`,
      (all) => `v0.1 · ${all.map(([, text]) => text).join(' · ')}`,
      (all) => all.map(([name, text]) => `* ${name}: ${text}`).join('\n'),
      (all) => `---\n${all.map(([name, text]) => `${name.toLowerCase()}: ${text}`).join('\n')}\n---`,
    );
    const lead = fc.constantFrom('', '\uFEFF', '# Title — v0.1\n\n', '# T\n', '\n\n', 'Title\n=====\n');
    const rest = fc.constantFrom(
      '',
      '\n',
      '\n\n---\n\n## 1. A\n\ntext\n',
      '\n\ntext\n\n## Status\n\nAccepted\n',
      '\n---\n',
      '\n\n<!-- x -->\n* y\n',
    );
    let edited = 0;
    fc.assert(
      fc.property(lead, shape, fields, rest, fc.boolean(), (before, form, all, after, crlf) => {
        const plain = `${before}${form(all)}${after}`;
        const text = crlf ? plain.replace(/\n/g, '\r\n') : plain;
        const result = importNote(sourceOf('record/a-v0_1.md', text), rules);
        if (result.type !== 'edit') return;
        edited += 1;
        expect(exportNote(result.text)).toBe(text);
        const span = result.edits.at(-1)?.span ?? { start: 0, end: 0 };
        expect(result.text.endsWith(text.slice(span.end))).toBe(true);
        expect(importNote(sourceOf('record/a-v0_1.md', result.text), rules).type).toBe('done');
      }),
      { numRuns: 400 },
    );
    expect(edited).toBeGreaterThan(200);
  });
});

describe('importPlan()', () => {
  const handoff = sourceOf(
    'record/x-session-handoff-v0_1.md',
    '# T\n\n**Version.** 0.1\n**Date.** 2026-05-12\n\n---\n\nText.\n',
  );
  const cr = sourceOf('record/phase-57-cr-doors-v0_2.md', CR.replace('**Prior art.** None.\n', ''));

  test('asks about a note that would have new errors, and does the others', () => {
    const plan = importPlan([handoff, cr], rules);
    expect(plan.edits.every(({ path }) => path === cr.path)).toBe(true);
    expect(plan.questions).toMatchObject([{ answer: null, family: null }]);
    expect(plan.questions[0]?.edits.every(({ path }) => path === handoff.path)).toBe(true);
    expect(plan.base).toEqual({ [handoff.path]: handoff.oid, [cr.path]: cr.oid });
  });

  test('is undone by exportPlan()', () => {
    const after = editedText(cr.path, cr.text, importPlan([cr], rules).edits);
    const back = exportPlan([sourceOf(cr.path, after)], rules);
    expect(back.questions).toEqual([]);
    expect(editedText(cr.path, after, back.edits)).toBe(cr.text);
  });

  test('is undone only when asked where the YAML head was changed since', () => {
    const after = editedText(cr.path, cr.text, importPlan([cr], rules).edits).replace(
      'status: review',
      'status: approved',
    );
    const back = exportPlan([sourceOf(cr.path, after)], rules);
    expect([back.edits, back.questions.length]).toEqual([[], 1]);
  });
});
