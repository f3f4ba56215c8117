import { describe, expect, test } from 'vitest';
import { withoutPassages } from '../../src/render/profile/passages.ts';
import { privateAnchors, privateParts, withoutParts } from '../../src/render/profile/private-parts.ts';
import { wordsOf } from '../../src/render/profile/standing-names.ts';
import { growsLinearly } from '../helpers/growth.ts';
import { documentOf, draftOf, graphOf } from './values.ts';

const marked =
  '# T\n\n## 2. Where it lies {#lies}\n\n<!-- private -->\n\nAt the pier.\n\n## 3. Rest\n\nYes. <!-- private -->Said to Ines alone.<!-- /private -->\n';

async function partsOf(texts: Readonly<Record<string, string>>) {
  const documents = Object.keys(texts).map((path) => documentOf(path));
  return privateParts(graphOf(documents), async (path) => texts[path] ?? '');
}

describe('privateParts()', () => {
  test('gathers what any version of a note marks', async () => {
    const parts = await partsOf({
      'record/a-v0_1.md': '# T\n',
      'record/a-v0_2.md': marked,
      'record/b.md': '# T\n',
    });
    expect([...parts.keys()]).toEqual(['record/a-v0_1.md', 'record/a-v0_2.md']);
    expect([...(parts.get('record/a-v0_1.md')?.headings ?? [])]).toEqual(['where it lies']);
    expect(parts.get('record/a-v0_1.md')?.standing(wordsOf('So said to INES alone.'))).toEqual([
      'Said to Ines alone.',
    ]);
  });

  test('hides a passage with letters that stand for something when they are put in', async () => {
    const secret = "IFS=$'x' $& $$ $` and the word is ferry";
    const marks = (text: string) => `<!-- private -->${text}<!-- /private -->`;
    const before = `# T\n\n${secret}\n\nThen: Said to Ines alone.\n\nEnd.\n`;
    const after = before
      .split(secret)
      .join(marks(secret))
      .replace('Said to Ines alone.', marks('Said to Ines alone.'));
    const parts = (await partsOf({ 'record/a-v0_1.md': before, 'record/a-v0_2.md': after })).get(
      'record/a-v0_2.md',
    );
    expect(parts && withoutParts(before, parts)).toBe(withoutPassages(after));
  });

  test('hides a passage that holds one which an earlier version marks', async () => {
    const parts = await partsOf({
      'record/a-v0_1.md': '# T\n\nAn <!-- private -->egg under the pier<!-- /private --> is.\n',
      'record/a-v0_2.md': '# T\n\nAn <!-- private -->egg under the pier of Ines<!-- /private --> is.\n',
      'record/a-v0_3.md': '# T\n\nAn egg under the pier of Ines is.\n',
    });
    const own = parts.get('record/a-v0_3.md');
    expect(own && withoutParts('An egg under the pier of Ines is.\n', own)).toBe('An ‹masked passage› is.\n');
  });

  test.each(['- Do we need a second crane?', '> Do we need a second crane?', '<img src=crane.svg>'])(
    'leaves what stands around a passage of one line as it is: %s',
    async (line) => {
      const text = `# T\n\nAll is well.\n\n<!-- private -->\n${line}\n<!-- /private -->\n\n## Next\n\nPaint.\n`;
      const own = (await partsOf({ 'record/a-v0_1.md': text })).get('record/a-v0_1.md');
      expect(own && withoutParts(text, own)).toBe(withoutPassages(text));
    },
  );

  test('leaves an item of a list in the place of one that another version marks', async () => {
    const own = (
      await partsOf({
        'record/a-v0_1.md': '# T\n\n- Paint it.\n- Do we need a crane?\n',
        'record/a-v0_2.md': '# T\n\nWell.\n\n<!-- private -->\n- Do we need a crane?\n<!-- /private -->\n',
      })
    ).get('record/a-v0_1.md');
    const shown = own && withoutParts('# T\n\n- Paint it.\n- Do we need a crane?\n', own);
    expect(shown).toBe('# T\n\n- Paint it.\n- ‹masked passage›\n');
  });

  test('takes no head for the heading of a section', async () => {
    const head = '---\ntitle: T\nowner: Ana\n---\n';
    const before = `${head}\n# T\n\nFor all.\n`;
    const marks = `${head}\n<!-- private -->\nSaid to Ines alone.\n<!-- /private -->\n`;
    const parts = (await partsOf({ 'record/a-v0_1.md': before, 'record/a-v0_2.md': marks })).get(
      'record/a-v0_2.md',
    );
    expect(parts && withoutParts(before, parts)).toBe(before);
  });

  test.each([
    ['## 7. Where it  lies\n\nAt the pier.\n\n## 8. Open\n', '## ‹masked section›\n\n## 8. Open\n'],
    ['### Where it lies\r\n\r\nAt the pier.\r\n', '### ‹masked section›\n'],
    ['x\n\nSo: Said to Ines alone. Well.\n', 'x\n\nSo: ‹masked passage› Well.\n'],
    ['So: <!-- private --> Said to Ines alone. <!-- /private --> Well.\n', 'So: ‹masked passage› Well.\n'],
    [
      'So: <!-- private -->we Said to Ines alone. That is all.<!-- /private --> Well.\n',
      'So: ‹masked passage› Well.\n',
    ],
    ['## Where it lies open\n\nYes.\n', '## Where it lies open\n\nYes.\n'],
  ])('hides it in %j', async (text, shown) => {
    const parts = (await partsOf({ 'record/a-v0_2.md': marked })).get('record/a-v0_2.md');
    expect(parts && withoutParts(text, parts)).toBe(shown);
  });
});

