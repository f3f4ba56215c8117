import { describe, expect, test } from 'vitest';
import { counting } from '../../src/rules/count/beside.ts';
import { compileAt } from '../helpers/compile-at.ts';
import { memoryWorld } from '../helpers/memory-world.ts';

/** What a rule finds in a record: the file, the text that it points at, and some of its data. */
async function found(rule: string, files: Readonly<Record<string, string>>, ...keys: readonly string[]) {
  const world = memoryWorld({ files: { 'slop.yaml': '', ...files } });
  const { findings, textOf } = await compileAt(world);
  const told: unknown[] = [];
  for (const finding of findings.filter((one) => one.rule === rule)) {
    const { path, span, data } = finding;
    const text = (await textOf(path)).slice(span.start, span.end);
    told.push([path.split('/').pop(), text, ...keys.map((key) => data[key])]);
  }
  return told;
}

const doc = (head: string, body = '') => `---\nkind: document\n${head}\n---\n# A\n\n${body}\n`;
const inProse = (body: string) => ({
  'record/a.md': doc('date: 2026-01-02\nitems: [{ id: P3-D1 }, { id: P3-D2 }, { id: P3-D3 }]', body),
});

describe('count/disagrees', () => {
  test.each([
    ['This settles two P3-D items.', 2],
    ['It has the four P3-Dx items, and more.', 4],
    ['Scoping note (ten P3-D items) → CR v0.2', 10],
    ['All: two P3-D decisions.', 2],
    ['The twenty-one P3-D items.', 21],
    ['Two decisions of P3-Dx.', 2],
    ['It settles four items (P3-Dx).', 4],
    ['P3-D items: four.', 4],
    ['The P3-D items (four) are below.', 4],
    ['- P3-D items: 2', 2],
  ])('tells of "%s"', async (body, said) => {
    expect(await found('count/disagrees', inProse(body), 'said', 'counted')).toEqual([
      ['a.md', expect.stringMatching(/^P3-Dx?$/), said, 3],
    ]);
  });

  test.each([
    'It settles three P3-D items.',
    'Two P3-D items touch the desk.',
    'Two of the P3-D items; one of the two P3-D items that wait.',
    'Ten or fewer P3-D items; ~5–10 P3-D items; about two P3-D items; at least two P3-D items.',
    'The two P3-D items that were put off. With two P3-D items left.',
    'Nothing is known of the ten P3-E items.',
    'The `two P3-D items` in code.',
    'It deferred two P3-D items.',
    'Three decisions of P3-Dx; three items (P3-Dx). P3-D items: three. The P3-D items (three).',
    'P3-D items: two open, one settled. P3-D items (two of them open). P3-D items: 2–4.',
    'Three items, P3-D1–D3; three P3-D items (P3-D1 to P3-D3); P3-D1–D3 (three items).',
    'Two tests for P3-D1–D3; of four items, P3-D1–D3 wait.',
  ])('is silent at "%s"', async (body) => {
    expect(await found('count/disagrees', inProse(body))).toEqual([]);
  });

  test.each([
    ['It settles four items, P3-D1–D3.', 4],
    ['The four P3-D items (P3-D1 to P3-D3).', 4],
    ['P3-D1–D3 (two decisions).', 2],
  ])('tells of "%s" beside its range', async (body, said) => {
    const told = await found('count/disagrees', inProse(body), 'said', 'counted', 'family');
    expect(told).toContainEqual(['a.md', 'P3-D1', said, 3, 'P3-D1 to P3-D3']);
  });

  test.each([
    ['It settles four decisions of D.', 'D', 'four decisions of D'],
    ['It has four candidates (Candidate items).', 'Candidate', 'four candidates (Candidate items)'],
    ['See DD (3); D (4).', 'D', 'D (4)'],
  ])('takes no part of another word for a family: %s', (sentence, family, written) => {
    expect(counting(sentence, family)).toEqual({ written, number: 4 });
  });

  test('counts what was defined by the day of the note, and all that is defined today', async () => {
    const files = {
      'record/a.md': doc('date: 2026-01-02\nitems: [{ id: P3-D1 }, { id: P3-D2 }]'),
      'record/b.md': doc('date: 2026-01-05\nitems: [{ id: P3-D3 }]'),
      'record/old.md': doc('date: 2026-01-03', 'The two P3-D items.'),
      'record/new.md': doc('date: 2026-01-06', 'The two P3-D items. The three P3-D items.'),
    };
    expect(await found('count/disagrees', files, 'said')).toEqual([['new.md', 'P3-D', 2]]);
  });

  test('counts the options of the note itself', async () => {
    const body =
      '- Option X: go on\n- Option Y: stop\n\nThere are three options: choose. The two options. One of the three options.';
    expect(await found('count/disagrees', { 'record/a.md': doc('', body) }, 'counted')).toEqual([
      ['a.md', 'three options', 2],
    ]);
  });
});

