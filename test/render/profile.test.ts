import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../src/commands/render/render.ts';
import { shownRecord } from '../../src/commands/render/shown-record.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { poolOf } from '../../src/pool/pool.ts';
import { loadProject } from '../../src/project.ts';
import { Refusal } from '../../src/refusal.ts';
import { maskOf } from '../../src/render/profile/mask.ts';
import { withoutPassages } from '../../src/render/profile/passages.ts';
import { addressesOf, literals, ofNames } from '../../src/render/profile/patterns.ts';
import { wordsOf } from '../../src/render/profile/standing-names.ts';
import { testTerminal } from '../commands/terminal.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { folderKeeper, temporaryRepository } from '../helpers/repository.ts';
import { renderedText } from './rendered.ts';
import { profileOf } from './values.ts';

const kept = folderKeeper();

const all = profileOf({
  hosts: ['pier-7'],
  words: ['Project Heron', 'Heron & Sons', 'Caf\u00e9 Zeta'],
});

describe('maskOf()', () => {
  const { mask } = maskOf(all);

  test.each([
    ['Lies in /Users/ines/work/engine.', 'Lies in ‹masked machine path›'],
    ['C:\\Users\\ines\\a.txt and more', '‹masked machine path› and more'],
    ['Ask ines.calder@harbour.example now', 'Ask ‹masked e-mail address› now'],
    ['ines&#64;harbour&period;example', '‹masked e-mail address›'],
    ['ines\\@harbour.example', '‹masked e-mail address›'],
    ['Heron &amp; Sons', '‹masked words›'],
    ['mailto:ines%40harbour.example', 'mailto:‹masked e-mail address›'],
    ['in\u200bes@harbour.example', '‹masked e-mail address›'],
    ['git@github.com:harbour/engine', 'git@github.com:harbour/engine'],
    ['pid 90683 and pids 412, 413 and 414', '‹masked process id› and ‹masked process id›'],
    ['on port 8000, at localhost:5432', 'on ‹masked port›, at localhost‹masked port›'],
    ['at 12:30, in src/a.ts:120', 'at 12:30, in src/a.ts:120'],
    ['on build.harbour.internal or 192.168.4.20', 'on ‹masked host name› or ‹masked host name›'],
    ['on pier-7, not pier-77', 'on ‹masked host name›, not pier-77'],
    ['project\nheron', '‹masked words›'],
    ['Project **Heron**, *Project* `Heron`', '‹masked words›**, *‹masked words›`'],
    ['> of Project\n> Heron', '> of ‹masked words›'],
    ['Project <b class="x">Heron</b>', '‹masked words›</b>'],
    ['Project [Heron](a.md), [Project](a.md) Heron', '‹masked words›](a.md), [‹masked words›'],
    ['Project\\\nHeron, project-heron-talks', '‹masked words›, ‹masked words›-talks'],
    ['Pro**ject** Heron and P*roj*ect `He`ron', '‹masked words› and ‹masked words›'],
    [
      'in**es@harbour**.example, 2 * 3*4 and x<em>y</em>z',
      '‹masked e-mail address›, 2 * 3*4 and x<em>y</em>z',
    ],
    ['Pro<em>ject</em> Heron', '‹masked words›'],
    ['x*Project Heron*', 'x*‹masked words›*'],
    ['**Project Heron**-talks, `Heron & Sons`.x', '**‹masked words›**-talks, `‹masked words›`.x'],
    [`x${'*'.repeat(200)} \`Heron\``, `x${'*'.repeat(200)} \`Heron\``],
    ['- Project\n- Heron', '- Project\n- Heron'],
    ['| Project | Heron |', '| Project | Heron |'],
    ['<td>Project</td> <td>Heron</td>', '<td>Project</td> <td>Heron</td>'],
    [
      'Cafe\u0301 Zeta and Caf\u00e9 Zeta and Caf%C3%A9%20Zeta',
      '‹masked words› and ‹masked words› and ‹masked words›',
    ],
    ['100%C3%28 of %E0%A4', '100%C3%28 of %E0%A4'],
    [`key ghp_${'a1B2'.repeat(9)}`, 'key ‹masked secret›'],
    ['-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\nmore', '‹masked secret›\nmore'],
    ['engine 771aacd, 2,279 pass, v0.3', 'engine 771aacd, 2,279 pass, v0.3'],
  ])('turns %j into %j', (text, masked) => {
    expect(mask(text)).toBe(masked);
  });

  test('takes links by reference to what is left out whole, and no others', () => {
    const { mask: masked } = maskOf(all, { names: ['guillemot-plan'], addresses: [] });
    expect(
      masked(
        'See [Sanderling][Nest  1], [nest 1], [nest 1][] and [a][b].\n\n[nest 1]: guillemot-plan-v0_1.md "Razorbill"\n[b]: b.md\n[^c]: guillemot-plan',
      ),
    ).toBe(
      'See ‹masked note›, ‹masked note›, ‹masked note› and [a][b].\n\n‹masked note›\n[b]: b.md\n[^c]: ‹masked note›',
    );
  });

  test('takes addresses of sections that the text itself does not show, and no longer ones', () => {
    const { mask: masked } = maskOf(all).without(['s-nest', 'nest', 'The nest', '§2 The nest']);
    expect(
      masked(
        '[in the dunes](#nest), [dunes](#s-nest "dunes"), [[#The nest]], [[#§2 The nest|dunes]], §2 The nest, [a], [b](#nest-box) and [c](https://a.example/b/#nest).\n\n[a]: #nest',
      ),
    ).toBe(
      '‹masked section›, ‹masked section›, ‹masked section›, ‹masked section›, ‹masked section›, ‹masked section›, [b](#nest-box) and [c](https://a.example/b/#nest).\n\n‹masked section›',
    );
  });

  test('takes the names of such sections of three words, and what leads to them in HTML', () => {
    const { mask: masked } = maskOf(all).without(['the-nest', 'The nest', 'of-the-nest', 'Cost of the nest']);
    expect(
      masked(
        '<a class="x" href="#the-nest">dunes</a>, the nest, "Cost of *the* nest" and cost of the nests.',
      ),
    ).toBe('‹masked section›, the nest, "‹masked section›" and cost of the nests.');
  });

  test('finds nothing more in what it masked, and keeps what is not private', () => {
    const piece = fc.constantFrom(
      'a@b.example',
      '&#64;',
      '\\',
      '@',
      'b.example',
      ' ',
      '/Users/x/y',
      'port 80',
      '%40',
      'x',
      '\n',
      ':8000',
      'localhost',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const masked = mask(pieces.join(''));
        expect(mask(masked)).toBe(masked);
      }),
    );
    expect(maskOf({ ...all, words: ['masked', 'port'] }).mask('masked at port 80')).toBe(
      '‹masked words› at ‹masked port›',
    );
    expect(mask('Plain words & `code` \\* &amp;')).toBe('Plain words & `code` \\* &amp;');
  });
});