describe('withoutPassages() takes what only a private part refers to', () => {
  const text = (section: string, definitions: string) =>
    `# T\n\nOpen.[^a] See [b].\n\n## 2. Costs\n<!-- private -->\n\n${section}\n\n## 3. Rest\n\nMore.\n\n${definitions}\n`;

  test.each([
    ['a footnote', 'Paid.[^k]', '[^k]: To Kittiwake.\n\n    And Kittiwake alone.\n[^a]: For all.\n[b]: b.md'],
    ['an address', '[Deed][k] and [k]', '[^a]: For all.\n[b]: b.md\n[K]: kittiwake.md "Kittiwake"'],
    ['its title below', '![x][k]', '[^a]: For all.\n[k]: x.png\n  "Kittiwake"\n[b]: b.md'],
    [
      'what a footnote of it names',
      'Paid.[^k]',
      '[^k]: See [deed].\n[deed]: kittiwake.md\n\n[b]: b.md\n[^a]: For all.',
    ],
  ])('such as %s', (_, section, definitions) => {
    const shown = withoutPassages(text(section, definitions));
    expect(shown.toLowerCase()).not.toContain('kittiwake');
    expect(shown).toContain('[^a]: For all.');
    expect(shown).toContain('[b]: b.md');
  });

  test('and nothing that is used elsewhere', () => {
    const definitions = '[^a]: For all.\n[b]: b.md\n[unused]: c.md';
    expect(withoutPassages(text('Paid.[^a] See [b].', definitions))).toContain(definitions);
  });
});

test('withoutParts() leaves nothing in the place of footnotes and addresses that go with a private part', async () => {
  const text = marked
    .replace('At the pier.', 'At the pier,[^k] see [it][k].')
    .concat('\n[^k]: As Kittiwake told Ines.\n\n[k]: https://a.example/k "By Kittiwake"\n');
  const own = (await partsOf({ 'record/a-v0_1.md': text })).get('record/a-v0_1.md');
  expect(own && withoutParts(text, own).trimEnd()).toBe(withoutPassages(text).trimEnd());
});

test.each([
  ['[Kittiwake]: We pay four hundred a day.', '‹masked passage›'],
  ['[k]: https://a.example/kittiwake "Of Ines"', ''],
  ['[^k]: As Kittiwake told Ines.', ''],
])(
  'withoutParts() hides %j whole in an earlier version, also where its label is used',
  async (line, shown) => {
    const text = (said: string) => `# A\n\nSee [it][k], open.[^k]\n\n${said}\n\nYes.\n`;
    const parts = await partsOf({
      'record/a-v0_1.md': text(line),
      'record/a-v0_2.md': text(`<!-- private -->${line}<!-- /private -->`),
    });
    const own = parts.get('record/a-v0_1.md');
    expect(own && withoutParts(text(line), own)).toBe(text(shown));
  },
);

