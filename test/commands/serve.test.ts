import { describe, expect, test } from 'vitest';
import { type LiveParts, liveAnswer } from '../../src/commands/live/answer.ts';
import { liveRecord } from '../../src/commands/live/record.ts';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { Refusal } from '../../src/refusal.ts';
import type { MarkdownEngine, PageRequest, Reply } from '../../src/types.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

const note = (words: string) => `---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\n## Aim\n\n${words}\n`;
const page = '/view/a.md.html';

async function served(token = 'known') {
  const world = memoryWorld({
    files: {
      'slop.yaml': 'title: Harbour\naddress: https://example.org/far/\n',
      'record/a.md': note('First words, and gone-v0_1.md.'),
      'record/b.html': '<title>B</title><script>alert(1)</script>',
      'secret.txt': 'not of the record',
    },
    history: { 'record/a.md': { first: '2026-05-12T09:00:00Z', last: '2026-05-12T09:00:00Z' } },
  });
  const record = await liveRecord(world, '/project', satteriEngine);
  const opened: unknown[] = [];
  const parts: LiveParts = {
    record,
    port: () => 4321,
    token,
    script: '// live',
    open: async (path, line) => {
      opened.push([path, line]);
      return null;
    },
  };
  const ask = async (target: string, more: Partial<PageRequest> = {}): Promise<Reply> => {
    const headers = { host: '127.0.0.1:4321', ...more.headers };
    const answer = await liveAnswer(parts, { method: 'GET', target, body: '', ...more, headers });
    if (answer === 'events') throw new Error('events');
    return answer;
  };
  const write = async (path: string, text: string): Promise<boolean> => {
    await world.files.write(`/project/${path}`, text);
    return record.rebuild([`/project/${path}`]);
  };
  return { world, record, ask, write, opened };
}