describe('literals()', () => {
  const found = (words: readonly string[], text: string) => [...text.matchAll(literals(words))].map(String);

  test('finds the longest of several that begin alike, in any case', () => {
    const words = ['Halt', 'halt 3 a', 'Halt 3', 'Halt-3', 'halts of it', '\u0130z', 'i\u0307z'];
    expect(found(words, 'halt, HALT 3, Halt 3 b, halt *3* a, halt-3, Halt 4, halts of it')).toEqual([
      ...['halt', 'HALT 3', 'Halt 3', 'halt *3* a', 'halt-3', 'Halt', 'halts of it'],
    ]);
    expect(found(words, '\u0130z i\u0307z I\u0307Z iz')).toEqual(['\u0130z', 'i\u0307z', 'I\u0307Z']);
    expect(found(words, 'halting, 3 halt4')).toEqual([]);
  });

  test('writes once what many begin with, since a mask looks for the titles of all notes that are left out', () => {
    const titles = Array.from({ length: 50 }, (_, at) => `Phase ${at % 5}: quiet permit, halt ${at}`);
    const { source } = literals(titles);
    expect(source.match(/Phase/g)).toHaveLength(1);
    expect(source.match(/permit/g)).toHaveLength(5);
    expect(titles.filter((title) => found(titles, `of ${title}.`)[0] !== title)).toEqual([]);
  });
});

