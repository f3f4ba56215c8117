import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePostings } from '../../src/render/search/postings.ts';
import { termTable } from '../../src/render/search/terms.ts';
import { WORD, wordsOf } from '../../src/render/search/words.ts';
import { memoryWorld } from '../helpers/memory-world.ts';
import { build, elementsOf, pageText } from './built.ts';
import { compiled } from './compiled.ts';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

/** Reads postings as the browser does: note → weight. */
function decoded(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let [note, value] = [0, 0];
  for (const digit of text) {
    const bits = DIGITS.indexOf(digit);
    value = value * 32 + (bits & 31);
    if (bits > 31) continue;
    note += value >> 2;
    found.set(note, value & 3);
    value = 0;
  }
  return found;
}

const postings = fc
  .dictionary(fc.integer({ min: 0, max: 200_000 }).map(String), fc.integer({ min: 0, max: 3 }))
  .map((weights) => new Map(Object.entries(weights).map(([note, weight]) => [Number(note), weight])));

describe('encodePostings()', () => {
  test('gives every note and weight back', () => {
    fc.assert(
      fc.property(postings, (weights) => {
        const sorted = [...weights].map(([note, weight]) => note * 4 + weight).sort((a, b) => a - b);
        expect(decoded(encodePostings(sorted))).toEqual(new Map([...weights].sort(([a], [b]) => a - b)));
      }),
    );
  });
});

describe('termTable()', () => {
  test('keeps the heaviest weight of a note, and cuts the terms into files that are found by their first', () => {
    const terms = termTable();
    for (let note = 400; note >= 0; note -= 1) {
      for (let word = 0; word < 60; word += 1) terms.add(`word${(note * 7 + word) % 997}`, note, word % 3);
      terms.add('all', note, 0);
      terms.add('all', note, 2);
    }
    const { starts, files } = terms.files('search/texts');
    expect(files.length).toBeGreaterThan(1);
    expect(files.map(({ path }) => path)).toEqual(files.map((_, at) => `search/texts/${at}.json`));
    const keys = files.map(({ bytes }) => Object.keys(JSON.parse(String(bytes))));
    expect(keys.flat()).toEqual([...keys.flat()].sort());
    expect(keys.map(([first]) => first)).toEqual(starts);
    expect(decoded(JSON.parse(String(files[0]?.bytes)).all)).toEqual(
      new Map(Array.from({ length: 401 }, (_, note) => [note, 2])),
    );
  });
});

describe('wordsOf()', () => {
  test.each([
    ['CR-2026-090, P57-D1', ['cr', '2026', '090', 'p57', 'd1']],
    [
      'D-12–E-7, ab-12, D-12a, d-12-uber, D-²',
      ['d-12', 'e-7', 'ab', '12', 'd', '12a', 'd-12', 'uber', 'd-2'],
    ],
    ['Ärger im Café v0_3', ['arger', 'im', 'cafe', 'v0', '3']],
    ['Straße, STRASSE', ['strasse', 'strasse']],
    ['港の灯り v2', ['港', 'の', '灯', 'り', 'v2']],
    ['ميناء الأضواء', ['ميناء', 'الاضواء']],
    ['', []],
  ])('splits %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('splits as the browser does with the expression that it is handed', () => {
    const inBrowser = (text: string): readonly string[] =>
      (
        text
          .toLowerCase()
          .normalize('NFKD')
          .replace(/\p{M}+/gu, '')
          .replaceAll('ß', 'ss')
          .match(new RegExp(WORD, 'gu')) ?? []
      ).map((word) => word.slice(0, 40));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(wordsOf(text)).toEqual(inBrowser(text));
      }),
    );
  });
});

describe('the files of the search', () => {
  const note = (title: string, version: string) =>
    `---\ntitle: ${title}\nversion: "${version}"\ndate: 2026-02-01\n---\n# ${title}\n\nWords.\n\n## 1. Piers\n\nMore.\n`;
  const files = {
    'slop.yaml': '',
    'record/fares-v0_2.md': note('Fares', '0.2'),
    'record/archive/fares-v0_1.md': note('Fares', '0.1'),
    'record/piers-v0_1.md': note('<script>"Piers"', '0.1'),
  };

  test('number what is in force before all else, and tell sections with their place in the text', async () => {
    const built = await build(await compiled(memoryWorld({ files })));
    const index = JSON.parse(pageText(built, 'search/index.json'));
    expect([index.notes, index.current]).toEqual([3, 2]);
    const entries = [0, 1].flatMap((at) => JSON.parse(pageText(built, `search/notes/${at}.json`)));
    expect(entries.map(([, version]: string[]) => version)).toEqual(['v0.2', 'v0.1', 'v0.1']);
    const [, , , , , , view, raw, sections] = entries[0];
    expect(built.has(view)).toBe(true);
    const [, [slug, heading, start]] = sections;
    expect(elementsOf(pageText(built, view)).some(({ properties }) => properties['id'] === slug)).toBe(true);
    expect(heading).toBe('1. Piers');
    expect(pageText(built, raw).slice(start)).toMatch(/^## 1\. Piers/);
  });
});
