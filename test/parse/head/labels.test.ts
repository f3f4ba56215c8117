import { describe, expect, it } from 'vitest';
import { readHead } from '../../../src/parse/head/head.ts';
import { sliced } from './slices.ts';

describe('the values of an older head', () => {
  it.each([
    ['0.2 (supersedes v0.1)', '0.2', 'v0.1'],
    ['v0.1 (working draft)', '0.1', undefined],
    ['v0_3', '0.3', undefined],
    ['0.1.2 — successor to 0.1.1', '0.1.2', '0.1.1'],
    ['first', 'first', undefined],
    ['**0.2**', '0.2', undefined],
    ['`v0.2`', '0.2', undefined],
    ['*0.2* (supersedes v0.1)', '0.2', 'v0.1'],
    ['[0.2](plan-v0_2.md)', '0.2', undefined],
  ])('of a version are bare, and keep their whole place: %s', (text, version, supersedes) => {
    const { plain, valuesAt } = sliced(`# Plan\n\n**Version.** ${text}\n`);
    expect(plain).toEqual({ version, ...(supersedes && { supersedes }) });
    expect(valuesAt['/version']).toBe(text);
    expect(valuesAt['/supersedes']).toBe(supersedes);
  });

  it.each([
    ['2026-05-16 (evening)', '2026-05-16'],
    ['2026-02-03T10:00:00Z', '2026-02-03'],
    ['May 2026', 'May 2026'],
    ['2026-05-123', '2026-05-123'],
    ['*2026-05-16*', '2026-05-16'],
    ['`2026-05-16`', '2026-05-16'],
  ])('of a date are bare: %s', (text, date) => {
    const { plain, valuesAt } = sliced(`# Plan\n\n**Date.** ${text}\n`);
    expect(plain).toEqual({ date });
    expect(valuesAt['/date']).toBe(text);
  });

  it.each([
    ['Status', '**Draft.** Open.', 'Draft. Open.'],
    ['Status', `**Draft ${'of it '.repeat(60)}all.**`, `Draft ${'of it '.repeat(60)}all.`],
    ['Status', '`in_progress`', 'in_progress'],
    ['Status', '_Superseded_ by [two](two.md)', 'Superseded by [two](two.md)'],
    ['Author', '[Ada](https://example.org/ada), **Bo**', 'Ada, Bo'],
    ['Author', '[Ada][1] <ada@example.org>', '[Ada][1] <ada@example.org>'],
    ['Title', '2 * 3 fares', '2 * 3 fares'],
    ['Title', 'The A* search in a 2*3 grid, by _id', 'The A* search in a 2*3 grid, by _id'],
    ['Author', '**Ada *of* the_desk**, ***Bo***, _A_b_', 'Ada of the_desk, Bo, A_b'],
    ['Title', 'What `__init__` makes of ``**fares``', 'What __init__ makes of **fares'],
    ['Inputs', '**all** of [two](two.md)', '**all** of [two](two.md)'],
  ])('of words are bare of marks: %s %s', (label, text, words) => {
    const { plain, valuesAt } = sliced(`# Plan\n\n**Version.** 0.1\n**${label}.** ${text}\n`);
    expect(plain).toEqual({ version: '0.1', [label.toLowerCase()]: words });
    expect(valuesAt[`/${label.toLowerCase()}`]).toBe(text);
  });

  it.each([
    'Nothing for Phase 57 specifically.',
    'No prior Phase 57 CR — v0.1 is the first.',
    'None',
    'N/A',
    '—',
  ])('of supersedes may say that there is nothing: %s', (text) => {
    const { plain, at } = sliced(`# Plan\n\n**Version.** 0.2 (supersedes v0.1)\n**Supersedes.** ${text}\n`);
    expect(plain).toEqual({ version: '0.2' });
    expect(at.has('/supersedes')).toBe(false);
  });

  it('of supersedes are kept when they name something', () => {
    const { plain } = sliced(
      '# Plan\n\n**Version.** 0.2 (supersedes v0.1)\n**Supersedes.** Nothing-yet-v0_1.md\n',
    );
    expect(plain).toEqual({ version: '0.2', supersedes: 'Nothing-yet-v0_1.md' });
  });

  it('of a status may say what the note supersedes', () => {
    const { plain, valuesAt } = sliced('# Plan\n\n**Status.** Amendment cycle 3; supersedes v0.3.\n');
    expect(plain).toEqual({ status: 'Amendment cycle 3; supersedes v0.3.', supersedes: 'v0.3' });
    expect(valuesAt['/supersedes']).toBe('v0.3');
  });

  it('needs no space behind a known label that opens a line', () => {
    const { plain, valuesAt } = sliced(
      '# Plan\n\n**Version:**0.1\n**Date:**2026-05-12\n**Status.** So **far.**Done\n',
    );
    expect(plain).toEqual({ version: '0.1', date: '2026-05-12', status: 'So far.Done' });
    expect(valuesAt['/date']).toBe('2026-05-12');
  });

  it('may stand in paragraphs of plain labels, of which one told the head', () => {
    const { plain } = sliced(
      '# Plan\n\nVersion: 0.1\n\nAudience: all\n\nDate: 2026-05-12\n\nStatus: Draft\n\nPurpose of it: prose.\n',
    );
    expect(plain).toEqual({ version: '0.1', audience: 'all', date: '2026-05-12', status: 'Draft' });
    const prose = sliced('# Plan\n\n**Version.** 0.1\n\nPurpose: it goes on in prose.\n');
    expect(prose.plain).toEqual({ version: '0.1' });
  });

  it('may run over lines, and bold words in them are no labels', () => {
    const { plain, valuesAt } = sliced(
      '# Plan\n\n**Version.** 0.1\n**Status.** A draft that is **not final.** It runs\non and **Important.** on.\n**Author.** Ada\n',
    );
    expect(plain).toEqual({
      version: '0.1',
      status: 'A draft that is not final. It runs on and Important. on.',
      author: 'Ada',
    });
    expect(valuesAt['/status']).toBe('A draft that is **not final.** It runs\non and **Important.** on.');
  });

  it('may be lists, each entry at its place', () => {
    const { plain, valuesAt, faults, values } = sliced(
      '# Plan\n\n**Version.** 0.1\n**Companion to.**\n- a-v0_1.md [why\n  so]\n- b-v0_2.md\n**Amendment record.**\n\n1. first\n2. second\n\nText.\n',
    );
    expect(plain).toEqual({
      version: '0.1',
      companions: ['a-v0_1.md [why so]', 'b-v0_2.md'],
      amendments: ['first', 'second'],
    });
    expect(valuesAt).toMatchObject({
      '/companions': '- a-v0_1.md [why\n  so]\n- b-v0_2.md',
      '/companions/0': 'a-v0_1.md [why\n  so]',
      '/amendments/1': 'second',
    });
    expect(values.map(({ pointer }) => pointer)).toEqual([
      '/version',
      '/companions/0',
      '/companions/1',
      '/amendments/0',
      '/amendments/1',
    ]);
    expect(faults).toEqual([]);
  });

  it('may be apart by bars and dots', () => {
    const { plain } = sliced('# Plan\n\n**Version:** 0.1 | **Date:** 2026-05-12 · **Author:** Ada\n');
    expect(plain).toEqual({ version: '0.1', date: '2026-05-12', author: 'Ada' });
  });

  it('may be empty', () => {
    const { plain, valuesAt } = sliced('# Plan\n\n**Version.** 0.1\n**Author.**\n**Status.**\n');
    expect(plain).toEqual({ version: '0.1', author: '', status: '' });
    expect(valuesAt['/author']).toBe('');
  });
});