describe('withoutParts() of an earlier version', () => {
  const plan = (body: string) =>
    `# Plan\n\n## 1. Purpose\n\nFor all to read.\n\n${body}\n\n## 9. End\n\nRead by all.\n`;
  const private_ = (text: string) => `<!-- private -->${text}<!-- /private -->`;
  const shown = async (earlier: string, later: string) => {
    const texts = { 'record/a-v0_1.md': plan(earlier), 'record/a-v0_2.md': plan(later) };
    const own = (await partsOf(texts)).get('record/a-v0_1.md');
    return own === undefined ? null : withoutParts(texts['record/a-v0_1.md'], own);
  };

  test.each([
    ['a short name', 'Asked Kittiwake of it.', `Asked ${private_('Kittiwake')} of it.`],
    [
      'lines broken elsewhere',
      'Told to\nKittiwake and\nothers.',
      `Told ${private_('to Kittiwake\nand others')}.`,
    ],
    [
      'one of two paragraphs changed',
      'First Kittiwake is paid the sum.\n\nThen the others are.',
      '<!-- private -->\n\nFirst Kittiwake is paid the sum.\n\nThen the others are, in May.\n\n<!-- /private -->',
    ],
    [
      'a sentence that became two',
      'We pay Kittiwake the whole sum in May, and the others have to wait until June.',
      private_('We pay Kittiwake the whole sum in May. The others have to wait until June.'),
    ],
    ['a number changed', 'We pay Kittiwake 400,000 in May.', private_('We pay Kittiwake 450,000 in May.')],
    [
      'a list that grew',
      '- pay Kittiwake the sum\n- rest',
      '<!-- private -->\n- pay Kittiwake the sum\n- rest\n- more\n<!-- /private -->',
    ],
    [
      'a row of a table that grew',
      '| who | sum |\n| --- | --- |\n| Kittiwake | 400 |',
      '<!-- private -->\n\n| who | sum |\n| --- | --- |\n| Kittiwake | 400 |\n| Fulmar | 500 |\n\n<!-- /private -->',
    ],
    [
      'a line of code',
      '```sh\npay --to Kittiwake --sum 400\n```',
      '<!-- private -->\n\n```sh\npay --to Kittiwake --sum 500\n```\n\n<!-- /private -->',
    ],
    [
      'a heading that changed',
      '## 2. Costs\n\nWe pay Kittiwake the whole sum.',
      '## 2. Costs (internal)\n<!-- private -->\n\nWe pay Kittiwake the whole sum.',
    ],
    [
      'a section that became a passage',
      '## 2. Kittiwake\n\nNests.',
      '<!-- private -->\n\n## 2. Kittiwake\n\nNests.\n\n<!-- /private -->',
    ],
    [
      'a part that stood on its own',
      '## 2. Money\n\nWe pay Kittiwake the whole sum.',
      '## 2. Costs\n<!-- private -->\n\n### Money\n\nWe pay Kittiwake the whole sum.',
    ],
  ])('hides %s', async (_, earlier, later) => {
    const text = await shown(earlier, later);
    expect(text).not.toContain('Kittiwake');
    expect(text).toContain('For all to read.');
    expect(text).toContain('Read by all.');
  });

  test.each([
    ['what the marks leave open', 'Paid in May.', `Paid in May.\n\n${private_('Paid in May, to Ines.')}`],
    [
      'what is merely like it',
      'The gate opens at nine in the morning.',
      private_('The gate was opened by Ines.'),
    ],
    [
      'what has words of many sentences',
      'When the tide is low, the gate is open for all of the boats in the harbour.',
      private_(
        'When the board meets, the tide is told. The gate is open to Ines. Kittiwake pays for all. Of the boats one is sold. In the harbour nobody knows.',
      ),
    ],
    [
      'a row that is as much like others',
      '| gate | 12 pass + 3 skip |\n| --- | --- |\n| door | 14 pass + 3 skip |',
      `| gate | 12 pass + 3 skip |\n| --- | --- |\n| door | 13 pass + 3 skip |\n\n${private_('Wall: 15 pass + 3 skip.')}`,
    ],
    ['a word for a state', 'Status: done.', `Status: ${private_('done')}.`],
  ])('shows %s', async (_, earlier, later) => {
    expect(await shown(earlier, later)).toBe(plan(earlier));
  });
});

