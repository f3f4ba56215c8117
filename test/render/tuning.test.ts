import fc from 'fast-check';
import { Liquid } from 'liquidjs';
import { describe, expect, test } from 'vitest';
import { documentBody } from '../../src/render/document-body.ts';
import { escapeHtml, htmlOf } from '../../src/render/html.ts';
import { homePage } from '../../src/render/pages/home.ts';
import { listPages } from '../../src/render/pages/lists.ts';
import { notePage } from '../../src/render/pages/note.ts';
import { templateEngine } from '../../src/render/templates.ts';
import { documentOf, draftOf, graphOf, packageTemplates, siteOf } from './values.ts';

/** LiquidJS as it comes, with the engine's options. */
function untuned(templates: ReadonlyMap<string, string>) {
  const liquid = new Liquid({
    templates: Object.fromEntries(templates),
    outputEscape: (value) => {
      if (value === null || value === undefined) return '';
      return htmlOf(value) ?? escapeHtml(Array.isArray(value) ? value.join('') : String(value));
    },
    jsTruthy: true,
    strictVariables: true,
    ownPropertyOnly: true,
  });
  return (name: string, view: object): string => liquid.renderFileSync(name, view) as string;
}

/** Values that have most of the names that a path takes. */
const inner = { b: 'x', c: [1, 2], d: null, size: 7, first: '<f>', last: 0, index: 9 };
const view = {
  a: [
    { ...inner, b: '<1>' },
    { ...inner, c: [], d: '' },
  ],
  b: 'outer',
  c: { ...inner, b: inner },
  d: [],
  e: 3,
  f: null,
  x: { ...inner, d: [inner, 'text'] },
};

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'x', 'forloop', 'block');
const anyPath = fc
  .tuple(name, fc.array(fc.constantFrom('b', 'c', 'd', 'size', 'first', 'last', 'index'), { maxLength: 2 }))
  .map(([head, rest]) => [head, ...rest].join('.'));
const known =
  'a a.size a.first b b.size c c.b c.b.c c.c c.c.last c.d c.d.b c.size d d.size e f f.b x x.d x.index';
/** Most lead to a value: a template in which one does not is refused, and tells nothing else. */
const path = fc.oneof(
  { arbitrary: fc.constantFrom(...known.split(' ')), weight: 40 },
  { arbitrary: anyPath, weight: 1 },
);
const condition = fc.oneof(
  path,
  fc
    .tuple(
      path,
      fc.constantFrom(
        "== 'x'",
        '!= true',
        '!= 2',
        '> 1',
        '< 2',
        '>= 1',
        '== b',
        '== empty',
        'and d',
        'or e',
        'contains 1',
      ),
    )
    .map((both) => both.join(' ')),
);
const { template } = fc.letrec<{ template: string }>((tie) => {
  const part = fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(
      'text ',
      '\n',
      '{% break %}',
      '{% continue %}',
      "{% assign x = 'set' %}",
      '{{ b | upcase }}',
    ),
    path.map((of) => `{{ ${of} }}`),
    fc
      .tuple(condition, tie('template'), condition, tie('template'))
      .map(
        ([one, then, other, otherwise]) =>
          `{% if ${one} %}${then}{% elsif ${other} %}|{% else %}${otherwise}{% endif %}`,
      ),
    fc
      .tuple(
        name.filter((of) => of !== 'forloop'),
        path.filter((of) => of !== 'forloop'),
        tie('template'),
        fc.constantFrom('', ' reversed', ' limit:1'),
      )
      .map(([of, over, body, more]) => `{% for ${of} in ${over}${more} %}${body}{% else %}none{% endfor %}`),
    fc
      .tuple(condition, tie('template'))
      .map(([unless, body]) => `{% unless ${unless} %}${body}{% else %}|{% endunless %}`),
    tie('template').map((body) => `{% comment %}${body}{% endcomment %}`),
    tie('template').map((body) => `{% block z %}${body}{% endblock %}`),
    fc.constantFrom(
      "{% render 'part.liquid', x: b %}",
      "{% render 'part.liquid' %}",
      "{% include 'part.liquid' %}",
    ),
  );
  return { template: fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')) };
});

describe('tune', () => {
  test('changes nothing of what templates print', () => {
    fc.assert(
      fc.property(template, template, (text, part) => {
        const templates = new Map([
          ['main.liquid', text],
          ['part.liquid', part.replace(/\{% (render|include) .*? %\}/g, '')],
        ]);
        const run = (fill: (name: string, view: object) => string): string => {
          try {
            return fill('main.liquid', view);
          } catch {
            return 'refused';
          }
        };
        expect(run(templateEngine(templates))).toBe(run(untuned(templates)));
      }),
      { numRuns: 600 },
    );
  });

  test('keeps the loop of a template that renders itself', () => {
    const templates = new Map([
      [
        'main.liquid',
        "{% for x in tree %}{{ x.n }}{% render 'main.liquid', tree: x.inside %}{{ x.n }}{{ forloop.index }}{% endfor %}",
      ],
    ]);
    const tree = [
      {
        n: 'a',
        inside: [
          { n: 'b', inside: [] },
          { n: 'c', inside: [] },
        ],
      },
    ];
    const text = templateEngine(templates)('main.liquid', { tree });
    expect(text).toBe(untuned(templates)('main.liquid', { tree }));
    expect(text).toBe('abb1cc2a1');
  });

  test("changes nothing of the package's own pages", () => {
    const path = 'record/a-v0_1.md';
    const head = {
      version: '0.1',
      reading: [{ document: 'b', role: 'context' }, ['x']],
      x: { y: { z: '1' } },
    };
    const documents = [
      documentOf(path, { phase: '1', draft: draftOf(path, { head }) }),
      documentOf('record/a-v0_2.md', { phase: '1', kind: 'manifest', summary: 'S', date: '2026-01-01' }),
    ];
    const site = siteOf(graphOf(documents));
    const [quick, slow] = [templateEngine(packageTemplates), untuned(packageTemplates)];
    const pages = [
      homePage(site, new Map(), []),
      ...listPages(site),
      ...documents.map((document) => {
        const body = documentBody(site, document, '', '', '');
        return notePage(site, { document, text: '', claims: [], body }, new Map());
      }),
    ].filter((one) => 'view' in one);
    for (const { template, view: of } of pages) expect(quick(template, of)).toBe(slow(template, of));
    expect(pages.length).toBeGreaterThan(8);
  });
});