describe('the labels of an older head', () => {
  it('without an alias are keys by their words', () => {
    const { plain, keysAt } = sliced(
      '# Plan\n\n**Version.** 0.1\n**When the engine work moves into execution.** Then.\n**Repos affected (v0.2; pre-execution).** engine\n',
    );
    expect(plain).toEqual({
      version: '0.1',
      'when-the-engine-work-moves-into-execution': 'Then.',
      'repos-affected-v0-2-pre-execution': 'engine',
    });
    expect(keysAt['/when-the-engine-work-moves-into-execution']).toBe(
      'When the engine work moves into execution',
    );
  });

  it('may carry words in parentheses behind those that have the alias', () => {
    const { plain } = sliced(
      '# Plan\n\n**Version.** 0.2\n**Amendment record (v0.2; pre-execution).** one\n**Amendment record (v0.1).** two\n',
    );
    expect(plain).toEqual({ version: '0.2', amendments: 'one', 'amendment-record-v0-1': 'two' });
  });

  it('that share an alias are two fields, and no fault', () => {
    const { plain, faults } = sliced(
      '# Plan\n\n**Version.** 0.1\n**Companion to.** a\n**Companion document.** b\n',
    );
    expect(plain).toEqual({ version: '0.1', companions: 'a', 'companion-document': 'b' });
    expect(faults).toEqual([]);
  });

  it('with the very words of a key come before others that stand for it', () => {
    const { plain, faults } = sliced(
      '# Plan\n\n**Created.** 2026-01-01\n**Date.** 2026-05-12\n**Created.** 2026-01-02\n',
    );
    expect(plain).toEqual({ created: '2026-01-01', date: '2026-05-12' });
    expect(faults.map(({ rule, data }) => [rule, data])).toEqual([
      ['head/duplicate-key', { key: 'created' }],
    ]);
  });

  it('take whatever alias slop.yaml gives them', () => {
    const text = '# Form\n\n**Shape type.** x\n**Shaping.** y\n';
    const aliases = new Map([
      ['shape type', 'shape'],
      ['shaping', 'made'],
    ]);
    expect({ ...readHead(text, { labels: aliases }).head }).toEqual({ shape: 'x', made: 'y' });
    expect(sliced(text).form).toBe('none');
  });

  it('count without alias in a paragraph of their own where a rule closes the head, or between others', () => {
    const unknown = '**Voice.** Plain.';
    const known = '**Version.** 0.1';
    expect(sliced(`# Plan\n\n${known}\n\n${unknown}\n\n---\n`).plain).toEqual({
      version: '0.1',
      voice: 'Plain.',
    });
    expect(sliced(`# Plan\n\n${unknown}\n\n${known}\n\nText.\n`).plain).toEqual({
      version: '0.1',
      voice: 'Plain.',
    });
    expect(sliced(`# Plan\n\n${known}\n\n${unknown}\n\nText.\n`).plain).toEqual({ version: '0.1' });
  });
});

