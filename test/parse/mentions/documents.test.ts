import { describe, expect, test } from 'vitest';
import { covered, described } from './read.ts';

const finds: readonly (readonly [string, readonly string[]])[] = [
  // File names
  ['Read phase-49-cr-amendment-v0_2-v0_1.md first.', ['file-name phase-49-cr-amendment-v0_2-v0_1.md']],
  [
    'In a-v0_1.html, b-v0_1_2.docx and c-v0_10.md.',
    ['file-name a-v0_1.html', 'file-name b-v0_1_2.docx', 'file-name c-v0_10.md'],
  ],
  [
    'Code: `a-v0_1.md`, **b-v0_1.md**, _c-v0_1.md_, "d-v0_1.md".',
    ['a', 'b', 'c', 'd'].map((name) => `file-name ${name}-v0_1.md`),
  ],
  ['(a-v0_1.md); a-v0_1.md’s; a-v0_1.md: a-v0_1.md.', new Array(4).fill('file-name a-v0_1.md')],
  [
    'At docs/notes/a-v0_1.md, ./b-v0_1.md and ../c/d-v0_1.md.',
    ['docs/notes/a', './b', '../c/d'].map((name) => `file-name ${name}-v0_1.md`),
  ],
  [
    'Either a-v0_1.md/b-v0_1.md or a-v0_1.md+b-v0_1.md.',
    ['a', 'b', 'a', 'b'].map((name) => `file-name ${name}-v0_1.md`),
  ],
  [
    'The anchor a-v0_1.md#reading-order and line a-v0_1.md:12.',
    ['file-name a-v0_1.md#reading-order', 'file-name a-v0_1.md'],
  ],
  ['A name with a dot is still meant: manifest-v0.41.md.', ['file-name manifest-v0.41.md']],
  ['Namen: über-maß-v0_1.md und naïve-v0_1.md.', ['file-name über-maß-v0_1.md', 'file-name naïve-v0_1.md']],
  ['*a-v0_1.md*,**b-v0_1.md**', ['file-name a-v0_1.md', 'file-name b-v0_1.md']],
  // Links
  [
    '[x](../y/a-v0_1.md#s-6) and [z](b.html) ![p](i/p.png)',
    ['link ../y/a-v0_1.md#s-6', 'link b.html', 'image i/p.png'],
  ],
  [
    '[x](sheet.pdf) [y](../) [z](#reading-order) <a-v0_1.md>',
    ['file sheet.pdf', 'file ../', '§#reading-order of this note', 'file-name a-v0_1.md'],
  ],
  ['[ref][r] and [a b](<a b-v0_1.md>)\n\n[r]: c-v0_1.md "T"', ['link c-v0_1.md', 'link a b-v0_1.md']],
  ['[a-v0_1.md §6](a-v0_1.md) names one thing.', ['link a-v0_1.md']],
  ['[![shot](p.png)](a-v0_1.md)', ['link a-v0_1.md', 'image p.png']],
  // Wiki links
  [
    '[[id]] [[id@0.2]] [[id@v0.2]] [[id#part]] [[id|words here]]',
    ['wiki id', 'wiki id@0.2', 'wiki id@0.2', 'wiki id#part', 'wiki id'],
  ],
  ['[[id@0.2#s-6|both]] and [[two words]]', ['wiki id@0.2#s-6', 'wiki two words']],
  ['[[id#Costs#Of coal]], [[id#^block|words]]', ['wiki id#Of coal', 'wiki id']],
  // Names
  [
    'See manifest v0.41, CR v0.3 and queued directions v0.9.',
    ['name manifest@0.41', 'name CR@0.3', 'name queued directions@0.9'],
  ],
  ['The Current Status Manifest v0.41 counts.', ['name Current Status Manifest@0.41']],
  ['The manifest (v0.41) and the CR version 0.3 agree.', ['name manifest@0.41', 'name CR@0.3']],
  ['As Phase 40 CR v0.2 and phase-7 CR v0.1 said.', ['name Phase 40 CR@0.2', 'name phase-7 CR@0.1']],
  ['The CR v0.2 → CR v0.3 step; (CR v0.3).', ['name CR@0.2', 'name CR@0.3', 'name CR@0.3']],
  ['Of a name that breaks: queued\ndirections\nv0.9.', ['name queued directions@0.9']],
  ['The **manifest** v0.41 and `CR` v0.3.', ['name manifest@0.41', 'name CR@0.3']],
  // Repositories
  ['At engine repo docs/a-v0_1.md it lies.', ['file-name docs/a-v0_1.md in engine']],
  [
    'See engine: a-v0_1.md, the engine repository’s `b-v0_1.md`.',
    ['file-name a-v0_1.md in engine', 'file-name b-v0_1.md in engine'],
  ],
  ['a-v0_1.md (engine repo `docs/notes/`)', ['file-name a-v0_1.md in engine']],
  // Without a version it takes the word of a repository
  [
    'See engine docs/a.md §3, `b.md` in the desk repo, engine c-v0_1.md, and README.md.',
    [
      'file-name docs/a.md in engine',
      '§3 of docs/a.md',
      'file-name b.md in desk',
      'file-name c-v0_1.md in engine',
    ],
  ],
  ['engine a.mdx, engine a.md.bak, engine https://x.org/a.md, engine *.md', []],
  [
    'a-v0_1.md at engine HEAD 771aacd, b-v0_1.md in the Harbour Desk.',
    ['file-name a-v0_1.md in engine', 'commit 771aacd in engine', 'file-name b-v0_1.md in desk'],
  ],
  [
    'a-v0_1.md (HD), b-v0_1.md in engine tests, c-v0_1.md (hd).',
    ['file-name a-v0_1.md in desk', 'file-name b-v0_1.md', 'file-name c-v0_1.md'],
  ],
  ['The engines a-v0_1.md and pre-engine b-v0_1.md.', ['file-name a-v0_1.md', 'file-name b-v0_1.md']],
  // Planned
  [
    'a-v0_1.md (to be produced) and b-v0_1.md, to be written.',
    ['file-name a-v0_1.md planned', 'file-name b-v0_1.md planned'],
  ],
  ['`a-v0_1.md` (future), [[b@0.2]] — to be produced', ['file-name a-v0_1.md planned', 'wiki b@0.2 planned']],
  [
    'To be produced: a-v0_1.md. The chat may produce b-v0_1.md, as it produced c-v0_1.md.',
    ['file-name a-v0_1.md planned', 'file-name b-v0_1.md planned', 'file-name c-v0_1.md'],
  ],
  ['CR v0.4 (to be drafted)', ['name CR@0.4 planned']],
];

