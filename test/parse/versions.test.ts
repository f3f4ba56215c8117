import { describe, expect, it } from 'vitest';
import { readHead } from '../../src/parse/head/head.ts';
import { versionPlaces } from '../../src/parse/versions.ts';

const labels = new Map([['version', 'version']]);

interface Prose {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly text: string;
}

/** Headings and one-line paragraphs of a text whose blocks stand apart by blank lines. */
function blocksOf(text: string): readonly Prose[] {
  return [...text.matchAll(/^(#*) ?(.+)$/gm)].map((match) => {
    const type = match[1] ? 'heading' : 'paragraph';
    const masked = match[0].replace(/^#+ ?|[*_`]/g, (mark) => ' '.repeat(mark.length));
    return { type, span: { start: match.index, end: match.index + match[0].length }, text: masked };
  });
}

function places(path: string, text: string) {
  const blocks = blocksOf(text);
  const h1 = /^# (.*)$/m.exec(text);
  const start = h1 ? h1.index + 2 : 0;
  const title = h1 ? { text: h1[1] ?? '', span: { start, end: start + (h1[1] ?? '').length } } : null;
  return versionPlaces(path, text, readHead(text, { labels }), title, blocks).map(
    ({ place, text: found, span }) => {
      // Law: a place's digits are at its span.
      if (span) expect(text.slice(span.start, span.end).replaceAll('_', '.')).toBe(found);
      return `${place} ${found}`;
    },
  );
}

describe('versionPlaces()', () => {
  it('finds all four places of a note', () => {
    const text =
      '---\nversion: "0.4"\n---\n# Change request — v0.3\n\nText.\n\nChange request — v0.2 — 2026-05-12\n';
    expect(places('a/cr-v0_1.md', text)).toEqual(['file name 0.1', 'head 0.4', 'title 0.3', 'footer 0.2']);
  });

  it.each([
    ['---\nversion: 0.10\n---\n', 'head 0.10'],
    ["---\nversion: 'v0_2'\n---\n", 'head 0.2'],
    ['# T\n\n**Version.** v0.2 (supersedes v0.1)\n', 'head 0.2'],
    ['# T\n\nv0.2·2026-05-21·Draft\n', 'head 0.2'],
    ['# T\n\n**Version.** **v0.2**\n', 'head 0.2'],
    ['# T\n\n**Version.** `0.2`\n', 'head 0.2'],
    ['# T\n\n**Version.** _0.2_\n', 'head 0.2'],
    ['# T\n\n**Version.** [0.2](t-v0_2.md)\n', 'head 0.2'],
  ])('reads the head %j', (text, place) => {
    expect(places('note.md', text)).toEqual([place]);
  });

  it.each([
    ['CR-2026-032 — Phase 18: Upload (v0.1)', 'title 0.1'],
    ['Demo anchor — v0.2', 'title 0.2'],
    ['Demo anchor - v0.1.2', 'title 0.1.2'],
    ['Session Handoff 2026-05-09 v0.1', 'title 0.1'],
    ['**Current status manifest v0.41**', 'title 0.41'],
    ['Amendment to CR v0.3 — v0.1', 'title 0.1'],
    ['Demo anchor — **v0.2**', 'title 0.2'],
    ['*Demo anchor* (*v0.2*)', 'title 0.2'],
    ['Demo anchor — __v0.2__', 'title 0.2'],
    ['__Demo anchor__ (__v0.2__)', 'title 0.2'],
  ])('finds the version of the title %s', (title, place) => {
    expect(places('note.md', `# ${title}\n\nText.\n`)).toEqual([place]);
  });

  it.each([
    'Scoping note for CR v0.3',
    'What we take from manifest v0.41',
    'Deep read: FORAY v4.1',
    'Stream 1 v0.2',
    'From v0.1 → v0.2',
    'Changes v0.3–v0.7',
    'Changes v0.3 – v0.7',
    'Upload Pathway v1',
    'Meeting (2.1)',
    'v0.2 absorbs three deltas',
    'Section 9.6',
  ])('leaves the version in %s to what it belongs to', (title) => {
    expect(places('note.md', `# ${title}\n\nText.\n`)).toEqual([]);
  });

  it('takes the last word of a title for its version unless the head says it more exactly', () => {
    expect(places('note.md', '---\nversion: 4.1.2\n---\n# Protocol Specification v4.1\n')).toEqual([
      'head 4.1.2',
    ]);
    expect(places('note.md', '---\nversion: 4.2\n---\n# Protocol Specification v4.1\n')).toEqual([
      'head 4.2',
      'title 4.1',
    ]);
  });

  it('reads a subtitle right under the title, and no section below it', () => {
    expect(places('note.md', '# INFRASTRUCTURE\n\n## CR-2026-032 — Upload (v0.1)\n')).toEqual(['title 0.1']);
    expect(places('note.md', '# INFRASTRUCTURE\n\nText.\n\n## The plan (v0.1)\n')).toEqual([]);
  });

  it.each([
    ['*Handoff — v0.1 — 2026-05-12*', ['footer 0.1']],
    ['DUNIN7 — Miami, Florida Handoff — v0.1 — 2026-05-12.', ['footer 0.1']],
    ['The footer says v0.1 — 2026-05-12 and more', []],
    ['Handoff — 2026-05-12', []],
  ])('reads the last line %s', (line, found) => {
    expect(places('note.md', `Text — v0.9 — 2026-01-01\n\nA\n\nB\n\n${line}\n`)).toEqual(found);
  });
});
