import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { parse } from '../../../src/parse/parse.ts';
import { compareVersionTexts } from '../../../src/plan/compare/compare.ts';
import { outOfOrder } from '../../../src/plan/compare/moves.ts';
import { compareTexts, wordsChanged } from '../../../src/plan/compare/runs.ts';
import { defaultConfig } from '../../../src/validate/config-defaults.ts';
import { growsLinearly } from '../../helpers/growth.ts';

const version = (text: string) => ({
  draft: parse({ path: 'a-v0_1.md', text, oid: '', faults: [], opaque: false }, defaultConfig, satteriEngine),
  text,
});
const compare = (before: string, after: string) => compareVersionTexts(version(before), version(after));

/** `§2 Steps < §1 Plan: changed moved` for each section that is not as it was. */
const told = (before: string, after: string) =>
  compare(before, after)
    .sections.filter((one) => one.state !== 'same' || one.moved || one.renamed || one.renumbered)
    .map((one) => {
      const name = (place: typeof one.before) =>
        place ? `§${place.number ?? ''} ${place.title}` : 'nothing';
      const flags = (['moved', 'renamed', 'renumbered'] as const).filter((flag) => one[flag]);
      return [`${name(one.before)} > ${name(one.after)}:`, one.state, ...flags].join(' ');
    });

const BERTH = 'Each berth is kept by one ferry, and a free berth is told to the harbour office at once.';
const TIDES = 'The tide table is read at midnight; when it fails, the table of the day before is used.';
const CREWS = 'Crews sign on an hour before they sail, with the names of those who stand in for others.';