test('withoutParts() counts two words once that stand in two withheld sentences', async () => {
  const parts = await partsOf({
    'record/a-v0_1.md': '# T\n\nThe team consists of five people.\n',
    'record/a-v0_2.md':
      '# T\n\nThe team consists of six people.\n\n## Staff\n\n<!-- private -->\n\nIn August Bob leaves the team for good. The team consists of those who stay.\n',
  });
  const own = parts.get('record/a-v0_1.md');
  expect(own && withoutParts('# T\n\nThe team consists of five people.\n', own)).toBe(
    '# T\n\nThe team consists of five people.\n',
  );
});

test('privateAnchors() leaves a number to the section that has its anchor', async () => {
  const headings = [
    ['1', 'Open', 2],
    ['2', 'Where it lies', 2],
    ['1', 'First', 3],
    ['3', 'Then', 3],
  ] as const;
  const sections = headings.map(([number, title, depth]) => ({
    ...{ number, title, depth, slug: `s-${title.toLowerCase().replaceAll(' ', '-')}` },
    ...{ explicit: null, empty: false, span: { start: 0, end: 0 }, heading: { start: 0, end: 0 } },
  }));
  const parts = (await partsOf({ 'record/a.md': marked })).get('record/a.md');
  const document = documentOf('record/a.md', { draft: draftOf('record/a.md', { sections }) });
  const anchors = parts && privateAnchors(document, parts);
  expect(anchors?.filter((anchor) => /^s-\d/.test(anchor))).toEqual(['s-2', 's-3']);
});

test.each([
  ['<!-- private: why ', '<!-- private: '],
  [' ', '<!-- private: '],
  ['<!-- private -->\nx\n<!-- /private -->\n', '# T\n'],
  ['<!-- private -->\n<!-- private -->\n<!-- /private -->\n', '# T\n'],
  ['x\n<!-- private -->\n', '## T <!-- private -->\n'],
  ['<!-- private --><!-- /private --><!-- private -->', '# T '],
  ['> ', '<!-- private -->\n'],
  ['> <!-- private -->\n', '> # T\n'],
  ['[^a]: b\n\n', '# T <!-- private -->[^b]<!-- /private -->\n'],
])('withoutPassages() takes linear time for many of %j behind %j', async (unit, start) => {
  const text = (size: number): string => `${start}${unit.repeat(size)}# T\n<!-- /private -->\n`;
  expect(await growsLinearly((size) => withoutPassages(text(size)), 20_000)).toBe(true);
});

describe('marks that code shows', () => {
  const told = '<!-- private -->';
  test.each([
    `Write \`${told}\` or \`## Staff ${told}\`, and \`\`${told}a \` b<!-- /private -->\`\`.\n\nYes.\n`,
    `\`\`\`md\n## Staff\n${told}\n\`\`\`\n\nYes.\n`,
    `- As in\n\n  ~~~\n  ${told}\n  ~~~\n\nYes.\n`,
    `\`\`\`\`\n\`\`\`\n${told}\n\`\`\`\n\`\`\`\`\n`,
  ])('are none: %j', (text) => {
    expect(withoutPassages(text)).toBe(text);
  });

  test.each([
    ['no code', `Use the \` key. ${told}No \`400\`.<!-- /private --> Yes.`],
    [
      'code of which a list has the beginning',
      `- a\n  \`\`\`\n  b\n\n\`\`\`\nc\n\`\`\`\n\n${told}\nNo\n\`\`\`\nd\n\`\`\``,
    ],
    ['code that does not end', `\`\`\`\nYes.\n\n${told}\n\nNo.\n`],
    ['an end that closes nothing', `Yes.\n\n<!-- /private -->\n${told}\n\nNo.\n`],
    ['a block of HTML', `<div>\n\`\`\`\n${told}\nNo.\n<!-- /private -->\n\`\`\`\n</div>\n`],
    ['an end in code', `${told}\nNo.\n\`\`\`\n<!-- /private -->\n\`\`\`\nNo.\n<!-- /private -->\nYes.\n`],
    ['an end in code in a line', `${told}\nNo, \`<!-- /private -->\`, no.\n<!-- /private -->\nYes.\n`],
    ['what begins like code', `\`\`\`a\`\`\` b\n\n${told}\nNo.\n<!-- /private -->\n\n\`\`\`\nc\n\`\`\`\n`],
  ])('hide what is marked beside %s', (_, text) => {
    expect(withoutPassages(text)).not.toMatch(/No/i);
  });
});

