import { describe, expect, test } from 'vitest';
import { covered, described, mentionsOf } from './read.ts';

/** The sections among the mentions. */
const sections = (text: string) => described(text).filter((line) => line.startsWith('§'));

const of = (owner: string, ...addresses: readonly string[]) => addresses.map((one) => `§${one} of ${owner}`);
const owned = (...addresses: readonly string[]) => of('a-v0_1.md', ...addresses);
const here = (...addresses: readonly string[]) => of('this note', ...addresses);
const nobodys = (...addresses: readonly string[]) => of('nobody', ...addresses);

const shapes: readonly (readonly [string, readonly string[]])[] = [
  ['a-v0_1.md §6, §2.1, §3A, §D7, §A.7, §3.B and §C', owned('6', '2.1', '3A', 'D7', 'A.7', '3.B', 'C')],
  ['a-v0_1.md (§§3–7, 10)', owned('3', '7', '10')],
  ['a-v0_1.md §§3, 4 and 6–8', owned('3', '4', '6', '8')],
  ['a-v0_1.md §19–§25 and §§2.1/2.2', owned('19', '25', '2.1', '2.2')],
  ['a-v0_1.md §§ 3 to 7', owned('3', '7')],
  ['a-v0_1.md §18.1 item 4', owned('18.1 item 4')],
  ['a-v0_1.md §10 Step 2c and §§3, 4, item 2', owned('10 step 2c', '3', '4 item 2')],
  ['a-v0_1.md § 6 has 3 items; §6-based; §6—3 more', owned('6', '6', '6')],
  ['a-v0_1.md §20-event load, §13-panel inventory and §6', owned('6')],
  [
    'a-v0_1.md Section 5, sections 3 and 4, Sec-7, Sec. 8, Sec-A.7, Sec-C',
    owned('5', '3', '4', '7', '8', 'A.7', 'C'),
  ],
  ['a-v0_1.md §§3, 4, 2026-05-12, 2,279 and 50%', owned('3', '4')],
  ['a-v0_1.md §What v0.2 does NOT deliver, and more', owned('What v0.2 does NOT deliver')],
  ['a-v0_1.md §"What, if anything" and §“Done”', owned('What, if anything', 'Done')],
];