describe('slop serve', () => {
  test('shows a page with the script that keeps it up to date, and what was saved since', async () => {
    const { ask, write } = await served();
    const first = await ask(page);
    expect([first.status, first.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(first.body).toContain('First words');
    expect(first.body).toContain('/.slop/live.js');
    expect(await write('record/a.md', note('Other words.'))).toBe(true);
    expect((await ask(page)).body).toContain('Other words');
    expect(await write('record/new.md', note('New.'))).toBe(true);
    expect((await ask('/view/new.md.html')).status).toBe(200);
    expect(JSON.parse(String((await ask('/search/index.json')).body)).notes).toBe(3);
  });

  test('serves every file that slop render writes', async () => {
    const { ask, record } = await served();
    for (const path of [
      '/',
      '/health/',
      '/feed.atom',
      '/data/record.json',
      '/style.css',
      '/404.html',
      '/raw/a.md',
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 200]);
    }
    expect((await ask('/kinds/document')).headers['location']).toBe('/kinds/document/');
    expect((await ask('/no/such/page')).status).toBe(404);
    expect(String((await ask('/404.html')).body)).toContain('<base href="/">');
    expect(record.problem()).toBeNull();
  });

  test.each([
    ['a name of elsewhere', page, { headers: { host: 'evil.example' } }, 403],
    ['no name', page, { headers: { host: undefined } }, 403],
    ['another port', page, { headers: { host: '127.0.0.1:80' } }, 403],
    ['a way out of the site', '/../secret.txt', {}, 404],
    ['an encoded way out', '/..%2fsecret.txt', {}, 404],
    ['an encoded way out behind a folder', '/raw/%2e%2e/%2e%2e/secret.txt', {}, 404],
    ['what cannot be decoded', '/%ff', {}, 400],
    ['another method', page, { method: 'PUT' }, 405],
  ])('refuses %s', async (_what, target, more, status) => {
    const { ask } = await served();
    expect((await ask(target, more)).status).toBe(status);
  });

  test('opens a line of the record for a page that knows the token, and nothing else', async () => {
    const { ask, opened } = await served();
    const order = (path: string, token: string, method = 'POST') =>
      ask('/.slop/open', {
        method,
        headers: { 'x-slop-token': token },
        body: JSON.stringify({ path, line: 7 }),
      });
    expect((await order('record/a.md', 'known')).status).toBe(200);
    expect((await order('record/a.md', 'guessed')).status).toBe(403);
    expect((await order('record/a.md', 'known', 'GET')).status).toBe(403);
    expect((await order('secret.txt', 'known')).status).toBe(404);
    expect(
      (await ask('/.slop/open', { method: 'POST', headers: { 'x-slop-token': 'known' }, body: '{' })).status,
    ).toBe(404);
    expect(opened).toEqual([['record/a.md', 7]]);
  });

  test('lets a page be loaded anew that another run served, since it has the token of that one', async () => {
    const looksIn = async (token: string): Promise<readonly unknown[]> => {
      const { ask } = await served(token);
      const state = JSON.parse(String((await ask('/.slop/state?page=view/a.md.html')).body));
      return [/data-looks="(.*?)"/.exec(String((await ask(page)).body))?.[1], state.looks];
    };
    const [shown, told] = await looksIn('known');
    expect(told).toBe(shown);
    expect(await looksIn('new')).not.toContain(shown);
  });

  test('tells what was found, with section and words, for a page and for all', async () => {
    const { ask } = await served();
    const { placed, findings } = JSON.parse(String((await ask('/.slop/state?page=view/a.md.html')).body));
    expect(placed).toBe(true);
    expect(findings).toMatchObject([
      {
        path: 'record/a.md',
        line: 9,
        rule: 'ref/missing-document',
        section: 's-aim',
        excerpt: 'gone-v0_1.md',
      },
    ]);
    const all = JSON.parse(String((await ask('/.slop/state?page=health/index.html')).body));
    expect([all.placed, all.findings.length > 0]).toEqual([false, true]);
  });

  test('keeps the last site while slop.yaml or a template is broken, says why, and goes on afterwards', async () => {
    const { ask, write, record } = await served();
    expect(await write('slop.yaml', 'title: [')).toBe(true);
    expect(record.problem()).toMatch(/^slop\.yaml:1/);
    expect((await ask(page)).body).toContain('First words');
    expect(JSON.parse(String((await ask('/.slop/state?page=x')).body)).problem).toContain('slop.yaml');
    expect(await write('slop.yaml', 'title: Quay\n')).toBe(true);
    expect(record.problem()).toBeNull();
    expect((await ask(page)).body).toContain('Quay');
  });

  test('keeps the last site whole when the record is gone, as on a branch that has none', async () => {
    const { ask, world, record } = await served();
    await ask(page);
    await record.refresh();
    const gone = [...world.disk.keys()].filter((path) => path.startsWith('/project/'));
    for (const path of gone) world.disk.delete(path);
    expect(await record.rebuild(gone)).toBe(true);
    expect(record.problem()).not.toBeNull();
    expect((await ask(page)).body).toContain('First words');
  });

  test('keeps the last site while slop.yaml is gone, and says so', async () => {
    const { world, record, ask, write } = await served();
    world.disk.delete('/project/slop.yaml');
    expect(await record.rebuild(['/project/slop.yaml'])).toBe(true);
    expect(record.problem()).toContain('There is no slop.yaml in /project any more');
    expect((await ask('/')).body).toContain('Harbour');
    expect(await write('slop.yaml', 'title: Harbour again\n')).toBe(true);
    expect(record.problem()).toBeNull();
  });

  test('shows what is wrong with a template in the place of its pages, and goes on afterwards', async () => {
    const { ask, write } = await served();
    const looks = async () => JSON.parse(String((await ask('/.slop/state?page=index.html')).body)).looks;
    await write('templates/site/home.liquid', '<head></head>{{ nosuch }} <b>');
    const broken = await ask('/');
    expect(broken.status).toBe(500);
    expect(broken.body).toContain('home.liquid cannot be used: undefined variable: nosuch');
    expect(broken.body).toContain('/.slop/live.js');
    expect(broken.body).toContain(`data-looks="${await looks()}"`);
    expect((await ask(page)).status).toBe(200);
    await write('templates/site/home.liquid', '<head></head>Mended');
    expect([(await ask('/')).status, (await ask('/')).body]).toEqual([
      200,
      expect.stringContaining('Mended'),
    ]);
    expect(broken.body).not.toContain(`data-looks="${await looks()}"`);
  });

  test('shows a note that is broken in the middle of an edit', async () => {
    const { ask, write } = await served();
    await write('record/a.md', '---\ntitle: [\n---\n\n# Plan\n\nStill here.\n');
    expect((await ask(page)).body).toContain('Still here');
  });

  test('shows another text of a note at once, and looks at the others when asked to', async () => {
    const { ask, write, record } = await served();
    await ask(page);
    const { lineages } = record.now().compiled.graph;
    await write('record/a.md', note('See [here](b.html).\n\nFirst words, and gone-v0_1.md.'));
    expect(record.now().compiled.graph.lineages).toBe(lineages);
    expect((await ask(page)).body).toMatch(/title="B" href="b\.html\.html">here<\/a>/);
    const found = async () =>
      JSON.parse(String((await ask('/.slop/state?page=view/a.md.html')).body)).findings.map(
        ({ line, excerpt }: { line: number; excerpt: string }) => [line, excerpt],
      );
    expect(await found()).toEqual([[11, 'gone-v0_1.md']]);
    await write('record/a.md', note('First words, and lost-v0_1.md.'));
    expect(record.now().compiled.graph.lineages).toBe(lineages);
    expect(await found()).toEqual([]);
    await record.refresh();
    expect(await found()).toEqual([[9, 'lost-v0_1.md']]);
  });

  test('looks at all notes when one has another head or other headings', async () => {
    const { ask, write, record } = await served();
    for (const text of [note('Words.').replace('Plan', 'Plans'), note('Words.\n\n## Another')]) {
      await ask(page);
      const { lineages } = record.now().compiled.graph;
      await write('record/a.md', text);
      expect(record.now().compiled.graph.lineages).not.toBe(lineages);
    }
  });

  test('tells a page that it looks otherwise when it does', async () => {
    const { ask, write } = await served();
    const looks = async (at: string) => JSON.parse(String((await ask(`/.slop/state?page=${at}`)).body)).looks;
    const before = [await looks('view/a.md.html'), await looks('view/b.html.html')];
    expect((await ask(page)).body).toContain(`data-looks="${before[0]}"`);
    await write('record/a.md', note('Other words.'));
    expect(await looks('view/a.md.html')).not.toBe(before[0]);
    expect(await looks('view/b.html.html')).toBe(before[1]);
  });

  test('forgets a note that is deleted', async () => {
    const { ask, world, record } = await served();
    expect((await ask(page)).status).toBe(200);
    world.disk.delete('/project/record/a.md');
    expect(await record.rebuild(['/project/record/a.md'])).toBe(true);
    expect((await ask(page)).status).toBe(404);
  });

  test('takes many files that change at once', async () => {
    const { ask, world, record } = await served();
    const places = Array.from({ length: 200 }, (_, at) => `/project/record/many/n${at}.md`);
    for (const place of places) world.disk.set(place, Buffer.from(note('One of many.')));
    expect(await record.rebuild(places)).toBe(true);
    expect((await ask('/view/many/n199.md.html')).status).toBe(200);
  });

  test('runs no page of the record as one of its own', async () => {
    const { ask } = await served();
    expect((await ask('/raw/b.html')).headers['content-security-policy']).toBe('sandbox');
    expect((await ask('/raw/b.html')).body).not.toContain('/.slop/live.js');
    const banner = await ask('/raw/b.html.html');
    expect(banner.headers['content-security-policy']).toBeUndefined();
    expect(banner.body).toContain('/.slop/live.js');
  });

  test('puts no script into a page that leads on at once, since that lets none run', async () => {
    const { ask } = await served();
    const { body } = await ask('/id/a/index.html');
    expect(body).toContain('<meta http-equiv="refresh"');
    expect(body).not.toContain('/.slop/live.js');
  });

  test('begins with what an earlier run judged', async () => {
    const files = { 'slop.yaml': '', 'record/a.md': note('First words.'), 'record/b.md': note('Others.') };
    const world = { ...memoryWorld({ files }), cache: '.slop/cache' };
    const checked = await compileAt(world);
    const parsed: string[] = [];
    const parse: MarkdownEngine['parse'] = (text) => {
      parsed.push(text);
      return satteriEngine.parse(text);
    };
    const record = await liveRecord(world, '/project', {
      name: satteriEngine.name,
      load: async () => ({ ...satteriEngine, parse }),
    });
    expect(parsed).toEqual([]);
    expect(record.now().compiled.findings).toEqual(checked.findings);
    await record.stop();
  });

  test('refuses to begin with a record that cannot be built', async () => {
    const world = memoryWorld({ files: { 'slop.yaml': 'title: [', 'record/a.md': note('x') } });
    await expect(liveRecord(world, '/project', satteriEngine)).rejects.toBeInstanceOf(Refusal);
  });
});