describe('count/sum', () => {
  test.each([
    'fifteen (was thirteen, +1)',
    'Candidates: fifteen (was thirteen at the close per P3-B9; +1 from Candidate G)',
    '2,280 (was 2,191, +88)',
    '150 → 152 (+3)',
    '9 (was 12, −2)',
    'fourteen candidates (was thirteen, +2)',
    'fourteen (was thirteen at manifest v0.41. Now +2)',
    'Candidates: fifteen, was thirteen, +1 from Candidate G.',
    'It went from thirteen to fifteen (+1).',
    'fifteen (13 + 1)',
    '2,311 tests (2,279 pass + 1 fail + 32 skip)',
    '| a | 12 | 15 (+2) |\n| --- | --- | --- |',
    '| a | b | c |\n| --- | --- | --- |\n| skipped | 12 | 13 (unchanged) |',
    '| a | b | c |\n| --- | --- | --- |\n| engine | 412 pass + 3 skip | 424 pass + 3 skip (+13) |',
  ])('tells of "%s"', async (body) => {
    expect(await found('count/sum', { 'record/a.md': doc('', `\n${body}`) })).toHaveLength(1);
  });

  test.each([
    'fourteen (was thirteen, +1) and 2,279 (was 2,191, +88) and 150 → 152 (+2)',
    'fourteen (was thirteen; +2, −1)',
    'fourteen (was thirteen)',
    'version 0.4 (was 0.3, +1 section)',
    '3 (was open since 2026-01-02, +1)',
    'P3-B10 (was 9, +2), ~12 (was 9, +2), 5–10 (was 9, +2), 12% (was 9, +2)',
    '`15 (was 13, +1)`',
    '| a | b | c |\n| --- | --- | --- |\n| engine | 398 pass | 412 pass + 3 skip (+14) |\n| x | 12 files | 424 tests (+2) |',
    '| a | b | c |\n| --- | --- | --- |\n| x | 2,191 | 2,236 (+45) |\n| y | 12 | 12 (unchanged) |\n| 3 | 12 (+2) | x |',
    '| suite | passed | skipped |\n| --- | --- | --- |\n| engine | 424 (+12) | 3 (unchanged) |\n| desk | 9 (unchanged) | 3 (unchanged) |',
    'It takes 5 → 8 minutes (+10 for coffee is a joke).',
    'Fourteen, was thirteen, +1. From thirteen to fourteen (+1). fourteen (13 + 1)',
    '2,312 tests (2,279 pass + 1 fail + 32 skip), 10 items (3 open + 4 settled), 80(30+11)*K bits',
    'Fourteen of them, from three phases, +1 each. Steps 3 to 5 (+1 day). 12 files (3+ lines)',
  ])('is silent at "%s"', async (body) => {
    expect(await found('count/sum', { 'record/a.md': doc('', `\n${body}`) })).toEqual([]);
  });
});

const manifest = (version: string, more: string, body = '') =>
  `---\nkind: manifest\nversion: "${version}"\ndate: 2026-01-0${version.at(-1)}\n${more}\n---\n# Manifest\n\n${body}\n`;

describe('item/dropped', () => {
  const before = manifest(
    '0.1',
    'items:\n  - { id: P3-D1, state: open }\n  - { id: P3-D2, state: settled }',
    '- P3-D3: x',
  );
  const files = (after: string, more: Record<string, string> = {}) => ({
    'record/archive/manifest-v0_1.md': before,
    'record/manifest-v0_2.md': after,
    ...more,
  });
  test('tells of what is neither carried on nor settled', async () => {
    expect(await found('item/dropped', files(manifest('0.2', '', 'About P3-D3.')), 'id')).toEqual([
      ['manifest-v0_2.md', '0.2', 'P3-D1'],
    ]);
  });
  test('tells of it too where versions have twins in HTML', async () => {
    const twins = Object.fromEntries(
      ['archive/manifest-v0_1', 'manifest-v0_2'].map((name) => [`record/${name}.html`, '<title>M</title>\n']),
    );
    expect(await found('item/dropped', files(manifest('0.2', '', 'About P3-D3.'), twins), 'id')).toEqual([
      ['manifest-v0_2.md', '0.2', 'P3-D1'],
    ]);
  });
  test('is silent about a version that cannot be read, as in an unfinished merge', async () => {
    const merging = manifest('0.2', '', '<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> bo');
    expect(await found('item/dropped', files(merging))).toEqual([]);
  });
  test('is silent where an entry says where to, or what became of it', async () => {
    const elsewhere = doc(
      'date: 2026-01-03\nitems: [{ id: P3-D1, state: rejected }, { id: P3-D3, to: the queue }]',
    );
    expect(await found('item/dropped', files(manifest('0.2', ''), { 'record/x.md': elsewhere }))).toEqual([]);
  });
});

