import fc from 'fast-check';
import type { Element, Root } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { bodySchema } from '../../../src/render/body/schema.ts';
import { bodyHtml } from '../../../src/render/body/serialise.ts';

const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '<', '>', '&', '"', "'", '`', '\0', 'é', '😀'),
});
const properties = fc.record(
  {
    href: fc.oneof(text, fc.constant('https://example.org/?a=1&b="2"')),
    title: text,
    alt: text,
    src: text,
    id: fc.constantFrom('s-1', 'note-fn-1', 'note-fnref-1', 'footnote-label', 'other'),
    className: fc.array(fc.constantFrom('mention', 'anchor', 'hljs-a', 'language-ts', 'table', 'align-left')),
    dataState: fc.constantFrom('ok', 'missing'),
    dataFootnoteRef: fc.constantFrom(true, false),
    dataFootnoteBackref: fc.constant(''),
    dataFootnotes: fc.constant(true),
    ariaDescribedBy: fc.array(fc.constant('footnote-label'), { maxLength: 2 }),
    ariaLabel: text,
    tabIndex: fc.constantFrom(0, 1),
    role: fc.constant('region'),
    scope: fc.constant('col'),
    loading: fc.constant('lazy'),
    type: fc.constant('checkbox'),
    checked: fc.boolean(),
    disabled: fc.boolean(),
    start: fc.nat(9),
  },
  { requiredKeys: [] },
);
const { tree } = fc.letrec<{ tree: Element }>((tie) => ({
  tree: fc.record({
    type: fc.constant('element' as const),
    tagName: fc.constantFrom(...(bodySchema.tagNames ?? []), 'script', 'svg'),
    properties,
    children: fc.array(
      fc.oneof(
        { maxDepth: 4 },
        text.map((value) => ({ type: 'text' as const, value })),
        tie('tree'),
      ),
      { maxLength: 4 },
    ),
  }),
}));

test('bodyHtml() writes whatever the sanitiser lets through as hast-util-to-html does', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), (children) => {
      const root: Root = { type: 'root', children };
      const clean = sanitize(root, bodySchema);
      expect(bodyHtml(clean)).toBe(toHtml(clean));
    }),
    { numRuns: 2000 },
  );
});
