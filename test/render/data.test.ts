import { DOMParser } from '@xmldom/xmldom';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import ical from 'ical.js';
import { describe, expect, test } from 'vitest';
import { demandingRecord } from '../browser/demanding-record.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { packageText } from '../helpers/package-schemas.ts';
import { type Built, brokenData, build, elementsOf, pagesOf, pageText } from './built.ts';
import { compiled } from './compiled.ts';

/** Values that break out of one format or another. */
const HOSTILE = `</script>]]>&amp;'"<svg onload=alert(1)>\u202e\u0007,;\\\\n\ud83d\ude00`;

const hostileNote = `---
kind: handoff
title: ${JSON.stringify(HOSTILE)}
version: "0.1"
date: 2026-03-01
due: 2026-04-01
author: ${JSON.stringify(HOSTILE)}
phase: ${JSON.stringify('3 <b>')}
summary: ${JSON.stringify(`${HOSTILE} ${'Words that go on. '.repeat(12)}港の灯り`)}
---
# A handoff

See phase-3-cr-lights-v0_2.md.
`;

interface EdgeData {
  readonly from?: number;
  readonly as: string;
  readonly to?: { readonly type: string; readonly path?: string };
  readonly state: string;
  readonly sentence: number;
  readonly start: number;
}

interface VersionData {
  readonly path: string;
  readonly sentences: readonly string[];
  readonly names: readonly EdgeData[];
  readonly namedBy: readonly {
    readonly path: string;
    readonly data: string;
    readonly starts: readonly number[];
  }[];
}

async function site(settings = 'address: https://example.org/record/\n'): Promise<Built> {
  const record = demandingRecord();
  const files = {
    ...record,
    'slop.yaml': `title: ${JSON.stringify(`Harbour ${HOSTILE}`)}\n${settings}`,
    'record/handoff-v0_1.md': hostileNote,
  };
  const history = {
    'record/handoff-v0_1.md': { first: '2026-03-01T09:00:00+02:00', last: '2026-03-02T09:00:00+02:00' },
  };
  return build(await compiled(memoryWorld({ files, history })));
}

const validate = (name: string, text: string): unknown => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const check = ajv.compile(JSON.parse(packageText(`schemas/site/${name}.json`)));
  return check(JSON.parse(text)) ? [] : check.errors;
};

const texts = (built: Built, ending: string) =>
  [...built.keys()]
    .filter((path) => path.endsWith(ending))
    .map((path) => [path, pageText(built, path)] as const);