describe('of two sections with one heading', () => {
  const text =
    '# T\n\n## 1. One\n\n### Staff\n\nWords of many.\n\n## 2. Two\n\n### Staff <!-- private -->\n\nKittiwake.\n\n### Rest\n';
  const sections = [
    ['1', 'One', 2, 's-one', text.indexOf('## 1')],
    [null, 'Staff', 3, 's-staff', text.indexOf('### Staff')],
    ['2', 'Two', 2, 's-two', text.indexOf('## 2')],
    [null, 'Staff', 3, 's-staff-2', text.lastIndexOf('### Staff')],
    [null, 'Rest', 3, 's-rest', text.indexOf('### Rest')],
  ] as const;
  const document = documentOf('record/a-v0_2.md', {
    draft: draftOf('record/a-v0_2.md', {
      sections: sections.map(([number, title, depth, slug, start]) => ({
        ...{ number, title, depth, slug, explicit: null, empty: false },
        ...{ span: { start, end: start }, heading: { start, end: text.indexOf('\n', start) } },
      })),
    }),
  });
  const earlier = documentOf('record/a-v0_1.md');
  const partsOfBoth = async () =>
    (await privateParts(graphOf([earlier, document]), async () => text)).get('record/a-v0_2.md');

  test('the one that is not marked stays, with its addresses', async () => {
    const parts = await partsOfBoth();
    expect(parts && withoutParts(text, parts)).toBe(
      '# T\n\n## 1. One\n\n### Staff\n\nWords of many.\n\n## 2. Two\n\n### ‹masked section›\n\n### Rest\n',
    );
    expect(parts && privateAnchors(document, parts)).toEqual(['s-staff-2', 'staff-2']);
  });

  test('both go in a version that marks none', async () => {
    const parts = await partsOfBoth();
    expect(parts && withoutParts(text.replace(' <!-- private -->', ''), parts)).not.toContain('Staff');
  });
});

test('withoutPassages() takes linear time for a chain of footnotes', async () => {
  const text = (size: number): string => {
    const notes = Array.from({ length: size }, (_, at) => `[^${at}]: See[^${at + 1}].`);
    return `# T\n\nOpen. <!-- private -->See[^0] it.<!-- /private -->\n\n${notes.join('\n')}\n`;
  };
  expect(withoutPassages(text(9))).not.toContain('[^8]');
  expect(await growsLinearly((size) => withoutPassages(text(size)), 2000)).toBe(true);
});

test.each([
  ['passages of a note', (size: number) => [size, 1] as const, 1000],
  ['versions of a note', (size: number) => [20, size] as const, 15],
])('privateParts() and withoutParts() take linear time for many %s', async (_, shapeOf, size) => {
  const work = async (many: number): Promise<void> => {
    const [passages, versions] = shapeOf(many);
    const texts = Object.fromEntries(
      Array.from({ length: versions }, (_, version) => {
        const lines = Array.from(
          { length: passages },
          (_, at) =>
            `Word ${at} is open. <!-- private -->The sum ${at * version} of pier ${at} goes to Ines.<!-- /private -->`,
        );
        return [`record/a-v0_${version}.md`, `# T\n\n${lines.join('\n\n')}\n`];
      }),
    );
    const parts = await partsOf(texts);
    for (const [path, text] of Object.entries(texts)) {
      const own = parts.get(path);
      expect(own && withoutParts(text, own)).not.toContain('Ines');
    }
  };
  expect(await growsLinearly(work, size)).toBe(true);
});

test('a footnote that stays keeps what it refers to, whatever a private part refers to', () => {
  const text =
    'Open.[^a] <!-- private -->No.[^a][^b][^c]<!-- /private -->\n\n[^a]: See[^b].\n[^b]: Kept.\n[^c]: Taken.\n[^d]: Unused, see[^e].\n[^e]: Stays.\n';
  expect(withoutPassages(text)).toBe(
    'Open.[^a] ‹masked passage›\n\n[^a]: See[^b].\n[^b]: Kept.\n[^d]: Unused, see[^e].\n[^e]: Stays.\n',
  );
});
