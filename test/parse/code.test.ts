import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, test } from 'vitest';
import { codeOf } from '../../src/parse/code.ts';

const read = (text: string, offset = 0) => {
  const tree: Root = unified().use(remarkParse).parse(text);
  return codeOf(tree, offset).map(({ span, info }) => [
    text.slice(span.start - offset, span.end - offset),
    info,
  ]);
};

test('codeOf() finds blocks and runs between backticks in the order of the text, with their info strings', () => {
  expect(read('A `b` c.\n\n```sh title=x\nd\n```\n\n> ```\n> e\n> ```\n\n    f\n')).toEqual([
    ['`b`', null],
    ['```sh title=x\nd\n```', 'sh title=x'],
    ['```\n> e\n> ```', ''],
    ['    f', ''],
  ]);
});

test('codeOf() adds the offset of the parsed text', () => {
  expect(read('A `b`.', 100)).toEqual([['`b`', null]]);
});
