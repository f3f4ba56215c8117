import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sample = fileURLToPath(new URL('../samples/harbour/', import.meta.url));

/** A record that asks much of a layout: long, wide, right to left, many versions, every standing, every finding. */
export function demandingRecord(): Readonly<Record<string, string | Uint8Array>> {
  const files: Record<string, string | Uint8Array> = {
    'slop.yaml': `${readFileSync(`${sample}slop.yaml`, 'utf8')}\nrepos:\n  engine: {}\n  desk: {}\n${probes}`,
  };
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
  return { ...files, ...wide, ...scripts, ...broken, ...halted, ...measured };
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

${row(columns)}${row(columns.map(() => '---'))}${row(columns.map((_, at) => (at === 30 ? `It is ${'a sentence in a wide table '.repeat(4)}` : `${at * 1111}`)))}

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

Term one<script>alert(1)</script>, two <b>bold</b>, ~~three~~.

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
  'record/unbroken-v0_1.md': `---
title: ${'Unbroken'.repeat(20)}
date: 2026-01-01
phase: a-phase-with-a-name-of-its-own
reading: [{document: 港-v0_1.md, role: context}, {document: phase-3-cr-lights-v0_2.md, role: context}]
---

${Array.from({ length: 25 }, (_, depth) => `${'  '.repeat(depth)}- level ${depth} of a list\n`).join('')}`,
  'record/港-v0_1.md': `---\ntitle: ${'港の灯り第三段階の引き継ぎ文書'.repeat(4)}\ndate: 2026-02-01\n---\n\n灯り。\n`,
  'record/arabic.md': `---
title: "ميناء الأضواء: ملاحظة تسليم (v0.1)"
author: "مرفأ"
date: 2026-02-01
---

## ١. المقدمة

هذه ملاحظة عن الأضواء في الميناء، مع اسم ملف phase-3-cr-lights-v0_2.md داخل الجملة.

- بند أول
- بند ثان

| عدد | pier | left |
| --- | ---: | :--- |
| 12 | رصيف | ٣ |
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

/** A phase with everything that its page tells: halts, answers, commits, baselines, a reserve, a prompt. */
const halted = {
  'record/phases/phase-4-fog/phase-4-halt-v0_1.md': `---
kind: halt-note
title: "Halt <script>alert(1)</script> in the fog"
version: "0.1"
date: 2026-01-12
status: open
phase: "4"
cycle: 1
summary: The horn is not heard.
---

## 1. What halted

Found at engine commit 771aacd and desk commit e435b30.
`,
  'record/phases/phase-4-fog/phase-4-scoping-note-v0_1.md': `---
kind: scoping-note
title: Fog, cycle 1
version: "0.1"
date: 2026-01-14
status: settled
author: 'Ines "><script>alert(1)</script>'
phase: "4"
items:
  - id: P4-D1
    title: The horn is heard
    state: settled
    by: operator
  - id: P4-D2
    title: ${'Unbroken'.repeat(40)}
    state: deferred
options:
  - id: X
    title: A louder horn
    decides: operator
---

## 1. What this note answers

phase-4-halt-v0_1.md §1, P4-D1.

## 2. Settled items

P4-D1, the horn.
`,
  'record/phases/phase-4-fog/phase-4-handoff-v0_1.md': `---
kind: handoff
title: Fog, handed on
version: "0.1"
date: 2026-01-15
status: open
phase: "4"
baselines:
  - {repository: engine, passed: 2279, failed: 1, skipped: 32}
reserved:
  slots: [1, 2]
  used: [{slot: 1, by: P4-D1}]
reading:
  - {document: phase-4-halt-v0_1.md, role: authoritative, reason: the halt}
---

## 1. Kickoff prompt

\`\`\`text
Read phase-4-halt-v0_1.md and then phase-9-nowhere-v0_1.md at 771aacd.
\`\`\`
`,
  'record/phases/phase-4-fog/phase-4-notes-v0_1.md': `---
kind: implementation-notes
title: Fog, notes
version: "0.1"
date: 2026-01-19
phase: "4"
baselines:
  - {repository: engine, passed: 2281, skipped: 32}
---

## 1. What was built

Tagged fog-1 in engine. Its commits: ${Array.from({ length: 160 }, (_, at) => `engine ${(0xabc1000 + at).toString(16)}`).join(', ')}.
`,
};

const probes = `probes:
  engine-tests: {repository: engine, command: [pytest, -q], output: pytest, limit: 5}
`;

const receipt = (probe: string, repository: string, passed: number): string =>
  JSON.stringify({
    schemaVersion: 1,
    probe,
    repository,
    oid: '771aacd02a507c7a2e75456e4920210338900000',
    clean: false,
    command: ['pytest', '-q'],
    exitCode: 0,
    digest: 'a'.repeat(64),
    when: '2026-01-20T09:30:00Z',
    milliseconds: 1200,
    counts: { passed, failed: 0, skipped: 0 },
    value: null,
    notes: ['measured'],
  });

/** Claims in every state: found so, found otherwise, found so too long ago, and not looked for. */
const measured = {
  'record/receipts/engine-tests.json': receipt('engine-tests', 'engine', 421),
  'record/receipts/desk-tests.json': receipt('desk-tests', 'desk', 93),
  'record/measured-v0_1.md': `---
title: What was measured
version: "0.1"
date: 2026-01-20
---

## 1. Counts

The engine has **421 pass + 0 fail + 0 skip**, and the desk had \`91 pass\` before it.

| repository | tests |
| --- | --- |
| desk | 93 pass |
| engine | at engine main \`771aacd\` |
`,
};