describe('compareVersionTexts()', () => {
  test('finds nothing in a note that stayed as it was', () => {
    const text = `---\nkind: cr\n---\n# CR\n\n## 1. Berths\n\n${BERTH}\n`;
    const { fields, sections } = compare(text, text);
    expect(fields).toEqual([]);
    expect(sections.every(({ state, moved }) => state === 'same' && !moved)).toBe(true);
  });

  test.each([
    [
      'a changed text',
      `# T\n\n## 1. Berths\n\nold\n`,
      `# T\n\n## 1. Berths\n\nnew\n`,
      ['§1 Berths > §1 Berths: changed'],
    ],
    [
      'an inserted section that pushes the numbers on',
      `# T\n\n## 1. Berths\n\n${BERTH}\n\n## 2. Tides\n\n${TIDES}\n`,
      `# T\n\n## 1. Berths\n\n${BERTH}\n\n## 2. Crews\n\n${CREWS}\n\n## 3. Tides\n\n${TIDES}\n`,
      ['nothing > §2 Crews: added', '§2 Tides > §3 Tides: same renumbered'],
    ],
    [
      'a new title under the same number',
      `# T\n\n## 1. Berths\n\n${BERTH}\n`,
      `# T\n\n## 1. Where ferries lie\n\n${BERTH} ${TIDES}\n`,
      ['§1 Berths > §1 Where ferries lie: changed renamed'],
    ],
    [
      'another title and another number by the text alone',
      `# T\n\n## 1. Tides\n\n${TIDES}\n\n## 2. Berths\n\n${BERTH}\n`,
      `# T\n\n## 1. Where ferries lie\n\n${BERTH}\n\n## 2. Tides\n\n${TIDES}\n`,
      [
        '§2 Berths > §1 Where ferries lie: same moved renamed renumbered',
        '§1 Tides > §2 Tides: same renumbered',
      ],
    ],
    [
      'a number that now stands for something else',
      `# T\n\n## 1. Tides\n\n${TIDES}\n`,
      `# T\n\n## 1. Crews\n\n${CREWS}\n`,
      ['§1 Tides > nothing: removed', 'nothing > §1 Crews: added'],
    ],
    [
      'sections of one title by the section they stand under',
      `# T\n\n## One\n\n### Prior\n\na b\n\n## Two\n\n### Prior\n\nc d\n`,
      `# T\n\n## Two\n\n### Prior\n\nc d\n\n## One\n\n### Prior\n\na b e\n`,
      ['§ Two > § Two: same moved', '§ Prior > § Prior: same moved', '§ Prior > § Prior: changed'],
    ],
    [
      'a title that carries its version',
      `# Ferries — v0.9\n\ntext\n`,
      `# Ferries — v0.10\n\ntext\n`,
      ['§ Ferries — v0.9 > § Ferries — v0.10: same renamed'],
    ],
    [
      'the version of the note in a heading not at all, another one there all the same',
      `---\nversion: "0.1"\n---\n# T\n\n## Steps (v0.1)\n\na\n\n## Since v0.0\n\nb\n\n## What v0.1 is\n`,
      `---\nversion: "0.2"\n---\n# T\n\n## Steps (v0.2)\n\na\n\n## Since v0.1\n\nb\n\n## What v0.1 is\n`,
      ['§ Since v0.0 > § Since v0.1: same renamed'],
    ],
    ['other line endings not at all', `# T\r\n\r\n## A\r\n\r\ntext\r\n`, `# T\n\n## A\n\ntext\n`, []],
  ])('tells %s', (_what, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  test('tells a head by its fields and not a second time as text, in every form', () => {
    const { fields, sections } = compare(
      '# T\n\n**Version.** 0.1\n**Status.** Draft.\n\n---\n\n## A\n\nx\n',
      '# T\n\n**Version.** 0.2\n**Status.** Draft.\n**Author.** Ana\n\n---\n\n## A\n\nx\n',
    );
    expect(fields).toEqual([
      { key: 'version', before: '0.1', after: '0.2' },
      { key: 'author', before: null, after: 'Ana' },
    ]);
    expect(sections.filter(({ state }) => state !== 'same')).toEqual([]);
  });

  test('finds every section in exactly one change, whatever the notes', () => {
    const note = fc
      .array(
        fc.record({
          depth: fc.integer({ min: 1, max: 3 }),
          number: fc.constantFrom('', '1. ', '2. ', '2.1 '),
          title: fc.constantFrom('Tides', 'Berths', 'What v0.1 changes', 'What v0.2 changes', ''),
          text: fc.constantFrom('', TIDES, BERTH, `${BERTH}\n\n${CREWS}`),
        }),
        { maxLength: 8 },
      )
      .map((parts) =>
        parts
          .map(({ depth, number, title, text }) => `${'#'.repeat(depth)} ${number}${title}\n\n${text}\n`)
          .join('\n'),
      );
    fc.assert(
      fc.property(note, note, (before, after) => {
        const { sections } = compare(before, after);
        const slugs = (text: string) =>
          version(text)
            .draft.sections.filter(({ depth }) => depth > 0)
            .map(({ slug }) => slug);
        const named = (side: 'before' | 'after') =>
          sections.flatMap((one) => (one[side] && one[side].depth > 0 ? [one[side].slug] : []));
        expect(named('after')).toEqual(slugs(after));
        expect(named('before').toSorted()).toEqual(slugs(before).toSorted());
      }),
    );
  });

  test('takes linear time for many sections of one title', async () => {
    const many = (length: number, word: string) =>
      Array.from({ length }, (_, at) => `## A\n\n${word} ${at}\n`).join('\n');
    const compared = (length: number) => compare(many(length, 'x'), many(length, 'y'));
    expect(compared(400).sections).toHaveLength(400);
    expect(await growsLinearly(compared, 400)).toBe(true);
  });
});

describe('compareTexts()', () => {
  test('marks words, not lines', () => {
    expect(compareTexts('The gate is at nine.\n', 'The gate is at ten.\n')).toEqual([
      { state: 'same', text: 'The gate is at ' },
      { state: 'removed', text: 'nine' },
      { state: 'added', text: 'ten' },
      { state: 'same', text: '.\n' },
    ]);
  });

  test('gives both texts back', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'tide ', 'gate', ' ', '\n', '.', '—', '👩‍🚀', '\r\n'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = compareTexts(before, after);
        const joined = (state: string) =>
          runs.flatMap((run) => (run.state === 'same' || run.state === state ? [run.text] : [])).join('');
        expect([joined('removed'), joined('added')]).toEqual([before, after]);
      }),
    );
  });

  test.each([
    ['lines', '\n'],
    ['words of one line', ' '],
  ])('gives up on %s that have nothing in common before it takes long', async (_what, gap) => {
    const words = (length: number, from: number) =>
      Array.from({ length }, (_, at) => `w${from + at * 2}`).join(gap);
    const compared = (length: number) => compareTexts(words(length, 0), words(length, 1));
    expect(compared(20_000).map(({ state }) => state)).toEqual(['removed', 'added']);
    expect(await growsLinearly(compared, 2_500)).toBe(true);
  });

  test('counts no words of comments, such as those of a template that is filled in', () => {
    const [before, after] = ['<!-- Say why it\nmatters. -->\n', 'The tide turns.\n'];
    expect(wordsChanged(compareTexts(before, after))).toEqual({ removed: 0, added: 3 });
  });

  test('looks once through comments that nobody closed', async () => {
    const counted = (size: number) => wordsChanged([{ state: 'added', text: `Tide ${'<!--'.repeat(size)}` }]);
    expect(counted(100_000).added).toBe(1);
    expect(await growsLinearly(counted, 12_500)).toBe(true);
  });

  test('counts words', () => {
    expect(wordsChanged(compareTexts('2,279 pass and one fails', '2,280 pass'))).toEqual({
      removed: 4,
      added: 1,
    });
  });
});

describe('outOfOrder()', () => {
  test.each([
    [[0, 1, 2], []],
    [[2, 0, 1], [0]],
    [[1, 2, 0], [2]],
    [[], []],
  ])('of %j finds %j', (numbers, expected) => {
    expect([...outOfOrder(numbers)]).toEqual(expected);
  });

  test('leaves a rising rest', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), (numbers) => {
        const late = outOfOrder(numbers);
        const rest = numbers.filter((_, at) => !late.has(at));
        expect(rest).toEqual(rest.toSorted((a, b) => a - b));
      }),
    );
  });
});
