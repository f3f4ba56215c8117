import { describe, expect, test } from 'vitest';
import { type RenderOptions, render } from '../../src/commands/render/render.ts';
import { Refusal } from '../../src/refusal.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';
import { testTerminal } from './terminal.ts';

const note = '---\ntitle: Plan\ndate: 2026-05-12\n---\n# Plan\n\nWell.\n';
const files = { 'slop.yaml': '', 'record/a.md': note };

async function run(world: MemoryWorld, options: RenderOptions = { out: null }, cwd = '/project') {
  const terminal = testTerminal();
  const code = await render({ ...world, cwd }, terminal, options);
  return { code, ...terminal.written };
}

describe('render()', () => {
  test('writes the site beside slop.yaml and says where to open it', async () => {
    const world = memoryWorld({ files, folders: ['record/deep'] });
    const { code, out } = await run(world, { out: null }, '/project/record/deep');
    expect(code).toBe(0);
    expect(out).toContain('file:///project/site/index.html');
    expect(world.disk.has('/project/site/index.html')).toBe(true);
    expect(
      world.disk.has('/project/site/view/a.md.html') || world.disk.has('/project/site/view/record/a.md.html'),
    ).toBe(true);
  });

  test('takes --out from the folder of the call', async () => {
    const world = memoryWorld({ files, folders: ['elsewhere'] });
    await run(world, { out: '../public' }, '/project/record');
    expect(world.disk.has('/project/public/index.html')).toBe(true);
  });

  test('exits with 0 whatever was found, and says where to read it', async () => {
    const world = memoryWorld({ files: { ...files, 'record/b.md': 'See other-v0_1.md.\n' } });
    const { code, out } = await run(world);
    expect(code).toBe(0);
    expect(out).toContain('1 error');
    expect(out).toContain('slop check');
  });

  test('replaces its own site and refuses a folder of somebody else', async () => {
    const world = memoryWorld({ files: { ...files, 'mine/a.txt': '' } });
    expect((await run(world)).out).toMatch(/in site\n/);
    expect((await run(world)).out).toMatch(/in site, nothing changed\n/);
    world.disk.set('/project/record/a.md', Buffer.from(note.replace('Well.', 'Better.')));
    expect((await run(world)).out).toMatch(/in site, \d+ files? new or changed\n/);
    await expect(run(world, { out: 'mine' })).rejects.toBeInstanceOf(Refusal);
    expect(world.disk.has('/project/mine/a.txt')).toBe(true);
  });

  test('takes a template beside slop.yaml in place of its own', async () => {
    const template = '<!doctype html><title>mine</title>';
    const world = memoryWorld({ files: { ...files, 'templates/site/not-found.liquid': template } });
    await run(world);
    expect(new TextDecoder().decode(world.disk.get('/project/site/404.html'))).toContain(
      '<title>mine</title>',
    );
  });

  test('keeps every byte of what lies among the templates and is none, in folders too', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff, 0xfe]);
    const world = memoryWorld({
      files: {
        ...files,
        'templates/site/logo.png': picture,
        'templates/site/.well-known/key.txt': '\ufeffkey',
      },
    });
    await run(world);
    const written = (name: string) => Buffer.from(world.disk.get(`/project/site/${name}`) ?? []);
    expect(written('logo.png')).toEqual(Buffer.from(picture));
    expect(written('.well-known/key.txt')).toEqual(Buffer.from('\ufeffkey'));
  });

  test.each(['templates/site', 'templates/site/style.css', 'templates/site/img/logo.png'])(
    'refuses %s where it is a symbolic link, since none is followed',
    async (link) => {
      const world = memoryWorld({
        files: { ...files, 'elsewhere/style.css': 'body { color: red }' },
        links: { [link]: '/project/elsewhere/style.css' },
      });
      await expect(run(world)).rejects.toThrow(`${link} is a symbolic link`);
    },
  );

  test('passes over the mark of an editor', async () => {
    const links = { 'templates/site/.#home.liquid': 'ines@pier-7.412' };
    const { code } = await run(memoryWorld({ files, links, folders: ['templates/site'] }));
    expect(code).toBe(0);
  });

  test('takes a template of another name as a part of those that name it, and no other', async () => {
    const part = { 'templates/site/ours/lead.liquid': 'Ours' };
    const home = { 'templates/site/home.liquid': "{% render 'ours/lead.liquid' %}" };
    const world = memoryWorld({ files: { ...files, ...part, ...home } });
    await run(world);
    expect(new TextDecoder().decode(world.disk.get('/project/site/index.html'))).toBe('Ours');
    await expect(run(memoryWorld({ files: { ...files, ...part } }))).rejects.toThrow(
      'templates/site/ours/lead.liquid replaces no template of slop, and no other one renders it',
    );
    const mistyped = { 'templates/site/hom.liquid': 'Ours' };
    await expect(run(memoryWorld({ files: { ...files, ...mistyped } }))).rejects.toThrow(
      'did you mean home.liquid?',
    );
  });

  test('refuses a template whose text would stand on no page, since its frame has no such block', async () => {
    const within = (text: string) =>
      run(
        memoryWorld({
          files: { ...files, 'templates/site/home.liquid': `{% layout 'page.liquid' %}${text}` },
        }),
      );
    await expect(within('{% block content %}Ours{% endblock %}')).rejects.toThrow(
      'templates/site/home.liquid fills a block "content" that is none of its frame: there are base, head, skip, masthead, main, foot.',
    );
    await expect(within('<p>Ours</p>')).rejects.toThrow(
      'templates/site/home.liquid fills no block of its frame',
    );
    expect((await within('{%- block main -%}Ours{% endblock %}')).code).toBe(0);
    expect((await within('{% block "main" %}Ours{% endblock %}')).code).toBe(0);
  });

  test('takes a frame between a template and the outer one', async () => {
    const world = memoryWorld({
      files: {
        ...files,
        'templates/site/frame.liquid':
          "{% layout 'page.liquid' %}{% block main %}<hr>{% block inner %}{% endblock %}{% endblock %}",
        'templates/site/home.liquid': "{% layout 'frame.liquid' %}{% block inner %}Ours{% endblock %}",
      },
    });
    await run(world);
    expect(new TextDecoder().decode(world.disk.get('/project/site/index.html'))).toContain('<hr>Ours');
  });

  test('refuses a template that cannot be used, names it, and leaves the old site', async () => {
    const world = memoryWorld({ files });
    await run(world);
    const before = new Map(world.disk);
    await world.files.write('/project/templates/site/note.liquid', '{% if %}');
    await expect(run(world)).rejects.toThrow('note.liquid');
    world.disk.delete('/project/templates/site/note.liquid');
    expect(world.disk).toEqual(before);
  });
});