describe('the place of an older head', () => {
  it('may be under a title and its subtitle', () => {
    const { plain, slice, headSpan } = sliced(
      '# INFRASTRUCTURE\n\n## CR-2026-032 — Upload (v0.1)\n\n**Version.** 0.1\n**Date.** 2026-05-01\n\n## Contents\n',
    );
    expect(plain).toEqual({ version: '0.1', date: '2026-05-01' });
    expect(slice(headSpan)).toBe('**Version.** 0.1\n**Date.** 2026-05-01');
  });

  it('may be under a heading that could open a section, when it has a version, or a date and a rule behind it', () => {
    const date = '**Author:** Ada\n**Date:** 2026-03-26';
    expect(sliced(`# Plan\n## Schema and map\n\n${date}\n\n---\n`).plain).toEqual({
      author: 'Ada',
      date: '2026-03-26',
    });
    expect(sliced(`# Plan\n## Schema and map\n\n${date}\n\nText.\n`).form).toBe('none');
  });

  it('may hold a single known label where a rule closes it', () => {
    expect(sliced('# Plan\n\n**Audience:** Ada\n**Shelf:** 3\n\n---\n').plain).toEqual({
      audience: 'Ada',
      shelf: '3',
    });
  });

  it('reaches over the dashes that close it without a blank line, which would make it a heading', () => {
    const { plain, slice, headSpan } = sliced(
      '# Plan\n\n**Version.** 0.1\n**Status.** Draft\n---\n\nText.\n',
    );
    expect(plain).toEqual({ version: '0.1', status: 'Draft' });
    expect(slice(headSpan)).toBe('**Version.** 0.1\n**Status.** Draft\n---');
  });

  it('may be under a title with a line of `=`', () => {
    expect(sliced('Plan\n====\n\n**Version.** 0.1\n').plain).toEqual({ version: '0.1' });
  });

  it('may be a table below a motto and a rule', () => {
    const text =
      '# Plan\n\n*All of it*\n\n---\n\n| Property | Value |\n|---|---|\n| **Version** | 1.0 |\n| **Author** | Ada |\n\n---\n\n## 1. More\n';
    expect(sliced(text).plain).toEqual({ version: '1.0', author: 'Ada' });
    expect(sliced(text.replace('*All of it*', '## Section')).form).toBe('none');
  });

  it('may be between two rules, but not below prose or a section', () => {
    const text = '# Plan\n\n---\n\n**Version:** 0.1\n**Owner:** Ada\n\n---\n\nText.\n';
    expect(sliced(text).plain).toEqual({ version: '0.1', owner: 'Ada' });
    expect(sliced(text.replace('# Plan\n', '# Plan\n\n*All of it*\n')).form).toBe('none');
    expect(sliced(text.replace('# Plan\n', '# Plan\n\n## Section\n')).form).toBe('none');
    expect(sliced(text.replace('# Plan\n', '# Plan\n\n---\n')).form).toBe('none');
    expect(sliced(text.replace('**Version', 'Text.\n\n**Version')).form).toBe('none');
    expect(sliced(text.replace('**Version', '## Item\n\n**Version')).form).toBe('none');
    const line = '# Plan\n\n---\n\nv0.2 · 2026-05-21 · Draft\n';
    expect(sliced(line).form).toBe('none');
    expect(sliced(`<!--\nVersion: 0.1\n-->\n${line}`).plain).toEqual({ version: '0.1' });
    expect(sliced(`${line}\n---\n`).plain).toEqual({ version: '0.2', date: '2026-05-21', status: 'Draft' });
  });

  it('may be a table in a section called document control, wherever that is', () => {
    const { plain, form, slice, headSpan } = sliced(
      '# Plan\n\nText.\n\n## 1. Document Control\n\n|  |  |\n|:--|:--|\n| Version | 0.1 |\n| Cost \\| time | a \\| b |\n\n## 2. More\n',
    );
    expect(form).toBe('table');
    expect(plain).toEqual({ version: '0.1', 'cost-time': 'a | b' });
    expect(slice(headSpan)).toMatch(/^\| {2}\|[\s\S]*a \\\| b \|$/);
  });
});