const owners: readonly (readonly [string, readonly string[]])[] = [
  // The document last named in the sentence
  ['In a-v0_1.md the fare is read from the table in §6.', owned('6')],
  ['b-v0_1.md came before a-v0_1.md; §6 and §7 hold.', owned('6', '7')],
  ['The manifest v0.41 §2 and a-v0_1.md’s §6.', [...of('manifest', '2'), ...owned('6')]],
  ['[[glossary]] §2, [a](a-v0_1.md) §6', [...of('glossary', '2'), ...owned('6')]],
  ['a-v0_1.md is done. The rest is in §6.', nobodys('6')],
  ['a-v0_1.md, i.e. §6 at approx. 5, cf. §7', owned('6', '7')],
  // Steps
  ['CR v0.3 Step 2c, and CR v0.3, Step 2d: both', of('CR', 'Step 2c', 'Step 2d')],
  ['Step 2c of a-v0_1.md, Step 3 (a-v0_1.md)', owned('Step 2c', 'Step 3')],
  ['In a-v0_1.md the check comes at Step 2c.', owned('Step 2c loosely')],
  ['Step 2c of this note; Step 4 above; Steps 2 to 4; Step 2.5; a-v0_1.md is done. Then Step 3.', []],
  // Before a page elsewhere
  ['a-v0_1.md §6 has it. See [a page](https://x.example/), https://x.example/ or a@b.example.', owned('6')],
  // Said after
  ['The choice is §6 of a-v0_1.md.', owned('6')],
  ['b-v0_1.md points to §6 and §7 of the halt note a-v0_1.md.', owned('6', '7')],
  ['As §18.1 item 4 in `a-v0_1.md` and §6 (a-v0_1.md) say.', owned('18.1 item 4', '6')],
  ['Read a-v0_1.md §6 and §§2, 3 of b-v0_1.md.', [...owned('6'), ...of('b-v0_1.md', '2', '3')]],
  [
    'Read a-v0_1.md §6 and §2 below, a-v0_1.md §§3, 4 of May.',
    [...owned('6'), ...here('2'), ...owned('3', '4')],
  ],
  ['Read a-v0_1.md §6 and §2–§4 of b-v0_1.md.', [...owned('6'), ...of('b-v0_1.md', '2', '4')]],
  ['Read CR-2026-116 §2–§4 below.', of('CR-2026-116', '2', '4')],
  ['Read a-v0_1.md §6, §2 of CR-2026-116.', [...owned('6'), ...of('CR-2026-116', '2')]],
  [
    'CR-2026-116 §6, §2 of a-v0_1.md; CR-2026-116 §7, §8.',
    [...of('CR-2026-116', '6'), ...owned('2'), ...of('CR-2026-116', '7', '8')],
  ],
  ['By §2 of the manifest v0.41.', of('manifest', '2')],
  // A name without version, right before
  ['The manifest §2 lists the principles.', of('manifest', '2')],
  ['The prior CR §3 and every manifest §2 differ.', nobodys('3', '2')],
  // This note
  ['Read §6 above, §7 (below) and, below, §8.', here('6', '7', '8')],
  ['The items in §6 above in order; this handoff’s own §2.', here('6', '2')],
  ['As §2 of this note says, per this scoping note §3.', here('2', '3')],
  ['a-v0_1.md was read as §6 above says.', here('6')],
  ['This record gives the reason in §5.', here('5')],
  ['This handoff has §6 reading order, §7 methods; the stack is §8.', [...here('6', '7'), ...nobodys('8')]],
  ['This document paraphrases; the other one has it in §6.', nobodys('6')],
  // Nobody
  ['That trips §11.', nobodys('11')],
  ['Of what was new, Section 5 came first; in v0.2, Section 6.', nobodys('5', '6')],
  ['The count fell below 90, as §4 says; §4 above 90 does not.', nobodys('4', '4')],
  ['a-v0_1.md is one; the halt-surface note’s full §6 is another.', nobodys('6')],
  ['a-v0_1.md, methodology v0.20 §2, P57-D1 §3', nobodys('2', '3')],
  ['a-v0_1.md, CR-2026-116 §4, v0.3 (CR-2026-116) §10', [...of('CR-2026-116', '4'), ...owned('10')]],
  ['a-v0_1.md and §6 of each brief', nobodys('6')],
  ['a-v0_1.md §2 and §6 of each brief', [...owned('2'), ...nobodys('6')]],
  ['a-v0_1.md, and what rf2-m6tu §6 decided', nobodys('6')],
  ["a-v0_1.md; this doc's §2.1 and this doc §3", here('2.1', '3')],
  ['a-v0_1.md, design.md §5, `README.md` §2, notes.md, section 3.', nobodys('5', '2', '3')],
  // Lists and tables
  ['- a-v0_1.md. Read §6 first.\n- The b-v0_1.md; §2.', [...owned('6'), ...of('b-v0_1.md', '2')]],
  ['- Start with §6. Then a-v0_1.md §7.', [...nobodys('6'), ...owned('7')]],
  [
    '| a | b | c |\n| --- | --- | --- |\n| `a-v0_1.md` | v0.1 | §6. And §7. |\n| | | §8 |',
    [...owned('6', '7'), ...nobodys('8')],
  ],
];

describe('findMentions() finds sections', () => {
  test.each(shapes)('%s', (text, expected) => {
    expect(sections(text)).toEqual(expected);
  });

  test('covers exactly what is written, each of a list by itself', () => {
    expect(covered('By Section 5, §§3–7, 10, § 6, §19–§25, Sec-A.7, §Done so far.')).toEqual([
      'Section 5',
      '§§3',
      '7',
      '10',
      '§ 6',
      '§19',
      '§25',
      'Sec-A.7',
      '§Done so far',
    ]);
  });

  test('leaves the number of a heading to the heading', () => {
    expect(sections('## §6 Options after §2 above\n\n## Section 7: of §3 below')).toEqual(here('2', '3'));
  });
});

describe('findMentions() knows whose a section is', () => {
  test.each(owners)('%s', (text, expected) => {
    expect(sections(text)).toEqual(expected);
  });
});

test('a section in the brackets behind a document is its own, and one further on but near it', () => {
  const text = 'a-v0_1.md (the baseline (of May); especially §2) and §3; `b-v0_1.md` is read, (see §4).';
  const near = mentionsOf(text).flatMap(({ target }) =>
    target.type === 'section' ? [[target.address, target.near ?? false]] : [],
  );
  expect(near).toEqual([
    ['2', false],
    ['3', true],
    ['4', true],
  ]);
});
