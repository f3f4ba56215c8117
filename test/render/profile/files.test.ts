import { expect, test } from 'vitest';
import { render } from '../../../src/commands/render/render.ts';
import { testTerminal } from '../../commands/terminal.ts';
import { memoryWorld } from '../../helpers/memory-world.ts';

test('slop render --profile leaves out files to which only what it leaves out leads', async () => {
  const pictures = 'alone section passage line html both link beside'.split(' ');
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/nest.md':
      '---\ntitle: Nest\nprivate: true\n---\n\n![a](pics/alone.svg) <img width=200 src="pics/html.svg"> <img src="pics/link.svg"> <a href="open.md">Open</a> ![b](pics/both.svg)\n',
    'record/open.md':
      '# Open\n\n![b](pics/both.svg) and <a href="./pics/link.svg">it</a>.\n\n## Dunes\n\n<!-- private -->\n\n![c](pics/section.svg)\n\n## Rest\n\nIt <!-- private -->is ![d](pics/passage.svg)<!-- /private --> so.\n\n<!-- private -->\n\n<img src=pics/line.svg>\n\n<!-- /private -->\n\n![b](pics/beside.svg)\n',
    ...Object.fromEntries(pictures.map((name) => [`record/pics/${name}.svg`, '<svg/>'])),
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const shown = [...world.disk.keys()].flatMap((place) => /\/site\/raw\/pics\/(\w+)/.exec(place)?.[1] ?? []);
  expect(shown.sort()).toEqual(['beside', 'both', 'link']);
  expect(world.disk.has('/project/site/raw/open.md')).toBe(true);
});

test('slop render --profile keeps files to which what is open of a note leads, however it does', async () => {
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/open.md':
      '# Open\n\n![a](<pics/a b.svg>), ![b](pics/b(1).svg) and ![c](/record/pics/c.svg), ![d][d].\n\n[d]: <pics/d d.svg>\n\n## Dunes\n\n<!-- private -->\n\n![e](pics/e.svg)\n',
    ...Object.fromEntries(
      ['a b', 'b(1)', 'c', 'd d', 'e'].map((name) => [`record/pics/${name}.svg`, '<svg/>']),
    ),
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const shown = [...world.disk.keys()].flatMap(
    (place) => /\/site\/raw\/pics\/(.+)\.svg$/.exec(place)?.[1] ?? [],
  );
  expect(shown.sort()).toEqual(['a b', 'b(1)', 'c', 'd d']);
  expect(Buffer.from(world.disk.get('/project/site/raw/open.md') ?? '').toString()).not.toContain(
    '‹masked note›',
  );
});

test('slop render --profile leaves out files beside what it leaves out, and in folders that hold no other note', async () => {
  const marked = '---\ntitle: Nest\nprivate: true\n---\n\nNo.\n';
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/open.md': '# Open\n\nSee [the list](birds/list.csv), counts.csv and rare-birds.csv.\n',
    'record/nest-v0_1.md': marked,
    'record/nest-v0_1.txt': 'No.',
    'record/other.txt': 'Yes.',
    'record/birds/tern.md': marked,
    'record/birds/list.csv': 'Yes.',
    'record/birds/counts.csv': 'No.',
    'record/birds/rare-birds.csv': 'No.',
    'record/birds/pics/a.svg': '<svg/>',
    'record/pics/b.svg': '<svg/>',
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const shown = [...world.disk.keys()].flatMap(
    (place) => /\/site\/raw\/(.+(?<!html))$/.exec(place)?.[1] ?? [],
  );
  expect(shown.sort()).toEqual(['birds/list.csv', 'open.md', 'other.txt', 'pics/b.svg']);
  expect(Buffer.from(world.disk.get('/project/site/raw/open.md') ?? '').toString()).toContain(
    '[the list](birds/list.csv), counts.csv and ‹masked note›.',
  );
});

test('slop render --profile leaves out files that only what it leaves out names, in whatever way', async () => {
  const names = 'embed wiki words code head set beside open twice linked'.split(' ');
  const files = {
    'slop.yaml': 'profiles:\n  public: {}\n',
    'record/nest.md':
      '---\ntitle: Nest\nprivate: true\nsheet: head.csv\n---\n\n![[embed.csv]], [[wiki.csv]], words.csv, `code.csv`, open.csv and [it](linked.csv).\n\n<img srcset="set.csv 2x">\n\n```sh\ncat twice.csv\n```\n',
    'record/open.md': '# Open\n\nSee `open.csv` and [it](twice.csv), not linked.csv.\n',
    ...Object.fromEntries(names.map((name) => [`record/${name}.csv`, 'a'])),
  };
  const world = memoryWorld({ files });
  expect(await render(world, testTerminal(), { out: null, profile: 'public' })).toBe(0);
  const shown = [...world.disk.keys()].flatMap((place) => /\/site\/raw\/(\w+)\.csv/.exec(place)?.[1] ?? []);
  expect(shown.sort()).toEqual(['beside', 'open', 'twice']);
});