describe('findMentions() finds documents', () => {
  test.each(finds)('%s', (text, expected) => {
    expect(described(text)).toEqual(expected);
  });

  test('covers exactly what is written', () => {
    const text =
      '\ufeffIn **docs/a-v0_1.md#x**,\r\nmanifest (v0.41) and [l](b.md), [[id@0.2|it]] 😀 c-v0_1.md.';
    expect(covered(text)).toEqual([
      'docs/a-v0_1.md#x',
      'manifest (v0.41)',
      '[l](b.md)',
      '[[id@0.2|it]]',
      'c-v0_1.md',
    ]);
  });

  test('reads a head, whichever form it has, with the field of each', () => {
    const yaml =
      '---\nsupersedes:\n  - a-v0_1.md\n  - b@0.2\n  - "c"\nsummary: After manifest v0.41 §2.\n---\n';
    expect(described(yaml)).toEqual([
      'file-name a-v0_1.md /supersedes/0',
      'wiki b@0.2 /supersedes/1',
      'wiki c /supersedes/2',
      'name manifest@0.41 /summary',
      '§2 of manifest /summary',
    ]);
    const lines = '# T\n\n**Version.** 0.3\n**Supersedes.** v0.1/v0.2.\n**Purpose.** After `a-v0_1.md` §6.\n';
    expect(described(lines)).toEqual([
      'name v0.1@0.1 /supersedes',
      'name v0.2@0.2 /supersedes',
      'file-name a-v0_1.md /purpose',
      '§6 of a-v0_1.md /purpose',
    ]);
  });

  test.each([
    'Nothing for Phase 57 specifically.',
    'none',
    'n/a',
    '—',
    'No prior Phase 57 CR — v0.1 is the first.',
  ])('knows that "%s" supersedes nothing', (value) => {
    expect(described(`# T\n\n**Version.** 0.1\n**Supersedes.** ${value}\n`)).toEqual([]);
    expect(described(`---\nsupersedes: ${JSON.stringify(value)}\n---\n`)).toEqual([]);
  });

  test('takes the version, the repository and the section of a reading entry from the fields beside it', () => {
    const head =
      '---\nreading:\n  - document: a\n    version: "0.2"\n    section: §6\n  - document: b-v0_1.md\n    repository: engine\n  - c\n---\n';
    expect(described(head)).toEqual([
      'wiki a@0.2 /reading/0/document',
      '§6 of a /reading/0/section',
      'file-name b-v0_1.md in engine /reading/1/document',
      'wiki c /reading/2',
    ]);
  });

  test('takes a file name without a version where a field holds documents', () => {
    const head =
      '---\nsupersedes: [use-tides.md, "docs/README.md#fares", later.]\nreading:\n  - document: docs/fares.md\n  - plan.html\nsummary: After use-tides.md.\n---\n';
    expect(described(head)).toEqual([
      'wiki use-tides.md /supersedes/0',
      'wiki docs/README.md#fares /supersedes/1',
      'wiki later /supersedes/2',
      'file-name docs/fares.md /reading/0/document',
      'file-name plan.html /reading/1',
    ]);
  });

  test('takes a path with spaces in its file name whole where a field holds documents', () => {
    const head =
      '---\nsupersedes: "../fare table-v0_1.md"\nreading:\n  - document: ./fare table.md#fares\n  - docs/a-v0_1.md and b-v0_1.md\n  - the fares-v0_1.md\n---\n';
    expect(described(head)).toEqual([
      'file-name ../fare table-v0_1.md /supersedes',
      'file-name ./fare table.md#fares /reading/0/document',
      'file-name docs/a-v0_1.md /reading/1',
      'file-name b-v0_1.md /reading/1',
      'file-name fares-v0_1.md /reading/2',
    ]);
  });

  test('takes a number for a document where a note says what it takes the place of, but for an item or a day', () => {
    const head =
      "---\nsupersedes: ['0219', SIMD-0219, ADR 7, CR-2026-012, 2026-03-02]\nupdates: 0218\nhalt: '0217'\nsummary: After 0216.\n---\n";
    expect(described(head)).toEqual([
      'wiki 0219 /supersedes/0',
      'wiki SIMD-0219 /supersedes/1',
      'wiki ADR 7 /supersedes/2',
      'item CR-2026-012 /supersedes/3',
      'wiki 0218 /updates',
    ]);
  });

  test('marks what the head lists as planned wherever it is named', () => {
    const text =
      '---\nplanned: [a-v0_2.md, manifest v0.42]\n---\nAfter a-v0_1.md come docs/a-v0_2.md, [[a@0.2]] and manifest v0.42.';
    expect(described(text)).toEqual([
      'file-name a-v0_2.md planned /planned/0',
      'name manifest@0.42 planned /planned/1',
      'file-name a-v0_1.md',
      'file-name docs/a-v0_2.md planned',
      'wiki a@0.2 planned',
      'name manifest@0.42 planned',
    ]);
  });
});