describe('ofNames()', () => {
  const part = fc.constantFrom(
    ...[
      'halt',
      'Halt',
      'HALT',
      '3',
      'b',
      'Straße',
      'STRASSE',
      'STRA\u1e9eE',
      'caf\u00e9',
      'cafe\u0301',
      '\u017fea',
      '\u0130z',
      'οδος',
      'ΟΔΟΣ',
    ],
    ...[
      ' ',
      ' ',
      '-',
      '_',
      '.',
      '*',
      '**',
      '[',
      '](a b)',
      '](halt',
      '<a title=halt',
      '>',
      '<b>',
      '</b>',
      '#',
      '§',
      ': ',
      '\n',
      '\u0001 ',
      '(',
      ')',
      '|',
      ']]',
      '[[',
    ],
  );
  const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
  const name = fc
    .array(part, { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('').trim())
    .filter((one) => /[\p{L}\p{N}]/u.test(one));

  test.each([
    ['literals', literals],
    ['addressesOf', addressesOf],
  ] as const)('finds in a text what %s of all names find', (_, make) => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.array(text), (names, texts) => {
        const among = ofNames(names, { of: make });
        for (const one of texts) {
          const patterns = among(one, () => wordsOf(one));
          const found = patterns.flatMap((pattern) => [...one.matchAll(pattern)]);
          expect(found.map(({ 0: hit, index }) => [hit, index])).toEqual(
            [...one.matchAll(make(names))].map(({ 0: hit, index }) => [hit, index]),
          );
        }
      }),
    );
  });
});

