import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findClaims } from '../../../src/parse/claims/claims.ts';
import { satteriEngine } from '../../../src/parse/markdown/satteri.ts';
import { findMentions } from '../../../src/parse/mentions/mentions.ts';
import { settingOf } from '../../../src/parse/mentions/setting.ts';
import { unitsOf } from '../../../src/parse/mentions/units.ts';
import { parse } from '../../../src/parse/parse.ts';
import { growsLinearly } from '../../helpers/growth.ts';
import { config } from '../mentions/read.ts';

const setting = settingOf(config);

const bombs = [
  '1 pass ',
  '1 pass + 1 fail ',
  'engine 1 pass ',
  '1 + 1 fail ',
  '1,000',
  'unchanged since ',
  '§1 unchanged since v0.1 ',
  'HEAD ',
  'engine HEAD 5451c02 ',
  '5451c02 = head of main, ',
  'main at 5451c02 ',
  'branch a-1 at 5451c02 ',
  'tag a-1 at 5451c02 ',
  'a/a.md at engine 5451c02 ',
  'a/',
  'a.md',
  'a.md ( ',
  'server on :80 ',
  'HEADs: engine 5451c02, ',
  '| 5451c02 ',
];

/** Finds the claims of a line, as often as it is asked to. */
function claimsOfLine(text: string, type: 'item' | 'cell') {
  const span = { start: 0, end: text.length };
  const block = { type, span, text, links: [], code: [], row: type === 'cell' ? span : null };
  const head = { head: {}, at: new Map(), headSpan: { start: 0, end: 0 }, values: [] };
  const units = unitsOf([block], head, text);
  const mentions = findMentions(units, head.head, setting);
  return () => findClaims(units, [], head, mentions, setting);
}

describe('findClaims()', () => {
  test.each(bombs)('takes linear time over a line of %j over and over', async (bomb) => {
    for (const type of ['item', 'cell'] as const) {
      const finders = new Map(
        [25_000, 200_000].map((size) => [size, claimsOfLine(bomb.repeat(size / bomb.length), type)]),
      );
      expect(await growsLinearly((size) => finders.get(size)?.(), 25_000)).toBe(true);
    }
  });

  test('keeps spans within the text and in order, whatever stands there', () => {
    const piece = fc.constantFrom(
      ...bombs,
      '\n',
      '\n\n',
      '# ',
      '- ',
      '```\n',
      '## Kickoff prompt\n\n```\n',
      '. ',
      '(',
      ')',
      '`',
      '| a |\n|---|\n',
    );
    const note = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(note, (text) => {
        const source = { path: 'record/a-v0_1.md', text, oid: '', faults: [], opaque: false };
        const { claims } = parse(source, config, satteriEngine);
        claims.forEach(({ span }, at) => {
          expect(span.start).toBeGreaterThanOrEqual(claims[at - 1]?.span.start ?? 0);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
        });
      }),
    );
  });
});
