import { expect, test } from 'vitest';
import { conflictFaults } from '../../src/read/conflict.ts';
import { sourceOf } from '../../src/read/source.ts';

const marks = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> doors\n';

test.each([
  ['a conflict', `# A\n\n${marks}`, 5],
  ['one in the first line', marks, 0],
  ['one with the text that both came from', `<<<<<<< a\n||||||| b\nc\n=======\nd\n>>>>>>> e\n`, 0],
  ['carriage returns', marks.replaceAll('\n', '\r\n'), 0],
  ['an example in a fence', `\`\`\`text\n${marks}\`\`\`\n`, null],
  ['an example that stands in', marks.replaceAll(/^/gm, '    '), null],
  ['a heading underlined', 'Title\n=======\n', null],
  ['quotes', `>>>>>>> deep\n\n=======\n\n<<<<<<< HEAD\n`, null],
  ['one that begins twice', `<<<<<<< a\n${marks}`, 10],
  ['one in which another begins', `<<<<<<< a\n=======\n${marks}`, 0],
  ['one behind an end', `<<<<<<< a\n>>>>>>> b\n${marks}`, 20],
  ['one behind an example', `\`\`\`\n${marks}\`\`\`\n${marks}`, marks.length + 8],
  ['very many marks', `>>>>>>> a\n${'=======\n'.repeat(300_000)}<<<<<<< b\n`, null],
  ['a quote alone', '>>>>>>> deep quote\n', null],
])('conflictFaults() of %s', (_name, text, start) => {
  expect(conflictFaults('a-v0_1.md', text).map(({ span }) => span.start)).toEqual(
    start === null ? [] : [start],
  );
});

test('a note with both texts of a merge is given to no parser; other files are', () => {
  const bytes = new TextEncoder().encode(marks);
  expect(sourceOf('record/a.md', bytes)).toMatchObject({
    opaque: true,
    faults: [{ rule: 'source/conflict' }],
  });
  expect(sourceOf('record/a.html', bytes).faults).toEqual([]);
});
