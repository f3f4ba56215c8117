import { describe, expect, it } from 'vitest';
import { sliced } from './slices.ts';

/** One record as every form writes it: version, date, author, status and what it supersedes. */
const record = {
  version: '0.2',
  date: '2026-05-12',
  author: 'Ada (drafting)',
  status: 'Working draft',
  supersedes: 'plan-v0_1.md',
};

const forms = {
  yaml: `---
version: 0.2
date: 2026-05-12
author: Ada (drafting)
status: Working draft
supersedes: plan-v0_1.md
---
# Plan
`,
  'label-lines': `# Plan

**Version.** 0.2
**Date.** 2026-05-12
**Author.** Ada (drafting)
**Status.** Working draft
**Supersedes.** plan-v0_1.md

---

## 1. Purpose
`,
  'label-lines, between two rules': `# Plan

---

**Version.** 0.2
**Date.** 2026-05-12
**Author.** Ada (drafting)
**Status.** Working draft
**Supersedes.** plan-v0_1.md

---

Text.
`,
  'label-lines, run together': `# Plan

**Version.** 0.2 **Date.** 2026-05-12 **Author.** Ada (drafting) **Status.** Working draft **Supersedes.** plan-v0_1.md

Text.
`,
  'label-lines, colons and hard breaks': `# Plan

**Version:** 0.2  
**Date:** 2026-05-12  
**Author**: Ada (drafting)\\
**Status:** Working draft  
**Supersedes:** plan-v0_1.md
`,
  'label-lines, before the title': `**Version.** 0.2
**Date.** 2026-05-12
**Author.** Ada (drafting)
**Status.** Working draft
**Supersedes.** plan-v0_1.md

# Plan
`,
  'label-lines, a paragraph each': `# Plan

**Version.** 0.2

**Date.** 2026-05-12

**Author.** Ada (drafting)

**Status.** Working draft

**Supersedes.** plan-v0_1.md

Text.
`,
  'label-lines, a list': `# Plan

- **Version:** 0.2
- **Date:** 2026-05-12
- **Author:** Ada (drafting)
- **Status:** Working draft
- **Supersedes:** plan-v0_1.md
`,
  'label-lines, plain': `# Plan

Version: 0.2
Date: 2026-05-12
Author: Ada (drafting)
Status: Working draft
Supersedes: plan-v0_1.md

Text.
`,
  'html-comment': `<!--
Version: 0.2
Date: 2026-05-12
Author: Ada (drafting)
Status: Working draft
Supersedes: plan-v0_1.md
-->

# Plan
`,
  table: `# Plan

## Document Control

| Field | Value |
| --- | --- |
| **Version** | 0.2 |
| Date | 2026-05-12 |
| Author: | Ada (drafting) |
| Status | Working draft |
| Supersedes | plan-v0_1.md |

Text.
`,
  'dot-line': `# Plan

Version 0.2 · 2026-05-12 · Author: Ada (drafting) · Working draft · Supersedes: plan-v0_1.md

Text.
`,
};