it('a comment behind a value is no part of it', () => {
  const { plain, valuesAt } = sliced(
    '# Plan\n\n**Version.** 0.1\n**Status.** Draft <!-- for now --> <!-- really -->\n**Author.** Ada <!-- b\n',
  );
  expect(plain).toEqual({ version: '0.1', status: 'Draft', author: 'Ada <!-- b' });
  expect(valuesAt['/status']).toBe('Draft');
});

describe('a banner', () => {
  it('is a status where there is no other head, and stays in the text', () => {
    const text = '> **SUPERSEDED — historical artifact.** Read the other one.\n\n# Tool\n\nText.\n';
    const { form, plain, slice, headSpan, valuesAt } = sliced(text);
    expect(form).toBe('banner');
    expect(plain).toEqual({ status: 'SUPERSEDED — historical artifact.' });
    expect(valuesAt['/status']).toBe('SUPERSEDED — historical artifact.');
    expect(slice(headSpan)).toBe('**SUPERSEDED — historical artifact.**');
  });

  it('gives the status of a head that has none', () => {
    const { form, plain, values } = sliced(
      '# Plan\n\n> [!WARNING]\n> **Archived.** Old.\n\n**Version.** 0.1\n',
    );
    expect(form).toBe('label-lines');
    expect(plain).toEqual({ version: '0.1', status: 'Archived.' });
    expect(values.map(({ pointer }) => pointer)).toEqual(['/version']);
  });
});

