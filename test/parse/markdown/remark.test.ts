import type { Root } from 'mdast';
import { describe, expect, test } from 'vitest';
import { remarkEngine } from '../../../src/parse/markdown/remark.ts';
import { read, see } from './reading.ts';

/** Turns every thematic break into a paragraph without a position, and marks the second line of text. */
const plugin = () => (tree: Root) => {
  tree.children = tree.children.map((node) =>
    node.type === 'thematicBreak'
      ? { type: 'paragraph', children: [{ type: 'text', value: 'made up' }] }
      : node,
  );
};

describe('remarkEngine()', () => {
  test('runs the plugins of the user on the tree', () => {
    const { html } = see('a\n\n***\n', remarkEngine([plugin]));
    expect(html).toContain('<p>made up</p>');
  });

  test('passes options to plugins, in order', () => {
    const calls: string[] = [];
    const first = (name: string) => () => {
      calls.push(name);
    };
    const second = (name: string) => first(name);
    remarkEngine([
      [first, 'one'],
      [second, 'two'],
    ]).parse('a');
    expect(calls).toEqual(['one', 'two']);
  });

  test('keeps nodes without a position out of the blocks', () => {
    expect(read('a\n\n***\n', remarkEngine([plugin])).blocks.map((block) => block.text)).toEqual(['a']);
  });

  test('gives a fault, and no tree, when a plugin throws', () => {
    const broken = () => () => {
      throw new Error('plugin broke');
    };
    const { tree, faults } = read('a', remarkEngine([broken]));
    expect(tree).toBeNull();
    expect(faults).toEqual([
      { rule: 'source/unreadable', span: { start: 0, end: 1 }, data: { reason: 'plugin broke' } },
    ]);
  });

  test('does not let a plugin put anything unsafe on the page', () => {
    const hostile = () => (tree: Root) => {
      tree.children = [
        {
          type: 'paragraph',
          children: [],
          data: { hName: 'script', hChildren: [{ type: 'text', value: 'alert(1)' }] },
        },
        {
          type: 'paragraph',
          children: [],
          data: { hName: 'p', hProperties: { onclick: 'x', style: 'y', id: 'main' } },
        },
      ];
    };
    expect(see('# a\n', remarkEngine([hostile])).html).toBe('<div class="anchor" id="s--"></div>\n\n<p></p>');
  });
});
