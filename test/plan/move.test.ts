import { describe, expect, test } from 'vitest';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { parse } from '../../src/parse/parse.ts';
import { type Destination, move, moveFolder } from '../../src/plan/move.ts';
import { withAnswers } from '../../src/plan/plan.ts';
import { renumber } from '../../src/plan/renumber.ts';
import { Refusal } from '../../src/refusal.ts';
import { played, recordOf, type Tree } from './playing.ts';

async function moved(tree: Tree, path: string, destination: Destination) {
  const { view, note, findings } = await recordOf(tree);
  const plan = await move(view, note(path), destination);
  const after = played({ 'slop.yaml': '', ...tree }, plan);
  const again = (await recordOf(after)).findings;
  expect(again.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
  return after;
}

const head = (id: string | null, version: string) =>
  `---\n${id === null ? '' : `id: ${id}\n`}version: "${version}"\ndate: 2026-05-01\n---\n# Tides — v${version}\n`;

const tree: Tree = {
  'slop.yaml':
    '# ours\nrepos: {engine: {url: "https://example.org/engine.git"}}\nnames: {"tide table": {id: tides}}',
  'record/notes/tides-v0_2.md': `${head(null, '0.2')}\n## 1. One\n\n![map](map.png) and [log](../log.md#log), before tides-v0_1.md.\n`,
  'record/notes/tides-v0_2.html': '<title>Tides — v0.2</title><p>See tides-v0_1.md</p>',
  'record/notes/archive/tides-v0_1.md': head(null, '0.1'),
  'record/notes/map.png': 'x',
  'record/log.md':
    '---\ntitle: Log\ndate: 2026-05-01\nreading: [notes/tides-v0_2.md]\n---\n# Log\n\nSee `tides-v0_2.md` §1, [tides-v0_2.md](./notes/tides-v0_2.md#1-one), [[tides]], [[tides@0.1]] and tides-v0_1.md.\n',
};

describe('move()', () => {
  test('renames all versions, and rewrites every mention', async () => {
    const after = await moved(tree, 'record/notes/tides-v0_2.md', {
      archive: false,
      path: 'record/notes/high-water-v0_2.md',
    });
    expect(Object.keys(after).sort()).toEqual([
      'record/log.md',
      'record/notes/archive/high-water-v0_1.md',
      'record/notes/high-water-v0_2.html',
      'record/notes/high-water-v0_2.md',
      'record/notes/map.png',
      'slop.yaml',
    ]);
    expect(after['record/log.md']).toBe(tree['record/log.md']?.replaceAll('tides', 'high-water'));
    expect(after['record/notes/high-water-v0_2.md']).toBe(
      tree['record/notes/tides-v0_2.md']?.replaceAll('tides', 'high-water'),
    );
    expect(after['record/notes/high-water-v0_2.html']).toContain('See high-water-v0_1.md');
    expect(after['slop.yaml']).toBe(
      `${tree['slop.yaml']}
moved:
  record/notes/archive/tides-v0_1.md: record/notes/archive/high-water-v0_1.md
  record/notes/tides-v0_2.md: record/notes/high-water-v0_2.md
  record/notes/tides-v0_2.html: record/notes/high-water-v0_2.html
`,
    );
  });

  test('keeps the way to what lies beside the record', async () => {
    const links = (up: string) => `
See [the desk](${up}src/desk%20one.ts#L3), [all](${up}src/), [![plan](${up}docs/plan.png)](${up}docs/plan.md) and [it][].

[it]: ${up}README.md
`;
    const text = head(null, '0.2') + links('../../');
    const after = await moved({ ...tree, 'record/notes/tides-v0_2.md': text }, 'record/notes/tides-v0_2.md', {
      archive: false,
      path: 'record/water/2026/',
    });
    expect(after['record/water/2026/tides-v0_2.md']).toBe(head(null, '0.2') + links('../../../'));
  });

  test('rewrites the names in a prompt too, which the next session is to read', async () => {
    const prompt = '# Handoff\n\n## Kickoff prompt\n\n```\nRead tides-v0_2.md.\n```\n';
    const after = await moved({ ...tree, 'record/handoff.md': prompt }, 'record/notes/tides-v0_2.md', {
      archive: false,
      path: 'record/notes/high-water-v0_2.md',
    });
    expect(after['record/handoff.md']).toBe(prompt.replaceAll('tides', 'high-water'));
  });

  test('moves to another folder with archive and links', async () => {
    const after = await moved(tree, 'record/notes/tides-v0_2.md', {
      archive: false,
      path: 'record/sea/charts/',
    });
    expect(after['record/sea/charts/tides-v0_2.md']).toContain(
      '![map](../../notes/map.png) and [log](../../log.md#log), before tides-v0_1.md.',
    );
    expect(after['record/sea/charts/archive/tides-v0_1.md']).toBe(tree['record/notes/archive/tides-v0_1.md']);
    expect(after['record/log.md']).toBe(
      tree['record/log.md']
        ?.replace('[notes/tides-v0_2.md]', '[charts/tides-v0_2.md]')
        .replace('./notes/tides-v0_2.md#', './sea/charts/tides-v0_2.md#'),
    );
  });

  test.each([
    ['[a][t], [t], [b][t] and [t][].\n\n[t]: log.md#log "Log"', '[t]: other/diary.md#log "Log"'],
    ['[a][t]\n\n[t]: <log.md>', '[t]: <other/diary.md>'],
    ['[a](log.md "as log.md has it")', '[a](other/diary.md "as log.md has it")'],
    ['[log.md]( <log.md> )', '[diary.md]( <other/diary.md> )'],
    ['[a](log\\.md)', '[a](other/diary.md)'],
    ['[![map](notes/map.png)](log.md)', '[![map](notes/map.png)](other/diary.md)'],
  ])('rewrites the address of %s', async (written, expected) => {
    const tree = {
      'record/log.md': '---\ntitle: Log\ndate: 2026-05-01\n---\n# Log\n',
      'record/notes/map.png': 'x',
      'record/a.md': `---\ntitle: A\ndate: 2026-05-01\n---\n# A\n\n${written}\n`,
    };
    const after = await moved(tree, 'record/log.md', { archive: false, path: 'record/other/diary.md' });
    expect(after['record/a.md']).toContain(expected);
    const path = 'record/a (b)\u3000c/100%.md';
    const spaced = await moved(tree, 'record/log.md', { archive: false, path });
    expect(spaced['record/a.md']).toContain(
      written.includes('<') ? 'a (b)%E3%80%80c/100%25.md' : 'a%20%28b%29%E3%80%80c/100%25.md',
    );
  });

  test('touches no file that names it as before', async () => {
    const { view, note } = await recordOf({
      ...tree,
      'record/other.md': '# Other\n\nAs in tides-v0_2.md.\n',
    });
    const plan = await move(view, note('record/notes/tides-v0_2.md'), { archive: false, path: 'record/' });
    expect(Object.keys(plan.base)).not.toContain('record/other.md');
    expect(plan.edits.map(({ path }) => path)).not.toContain('record/other.md');
    expect(plan.edits.map(({ path }) => path)).toContain('record/log.md');
  });

  test('rewrites what HTML files lead to, and nothing that lies elsewhere', async () => {
    const page = (link: string, picture: string, name: string) =>
      `<title>Tides — v0.1</title><a href="${link}#one">x</a><img src='${picture}'>${name}<a href="https://other.example/tides-v0_1.md">y</a>`;
    const tree = {
      'record/tides-v0_1.md': head(null, '0.1'),
      'record/tides-v0_1.html': page('log.md', 'map.png', 'tides-v0_1.md'),
      'record/page.html': page('./tides-v0_1.html', 'map.png', 'tides-v0_1.md'),
      'record/log.md': '---\ntitle: Log\ndate: 2026-05-01\n---\n# Log\n',
      'record/map.png': 'x',
    };
    const after = await moved(tree, 'record/tides-v0_1.md', {
      archive: false,
      path: 'record/a b/ebb-v0_1.md',
    });
    expect(after['record/a b/ebb-v0_1.html']).toBe(page('../log.md', '../map.png', 'ebb-v0_1.md'));
    expect(after['record/page.html']).toBe(page('./a%20b/ebb-v0_1.html', 'map.png', 'ebb-v0_1.md'));
  });

  test('lets the baseline know a note by its new id, and no other', async () => {
    const known = (id: string) =>
      `{"rule":"ref/missing-section","note":${JSON.stringify(id)},"digest":"0","count":1}`;
    const baseline = (id: string) =>
      `{\n  "version": 1,\n  "findings": [\n    ${known(id)},\n    ${known('tides-plan')}\n  ]\n}\n`;
    const to = { archive: false, path: 'record/notes/high-water-v0_2.md' } as const;
    const held = { ...tree, 'slop-baseline.json': baseline('tides') };
    const after = await moved(held, 'record/notes/tides-v0_2.md', to);
    expect(after['slop-baseline.json']).toBe(baseline('high-water'));
    const own = { 'record/notes/tides-v0_2.md': head('tides', '0.2') };
    const same = await moved({ ...held, ...own }, 'record/notes/tides-v0_2.md', to);
    expect(same['slop-baseline.json']).toBe(held['slop-baseline.json']);
  });

  test('names a note by its file name where a number did that its file name opens no more with', async () => {
    const said = (value: string) => `---\ndate: 2026-05-01\nsupersedes: ${value}\n---\n# Engines\n`;
    const decisions = { 'record/adr/0007-oars.md': '# Oars\n', 'record/adr/0012-engines.md': said("'0007'") };
    const after = await moved(decisions, 'record/adr/0007-oars.md', {
      archive: false,
      path: 'record/adr/0009-oars.md',
    });
    expect(after['record/adr/0012-engines.md']).toBe(said("'0009-oars.md'"));
    const elsewhere = { archive: false, path: 'record/plans/engines.md' } as const;
    const left = await moved(decisions, 'record/adr/0012-engines.md', elsewhere);
    expect(left['record/plans/engines.md']).toBe(said("'0007-oars.md'"));
  });

  test('keeps an id that somebody wrote', async () => {
    const own = {
      ...tree,
      'record/notes/tides-v0_2.md': head('tides', '0.2'),
      'record/notes/archive/tides-v0_1.md': head('tides', '0.1'),
    };
    const after = await moved(own, 'record/notes/tides-v0_2.md', {
      archive: false,
      path: 'record/notes/high-water-v0_2.md',
    });
    expect(after['record/log.md']).toContain('[[tides]], [[tides@0.1]] and high-water-v0_1.md');
    expect(after['record/notes/high-water-v0_2.md']).toContain('id: tides\n');
    const back = await moved(after, 'record/notes/high-water-v0_2.md', { archive: true });
    expect(back['record/notes/archive/high-water-v0_2.html']).toBe(
      after['record/notes/high-water-v0_2.html'],
    );
  });

  test('rewrites names without extension too, where the note has an id of its own', async () => {
    const tree = {
      'record/notes/tides-v0_2.md': head('tides', '0.2'),
      'record/notes/archive/tides-v0_1.md': head('tides', '0.1'),
      'record/log.md':
        '---\ntitle: Log\ndate: 2026-05-01\nreading: [tides-v0_2]\n---\n# Log\n\nSee [[tides-v0_2]], [[tides-v0_1#one|tides-v0_1]], [[tides-v0_2.md|as tides-v0_2.md says]], [[tides]] and [a](./notes/tides-v0_2#one).\n\n## One\n',
    };
    const path = 'record/sea/high-water-v0_2.md';
    const after = await moved(tree, 'record/notes/tides-v0_2.md', { archive: false, path });
    expect(after['record/log.md']).toContain('reading: [high-water-v0_2]');
    expect(after['record/log.md']).toContain(
      'See [[high-water-v0_2]], [[high-water-v0_1#one|tides-v0_1]], [[high-water-v0_2.md|as tides-v0_2.md says]], [[tides]] and [a](./sea/high-water-v0_2#one).',
    );
  });

  test('says in which notes nothing is rewritten, since they cannot be read', async () => {
    const conflict = '# A\n\n<<<<<<< ours\n[t](tides-v0_1.md)\n=======\nB\n>>>>>>> theirs\n';
    const { view, note } = await recordOf({
      'record/tides-v0_1.md': head(null, '0.1'),
      'record/a.md': conflict,
    });
    const path = 'record/sea/';
    const { remarks, edits } = await move(view, note('record/tides-v0_1.md'), { archive: false, path });
    expect(remarks).toEqual([
      'Nothing is rewritten in what cannot be read: record/a.md. slop check says why.',
    ]);
    expect(edits.map((edit) => edit.path)).toEqual(['slop.yaml']);
    const archived = await move(view, note('record/tides-v0_1.md'), { archive: true });
    expect(archived.remarks).toEqual([]);
  });

  test.each([[{ archive: false, path: 'record/sea/' }], [{ archive: true }]] as const)(
    'refuses a note with two texts of an unfinished merge: %j',
    async (destination) => {
      const conflict = '# A\n\n<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n';
      const { view, note } = await recordOf({ 'record/a.md': conflict });
      await expect(move(view, note('record/a.md'), destination)).rejects.toThrow(
        'record/a.md:3:1: two texts of an unfinished merge stand here: mend them, then move the note.',
      );
    },
  );

  test('writes an address between angle brackets as it is', async () => {
    const links =
      '[a](<old sea/tides-v0_1.md>) [b](old%20sea/tides-v0_1.md) [c]\n\n[c]: <old sea/tides-v0_1.md>\n';
    const files = {
      'record/old sea/tides-v0_1.md': head('tides', '0.1'),
      'record/log.md': `---\ntitle: Log\n---\n# Log\n\n${links}`,
    };
    const path = 'record/far sea/';
    const after = await moved(files, 'record/old sea/tides-v0_1.md', { archive: false, path });
    expect(after['record/log.md']).toContain(
      '[a](<far sea/tides-v0_1.md>) [b](far%20sea/tides-v0_1.md) [c]\n\n[c]: <far sea/tides-v0_1.md>\n',
    );
  });

  test('says which other file has the new name, since mentions may mean either', async () => {
    const { view, note } = await recordOf({
      'record/a/tides-v0_1.md': head('tides', '0.1'),
      'record/b/boats-v0_1.md': head('boats', '0.1'),
    });
    const boats = note('record/b/boats-v0_1.md');
    const { remarks } = await move(view, boats, { archive: false, path: 'record/b/tides-v0_1.md' });
    expect(remarks).toEqual([
      'record/a/tides-v0_1.md has the name tides-v0_1.md, too: where the name stands alone, it may mean either.',
    ]);
    expect((await move(view, boats, { archive: false, path: 'record/a/' })).remarks).toEqual([]);
  });

  test('archives a note and its twin as they are', async () => {
    const after = await moved(tree, 'record/notes/tides-v0_2.md', { archive: true });
    expect(after['record/notes/archive/tides-v0_2.md']).toBe(tree['record/notes/tides-v0_2.md']);
    expect(after['record/notes/archive/tides-v0_2.html']).toBe(tree['record/notes/tides-v0_2.html']);
    expect(after['record/log.md']).toBe(tree['record/log.md']);
    expect(after['slop.yaml']).toBe(tree['slop.yaml']);
  });

  test('adds to what slop.yaml lists as moved', async () => {
    const listed = { ...tree, 'slop.yaml': 'moved:\r\n  record/a.md: record/b.md\r\ntitle: T\r\n' };
    const after = await moved(listed, 'record/log.md', { archive: false, path: 'record/book.md' });
    expect(after['slop.yaml']).toBe(
      'moved:\r\n  record/log.md: record/book.md\r\n  record/a.md: record/b.md\r\ntitle: T\r\n',
    );
    expect(after['record/notes/tides-v0_2.md']).toContain('[log](../book.md#log)');
  });

  test('lists names with line feeds on one line, too', async () => {
    const [from, to] = ['record/one\nline.md', 'record/a folder that has a long enough name/one\nline.md'];
    const after = await moved({ 'slop.yaml': '', [from]: head('log', '0.1') }, from, {
      archive: false,
      path: to,
    });
    expect(after['slop.yaml']).toBe(`moved:\n  ${JSON.stringify(from)}: ${JSON.stringify(to)}\n`);
  });

  test('lists each old path once, wherever a note went before', async () => {
    const paths = ['record/log.md', 'record/diary.md', 'record/x y/log.md'];
    let now: Tree = {
      'slop.yaml': 'moved: # old\n    record/gone.md: record/log.md # why\n',
      'record/log.md': head('log', '0.1'),
    };
    for (const index of [1, 0, 1, 2, 0, 2]) {
      const from = paths.find((path) => now[path] !== undefined) ?? '';
      now = await moved(now, from, { archive: false, path: paths[index] ?? '' });
    }
    expect(now['slop.yaml']).toBe(
      'moved: # old\n    record/log.md: record/x y/log.md\n    record/diary.md: record/x y/log.md\n    record/gone.md: record/log.md # why\n',
    );
  });

  test.each([
    ['moved: {record/a.md: record/b.md}\n', 'put each of its entries on a line of its own'],
    ['moved:\n  {record/a.md: record/b.md}\n', 'put each of its entries on a line of its own'],
    ['{}\n', 'put each of them on a line of its own'],
    ['{title: Tides}\n', 'put each of them on a line of its own'],
  ])('refuses to add to %j', async (text, advice) => {
    const destination = { archive: false, path: 'record/book.md' };
    await expect(moved({ ...tree, 'slop.yaml': text }, 'record/log.md', destination)).rejects.toThrow(advice);
  });

  test.each([
    ['record/notes/archive/tides-v0_1.md', { archive: true }],
    ['record/notes/tides-v0_2.md', { archive: false, path: 'record/notes/tides-v0_3.md' }],
    ['record/notes/tides-v0_2.md', { archive: false, path: 'record/notes/tides.md' }],
    ['record/notes/tides-v0_2.md', { archive: false, path: 'record/notes/tides-v0_2.html' }],
    ['record/notes/tides-v0_2.md', { archive: false, path: 'record/notes/tides-v0_2.md' }],
    ['record/log.md', { archive: false, path: 'record/notes/map.png' }],
    ['record/log.md', { archive: false, path: 'elsewhere/log.md' }],
    ['record/log.md', { archive: false, path: '../log.md' }],
  ] as const)('refuses %s to %j', async (path, destination) => {
    await expect(moved(tree, path, destination)).rejects.toThrow(Refusal);
  });
});

describe('beside the record', () => {
  const readme = [
    '# Ours',
    'See [tides-v0_2.md](record/notes/tides-v0_2.md#1-one), [bare](record/notes/tides-v0_2), [t] and [log](record/log.md).',
    'All of [them](record/notes/).',
    'And `record/notes/tides-v0_2.md`, tides-v0_2.md, tides and [elsewhere](https://example.org/record/notes/tides-v0_2.md).',
    'And ./record/notes/tides-v0_2.md, of many.',
    'Not old-tides-v0_2.md, other/tides-v0_2.md, nor that of engine docs/tides-v0_2.md, engine tides-v0_2.md.',
    '<a href="record/notes/tides-v0_2.md#1-one"><img src="record/notes/map.png"></a> <a href=\'#top\'>up</a>',
    '[t]: <record/notes/tides-v0_2.md> "Tides"',
  ].join('\n\n');

  async function rewritten(from: string, to: Destination | string, text = readme) {
    const { view, note } = await recordOf(tree);
    const source = {
      ...(await view.sourceOf('slop.yaml')),
      path: 'README.md',
      text,
      faults: [],
      opaque: false,
    };
    const file = { source, read: () => parse(source, view.config, satteriEngine) };
    const plan =
      typeof to === 'string'
        ? await moveFolder(view, from, to, [file])
        : await move(view, note(from), to, [file]);
    const edits = plan.edits.filter(({ path }) => path === 'README.md');
    expect(edits.filter(({ span, text: now }) => text.slice(span.start, span.end) === now)).toEqual([]);
    return edits
      .toSorted((a, b) => b.span.start - a.span.start)
      .reduce((old, { span, text: now }) => old.slice(0, span.start) + now + old.slice(span.end), text);
  }

  test('links, paths and names with a version lead to where a note is now, and nothing else is touched', async () => {
    const to = { archive: false, path: 'record/high water-v0_2.md' } as const;
    expect(await rewritten('record/notes/tides-v0_2.md', to)).toBe(
      [
        '# Ours',
        'See [high water-v0_2.md](record/high%20water-v0_2.md#1-one), [bare](record/high%20water-v0_2), [t] and [log](record/log.md).',
        'All of [them](record/notes/).',
        'And `record/high water-v0_2.md`, high water-v0_2.md, tides and [elsewhere](https://example.org/record/notes/tides-v0_2.md).',
        'And ./record/high%20water-v0_2.md, of many.',
        'Not old-tides-v0_2.md, other/tides-v0_2.md, nor that of engine docs/tides-v0_2.md, engine tides-v0_2.md.',
        '<a href="record/high%20water-v0_2.md#1-one"><img src="record/notes/map.png"></a> <a href=\'#top\'>up</a>',
        '[t]: <record/high water-v0_2.md> "Tides"',
      ].join('\n\n'),
    );
  });

  test('they are found behind percent signs, whatever else has one', async () => {
    const text = '100% of [them](record/%6Cog.md)\n';
    const to = { archive: false, path: 'record/day.md' } as const;
    expect(await rewritten('record/log.md', to, text)).toBe('100% of [them](record/day.md)\n');
  });

  test('they lead into the archive', async () => {
    expect(await rewritten('record/notes/tides-v0_2.md', { archive: true })).toContain(
      '(record/notes/archive/tides-v0_2.md#1-one)',
    );
  });

  test('what stands in code stays', async () => {
    const example = '```md\n[l]: record/log.md\n<a href="record/log.md">\n```\n\nThe [log][l]\n\n';
    const to = { archive: false, path: 'record/day.md' } as const;
    expect(await rewritten('record/log.md', to, `${example}[l]: record/log.md\n`)).toBe(
      `${example}[l]: record/day.md\n`,
    );
  });

  test('they lead into a folder that is called otherwise now', async () => {
    expect(await rewritten('record/notes', 'record/old/notes')).toBe(
      readme.replaceAll(/(?<!org\/)record\/notes/g, 'record/old/notes'),
    );
  });
});

describe('moveFolder()', () => {
  test('moves all that lies in it, and rewrites what leads there and out of it', async () => {
    const all =
      '---\ntitle: All\ndate: 2026-05-01\n---\n# All\n\n[All footnotes](notes/), [old](notes/archive/).\n';
    const before = { ...tree, 'record/all.md': all };
    const { view, findings } = await recordOf(before);
    const after = played(before, await moveFolder(view, 'record/notes', 'record/old/leaves'));
    expect(
      Object.keys(after)
        .filter((path) => path !== 'slop.yaml')
        .sort(),
    ).toEqual([
      'record/all.md',
      'record/log.md',
      'record/old/leaves/archive/tides-v0_1.md',
      'record/old/leaves/map.png',
      'record/old/leaves/tides-v0_2.html',
      'record/old/leaves/tides-v0_2.md',
    ]);
    expect(after['record/old/leaves/tides-v0_2.md']).toContain('![map](map.png) and [log](../../log.md#log)');
    expect(after['record/all.md']).toContain('[All footnotes](old/leaves/), [old](old/leaves/archive/)');
    expect(after['record/log.md']).toContain('(./old/leaves/tides-v0_2.md#1-one)');
    const again = (await recordOf(after)).findings;
    expect(again.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
  });

  test('names between double brackets lead there, in any case and behind folders', async () => {
    const all = (folder: string, name: string) =>
      `---\ntitle: All\ndate: 2026-05-01\n---\n# All\n\n[[${name}]], [[${folder}/${name}|day]], ![[${folder}/map.png]]\n`;
    const before = {
      ...tree,
      'record/all.md': all('notes', 'Day'),
      'record/notes/day.md': head(null, '0.1'),
    };
    const { view, note, findings } = await recordOf(before);
    const after = played(before, await moveFolder(view, 'record/notes', 'record/leaves'));
    expect(after['record/all.md']).toBe(all('leaves', 'Day').replace('leaves/Day', 'leaves/day'));
    const to = { archive: false, path: 'record/notes/ebb.md' } as const;
    const renamed = played(before, await move(view, note('record/notes/day.md'), to));
    expect(renamed['record/all.md']).toBe(all('notes', 'ebb'));
    const again = (await recordOf(renamed)).findings;
    expect(again.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
  });

  test('file names between double brackets lead there, in any case, where the head has another id', async () => {
    const all = (name: string) =>
      `---\ntitle: All\ndate: 2026-05-01\n---\n# All\n\n[[${name}]], [[${name}.md#s]], [[EBB]]\n`;
    const before = {
      ...tree,
      'record/all.md': all('Neap'),
      'record/neap.md': head('ebb', '0.1'),
    };
    const { view, note } = await recordOf(before);
    const to = { archive: false, path: 'record/spring.md' } as const;
    expect(played(before, await move(view, note('record/neap.md'), to))['record/all.md']).toBe(
      all('spring').replace('.md', ''),
    );
  });

  test('paths in the settings follow what they name', async () => {
    const settings = (folder: string, file: string) =>
      [
        'kinds:',
        `  "${folder}/**": document`,
        `  ${folder}/deep/*.md: document  # below`,
        '  record/notes2/**: document',
        'rules:',
        '  section/numbering: off',
        `  heading/skipped: { level: error, paths: { '${folder}/**': off, ${file}: info } }`,
        '',
      ].join('\n');
    const before = { ...tree, 'slop.yaml': settings('record/notes', 'record/notes/tides-v0_2.md') };
    const { view, note } = await recordOf(before);
    const after = played(before, await moveFolder(view, 'record/notes', 'record/leaves'));
    expect(after['slop.yaml']).toContain(settings('record/leaves', 'record/leaves/tides-v0_2.md'));
    const to = { archive: false, path: 'record/ebb-v0_2.md' } as const;
    const one = played(before, await move(view, note('record/notes/tides-v0_2.md'), to));
    expect(one['slop.yaml']).toContain(settings('record/notes', 'record/ebb-v0_2.md'));
  });

  test('a path in the settings is put between quotes where YAML would read another one', async () => {
    const settings = (...paths: readonly string[]) =>
      `kinds: { ${paths.map((path) => `${path}: document`).join(', ')} }\n`;
    const before = {
      ...tree,
      'slop.yaml': settings('record/notes/*', "'record/notes/a/*'", '"record/notes/b/*"'),
    };
    const { view } = await recordOf(before);
    const after = played(before, await moveFolder(view, 'record/notes', "record/sea, it's #1"));
    expect(after['slop.yaml']).toContain(
      settings(...['*', 'a/*', 'b/*'].map((end) => `"record/sea, it's #1/${end}"`)),
    );
  });

  test('a path in the settings that stands at the new place already is not written twice', async () => {
    const kinds = 'kinds:\n  record/notes/**: document\n  record/leaves/**: document\n';
    const before = { ...tree, 'slop.yaml': kinds };
    const { view } = await recordOf(before);
    expect(played(before, await moveFolder(view, 'record/notes', 'record/leaves'))['slop.yaml']).toContain(
      kinds,
    );
  });

  test.each(['record/notes', 'record/notes/deep', 'notes', '../notes'])('refuses to %s', async (to) => {
    const { view } = await recordOf(tree);
    await expect(moveFolder(view, 'record/notes', to)).rejects.toThrow(Refusal);
  });
});

describe('renumber()', () => {
  const cr = (title: string, number: string) =>
    `---\nid: ${title.toLowerCase()}\nnumber: ${number}\ntitle: ${number} — ${title}\nversion: "0.1"\ndate: 2026-05-01\n---\n# ${number} — ${title} — v0.1\n\nOf ${number}, not ${number}1.\n`;
  const log = '---\ntitle: Log\ndate: 2026-05-01\n---\n# Log\n\nSee CR-2026-007 §1.\n';

  test('writes the number wherever the old one stands, and takes the next one only where another note has it', async () => {
    const before = { 'record/a-v0_1.md': cr('A', 'CR-2026-007'), 'record/log.md': log };
    const { view, note } = await recordOf(before);
    const after = played(before, await renumber(view, note('record/a-v0_1.md'), 'CR-2026-008'));
    await expect(renumber(view, note('record/a-v0_1.md'), null)).rejects.toThrow('No other note has');
    const both = { ...before, 'record/b-v0_1.md': cr('B', 'CR-2026-007') };
    const shared = await recordOf(both);
    const next = played(both, await renumber(shared.view, shared.note('record/b-v0_1.md'), null));
    expect(next['record/b-v0_1.md']).toContain('number: CR-2026-008\n');
    expect(after['record/log.md']).toContain('See CR-2026-008 §1.');
    expect(after['record/a-v0_1.md']).toContain(
      '# CR-2026-008 — A — v0.1\n\nOf CR-2026-008, not CR-2026-0071.',
    );
  });

  test('asks where two notes have the number, and leaves the other one alone', async () => {
    const before = {
      'record/a-v0_1.md': cr('A', 'CR-2026-007'),
      'record/b-v0_1.md': cr('B', 'CR-2026-007'),
      'record/log.md': log,
    };
    const { view, note } = await recordOf(before);
    const plan = await renumber(view, note('record/b-v0_1.md'), 'CR-2026-009');
    const after = played(before, plan);
    expect(after['record/a-v0_1.md']).toBe(before['record/a-v0_1.md']);
    expect(after['record/b-v0_1.md']).toContain('number: CR-2026-009\n');
    expect(after['record/log.md']).toBe(log);
    const yes = new Map(plan.questions.map(({ id }) => [id, 'yes' as const]));
    expect(played(before, withAnswers(plan, yes))['record/log.md']).toContain('CR-2026-009 §1');
    await expect(renumber(view, note('record/b-v0_1.md'), 'CR-2026-007')).rejects.toThrow(Refusal);
    await expect(renumber(view, note('record/log.md'), null)).rejects.toThrow(Refusal);
    const yearless = await recordOf({
      'record/a-v0_1.md': cr('A', 'CR-7'),
      'record/b-v0_1.md': cr('B', 'CR-7'),
    });
    await expect(renumber(yearless.view, yearless.note('record/a-v0_1.md'), null)).rejects.toThrow('year');
    for (const none of ['CR 9', '9: x', '"9"', '', '-9', '9'])
      await expect(renumber(view, note('record/b-v0_1.md'), none)).rejects.toThrow(Refusal);
  });
});