describe('the data of a site', () => {
  test('is as its schemas say, and tells every document and edge', async () => {
    const built = await site();
    expect(validate('record', pageText(built, 'data/record.json'))).toEqual([]);
    expect(validate('xref', pageText(built, 'xref.json'))).toEqual([]);
    const notes = [...built.keys()].filter((path) => path.startsWith('data/notes/'));
    expect(notes.length).toBeGreaterThan(8);
    for (const path of notes) expect(validate('note', pageText(built, path))).toEqual([]);
    const record = JSON.parse(pageText(built, 'data/record.json'));
    expect(record.notes.length).toBe(
      [...built.keys()].filter(
        (path) => /^view\/.*(md|html|docx)\.html$/.test(path) && !isRedirect(built, path),
      ).length,
    );
    for (const { page, permanent, raw, data } of record.notes) {
      for (const address of [page, permanent, raw, data])
        expect(built.has(decodeURIComponent(address))).toBe(true);
    }
    expect(record.edges.some(({ to }: { to?: unknown }) => to !== undefined)).toBe(true);
  });

  test('tells long texts whole, in whatever pieces it is made', async () => {
    const summary = (at: number): string => `${at}${'é港'.repeat(120_000)}`;
    const notes = [...Array(6).keys()].map((at) => [
      `record/note-${at}-v0_1.md`,
      `---\nkind: analysis\ntitle: Note ${at}\nsummary: ${summary(at)}\n---\n# Note ${at}\n`,
    ]);
    const built = await build(await compiled(memoryWorld({ files: Object.fromEntries(notes) })));
    const record = JSON.parse(pageText(built, 'data/record.json'));
    expect(record.notes.map((note: { summary: string }) => note.summary)).toEqual(
      [...Array(6).keys()].map(summary),
    );
  });

  test('tells each edge and sentence once, and what names a note by where it does', async () => {
    const built = await site();
    const parsed = (path: string) => JSON.parse(pageText(built, path));
    const notes = [...built.keys()].filter((path) => path.startsWith('data/notes/')).map(parsed);
    const versions = new Map<string, VersionData>();
    for (const note of notes) for (const version of note.versions) versions.set(version.path, version);
    const record = parsed('data/record.json');
    let naming = 0;
    for (const [path, { names, namedBy, sentences }] of versions) {
      const at = record.notes.findIndex((note: VersionData) => note.path === path);
      const states = ({ as, state }: EdgeData): string => `${as} ${state}`;
      expect(record.edges.filter(({ from }: EdgeData) => from === at).map(states)).toEqual(names.map(states));
      expect(new Set(sentences).size).toBe(sentences.length);
      expect(names.every(({ sentence }) => sentences[sentence] !== undefined)).toBe(true);
      for (const other of namedBy) {
        expect(built.has(decodeURIComponent(other.data))).toBe(true);
        for (const start of other.starts) {
          const named = versions.get(other.path)?.names.filter((edge) => edge.start === start) ?? [];
          expect(named.map(({ to }) => to?.path)).toContain(path);
        }
        naming += other.starts.length;
      }
    }
    const leading = [...versions.values()].flatMap(({ names }) =>
      names.filter(({ to }) => versions.has(to?.path ?? '') && to?.type !== 'item'),
    );
    expect(naming).toBe(leading.length);
    expect(naming).toBeGreaterThan(20);
  });

  test('has feeds that a strict reader takes, with hostile words in them as words', async () => {
    const built = await site();
    for (const [path, text] of texts(built, 'feed.atom')) {
      const complaints: string[] = [];
      new DOMParser({ onError: (_, message) => complaints.push(message) }).parseFromString(text, 'text/xml');
      expect([path, complaints]).toEqual([path, []]);
      const feed = parseAtomFeed(text);
      expect(feed.id).toMatch(/^https:\/\/example\.org\/record\//);
      expect(feed.updated).toMatch(/^\d{4}-\d\d-\d\dT/);
      const ids = (feed.entries ?? []).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const entry of feed.entries ?? []) {
        expect(entry.updated).toMatch(/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/);
        expect(entry.links?.[0]?.href).toMatch(/^https:\/\/example\.org\/record\/view\//);
      }
    }
    for (const [, text] of texts(built, 'feed.json')) {
      const feed = parseJsonFeed(text);
      expect(feed.home_page_url).toMatch(/^https:/);
      expect((feed.items ?? []).every(({ id, content_text }) => Boolean(id && content_text))).toBe(true);
    }
    const [newest] = new DOMParser()
      .parseFromString(pageText(built, 'feed.atom'), 'text/xml')
      .getElementsByTagName('entry');
    expect(newest?.getElementsByTagName('title')[0]?.textContent).toContain('<svg onload=alert(1)>');
    expect(built.has('kinds/cr/feed.atom') && built.has('phases/3/feed.json')).toBe(true);
  });

  test('leads nowhere that is not there', async () => {
    const built = await site();
    expect(brokenData(built, 'https://example.org/record/')).toEqual([]);
    const without = new Map([...built].filter(([path]) => !path.startsWith('view/phases/')));
    expect(brokenData(without, 'https://example.org/record/').length).toBeGreaterThan(20);
  });

  test('has feeds without an address too, with ids that do not depend on it', async () => {
    const built = await site('');
    const feed = parseAtomFeed(pageText(built, 'feed.atom'));
    expect(feed.entries?.every(({ id }) => id?.startsWith('urn:slop:'))).toBe(true);
  });

  test.each(['', 'address: https://example.org/record/\n'])(
    'tells notes that share an id apart in feeds, and twins once (%j)',
    async (settings) => {
      const note = '---\ntitle: A\ndate: 2026-03-01\n---\n\nText.\n';
      const files = {
        'slop.yaml': settings,
        'record/README.md': note,
        'record/deep/README.md': note,
        'record/plan.md': note,
        'record/plan.html': '<title>A</title><p>Date: 2026-03-01</p>',
      };
      const history = Object.fromEntries(
        Object.keys(files).map((path) => [
          path,
          { first: '2026-03-01T09:00:00Z', last: '2026-03-01T09:00:00Z' },
        ]),
      );
      const built = await build(await compiled(memoryWorld({ files, history })));
      const ids = parseAtomFeed(pageText(built, 'feed.atom')).entries?.map(({ id }) => id) ?? [];
      expect(ids).toHaveLength(3);
      expect(new Set(ids).size).toBe(3);
    },
  );

  test('has a calendar of what is due', async () => {
    const text = pageText(await site(), 'due.ics');
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const calendar = new ical.Component(ical.parse(text));
    const [event] = calendar.getAllSubcomponents('vevent').map((one) => new ical.Event(one));
    expect(event?.startDate.toString()).toBe('2026-04-01');
    expect(event?.summary).toContain('<svg onload=alert(1)>');
    expect(event?.summary).toContain(',;\\\\n');
  });

  test('has no calendar when nothing is due', async () => {
    const files = { 'slop.yaml': '', 'record/a.md': '---\ntitle: A\n---\n# A\n\nText.\n' };
    expect((await build(await compiled(memoryWorld({ files })))).has('due.ics')).toBe(false);
  });

  test('is named in the head of the pages that show the same', async () => {
    const built = await site();
    const forms = (path: string) =>
      elementsOf(pageText(built, path))
        .filter(({ tagName, properties }) => tagName === 'link' && String(properties['rel']) === 'alternate')
        .map(({ properties }) => properties['type']);
    expect(forms('index.html')).toEqual(['application/atom+xml', 'application/feed+json']);
    expect(forms('kinds/cr/index.html')).toEqual(['application/atom+xml', 'application/feed+json']);
    expect(forms('view/handoff-v0_1.md.html')).toEqual(['text/markdown', 'application/json']);
    const said = elementsOf(pageText(built, 'view/handoff-v0_1.md.html'));
    expect(
      said.find(({ properties }) => String(properties['itemProp']) === 'headline')?.properties['content'],
    ).toContain('<svg');
  });

  test('lists what is in force in llms.txt, a line each', async () => {
    const built = await site();
    const lines = pageText(built, 'llms.txt')
      .split('\n')
      .filter((line) => line.startsWith('- ['));
    const addresses = lines.map((line) => /\]\(([^)]*)\)/.exec(line)?.[1] ?? '');
    for (const address of addresses) {
      const path = decodeURIComponent(address.replace('https://example.org/record/', ''));
      expect([path, built.has(path)]).toEqual([path, true]);
    }
    expect(addresses.some((address) => address.includes('archive'))).toBe(false);
  });
});

function isRedirect(built: Built, path: string): boolean {
  return pagesOf(built).includes(path) && pageText(built, path).includes('http-equiv="refresh"');
}