describe('labels in a block quote', () => {
  it('are a head below the title, each value on its lines and without the marks of the quote', () => {
    const quote = [
      '> **Status:** in review  ',
      '> **Version**: 0.2 (supersedes v0.1)',
      '>',
      '> **Authors.**',
      '> - Ada',
      '> - Bo',
      '> **Scope:** the desk,',
      '>   and the quay',
      '> ',
    ].join('\r\n');
    const { form, plain, slice, headSpan, valuesAt } = sliced(`# Plan\r\n\r\n${quote}\r\n\r\nText.\r\n`);
    expect(form).toBe('label-lines');
    expect(plain).toEqual({
      status: 'in review',
      version: '0.2',
      supersedes: 'v0.1',
      authors: ['Ada', 'Bo'],
      scope: 'the desk, and the quay',
    });
    expect(valuesAt['/version']).toBe('0.2 (supersedes v0.1)');
    expect(slice(headSpan)).toMatch(/^> \*\*Status[\s\S]*quay$/);
  });

  it.each([
    ['plain ones', '> Status: accepted\n> Date: 2026-03-02\n', { status: 'accepted', date: '2026-03-02' }],
    ['in two quotes', '> **Status**: a\n\n> **Date**: 2026-03-02\n', { status: 'a', date: '2026-03-02' }],
    ['under other labels', '**Version.** 0.1\n\n> **Status.** a\n', { version: '0.1', status: 'a' }],
  ])('may be %s', (_, text, head) => {
    expect(sliced(`# Plan\n\n${text}\n## One\n`).plain).toEqual(head);
  });

  it.each([
    ['that no head has', '> **Note:** This feature is stable.\n'],
    ['below a section', '## Minutes\n\n> **Status:** he said that it is done.\n'],
    ['below prose', 'Text.\n\n> **Status:** as he said.\n'],
    ['behind other words', '> He said:\n> **Status:** done.\n'],
    ['alone and plain', '> Status: the train said\n'],
    ['alone and plain over lines', '> Date: it was late\n> Note: and dark\n'],
  ])('are none %s', (_, text) => {
    expect(sliced(`# Plan\n\n${text}`).form).toBe('none');
  });

  it('end before the text below them in the quote', () => {
    const { plain, slice, headSpan } = sliced(
      '# Plan\n\n> **Status:** a\n> **Version:** 0.1\n>\n> Text.\n\nMore.\n',
    );
    expect(plain).toEqual({ status: 'a', version: '0.1' });
    expect(slice(headSpan)).toBe('> **Status:** a\n> **Version:** 0.1');
  });

  it('that are no head leave what stands below them one', () => {
    expect(sliced('# Plan\n\n> A motto: it helps.\n\n**Version.** 0.1\n').plain).toEqual({ version: '0.1' });
  });
});

describe('a bold word that opens a block quote', () => {
  it.each([
    ['**Archived** copies are below.', undefined],
    ['**Retired** names of this kind may come again.', undefined],
    ['**Superseded** by b-v0_2.md, which is current.', 'Superseded'],
    ['**Archived** because it is old.', 'Archived'],
    ['**Superseded** The current version is b-v0_2.md.', 'Superseded'],
    ['**DRAFT** comments are welcome.', 'DRAFT'],
    ['**Draft** of what is to come', 'Draft'],
  ])('in %j says of the note: %s', (quote, status) => {
    expect(sliced(`> ${quote}\n\n# Plan\n\n**Version.** 0.1\n`).plain).toEqual({
      version: '0.1',
      ...(status && { status }),
    });
  });
});

describe('a banner over a head with a status', () => {
  const headed = (banner: string) =>
    sliced(`> **${banner}**\n\n# Plan\n\n**Version.** 0.2\n**Status.** Cycle 2; supersedes v0.1.\n`);

  it('that says the end of the note is its status, since nobody rewrites the old one', () => {
    const { plain, faults, valuesAt } = headed('SUPERSEDED by v0.3.');
    expect(faults).toEqual([]);
    expect(plain).toEqual({ version: '0.2', status: 'SUPERSEDED by v0.3.', supersedes: 'v0.1' });
    expect(valuesAt['/status']).toBe('SUPERSEDED by v0.3.');
  });

  it('that says another beginning is a fault', () => {
    expect(headed('Draft').faults.map(({ rule }) => rule)).toEqual(['head/duplicate-key']);
  });
});

describe('a head in two places', () => {
  const comment =
    '<!--\nFile: spec.md\nVersion: 4.1\nCreated: 2026-02-03T10:00:00Z\nChange Log:\n  - 4.1: more\n    of it\n  - 4.0: first\n-->\n\n# Spec\n\n';

  it('is one head when they agree', () => {
    const { form, plain, faults, values, slice, headSpan } = sliced(
      `${comment}**Version:** v4.1\n**Date:** 2026-02-03\n**Audience:** all\n`,
    );
    expect(form).toBe('html-comment');
    expect(plain).toEqual({
      file: 'spec.md',
      version: '4.1',
      date: '2026-02-03',
      created: '2026-02-03T10:00:00Z',
      amendments: ['4.1: more of it', '4.0: first'],
      audience: 'all',
    });
    expect(faults).toEqual([]);
    expect(slice(headSpan)).toBe(comment.slice(0, comment.indexOf('-->') + 3));
    expect(values.map(({ pointer }) => pointer)).toEqual([
      '/file',
      '/version',
      '/created',
      '/amendments/0',
      '/amendments/1',
    ]);
  });

  it('has a fault where they do not', () => {
    const { faults, plain } = sliced(`${comment}**Version:** v4.2\n`);
    expect(faults.map(({ rule, data }) => [rule, data])).toEqual([
      ['head/duplicate-key', { key: 'version' }],
    ]);
    expect(plain['version']).toBe('4.1');
  });
});