describe('item/defined-twice', () => {
  const two = (one: string, other: string) => ({ 'record/a.md': one, 'record/b.md': other });
  test('tells of the later one, whatever an earlier one supersedes', async () => {
    const entry = (date: string, title: string, more = '') =>
      doc(`date: ${date}\n${more}items: [{ id: P3-D1, title: ${title} }]`);
    const files = {
      'record/a.md': entry('2026-01-01', 'Guests'),
      'record/b.md': entry('2026-01-02', 'Fares', 'supersedes: a\n'),
      'record/c.md': entry('2026-01-03', 'Seats'),
    };
    expect(await found('item/defined-twice', files, 'other')).toEqual([['c.md', 'P3-D1', 'record/a.md']]);
  });
  test('tells of two heads, and of two bodies that tell different things', async () => {
    const heads = two(
      doc('items: [{ id: P3-D1, title: Guests }]'),
      doc('items: [{ id: P3-D1, title: Fares }]'),
    );
    expect(await found('item/defined-twice', heads)).toEqual([['b.md', 'P3-D1']]);
    const bodies = two(
      doc('', '- P3-D1: guests book without account'),
      doc('', '- P3-D1: fares follow season tickets'),
    );
    expect(await found('item/defined-twice', bodies)).toEqual([['b.md', 'P3-D1']]);
  });
  test.each([
    [
      'a restatement',
      doc('items: [{ id: P3-D1, title: Guests }]'),
      doc('', '- P3-D1: fares follow season tickets'),
    ],
    [
      'words in common',
      doc('', '- P3-D1: guests book without account'),
      doc('', '- P3-D1: a guest books at once'),
    ],
    ['a word on its state', doc('', '- P3-D1: guests book without account'), doc('', '- P3-D1: settled.')],
    [
      'one that supersedes',
      doc('items: [{ id: P3-D1, title: A }]'),
      doc('supersedes: a\nitems: [{ id: P3-D1, title: B }]'),
    ],
    [
      'options of two notes',
      doc('', '- Option A: guests book alone'),
      doc('', '- Option A: fares follow tickets'),
    ],
  ])('is silent at %s', async (_, one, other) => {
    expect(await found('item/defined-twice', two(one, other))).toEqual([]);
  });
});

describe('ref/missing-item', () => {
  const defined = { 'record/a.md': doc('items: [{ id: P3-D1 }]', '- Option X: go') };
  test('tells once of an id, and of an option where the note has others', async () => {
    const files = { ...defined, 'record/b.md': doc('', 'P3-D2 and P3-D2; Option Y.\n\n- Option X: stay') };
    expect(await found('ref/missing-item', files)).toEqual([
      ['b.md', 'P3-D2'],
      ['b.md', 'Option Y'],
    ]);
  });
  test.each([
    'Option Q is a way to go, and Candidate A is a person.',
    'The P3-Ex items come next.',
    '- Option X: go\n\n**Option Y — stay**\n\nFor: it is simple.\n\n**Option Z: wait**',
    'Numbers look such as P9-D1, or `P9-D1: the first of all decisions`.',
  ])('is silent at "%s"', async (body) => {
    expect(await found('ref/missing-item', { ...defined, 'record/b.md': doc('', body) })).toEqual([]);
  });
});

describe('item/promotion', () => {
  const files = (later: string) => ({
    'slop.yaml': 'items: [{ shape: "Candidate {A-Z}", promotion: 3 }]',
    'record/a.md': doc('phase: "57"\ndate: 2026-01-01\nitems: [{ id: Candidate G, instances: 4 }]'),
    'record/b.md': doc(`phase: "57"\ndate: 2026-01-02\nitems: [{ id: Candidate G${later} }]`),
  });
  test.each([
    ['', ['a.md']],
    [', state: carried', ['a.md']],
    [', state: carried, to: phase 58', []],
    [', state: rejected', []],
    [', instances: 2', []],
  ])('asks for an answer of the newest notes: "%s"', async (later, told) => {
    expect((await found('item/promotion', files(later))).map((one) => (one as string[])[0])).toEqual(told);
  });
});

describe('item/gap', () => {
  const numbered = (...ids: readonly number[]) =>
    doc(`items: [${ids.map((n) => `{ id: P3-D${n} }`).join(', ')}]`);
  test('tells of what one note leaves out', async () => {
    expect(await found('item/gap', { 'record/a.md': numbered(1, 2, 9) }, 'missing')).toEqual([
      ['a.md', 'P3-D9', ['P3-D3', 'P3-D8']],
    ]);
  });
  test('is silent at a jump between notes, and at what another rule tells of', async () => {
    expect(await found('item/gap', { 'record/a.md': numbered(1, 2), 'record/b.md': numbered(20) })).toEqual(
      [],
    );
    const named = { 'record/a.md': numbered(1, 3), 'record/b.md': doc('', 'P3-D2 went.') };
    expect(await found('item/gap', named)).toEqual([]);
  });
  test('looks at each phase by itself where ids are of a phase', async () => {
    const ofPhase = (phase: number, ids: readonly string[]) =>
      doc(`phase: "${phase}"\nitems: [${ids.map((id) => `{ id: ${id} }`).join(', ')}]`);
    const files = {
      'slop.yaml': 'items: [{ shape: "S{n}", scope: phase }]',
      'record/a.md': ofPhase(1, ['S1', 'S2', 'S4']),
      'record/b.md': ofPhase(2, ['S1', 'S2']),
    };
    expect(await found('item/gap', files, 'before', 'missing')).toEqual([['a.md', 'S4', 'S2', ['S3']]]);
  });
});