test('ofNames() makes a pattern only for a text that names one and has its sign', () => {
  let made = 0;
  const of = (names: readonly string[]): RegExp => {
    made += 1;
    return literals(names);
  };
  const among = ofNames(['the pier'], { sign: /\[\[/, of });
  const patternsFor = (text: string) => among(text, () => wordsOf(text)).length;
  expect([patternsFor('See the pier.'), patternsFor('See [[the mole]].'), made]).toEqual([0, 0, 0]);
  expect([patternsFor('See [[the pier]].'), patternsFor('To [[the pier]].'), made]).toEqual([1, 1, 1]);
});

test('a mask finds each of very many names', () => {
  const names = Array.from({ length: 1000 }, (_, at) => `note-${at}.md#the cost of pier ${at}`);
  const text = names.map((name) => `[words](${name})`).join(' and ');
  expect(maskOf(all, { names, addresses: [] }).mask(text).replaceAll(' and ', '')).toBe(
    '‹masked note›'.repeat(1000),
  );
});

describe('withoutPassages()', () => {
  test.each([
    [
      '# A\n\n## B\n<!-- private -->\n\nno\n\n### C\n\nno\n\n## D\n\nyes',
      '# A\n\n## ‹masked section›\n\n## D\n\nyes',
    ],
    ['yes\n\n<!-- private -->\n\nno\n\n<!-- /private -->\n\nyes', 'yes\n\n‹masked passage›\n\n\nyes'],
    ['yes\n\n<!-- private -->\nno', 'yes\n\n‹masked passage›\n'],
    ['## B\n\n<!-- private -->\n```sh\n# no\n```\nno\n# E', '## ‹masked section›\n\n# E'],
    ['<p>a<!-- private -->no<!-- /private -->b', '<p>a‹masked passage›b'],
    ['## B\n<!-- Private -->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['## B\n<!-- private -->\n\n<!--\n# no\n-->\n\nno\n\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\n<pre>\n\n# no\n</pre>\n\nno\n\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\n<div>\n# no\n\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n<!-- one line --> no\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\nno\n\n<a id="e"></a>\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\n<b>no</b> no\n```\n\n# no\n```\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\nno\n<br>\n```\n\n# no\n```\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\n<https://e.example>\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private -->\n\n<span>\n# no\n</span>\n\n# E', '## ‹masked section›\n\n# E'],
    ['## B\n<!-- private: names of people -->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['a <!-- private (until May) -->no<!-- /private — to here --> b', 'a ‹masked passage› b'],
    [
      'a <!--private-->no<!--/private--> b <!-- private-notes are elsewhere --> c',
      'a ‹masked passage› b <!-- private-notes are elsewhere --> c',
    ],
    [
      '## B\n<!-- private -->\n\nno\n\n<!-- private -->\n\n## C\n\nno\n\n<!-- /private -->\n\nyes\n\n## D',
      '## ‹masked section›\n\n\nyes\n\n## D',
    ],
    [
      '## B\n<!-- private -->\n\n### C\n<!-- private -->\n\nno\n\n<!-- private -->\nno\n<!-- /private -->\nno\n\n## D',
      '## ‹masked section›\n\n## D',
    ],
    [
      '## B\n<!-- private -->\n\nno\n\n# A\n<!-- private -->\n<!-- private -->\n\n## C\n\n# D\n<!-- private -->\nno\n',
      '## ‹masked section›\n\n# ‹masked section›\n\n# ‹masked section›\n',
    ],
    ['## B <!-- private -->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['## B <!-- private --> ##\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['## B <!-- see C --> <!-- private --> {#no}\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['## <!-- private --> no\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['no <!-- private -->\n===\n\nno\n\nYes\n===\nyes', '# ‹masked section›\n\nYes\n===\nyes'],
    ['## B <!--- private --->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['a <!--- private: b --->no<!-- / private --> b', 'a ‹masked passage› b'],
    [
      '<!-- private -->\nno\n<!-- private -->\nno\n<!-- /private -->\nno\n<!-- /private -->\nyes',
      '\n‹masked passage›\n\nyes',
    ],
    ['<!-- private -->\nno\n<!-- private -->\nno\n<!-- /private -->\nyes', '\n‹masked passage›\n\nyes'],
    ['## B <!-- private -->no<!-- /private -->\n\nyes', '## B ‹masked passage›\n\nyes'],
    [
      '<a id="no"></a>\n## B\n\n<!-- slop-ignore: x -->\n<a id="no"></a>\n<!-- private -->\n\nno\n\n## D',
      '## ‹masked section›\n\n## D',
    ],
    ['## B\n<!-- private --> <!-- see C -->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['## B\n<!-- private. -->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['## B\n<!--\n  private: names of\n  people\n-->\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    ['<h2>no</h2>\n<!-- private -->\nno\n<!-- /private -->\nyes', '\n‹masked passage›\n\nyes'],
    ['<h2>no</h2> <!-- private -->\nno\n<!-- /private -->\nyes', '\n‹masked passage›\n\nyes'],
    ['<h2>A</h2> <!-- private -->no<!-- /private -->\nyes', '<h2>A</h2> ‹masked passage›\nyes'],
    [
      'Write `<!-- private -->` and `<!-- /private -->`.',
      'Write `<!-- private -->` and `<!-- /private -->`.',
    ],
    ['a <!-- PRIVATE -->no<!-- /Private --> b', 'a ‹masked passage› b'],
    [
      'A\n===\n\nNo\nno\n---\n\n<!-- private -->\n\nno\n\n- no\n---\nno\n\nYes\n---\n\nyes',
      'A\n===\n\n## ‹masked section›\n\nYes\n---\n\nyes',
    ],
    ['---\ntitle: A\n---\n<!-- private -->\nno', '---\ntitle: A\n---\n\n‹masked passage›\n'],
    ['## B\n\n> <!-- private -->\n> no\n> <!-- /private -->\n\nyes', '## B\n\n‹masked passage›\n\n\nyes'],
    ['> ## no\n>\n> <!-- private -->\n>\n> no\n> <!-- /private -->\n> yes', '\n‹masked passage›\n\n> yes'],
    ['> ## no <!-- private -->\n> no\n\nno\n\n<!-- /private -->\nyes', '\n‹masked passage›\n\nyes'],
    [
      '- yes\n- ## no\n  <!-- private -->\n\n  no\n\n<!-- /private -->\nyes',
      '- yes\n\n‹masked passage›\n\nyes',
    ],
    ['> yes\n>\n> no\n> no\n> ===\n> <!-- private -->\n> no', '> yes\n>\n\n‹masked passage›\n'],
    ['> yes\n>\n> ---\n> <!-- private -->\n> no', '> yes\n>\n> ---\n\n‹masked passage›\n'],
    ['A\n===\n> <!-- private -->\n> no\n> <!-- /private -->\n\nyes', 'A\n===\n\n‹masked passage›\n\n\nyes'],
    ['1. > ### no\n   > <!-- private -->\n   > no', '\n‹masked passage›\n'],
    ['> yes\n> <!-- private -->\n> no\n> <!-- /private -->\n> yes', '> yes\n\n‹masked passage›\n\n> yes'],
    [
      '<!-- private -->\n> no <!-- private --> no\n> no\n> <!-- /private -->\nno\n<!-- /private -->\nyes',
      '\n‹masked passage›\n\nyes',
    ],
    [
      '<!-- private -->\nno <!-- private --> no\n<!-- /private -->\nyes <!-- /private -->',
      '\n‹masked passage›\n\nyes <!-- /private -->',
    ],
    ['## no\n<!-- private -->\n\nno\n> ---\n\nno\n\n## D', '## ‹masked section›\n\n## D'],
    [
      '# no\n<!-- private -->\n\n> no\n> ===\n<!-- private -->\nno\n\n# no\n<!-- /private -->\nyes',
      '# ‹masked section›\n\nyes',
    ],
    ['yes\n\n---\n\n<!-- private -->\nno', 'yes\n\n---\n\n‹masked passage›\n'],
  ])('turns %j into %j', (text, masked) => {
    expect(withoutPassages(text)).toBe(masked);
  });
});

const secrets = {
  path: '/Users/ines/work/engine',
  email: 'ines.calder@harbour.example',
  port: '48213',
  host: 'build.harbour.internal',
  token: `ghp_${'a1B2'.repeat(9)}`,
  pid: '90683',
  word: 'Heron',
  section: 'Kittiwake',
  longSection: 'Sandpiper',
  note: 'Guillemot',
  kind: 'Razorbill',
  passage: 'Sanderling',
  mistyped: 'Whimbrel',
  formerName: 'fulmar',
  capital: 'Dotterel',
  committedName: 'turnstone',
  folder: 'shearwater',
  wide: 'Phalarope',
  styledSection: 'Dunlin',
};

const everything = `Lies in ${secrets.path}/src, ask ${secrets.email} (or ${secrets.email.replace('@', '&#64;')}), on port ${secrets.port} of ${secrets.host}, pid ${secrets.pid}, with ${secrets.token}, for Project ${secrets.word}.`;

const note = (head: string, body: string) => `---\n${head}\n---\n\n${body}\n`;

const receipt = JSON.stringify({
  schemaVersion: 1,
  probe: 'tests',
  repository: 'engine',
  oid: null,
  clean: true,
  command: [`${secrets.path}/bin/pytest`],
  exitCode: 0,
  digest: '0',
  when: '2026-02-01T09:00:00Z',
  milliseconds: 1,
  counts: null,
  value: `port ${secrets.port}`,
  notes: [],
});

function harbour(settings = 'email: mask'): MemoryWorld {
  const files = {
    'slop.yaml': `title: Harbour of ${secrets.email}
address: https://record.example:8443/
profiles:
  public:
    ${settings}
    words: [Project Heron]
    kinds: [queue]
    notes: [the-guillemot-plan]
repos:
  engine: {}
moved:
  record/the-fulmar-plan-v0_1.md: record/the-guillemot-plan-v0_1.md
`,
    'record/a-v0_1.md': note(
      `title: A\nversion: "0.1"\ndate: 2026-02-01\nauthor: Ines <${secrets.email}>\nsummary: >\n  ${everything}`,
      `## 1. Project ${secrets.word} and ${secrets.email}\n\n${everything}\n\nSee the-guillemot-plan-v0_1.md and [${secrets.note} plan](the-guillemot-plan-v0_1.md), [[the-guillemot-plan|${secrets.note}]], once the-fulmar-plan-v0_1.md, phases/phase-9-${secrets.folder}-talks/, and the-turnstone-plan.md. At engine commit 771aacd. <!-- private -->The ${secrets.passage} is told to Ines.<!-- /private -->\n\nOwn: [that](#${secrets.section.toLowerCase()}), [${secrets.section}](#s-2), [[#2. ${secrets.section}]], §2 ${secrets.section} and [too].\n\n[too]: #s-${secrets.section.toLowerCase()}\n\n## 2. ${secrets.section}\n\n<!-- private -->\n\n${secrets.section} again.\n\n## 4. ${secrets.longSection} talks\n\n<!-- private -->\n\n## 5) The *${secrets.styledSection}* talks\n\n<!-- private -->\n\n## 3. Code\n\n\`\`\`sh\n${everything}\n\`\`\`\n`,
    ),
    'record/archive/a-v0_0.md': note(
      `title: A\nversion: "0.0"\nstatus: ${secrets.email}`,
      `${everything}\n\nOld ${secrets.path}. The ${secrets.passage} is told to Ines.\n\n## 7. ${secrets.section}\n\n${secrets.section}, not marked here.`,
    ),
    'record/the-guillemot-plan-v0_1.md': note(
      `title: The ${secrets.note} plan\nversion: "0.1"\nphase: "9"\nauthor: ${secrets.note}\ndue: 2026-04-01\nitems:\n  - {id: P9-D1, title: ${secrets.note}}`,
      `${secrets.note}\n\n![](nest.svg)`,
    ),
    'record/nest.svg': `<svg xmlns="http://www.w3.org/2000/svg"><title>${secrets.note}</title></svg>`,
    'record/marked.md': note(`title: Marked ${secrets.note} for us alone\nprivate: true`, secrets.note),
    'record/a-v0_1.html': `<title>A</title><h2>${secrets.section}</h2>`,
    'record/mistyped.md': note(`title: ${secrets.mistyped}\nprivate: yes\ndue: 2026-04-01`, secrets.mistyped),
    'record/capital.md': note(`title: ${secrets.capital}\nPrivate: true`, secrets.capital),
    'record/receipts/tests.json': receipt,
    'record/queued.md': note(`kind: queue\ntitle: ${secrets.kind}`, secrets.kind),
    'record/b.html': `<title>B</title><p>${everything}`,
    'record/plan.docx': deflateSync(everything),
    [`record/phases/phase-9-${secrets.folder}-talks/notes.md`]: note('title: Talks\nkind: queue', 'x'),
    'record/wide.md': Buffer.from(note('title: Wide', `${secrets.wide} of ${secrets.email}`), 'utf16le'),
    [`record/${secrets.email}.md`]: `# By name\n\nSee [that](a-v0_1.md#${secrets.section.toLowerCase()}), [${secrets.section}](a-v0_1.md#s-2), [too](./a-v0_1.md#2-${secrets.section.toLowerCase()}), a-v0_1.md#s-${secrets.section.toLowerCase()} and [[a#${secrets.section}]]. Or [[a#${secrets.longSection} talks]], [[a-v0_1#4. ${secrets.longSection} talks]], a-v0_1.md#${secrets.longSection}%20talks and [more](a-v0_1#${secrets.longSection}-talks). [[a#The ${secrets.styledSection} talks]], [[a#5: The ${secrets.styledSection} talks]], [[a#5 — The ${secrets.styledSection} talks]].\n`,
  };
  const history = Object.fromEntries(
    Object.keys(files).map((path) => {
      const former = path === 'record/marked.md' ? { former: ['record/the-turnstone-plan.md'] } : {};
      return [path, { first: '2026-02-01T09:00:00Z', last: '2026-02-02T09:00:00Z', ...former }];
    }),
  );
  const clones = {
    engine: `commit ${'771aacd'.padEnd(40, '0')} 2026-02-01 the-guillemot-plan, for ${secrets.email}`,
  };
  return memoryWorld({ files, history, clones });
}

describe('slop render --profile', () => {
  test('leaves nothing that is private in any byte of the site, and says where it was', async () => {
    const world = harbour();
    const terminal = testTerminal();
    expect(await render(world, terminal, { out: null, profile: 'public' })).toBe(0);
    const site = [...world.disk].filter(([place]) => place.startsWith('/project/site/'));
    expect(site.length).toBeGreaterThan(20);
    const leaks = site.flatMap(([place, bytes]) => {
      const text = Buffer.from(bytes).toString('utf8');
      const read = text
        .replaceAll('\0', '')
        .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      return Object.values(secrets)
        .filter((secret) =>
          [place, text, read, decodeURIComponent(place)].some((one) =>
            one.toLowerCase().includes(secret.toLowerCase()),
          ),
        )
        .map((secret) => `${place}: ${secret}`);
    });
    expect(leaks).toEqual([]);
    const page = Buffer.from(world.disk.get('/project/site/view/a-v0_1.md.html') ?? '').toString();
    for (const word of [
      'machine path',
      'e-mail address',
      'port',
      'host name',
      'process id',
      'secret',
      'words',
      'section',
      'note',
    ]) {
      expect(page).toContain(`‹masked ${word}›`);
    }
    const places = site.map(([place]) => place);
    expect(places.some((place) => place.includes('plan.docx') || place.includes('nest.svg'))).toBe(false);
  });

  test('shows everything without a profile', async () => {
    const world = harbour();
    await render(world, testTerminal(), { out: null });
    const page = Buffer.from(world.disk.get('/project/site/raw/a-v0_1.md') ?? '').toString();
    expect(page).toContain(everything);
  });

  test('makes no site while there is what it refuses, and names the places but not what stands there', async () => {
    const world = harbour('email: refuse');
    const attempt = render(world, testTerminal(), { out: null, profile: 'public' });
    await expect(attempt).rejects.toBeInstanceOf(Refusal);
    const { message } = (await attempt.catch((error: Error) => error)) as Error;
    expect(message).toMatch(/record\/a-v0_1\.md:\d+:\d+/);
    expect(message).not.toContain(secrets.email);
    expect(world.disk.has('/project/site/index.html')).toBe(false);
  });

  test('says which ids it leaves out that no note has', async () => {
    const terminal = testTerminal();
    const world = harbour();
    const settings = Buffer.from(world.disk.get('/project/slop.yaml') ?? '').toString();
    await world.files.write('/project/slop.yaml', settings.replace('notes: [', 'notes: [a-v0_1.md, '));
    await render(world, terminal, { out: null, profile: 'public' });
    expect(terminal.written.err).toContain('leaves out a-v0_1.md, and no note has this id');
    expect(terminal.written.err.match(/no note has/g)).toHaveLength(1);
  });

  test('refuses a profile that slop.yaml does not have', async () => {
    await expect(render(harbour(), testTerminal(), { out: null, profile: 'pubic' })).rejects.toThrow(
      'public',
    );
  });

  test('makes no site when a template would show what is masked', async () => {
    const world = harbour();
    await world.files.write('/project/templates/site/home.liquid', `<!doctype html><p>${secrets.email}`);
    await expect(render(world, testTerminal(), { out: null, profile: 'public' })).rejects.toBeInstanceOf(
      Refusal,
    );
  });

  test('finds a masked version no more changed in place than the version itself', async () => {
    const world = harbour();
    const means = { world, project: await loadProject(world, world.cwd), engine: satteriEngine };
    const pool = poolOf(means);
    const rulesOf = async (profile: string | null) => {
      const { compiled } = await shownRecord(pool, means, profile);
      return compiled.findings
        .filter(({ rule, path }) => rule.startsWith('lineage/') && path.endsWith('a-v0_1.md'))
        .map(({ rule }) => rule);
    };
    expect(await rulesOf('public')).toEqual(await rulesOf(null));
  });
});

describe('slop render --profile, of a record with a past', () => {
  test('shows no heading that a private section had in an earlier commit, and no path of then', async () => {
    const repository = await kept(temporaryRepository());
    const version = (head: string, body: string) => note(`version: "0.1"\ndate: 2026-05-12\n${head}`, body);
    const a = (sections: string) => version('title: A', `## 1. Purpose\n\nPlain.\n\n${sections}`);
    const b = (section: string) => version('title: B', `## Purpose\n\nPlain.\n\n${section}`);
    const c = (section: string) =>
      version('title: C', `## Scope\n\nSee [A](a-v0_1.md#1-purpose).\n\n${section}`);
    await repository.write('slop.yaml', 'title: Harbour\nprofiles:\n  public: {}\n');
    await repository.write('record/a-v0_1.md', a('## 2. Kittiwake\n\nRoosts.\n\n## Razorbill\n\nNests.'));
    await repository.write('record/b-v0_1.md', b('## Guillemot\n<!-- private -->\n\nSame words.'));
    await repository.write('record/c-v0_1.md', c('## Aims\n\nBefore.\n\n### Fulmar\n\nOnce open.'));
    await repository.write('record/e-v0_1.md', version('title: E', '## Sooner\n\nWords.'));
    await repository.write('record/f-v0_1.md', version('title: F', '## Whimbrel\n\nOnly marked.'));
    await repository.write('record/plover/g-v0_1.md', version('title: G', 'Words that stay as they are.'));
    await repository.commit('Begin');
    await repository.move('record/plover/g-v0_1.md', 'record/g-v0_1.md');
    await repository.write(
      'record/a-v0_1.md',
      a('## 2. Dunlin\n<!-- private -->\n\nRoosts.\n\n## Puffin\n<!-- private -->\n\nNests.'),
    );
    await repository.write('record/b-v0_1.md', b('## Sanderling\n<!-- private -->\n\nSame words.'));
    await repository.write(
      'record/c-v0_1.md',
      c('## Aims\n\nAfter.\n\n<!-- private -->\n\n### Fulmar\n\nOnce open.\n\n<!-- /private -->'),
    );
    await repository.write('record/e-v0_1.md', version('title: E', '## Later\n\nOther words.'));
    await repository.write(
      'record/f-v0_1.md',
      version('title: F', '## Whimbrel\n<!-- private -->\n\nOnly marked.'),
    );
    await repository.write('record/d.md', note('title: D', 'See a-v0_1.md §2 and [C](c-v0_1.md#aims).'));
    await repository.commit('Go on');
    const birds = 'kittiwake razorbill guillemot fulmar dunlin puffin sanderling whimbrel plover'.split(' ');
    const shownIn = (site: string) => birds.filter((bird) => site.includes(bird));
    expect(shownIn(await renderedText(repository.root, null))).toEqual(birds);
    const site = await renderedText(repository.root, 'public');
    expect(shownIn(site)).toEqual([]);
    expect(site).toContain('version/amended-in-place');
  });
});
