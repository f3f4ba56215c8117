import { describe, expect, test } from 'vitest';
import { described } from './read.ts';

/** Text that looks like a mention and is none. */
const traps: readonly (readonly [string, string])[] = [
  [
    'a product with a version',
    'The primer on FORAY v4.1 is elsewhere; starlette 1.0 and fastapi 0.135.3 moved.',
  ],
  ['a version by itself', 'v0.2 absorbs three deltas, and v0.1 stays archived, unchanged at v0.2.'],
  ['a range of versions', 'The drift ran from v0.3–v0.7 and back: v0.3-v0.7.'],
  ['a range of versions of a named document', 'Read manifest v0.3–v0.7 for the drift, or CR v0.1 - v0.3.'],
  ['an arrow of versions', 'It went v0.1 → v0.2 → v0.3.'],
  ['a release candidate of a named document', 'The CR v0.3-rc1 was never filed.'],
  ['a name in another word', 'The subcr v0.3 and the pre-manifest v0.41 and x/cr v0.2 are no names.'],
  ['a name by itself', 'The manifest, the CR and the handoff wait for the operator.'],
  ['a time and a date', 'At 12:30 on 2026-05-12, and again at 14:05:59.'],
  ['numbers with commas', '2,279 pass + 1 fail + 32 skip; 10,000 notes.'],
  ['a section of a standard', 'RFC 9110 §4.2 and RFC 9110, Section 9.6 say so; Section 9.6 of RFC 7231 too.'],
  ['a section of a paper', 'Section 9.6 of the Kaspa whitepaper, and the whitepaper’s §3, are not ours.'],
  [
    'a section with its title before the paper',
    'See section 7 (“Contract Creation”) in the Yellow Paper, and section 7.2 titled “Work” of W3C’s drafts.',
  ],
  [
    'a section behind the link to a page',
    'Told in [RD23](https://x.example/939.pdf) (section 3.3, "Memory").',
  ],
  ['a section 0', 'It starts at the first byte of code section 0; _Section 0_ is the first.'],
  ['a section of a product', 'FORAY v4.1 Section 9.6 has it.'],
  ['a section of a law', 'Section 9.6 of the Harbour Code; Section 230; section 508.'],
  [
    'a section of a page elsewhere',
    'See Section 6.3 of\n[a thesis](https://x.example/thesis.pdf), and section 2/8/2021.',
  ],
  [
    'brackets around the text of a link',
    '[[all of it]] (https://x.example/y.md) and [[more]]（https://x.example/z.md）',
  ],
  ['lists of lists', 'The types are [[route, controller], [model]] or [[route, controller]] and [["a"]].'],
  ['the word in other uses', 'This section 4ever; a cross-section 5; Sec-WebSocket-Key; Sec-CH-UA; 7 sec 3.'],
  ['a heading with its own number', '## §6 Options\n\n## Section 7: Footer'],
  ['the beginning of a page', 'Back to [the top](#top), or [up](#).'],
  [
    'an address',
    'See https://record.example/view/phases/x-v0_1.md and http://a.b/c(d,e-v0_1.md?x=f-v0_2.md.',
  ],
  [
    'an address without scheme',
    'See www.record.example/x-v0_1.md and record.example.com/view/x-v0_1.md there.',
  ],
  ['an autolink', '<https://record.example/x-v0_1.md> and <mailto:x-v0_1.md@record.example>'],
  ['the text of a link elsewhere', '[manifest-v0_41.md, §2](https://record.example/manifest-v0_41.md)'],
  ['e-mail', 'Write to desk@x-v0_1.md or to x-v0_1.md@example.com or a.b+c-v0_1.md@d.example.'],
  [
    'a file name in a longer word',
    'xx-v0_1.mdx, y-v0_1.md5, z-v0_1.md_old, w-v0_1.md-draft, v-v0_1.md.bak, u-v0_1.md.html',
  ],
  [
    'a file name with an ellipsis',
    'The pages `phase-57-…-v0_1.md`, `...-scoping-note-v0_2.md` and `*-v0_1.md`.',
  ],
  [
    'a file name with a placeholder',
    'Names look like phase-NN-cr-<slug>-vX_Y.md, <slug>-v0_1.md, phase-NN-cr-v0_1.md, CR-2026-XXX-v0_1.md.',
  ],
  ['a file name without version', 'README.md, notes.md and CLAUDE.md are files of every repository.'],
  [
    'what looks like a line of a source file',
    'Ports localhost:8080 and api.example.io:443/x; ratio 3.5:1; at 12.30:15; node:fs; v1.ts; a.ts:b; "x.rs": 3.',
  ],
  [
    'colours and UUIDs',
    'The red is #c0ffee1, the id 550e8400-e29b-41d4-a716-446655440000; commit-ish 1234567-89.',
  ],
  ['amounts and times', 'It took 1,234,567 ms at 12:30:45, 0.1234567 s each; build 20260512, room 1234567.'],
  ['a query in a path', 'GET /view?path=x-v0_1.md&raw=1 and C:\\record\\x-v0_1.md'],
  ['fenced code', '```\nphase-57-cr-v0_3.md §10, [[id]], CR v0.3\n```'],
  ['indented code', 'Text.\n\n    phase-57-cr-v0_3.md §10, [[id]], CR v0.3'],
  ['a comment', 'Text. <!-- phase-57-cr-v0_3.md §10 -->'],
  [
    'tags of code and data',
    'Its `:failing-id` tag, `(machine-has-tag? machine-id tag)`, the `:mode-2/read-only` tag, `play-fn` tag.',
  ],
  ['how long a tag is', 'It ends with a 16-byte tag, a `128-bit` tag, or a 20-byte tag.'],
  ['a heading about tags', '### §7.3 Tag parsing'],
  ['an id that is put on something', 'Added requirement tag (R-5) to it.'],
  ['a file of one branch of research', '**Inner branch:** `plans/verb-form-2-inner.json` has it.'],
  ['a digest', 'The engine image (MD5 1ca6579), its SHA-256 is 7c4e19a2; digest: 9b1f30d4.'],
  ['a range of priorities', 'All of P0-P3 is done, then P1-P2 and P10-P12.'],
  ['a branch by its numbers', 'The 215/216/217 branch is a gate, and each branch is 50-100 lines.'],
  ['a tag with a placeholder', 'Tag `v0.1.0-alpha.N` for it.'],
  ['a keyword of code', 'The single `:on-failure-2` branch.'],
  ['an invented hash', 'The engine commit `aaaa1111`, commit deadbeef01, commit 1212121.'],
  ['a name of code between brackets', 'By [[re-frame.core/dispatch]] it goes on.'],
  ['wiki marks in code', 'Write `[[id@0.2]]` for a pin.'],
  ['brackets that are no wiki link', 'An [[ empty ]( one, [[]], [[|x]], a[[0], [1]].'],
  ['a paragraph mark alone', 'The mark § stands for a section, §§ for several, and § - for none.'],
  [
    'links that lead nowhere in the record',
    '[a](mailto:b@c.example) [d](//e.example/f.md) [g](tel:1) [h]() [i](?j)',
  ],
];