describe('readHead() in every form', () => {
  it.each(Object.entries(forms))('reads the record from %s, each value at its place', (name, text) => {
    const { form, plain, valuesAt, faults, slice, headSpan, values } = sliced(text);
    expect(form).toBe(name.split(',')[0]);
    expect(plain).toEqual(record);
    expect(faults).toEqual([]);
    expect(valuesAt).toEqual(
      Object.fromEntries(Object.entries(record).map(([key, value]) => [`/${key}`, value])),
    );
    expect(values.map(({ pointer }) => pointer)).toHaveLength(5);
    expect(slice(headSpan)).toContain('0.2');
    expect(slice(headSpan)).not.toMatch(/Text\.|# Plan/);
  });

  it.each(Object.entries(forms))(
    'reads %s the same with a byte order mark and other line endings',
    (_, text) => {
      for (const ending of ['\n', '\r\n', '\r']) {
        for (const mark of ['', '\uFEFF']) {
          const variant = mark + text.replaceAll('\n', ending);
          const { plain, valuesAt, faults, form, body } = sliced(variant);
          expect(form).toBe(sliced(text).form);
          expect(plain).toEqual(record);
          expect(valuesAt).toEqual(sliced(text).valuesAt);
          expect(faults).toEqual([]);
          if (form !== 'yaml') expect(body).toEqual({ start: mark.length, end: variant.length });
        }
      }
    },
  );

  it.each(Object.entries(forms))('finds a key written twice in %s, and the first place', (name, text) => {
    const again = text
      .replace(
        /^(.*Author.*)$/m,
        name.startsWith('dot-line') || name.includes('run together') ? '$1' : '$1\n$1',
      )
      .replace(/^(author.*)$/m, '$1\n$1')
      .replace(' · Working', ' · Author: Bo · Working')
      .replace(' **Status.** W', ' **Author.** Bo **Status.** W');
    const doubled = name.includes('a paragraph each')
      ? text.replace('**Status.**', '**Author.** Bo\n\n**Status.**')
      : again;
    const { faults, slice, plain } = sliced(doubled);
    expect(faults.map(({ rule, data }) => [rule, data])).toEqual([['head/duplicate-key', { key: 'author' }]]);
    const [fault] = faults;
    const first = fault?.related?.[0];
    expect(first && slice(first.span).toLowerCase()).toBe('author');
    expect(first?.path).toBe('note.md');
    expect(fault && slice(fault.span).toLowerCase()).toBe('author');
    expect(first?.span.start).toBeLessThan(fault?.span.start ?? 0);
    expect(plain['author']).toBe(record.author);
  });

  it.each(Object.entries(forms))('refuses a forbidden key in %s', (_, text) => {
    const { faults, plain } = sliced(
      text.replace(/author/i, (word) => (word === 'author' ? 'constructor' : 'Constructor')),
    );
    expect(faults.map(({ rule, data }) => [rule, data])).toEqual([
      ['head/forbidden-key', { key: 'constructor' }],
    ]);
    expect(Object.keys(plain)).toEqual(['version', 'date', 'status', 'supersedes']);
  });
});

describe('readHead() without a head', () => {
  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n'],
    ['a title', '# Plan\n'],
    ['prose', 'Text with **Version.** 0.1 in it.\n'],
    ['bold first words', '# Tool\n\n**Fast.** It is.\n\n**Small.** It is.\n\n---\n'],
    [
      'bold first words in a section',
      '# Plan\n\nText.\n\n## 4. Note\n\n**Path.** docs/x.md\n\n**Status.** Open.\n',
    ],
    ['a section right under the title', '# Plan\n\n## 1. Path\n\n**Path.** docs\n\n**Purpose.** x\n'],
    ['items with a status', '# Queue\n\n## Item 1\n\n**Status.** Open.\n**Author.** Ada\n'],
    ['labels after prose', '# Plan\n\nText.\n\n**Version.** 0.1\n'],
    ['labels after a rule', '# Plan\n\n---\n\n**Version.** 0.1\n'],
    ['labels in code', '# Plan\n\n```\n**Version.** 0.1\n```\n'],
    ['one label that prose could open with', '# Plan\n\n**Purpose.** We do things.\n'],
    ['a colon in prose', '# Plan\n\nAuthor: that is a hard question.\n'],
    ['a table that explains fields', '# Plan\n\n| Field | Meaning |\n|---|---|\n| Version | which one |\n'],
    ['a table of three columns', '# Plan\n\n| a | b | c |\n|---|---|---|\n| Version | 0.1 | x |\n'],
    ['a comment', '<!-- slop-ignore-file head/missing: old -->\n# Plan\n'],
    ['an open comment', '<!--\nVersion: 0.1\n\n# Plan\n'],
    ['dots without a version', '# Plan\n\nDUNIN7 · LOOMWORKS · RECORD\n'],
    ['a day and no version', '# Plan\n\n4 May 2026 · Harbour · Draft\n'],
    ['a day and an hour', '# Plan\n\n4 May 2026 · 14.30 · Pier 2\n'],
    ['labels alone', '# Plan\n\nAuthor · Status · Date · Title\n'],
    ['a label among words', '# Plan\n\nDate · Harbour · Pier\n'],
    ['a version without dots', '# Plan\n\nv0.2\n'],
    ['a quote', '> **Note.** Be careful.\n\n# Plan\n'],
    ['four dashes', '----\nversion: 0.1\n----\n'],
    ['dashes before words', '--- and so on\n\n---\n'],
  ])('takes %s for what it is', (_, text) => {
    const { form, plain, headSpan, body, faults, values } = sliced(text);
    expect({ form, plain, headSpan, faults, values }).toEqual({
      form: 'none',
      plain: {},
      headSpan: { start: 0, end: 0 },
      faults: [],
      values: [],
    });
    expect(body).toEqual({ start: 0, end: text.length });
  });
});
