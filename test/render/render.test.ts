import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import type { Document, Finding, Rule } from '../../src/types.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { brokenLinks, build, dangers, elementsOf, pagesOf, pageText, wordsOf } from './built.ts';
import { compiled } from './compiled.ts';
import { config, documentOf, draftOf, graphOf, inputOf, packageTemplates, statusOf } from './values.ts';

const rule: Pick<Rule, 'id' | 'message' | 'help'> = {
  id: 'ref/missing-document',
  message: (data) => `Nothing is called ${String(data.target)}.`,
  help: () => 'Name it right.',
};

function findingOf(path: string, start: number, parts: Partial<Finding> = {}): Finding {
  return {
    rule: rule.id,
    severity: 'error',
    path,
    span: { start, end: start + 1 },
    data: { target: 'lost.md' },
    related: [],
    fix: null,
    ...parts,
  };
}

const targetOf = (html: string): string =>
  String(
    elementsOf(html).find((one) => String(one.properties['httpEquiv']) === 'refresh')?.properties['content'],
  );

describe('render', () => {
  test('gives an empty record its pages', async () => {
    const built = await build(inputOf(graphOf([])));
    const named = (path: string): string => path.replace(/-[0-9a-f]{10}\./, '.');
    expect([...built.keys()].map(named).sort()).toEqual([
      '.nojekyll',
      '404.html',
      'authors/index.html',
      'commits/index.html',
      'data/record.json',
      'feed.atom',
      'feed.json',
      'health/index.html',
      'icon.svg',
      'index.html',
      'items/index.html',
      'kinds/index.html',
      'llms.txt',
      'open/index.html',
      'phases/index.html',
      'robots.txt',
      'scripts/page.js',
      'scripts/search.js',
      'search/index.html',
      'search/index.json',
      'search/kind.json',
      'search/phase.json',
      'search/status.json',
      'search/titles.js',
      'statuses/index.html',
      'style.css',
      'timeline/index.html',
      'xref.json',
    ]);
    expect(brokenLinks(built)).toEqual([]);
  });

  test('publishes every file of the record as it is, and documents under a banner beside it', async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0x89]);
    const paths = ['record/a-v0_1.md', 'record/a-v0_1.html', 'record/b-v0_1.docx', 'record/pics/p.png'];
    const graph = graphOf(
      paths.slice(0, 3).map((path) => documentOf(path)),
      { files: new Set(paths) },
    );
    const built = await build(inputOf(graph, { bytesOf: async () => bytes }));
    for (const path of paths) expect(built.get(path.replace('record/', 'raw/'))).toEqual(bytes);
    for (const path of paths.slice(0, 3)) {
      expect(built.has(`${path.replace('record/', 'raw/')}.html`)).toBe(true);
      expect(built.has(`${path.replace('record/', 'view/')}.html`)).toBe(true);
    }
    expect(brokenLinks(built)).toEqual([]);
  });

  test('says so at the address of a file that cannot be read', async () => {
    const graph = graphOf([documentOf('record/a.md', { draft: draftOf('record/a.md', { opaque: true }) })]);
    const built = await build(inputOf(graph, { bytesOf: () => Promise.reject(new Error('EACCES')) }));
    expect(pageText(built, 'raw/a.md')).toMatch(/could not be read/);
  });

  test('leads from a folder to the note that stands for it, and says of an empty list that it is', async () => {
    const files = {
      'slop.yaml': 'record: .\n',
      'README.md': '[a](a/) [b](./b) [c](c/)\n',
      'a/README.md': '---\ninputs: []\n---\n[up](../) [a picture](x.png)\n',
      'a/x.png': new Uint8Array([0x89]),
      'b/index.md': '[here](.)\n',
      'c/other.md': '\n',
    };
    const built = await build(await compiled(memoryWorld({ files })));
    const hrefs = (place: string): readonly string[] =>
      [...pageText(built, place).matchAll(/class="mention"[^>]* href="([^"]*)"/g)].map(
        ([, href = '']) => href,
      );
    expect(hrefs('view/README.md.html')).toEqual(['a/README.md.html', 'b/index.md.html']);
    expect(hrefs('view/a/README.md.html')).toEqual(['../README.md.html', '../../raw/a/x.png']);
    expect(hrefs('view/b/index.md.html')).toEqual(['index.md.html']);
    expect(pageText(built, 'view/a/README.md.html')).toContain('<dt><bdi>Inputs</bdi></dt> <dd>none</dd>');
  });

  test('leads ids to the current version, and versions to themselves wherever their file is', async () => {
    const documents = [
      documentOf('record/archive/cr-v0_9.md', { archived: true }),
      documentOf('record/cr-v0_10.html'),
      documentOf('record/cr-v0_10.md'),
    ];
    const built = await build(inputOf(graphOf(documents)));
    expect(targetOf(pageText(built, 'id/cr/index.html'))).toBe('0; url=../../view/cr-v0_10.md.html');
    expect(targetOf(pageText(built, 'id/cr/v0.9/index.html'))).toBe(
      '0; url=../../../view/archive/cr-v0_9.md.html',
    );
    expect(targetOf(pageText(built, 'id/cr/v0.10/index.html'))).toBe('0; url=../../../view/cr-v0_10.md.html');
    expect(pageText(built, 'id/cr/v0.10/index.html')).toContain('../../../view/cr-v0_10.html.html');
  });

  test('takes files without a version that share a name for no versions of each other', async () => {
    const paths = ['record/README.md', 'record/deep/README.md', 'record/plan.md', 'record/plan.html'];
    const files = {
      ...Object.fromEntries(paths.map((path) => [path, '# A\n\n[p](plan.md)'])),
      'slop.yaml': '',
    };
    const built = await build(await compiled(memoryWorld({ files })));
    const other = pageText(built, 'view/deep/README.md.html');
    expect(other).toContain('The current and only version.');
    expect(other).not.toContain('/graph/');
    expect(other).toContain('<dt>Cite as</dt><dd><a class="path" href="README.md.html">');
    expect(pageText(built, 'view/README.md.html')).toContain('href="../id/README/index.html"');
    const strips = paths.map((path) =>
      pageText(built, `${path.replace('record', 'view')}.html`).includes('no version'),
    );
    expect(strips).toEqual([false, false, true, true]);
    const listed = elementsOf(pageText(built, 'kinds/document/index.html'));
    expect(listed.filter((one) => one.tagName === 'a' && wordsOf(one) === 'A')).toHaveLength(3);
  });

  test('takes an archived file for a version of one among those that share its name, and gives many no versions', async () => {
    const folders = Array.from({ length: 13 }, (_, at) => `record/part-${at}`);
    const paths = [...folders, 'record', 'record/archive'].map((folder) => `${folder}/README.md`);
    const files = Object.fromEntries(['slop.yaml', ...paths].map((path) => [path, '']));
    const built = await build(await compiled(memoryWorld({ files })));
    const strips = paths.map((path) =>
      pageText(built, `${path.replace('record', 'view')}.html`).includes('no version'),
    );
    expect(strips).toEqual([...folders.map(() => false), true, true]);
    const list = pageText(built, 'kinds/document/index.html');
    expect([list.match(/class="entry-title"/g)?.length, list.match(/ · also /g)?.length]).toEqual([14, 1]);
    expect([...built.keys()].filter((path) => path.includes('/versions/'))).toEqual([]);
  });

  test('keeps apart what would share an address', async () => {
    const documents = [
      documentOf('record/A/x-v0_1.md', { id: 'X', phase: 'Phase 1', kind: 'a b', status: statusOf('done') }),
      documentOf('record/a.md', { id: 'x y', phase: 'phase/1', kind: 'a-b', status: statusOf('Done') }),
      documentOf('record/a.md.html', { id: 'x-y', phase: 'Phase: 1' }),
      documentOf('record/a/x-v0_1.md', { id: 'x', phase: 'index.html' }),
      documentOf('record/a/x_v0_1.md', { id: '..', phase: '../..' }),
    ];
    const built = await build(inputOf(graphOf(documents)));
    expect(brokenLinks(built)).toEqual([]);
    expect(pagesOf(built).filter((path) => /^phases\/.+\/index\.html$/.test(path))).toHaveLength(5);
    expect(pagesOf(built).filter((path) => /^id\/[^/]+\/index\.html$/.test(path))).toHaveLength(5);
    expect(built.has('id/x-y/index.html')).toBe(true);
    expect([...built.keys()].filter((path) => path.includes('..'))).toEqual([]);
  });

  test('tells two files that state one version apart', async () => {
    const documents = [documentOf('record/a/cr-v0_1.md'), documentOf('record/b/cr-v0_1.md')];
    const page = pageText(await build(inputOf(graphOf(documents))), 'id/cr/v0.1/index.html');
    expect(page).toContain('view/a/cr-v0_1.md.html');
    expect(page).toContain('view/b/cr-v0_1.md.html');
  });

  test('shows a text that no parser may see as it is, with what was found above it', async () => {
    const path = 'record/broken.md';
    const document = documentOf(path, { draft: draftOf(path, { opaque: true }) });
    const built = await build(
      inputOf(graphOf([document]), {
        texts: { [path]: '# <b>\n**not** bold' },
        findings: [findingOf(path, 6)],
        rules: [rule],
      }),
    );
    const page = pageText(built, 'view/broken.md.html');
    expect(page).toContain('# &lt;b&gt;');
    expect(page).toContain('**not** bold');
    expect(page.indexOf('Nothing is called lost.md')).toBeLessThan(page.indexOf('**not** bold'));
  });

  test('lists findings on the health page, with place and page of the rule', async () => {
    const path = 'record/a.md';
    const rulePage = documentOf('record/rules/ref/missing-document.md');
    const built = await build(
      inputOf(graphOf([documentOf(path), rulePage]), {
        texts: { [path]: 'one\ntwo\n' },
        findings: [findingOf(path, 6), findingOf(path, 8, { severity: 'info' })],
        rules: [rule],
      }),
    );
    const page = pageText(built, 'health/index.html');
    expect(page).toContain('Nothing is called lost.md.');
    expect(page).toContain('<a href="../raw/a.md.html#L2">2:3</a>');
    expect(page).toContain('href="../view/rules/ref/missing-document.md.html"');
    expect(pageText(built, 'view/a.md.html')).toContain('Nothing is called lost.md.');
    expect(brokenLinks(built)).toEqual([]);
  });

  test('tells findings of files that have no page, and of rules it does not know', async () => {
    const built = await build(
      inputOf(graphOf([]), { findings: [findingOf('record/x.md', 3, { rule: 'name/odd' })] }),
    );
    expect(pageText(built, 'health/index.html')).toContain('name/odd');
    expect(brokenLinks(built)).toEqual([]);
  });

  test('writes a sitemap only where the address is known, and canonical addresses with it', async () => {
    const graph = graphOf([documentOf('record/a b.md')]);
    const without = await build(inputOf(graph));
    expect(without.has('sitemap.xml')).toBe(false);
    expect(pageText(without, 'index.html')).not.toContain('canonical');
    const address = 'https://record.example/sub/';
    const built = await build(inputOf(graph, { config: { ...config, address } }));
    expect(pageText(built, 'sitemap.xml')).toContain(`<loc>${address}view/a%20b.md.html</loc>`);
    expect(pageText(built, 'sitemap.xml')).toContain(`<loc>${address}</loc>`);
    expect(pageText(built, 'view/a b.md.html')).toContain(`href="${address}view/a%20b.md.html"`);
    expect(pageText(built, '404.html')).toContain('<base href="/sub/">');
  });

  test('keeps robots away from a record that is not public', async () => {
    const closed = await build(inputOf(graphOf([]), { config: { ...config, public: false } }));
    expect(pageText(closed, 'robots.txt')).toContain('Disallow: /\n');
    expect(pageText(closed, 'index.html')).toContain('<meta name="robots" content="noindex">');
    const open = await build(inputOf(graphOf([])));
    expect(pageText(open, 'robots.txt')).toContain('Disallow:\n');
    expect(pageText(open, 'index.html')).not.toContain('noindex');
  });

  test("lets a user's folder replace templates and add files", async () => {
    const templates = new Map([
      ...packageTemplates,
      ['shelf.liquid', "{% layout 'page.liquid' %}{% block main %}<p>Ours: {{ title }}</p>{% endblock %}"],
      ['style.css', 'p { margin: 0 }'],
      ['robots.txt', 'User-agent: *\n'],
      ['CNAME', 'record.example\n'],
    ]);
    const built = await build(inputOf(graphOf([]), { templates }));
    expect(pageText(built, 'phases/index.html')).toContain('<p>Ours: Phases</p>');
    expect(pageText(built, 'phases/index.html')).toContain('HARBOUR');
    expect(pageText(built, 'style.css')).toBe('p { margin: 0 }');
    expect(pageText(built, 'robots.txt')).toBe('User-agent: *\n');
    expect(pageText(built, 'CNAME')).toBe('record.example\n');
  });

  test('refuses a template that cannot be used', async () => {
    const templates = new Map([...packageTemplates, ['home.liquid', '{% if %}']]);
    await expect(build(inputOf(graphOf([]), { templates }))).rejects.toThrow(Refusal);
    await expect(build(inputOf(graphOf([]), { templates }))).rejects.toThrow(/home\.liquid/);
  });

  test('has one heading of the first rank on every page, and says where it stands', async () => {
    const built = await build(
      inputOf(graphOf([documentOf('record/a-v0_1.md'), documentOf('record/b.html')])),
    );
    for (const path of pagesOf(built)) {
      const elements = elementsOf(pageText(built, path));
      expect([path, elements.filter((one) => one.tagName === 'h1').length]).toEqual([path, 1]);
      expect(elements.find((one) => one.tagName === 'html')?.properties['lang']).toBe('en');
      const ids = elements.flatMap((one) => one.properties['id'] ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(dangers(built)).toEqual([]);
  });
});

