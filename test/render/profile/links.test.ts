import { describe, expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';

/** All that a public site says and is called, each file by its path. */
async function publicSite(files: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const world = memoryWorld({ files: { 'slop.yaml': 'profiles:\n  public: {}\n', ...files } });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const site = [...world.disk].filter(([place]) => place.startsWith('/project/site/'));
  return new Map(
    site.map(([place, bytes]) => [place.slice('/project/site/'.length), Buffer.from(bytes).toString()]),
  );
}

function tellsOf(site: ReadonlyMap<string, string>, words: readonly string[]): readonly string[] {
  const all = [...site].flat().join('\n').toLowerCase();
  return words.filter((word) => all.includes(word));
}

describe('slop render --profile, of files that share a name', () => {
  const files = {
    'record/README.md':
      '# Start\n\nSee [Kittiwake nests](topics/nests/), [Dunlin](topics/nests), [Whimbrel\nand more][nests], [Fulmar](topics/nests/README.md), topics/nests/README.md and [open](topics/open/README.md), [money](topics/open/README.md#budget), [puffin](topics/part/README.md#budget), part/README.md#budget.\n\n[nests]: topics/nests/README.md\n',
    'record/topics/nests/README.md': '---\ntitle: Razorbill\nprivate: true\n---\n\nRazorbill.\n',
    'record/topics/open/README.md':
      '# Open\n\n[Up](../../README.md#start).\n\n## Budget\n\nTern.\n\n## Sums\n\nMany.\n',
    'record/topics/part/README.md': '# Part\n\n## Budget\n\n<!-- private -->\n\nPuffin.\n',
  };

  test('leaves out the one that is private, and keeps the others and their name', async () => {
    const site = await publicSite(files);
    const words = ['kittiwake', 'fulmar', 'dunlin', 'whimbrel', 'fulmar', 'razorbill', 'nests', 'puffin'];
    expect(tellsOf(site, words)).toEqual([]);
    expect(site.get('raw/README.md')).toContain(
      '[open](topics/open/README.md), [money](topics/open/README.md#budget), ‹masked section›, ‹masked section›.',
    );
    expect(site.get('view/topics/open/README.md.html')).toContain('Tern.');
    expect(site.get('raw/topics/open/README.md')).toBe(files['record/topics/open/README.md']);
    expect(site.get('raw/topics/part/README.md')).toBe('# Part\n\n## ‹masked section›\n');
  });
});

test('slop render --profile takes addresses and titles of definitions that lead to what it leaves out, near files of its name too', async () => {
  const site = await publicSite({
    'record/README.md': '# Start\n\nSee [here][a].\n\n[a]: nests/README.md#kittiwake\n  "Dunlin"\n',
    'record/nests/README.md': '---\ntitle: Nests\nprivate: true\n---\n\n## Kittiwake\n\nNo.\n',
    'record/nests/open.md':
      '# Open\n\nREADME.md#kittiwake, [x][b].\n\n> [b]: README.md#kittiwake "Whimbrel"\n',
    'record/dunes/README.md': '# Dunes\n\n## Fulmar\n<!-- private -->\n\nNo.\n\n## Tern\n\nYes.\n',
    'record/dunes/open.md': '# Open\n\nREADME.md#fulmar and README.md#tern.\n',
    'record/far.md': '# Far\n\nSee nests/README.md#kittiwake.\n',
  });
  expect(tellsOf(site, ['kittiwake', 'dunlin', 'whimbrel', 'fulmar'])).toEqual([]);
  expect(site.get('raw/dunes/open.md')).toBe('# Open\n\n‹masked section› and README.md#tern.\n');
});

describe('slop render --profile, of links to what it leaves out', () => {
  const plan =
    '# Plan\n\n## 1. Aim\n\nPlain.\n\n## 2. Dunlin\n\n<!-- private -->\n\nDunlin.\n\n### 2.1 Puffin\n\nPuffin.\n\n## 3. Rest\n\nYes.\n';
  const secret =
    '---\ntitle: S\nprivate: true\n---\n\nTern.\n\n## 3. Kittiwake nests\n\n<!-- private -->\n\nTern.\n\n## 4. Fulmar nests\n\nTern.\n';

  test.each([
    '[kittiwake](plan-v0_1.md#2)',
    '[kittiwake](plan-v0_1.md#2.1)',
    '[[plan#2|kittiwake]]',
    '[[plan#2.1|kittiwake]]',
    '[a `kittiwake` [b]](plan-v0_1.md#s-dunlin)',
    '[a\nkittiwake](secret-note-v0_1.md)s',
    '[![kittiwake](https://a.example/a.png)](secret-note-v0_1.md)',
    'plan-v0_1.md §2 Dunlin',
    'plan-v0_1.md §2. *Dunlin*',
    'plan-v0_1.md §2.1, "Puffin"',
    'plan-v0_1.md §"Dunlin"',
    'plan-v0_1.md §Dunlin',
    'secret-note-v0_1.md §Kittiwake nests',
    'secret-note-v0_1.md §3 — Kittiwake nests',
    'secret-note-v0_1.md §4 Fulmar nests',
    '<a href="secret-note-v0_1.md"><b>kittiwake</b> <i>and more</i></a>',
    `[kittiwake${' and more'.repeat(40)}](secret-note-v0_1.md)`,
    '[kittiwake]\n\n[kittiwake]: secret-note-v0_1.md\n  (and more)\n\nSo',
    '<img src="secret-note-v0_1.md" alt="kittiwake">',
  ])('takes %j whole', async (link) => {
    const site = await publicSite({
      'record/plan-v0_1.md': plan,
      'record/secret-note-v0_1.md': secret,
      'record/other.md': `# Other\n\nSee ${link} and [open](plan-v0_1.md#3).\n`,
    });
    expect(tellsOf(site, ['kittiwake', 'dunlin', 'puffin', 'tern.', 'and more'])).toEqual([]);
    expect(site.get('raw/other.md')).toContain('[open](plan-v0_1.md#3)');
  });
});

test('slop render --profile takes what slop.yaml calls a note that is left out', async () => {
  const site = await publicSite({
    'slop.yaml': 'profiles:\n  public: {}\nnames:\n  Kittiwake count: nest-plan\n  plan: nest-plan\n',
    'record/nest-plan-v0_2.md': '---\ntitle: S\nversion: "0.2"\nprivate: true\n---\n\nTern.\n',
    'record/other.md':
      '# Other\n\nSee the Kittiwake count, Kittiwake count §3, Plan v0.2 and the plan. No FloorPlan v0.2.\n',
  });
  expect(site.get('raw/other.md')).toBe(
    '# Other\n\nSee the ‹masked note›, ‹masked note› §3, ‹masked note› and the plan. No FloorPlan v0.2.\n',
  );
});

test.each([
  ['Kittiwake &amp; dunlin', 'kittiwake--dunlin'],
  ['<a id="pay"></a>Kittiwake <b>fees</b>', 'kittiwake-fees'],
  ['[Kittiwake][1] fees', 'kittiwake-fees'],
  ['Kittiwake fees[^1]', 'kittiwake-fees'],
])(
  'slop render --profile takes links to a private section whose heading is written %j',
  async (heading, anchor) => {
    const link = `[it](part.md#${anchor})`;
    const site = await publicSite({
      'record/part.md': `# Part\n\nOpen heading\n---\n\nYes.\n\n## ${heading}\n\n<!-- private -->\n\nNo.\n\n## 3. Tern\n\nYes.\n\n[1]: a.md\n\n[^1]: No.\n`,
      'record/other.md': `# Other\n\n${link}, part.md#${anchor}, [a](part.md#open-heading), [b](part.md#3).\n`,
    });
    expect(tellsOf(site, ['kittiwake'])).toEqual([]);
    expect(site.get('raw/other.md')).toContain(', [a](part.md#open-heading), [b](part.md#3).');
  },
);
