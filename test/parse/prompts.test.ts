import { describe, expect, test } from 'vitest';
import { satteriEngine } from '../../src/parse/markdown/satteri.ts';
import { parse } from '../../src/parse/parse.ts';
import { sourceOf } from '../../src/read/source.ts';
import { config, described } from './mentions/read.ts';

const draftOf = (text: string) =>
  parse(sourceOf('record/a.md', new TextEncoder().encode(text)), config, satteriEngine);

const prompt = `Read in this order:
1. phase-12-halt-v0_1.md (authoritative; §2
   is the transcript)
2. fares-v0_2.md
3. forms-v0_1.md
Engine HEAD is 5451c02. Nothing starts before P12-B10.

- Candidate A — what is to be settled`;

const named = [
  'file-name phase-12-halt-v0_1.md',
  '§2 of phase-12-halt-v0_1.md',
  'file-name fares-v0_2.md',
  'file-name forms-v0_1.md',
  'commit 5451c02 in engine',
  'item P12-B10',
  'item Candidate A',
];

describe('parse() of a text to paste', () => {
  test.each([
    ['Kickoff prompt', ''],
    ['11. Kickoff for the next chat', 'text'],
    ['The prompt', 'prompt'],
  ])('reads it like prose below "%s"', (title, info) => {
    const text = `# A\n\nSee engine 90d9c33.\n\n## ${title}\n\n~~~${info}\n${prompt}\n~~~\n\nSee P12-D1.\n`;
    const { mentions, claims } = draftOf(text);
    expect(described(text, mentions)).toEqual(['commit 90d9c33 in engine', ...named, 'item P12-D1']);
    expect(claims.map(({ statement }) => statement.type)).toEqual(['head']);
    for (const { target } of mentions) if (target.type === 'item') expect(target.opens).toBeNull();
  });

  test.each([
    ['What was printed', ''],
    ['Kickoff prompt', 'sh'],
  ])('reads no other code: below "%s", in "%s"', (title, info) => {
    expect(draftOf(`# A\n\n## ${title}\n\n~~~${info}\n${prompt}\n~~~\n`).mentions).toEqual([]);
  });
});
