import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMentions } from '../../../src/parse/mentions/mentions.ts';
import { settingOf } from '../../../src/parse/mentions/setting.ts';
import { unitsOf } from '../../../src/parse/mentions/units.ts';
import type { Mention } from '../../../src/types.ts';
import { growsLinearly } from '../../helpers/growth.ts';
import { config, mentionsOf } from './read.ts';

/** The mentions of one line, as one paragraph or one value of a head, without a parser of Markdown. */
function mentionsOfLine(text: string, place: 'body' | 'head'): readonly Mention[] {
  const span = { start: 0, end: text.length };
  const block = { type: 'paragraph', span, text, links: [], code: [], row: null } as const;
  const values = place === 'head' ? [{ pointer: '/supersedes', span }] : [];
  const head = { head: {}, headSpan: place === 'head' ? span : { start: 0, end: 0 }, values };
  return findMentions(unitsOf(place === 'body' ? [block] : [], head, text), head.head, settingOf(config));
}

/** What is repeated until the line is long. */
const bombs = [
  'a',
  ' ',
  '-',
  '.',
  '§',
  '§1 ',
  '§§1, ',
  '1, ',
  '§1–',
  '-v1',
  '-v1_1',
  '-v0_1.md',
  'a-v0_1.md',
  '/a',
  'a/a-v0_1.md/',
  '[[',
  '[[a|',
  '[[a#',
  '[a](',
  '](',
  '![',
  '://',
  'a://',
  'http://a-v0_1.md ',
  'manifest ',
  'manifest v0.1 ',
  'phase 1 phase ',
  'v0.1–',
  'v0.1/',
  'Section 1 of ',
  'Sections 1 and ',
  'Sec-',
  '. ',
  '1. A',
  'e.g. ',
  '"',
  '§"',
  '§A ',
  'this ',
  'this note §1 of ',
  'engine ',
  'engine repo ',
  'to be produced ',
  'a-v0_1.md (engine ',
  'a.ts:1 ',
  'a.ts:1 at engine 771aacd1, ',
  'P1-D1, ',
  'CR-2026-116 §1, ',
  '\ufffc',
  '😀',
  '\u0301',
  'é',
];

describe('findMentions() takes linear time over a line of', () => {
  test.each(bombs)('%j over and over', async (bomb) => {
    for (const place of ['body', 'head'] as const) {
      const found = (size: number) => mentionsOfLine(bomb.repeat(size / bomb.length), place);
      expect(await growsLinearly(found, 25_000)).toBe(true);
    }
  });
});

describe('findMentions() on any text', () => {
  const piece = fc.constantFrom(
    ...bombs,
    '\n',
    '\n\n',
    '| a | b |\n| - | - |\n',
    '- ',
    '# ',
    '> ',
    '`',
    '**',
    '(',
    ')',
    ' see ',
  );
  const note = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

  test('keeps spans in order and within the text, and owners among documents and change requests', () => {
    fc.assert(
      fc.property(note, (text) => {
        const mentions = mentionsOf(text);
        mentions.forEach(({ span, target, sentence }, at) => {
          expect(span.start).toBeGreaterThanOrEqual(mentions[at - 1]?.span.start ?? 0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(sentence.length).toBeLessThanOrEqual(300);
          if (target.type === 'section' && typeof target.of === 'number') {
            expect(['document', 'item']).toContain(mentions[target.of]?.target.type);
          }
        });
      }),
    );
  });

  test('gives the same again', () => {
    fc.assert(
      fc.property(note, (text) => {
        expect(mentionsOf(text)).toEqual(mentionsOf(text));
      }),
    );
  });
});
