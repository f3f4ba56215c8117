import { describe, expect, test } from 'vitest';
import { memoryWorld } from '../helpers/memory-world.ts';
import { build, pageText } from './built.ts';
import { compiled } from './compiled.ts';

async function pageOf(title: string, heading: string): Promise<string> {
  const text = `---\nkind: document\ntitle: ${title}\ndate: 2026-03-12\n---\n\nA tram.\n\n# ${heading}\n\nIt runs.\n\n# Later\n\nNo more.\n`;
  const world = memoryWorld({ files: { 'slop.yaml': '', 'record/tram.md': text } });
  return pageText(await build(await compiled(world)), 'view/tram.md.html');
}

describe('the first heading of a note', () => {
  test.each([
    ['Night trams', 'Specification'],
    ['Night trams', '🚋'],
    ['Trams', 'Tramways'],
    ['Trams', 'Trams: Specification'],
    ['Tram guide', 'Guide'],
  ])('stays under the title %j where it says something else: %j', async (title, heading) => {
    const page = await pageOf(title, heading);
    expect(page).toMatch(new RegExp(`<h1 id="s-[^"]*">${heading}</h1>`));
    expect(page).toMatch(new RegExp(`<a href="#s-[^"]*"><bdi>${heading}</bdi></a>`));
  });

  test.each([
    ['Night trams', 'Night Trams'],
    ['Night trams', 'CR-2026-090 — *Night* trams (v0.1)'],
    ['"RFC 7: Night trams"', 'Night trams'],
    ['🚋', '🚋'],
    ['Tram — Überblick', 'Tram – U\u0308berblick (Document, 2026-03-12)'],
  ])('goes under the title %j that says it: %j', async (title, heading) => {
    const page = await pageOf(title, heading);
    expect(page.match(/<h1/g)).toHaveLength(2);
    expect(page).toContain('<h1 id="s-later">Later</h1>');
  });
});