describe('the home page', () => {
  const dated = (path: string, date: string, parts: Partial<Document> = {}): Document =>
    documentOf(path, { date, ...parts });
  const linksOf = (html: string): readonly string[] =>
    elementsOf(html)
      .filter((one) => one.tagName === 'a')
      .map(wordsOf);

  test('tells the latest phases on the first page, and leads to all where they are many', async () => {
    const home = async (count: number) => {
      const notes = Array.from({ length: count }, (_, at) =>
        documentOf(`record/p${at}.md`, { phase: String(at + 1), date: '2026-01-01' }),
      );
      const text = pageText(await build(inputOf(graphOf(notes))), 'index.html');
      return [...text.matchAll(/<li><a href="phases\/(\d+)\/|All \d+ phases/g)].map(
        ([whole, phase]) => phase ?? whole,
      );
    };
    expect(await home(12)).toHaveLength(12);
    expect(await home(13)).toEqual([
      ...Array.from({ length: 12 }, (_, at) => String(13 - at)),
      'All 13 phases',
    ]);
  });

  test('lists a note under each of its authors', async () => {
    const documents = [
      dated('record/both-v0_1.md', '2026-03-01', { title: 'Both', authors: ['Ines', 'Claude'] }),
      dated('record/one-v0_1.md', '2026-03-02', { title: 'One', authors: ['Ines'] }),
    ];
    const built = await build(
      inputOf(graphOf(documents), { config: { ...config, address: 'https://example.org/' } }),
    );
    expect(linksOf(pageText(built, 'authors/Ines/index.html'))).toEqual(
      expect.arrayContaining(['Both', 'One']),
    );
    expect(linksOf(pageText(built, 'authors/Claude/index.html'))).toContain('Both');
    expect(linksOf(pageText(built, 'authors/Claude/index.html'))).not.toContain('One');
    const page = pageText(built, 'view/both-v0_1.md.html');
    expect([...page.matchAll(/itemprop="author" content="(\w+)"/g)].map(([, name]) => name)).toEqual([
      'Ines',
      'Claude',
    ]);
    expect(pageText(built, 'feed.atom').match(/<name>(?:Ines|Claude)<\/name>/g)).toHaveLength(3);
  });

  test('shows the current manifest and the latest current notes, newest first', async () => {
    const documents = [
      dated('record/archive/manifest-v0_1.md', '2026-01-01', {
        kind: 'manifest',
        archived: true,
        title: 'M1',
      }),
      dated('record/manifest-v0_2.md', '2026-01-02', {
        kind: 'manifest',
        title: 'M2',
        summary: 'The state.',
      }),
      dated('record/new-v0_1.md', '2026-03-01', { title: 'New' }),
      dated('record/old-v0_1.md', '2026-02-01', { title: 'Old' }),
    ];
    const page = pageText(await build(inputOf(graphOf(documents))), 'index.html');
    expect(page).toContain('The state.');
    expect(page).not.toContain('M1');
    const listed = linksOf(page);
    expect(listed.indexOf('New')).toBeLessThan(listed.indexOf('Old'));
    expect(page).toContain('3 notes');
  });
});