describe('findMentions() finds nothing in', () => {
  test.each(traps)('%s', (_, text) => {
    expect(described(text)).toEqual([]);
  });

  test.each(['[[toc]]', '[[_TOC_]]', '- [[TOC]]'])('%s, where the list of headings is put', (text) => {
    expect(described(`# A\n\n${text}\n\nAnd more.\n`)).toEqual([]);
    expect(described('All of it is in [[toc]].')).toEqual(['wiki toc']);
  });

  test.each(['a heading', 'a list', 'a table', 'a quote', 'a head'])('any of these in %s', (place) => {
    const lines = traps
      .map(([, text]) => text)
      .filter((text) => !/[\n|`]|<!--/.test(text) && !/^(?: {4}|#)/.test(text));
    const put: Record<string, (line: string) => string> = {
      'a heading': (line) => `## About ${line}\n`,
      'a list': (line) => `- ${line}`,
      'a table': (line) => `| ${line} | x |`,
      'a quote': (line) => `> ${line}\n`,
      'a head': (line) => `  - ${JSON.stringify(line)}`,
    };
    const text = [...lines, 'But read real-v0_1.md.'].map(put[place] as (line: string) => string).join('\n');
    const before = { 'a table': '| a | b |\n| --- | --- |\n', 'a head': '---\nremarks:\n' }[place] ?? '';
    const found = described(`${before}${text}${place === 'a head' ? '\n---\n' : ''}`);
    expect(found).toEqual([`file-name real-v0_1.md${place === 'a head' ? ` /remarks/${lines.length}` : ''}`]);
  });
});