describe('a comment', () => {
  it('may have indented lines, lines that belong to no field, and a log without list marks', () => {
    const { plain, valuesAt, faults } = sliced(
      '# Guide\n\n<!--\n  File: guide.md\n  Version: 1.1.0\n  Purpose: to guide\n    everyone\n\n  A Guide\n\n  Author: Ada\n  =====\n  Change Log:\n    v1.1.0 (2026-02-01): Changed it\n        in two ways\n    v1.0.0 (2026-01-29): Initial\n-->\n\nText.\n',
    );
    expect(plain).toEqual({
      file: 'guide.md',
      version: '1.1.0',
      summary: 'to guide everyone',
      author: 'Ada',
      amendments: ['v1.1.0 (2026-02-01): Changed it in two ways', 'v1.0.0 (2026-01-29): Initial'],
    });
    expect(valuesAt['/summary']).toBe('to guide\n    everyone');
    expect(valuesAt['/amendments/1']).toBe('v1.0.0 (2026-01-29): Initial');
    expect(faults).toEqual([]);
  });
});

describe('a dot line', () => {
  it.each([
    ['v0.2·2026-05-21·Working draft', { version: '0.2', date: '2026-05-21', status: 'Working draft' }],
    [
      'Version 0.1 · 2026-07-07 · Audience: everyone',
      { version: '0.1', date: '2026-07-07', audience: 'everyone' },
    ],
    ['*Viewing v0.1·2026-05-21·Editable*', { version: '0.1', date: '2026-05-21' }],
    ['Version 0.1 · 4 May 2026 · Draft', { version: '0.1', date: '4 May 2026', status: 'Draft' }],
    ['2026-05-21 · v0.2 · Draft', { date: '2026-05-21', version: '0.2', status: 'Draft' }],
    ['Date · May 4, 2026 · Status · Draft', { date: 'May 4, 2026', status: 'Draft' }],
    [
      'Date: 4 May 2026 · Status: Draft · Read by: all',
      { date: '4 May 2026', status: 'Draft', 'read-by': 'all' },
    ],
    ['**v0.2** · _Draft_', { version: '0.2', status: 'Draft' }],
  ])('is read from %s', (line, head) => {
    const { form, plain } = sliced(`# Plan\n${line}\n\nText.\n`);
    expect(form).toBe('dot-line');
    expect(plain).toEqual(head);
  });
});

describe('labels in other scripts', () => {
  const own = new Map([
    ['バージョン', 'version'],
    ['日付', 'date'],
    ['дата', 'date'],
    ['статус', 'status'],
  ]);

  it.each([
    ['**バージョン：** 0.2\n**日付：**2026-05-12', { version: '0.2', date: '2026-05-12' }],
    ['**バージョン**：0.2\n**日付**： 2026-05-12', { version: '0.2', date: '2026-05-12' }],
    ['バージョン：0.2\n日付: 2026-05-12', { version: '0.2', date: '2026-05-12' }],
    [
      '| 日付： | 2026-05-12 |\n|---|---|\n| **バージョン：** | 0.2 |',
      { version: '0.2', date: '2026-05-12' },
    ],
    ['Дата: 2026-05-12\nСтатус: принят', { date: '2026-05-12', status: 'принят' }],
  ])('are read: %j', (lines, head) => {
    expect(readHead(`# 題\n\n${lines}\n`, { labels: own }, 'a.md').head).toEqual(head);
  });

  it.each(['元帳：一覧\n日付の順', 'Он сказал: да'])('are not seen in prose: %j', (lines) => {
    expect(readHead(`# 題\n\n${lines}\n`, { labels: own }, 'a.md').form).toBe('none');
  });
});
