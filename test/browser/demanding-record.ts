import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sample = fileURLToPath(new URL('../samples/harbour/', import.meta.url));

/** A record that asks much of a layout: long, wide, right to left, many versions, every standing, every finding. */
export function demandingRecord(): Readonly<Record<string, string | Uint8Array>> {
  const files: Record<string, string | Uint8Array> = { 'slop.yaml': readFileSync(`${sample}slop.yaml`) };
  for (const entry of readdirSync(`${sample}record`, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = `${entry.parentPath}/${entry.name}`;
    files[path.slice(sample.length)] = readFileSync(path);
  }
  for (let minor = 1; minor <= 41; minor += 1) {
    const folder = minor === 41 ? '' : 'archive/';
    const date = `2026-01-${String(1 + (minor % 28)).padStart(2, '0')}`;
    files[`record/log/${folder}log-v0_${minor}.md`] =
      `# The log — v0.${minor}\n\n**Version.** 0.${minor}\n**Date.** ${date}\n**Status.** Working draft. ${'Long words about where it stands. '.repeat(minor === 41 ? 20 : 1)}\n\n## 1. Entries\n\nSee phase-3-cr-lights-v0_2.md §2, and v0.3.\n`;
  }
  return { ...files, ...wide, ...scripts, ...broken };
}

const columns = Array.from({ length: 40 }, (_, at) => `column ${at + 1}`);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

const wide = {
  'record/wide-v0_1.md': `---
title: ${'A title that goes on and on, as titles of this sort do, '.repeat(6).slice(0, 300)}
version: "0.1"
date: 2026-02-01
summary: ${'unbroken'.repeat(40)}
reading:
  - document: phase-3-cr-lights-v0_2.md
    role: context
    reason: ${'It says much. '.repeat(12)}
  - document: ${'a-very-long-name-'.repeat(8)}v0_1.md
    role: ${'authoritative'.repeat(4)}
baselines: {engine: {passed: 2279, failed: 1, skipped: 32}, desk: {passed: 151}}
---

# A title

${row(columns)}${row(columns.map(() => '---'))}${row(columns.map((_, at) => `${at * 1111}`))}

\`${'code'.repeat(60)}\` and ${'word'.repeat(60)} and https://example.org/${'path/'.repeat(40)}

\`\`\`sh
${'a command with many words '.repeat(12)}
\`\`\`

> A quotation
>
> > within a quotation

1. One

   - inner
     - inmost
2. Two

Term one<script>alert(1)</script>, two <b>bold</b>.

<div onclick="alert(1)">raw</div>

![a far picture](https://example.org/far.png)

## A heading that is ${'long '.repeat(40)}

### ${'Unbroken'.repeat(20)}

- [x] done
- [ ] to do[^1]

[^1]: A note at the foot.
`,
};

const scripts = {
  'record/arabic.md': `---
title: "ميناء الأضواء: ملاحظة تسليم (v0.1)"
author: "مرفأ"
date: 2026-02-01
---

## ١. المقدمة

هذه ملاحظة عن الأضواء في الميناء، مع اسم ملف phase-3-cr-lights-v0_2.md داخل الجملة.

- بند أول
- بند ثان
`,
  'record/日本語.md':
    '---\ntitle: 港の灯り — 第三段階の引き継ぎ文書\ndate: 2026-02-01\n---\n\n## 一、はじめに\n\n港の灯りについての文書です。夜に入る船のために、二つの桟橋に灯りを置きます。\n',
  'record/turned.md':
    '---\ntitle: "\u202egnp.exe turned"\nstatus: "<script>alert(1)</script>"\nphase: \'"><svg onload=alert(1)>\'\n---\n\nA [script](javascript:alert(1)).\n',
};

const broken = {
  'record/deep.md': `---\ntitle: Deep\n---\n\n${'> '.repeat(300)}deep\n`,
  'record/half-a-head.md': '---\ntitle: [never closed\n---\n\n# What is left\n\nText.\n',
  'record/plan.docx': new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00]),
};
