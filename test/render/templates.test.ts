import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/refusal.ts';
import { safeHtml } from '../../src/render/html.ts';
import { templateEngine } from '../../src/render/templates.ts';

const fill = (text: string, view: object = {}, others: Record<string, string> = {}): string =>
  templateEngine(new Map(Object.entries({ ...others, 'page.liquid': text })))('page.liquid', view);

describe('templateEngine', () => {
  test.each(['{{ x }}', '{{ x | raw }}', '{{ x | upcase | downcase }}', '{% echo x %}', '{% cycle x %}'])(
    'escapes what %s prints',
    (template) => {
      expect(fill(template, { x: '<i>' })).toBe('&lt;i&gt;');
    },
  );

  test('prints what a sanitiser returned as it is', () => {
    expect(fill('{{ x }}', { x: safeHtml('<i>') })).toBe('<i>');
  });

  test('writes a count in threes', () => {
    expect(fill('{{ lots | in_threes }}', { lots: 12_345 })).toBe('12,345');
  });

  test('joins lists, and prints nothing for null', () => {
    expect(fill('{{ x }}{{ y }}{{ y.a.b }}', { x: ['<', 'a'], y: null })).toBe('&lt;a');
  });

  test.each([
    ['{{ "now" | date: "%Y" }}'],
    ['{{ x | sample }}'],
    ['{{ x | shuffle }}'],
    ['{% render "../../package.json" %}'],
    ['{% include "/etc/hostname" %}'],
    ['{% layout "missing.liquid" %}'],
    ['{% if %}'],
    ['{{ x | no_such_filter }}'],
  ])('refuses %s', (template) => {
    expect(() => fill(template, { x: [1, 2] })).toThrow(Refusal);
    expect(() => fill(template, { x: [1, 2] })).toThrow(/page\.liquid/);
  });

  test.each(['{{ x.constructor.name }}', '{{ x.__proto__ }}'])(
    'gives templates no way to prototypes: %s',
    (text) => {
      expect(() => fill(text, { x: {} })).toThrow(/undefined variable/);
    },
  );

  test.each([
    ['{{ sumary }}', /: did you mean summary\?$/],
    ['{{ note.titel }}', /: did you mean note\.title\?$/],
    ['{% for one in notes %}{{ one.titel }}{% endfor %}', /col:\d+$/],
  ])('names the value that was meant: %s', (text, told) => {
    const view = { summary: '', note: { title: '' }, notes: [{ title: '' }] };
    expect(() => fill(text, view)).toThrow(told);
  });

  test.each([
    ['{{ sumary }}', 'sumary'],
    ['{{ x.titel }}', 'x.titel'],
    ['{% if sumary %}a{% endif %}', 'sumary'],
    ['{% unless x.titel %}a{% endunless %}', 'x.titel'],
    ['{% for one in x.titel %}a{% endfor %}', 'x.titel'],
    ['{{ sumary | upcase }}', 'sumary'],
    ["{% render 'part.liquid', y: x.titel %}", 'x.titel'],
  ])('refuses a value that is not there: %s', (text, name) => {
    expect(() => fill(`\n\n${text}`, { x: {} }, { 'part.liquid': '' })).toThrow(
      new RegExp(`undefined variable: ${name}, file:page\\.liquid, line:3`),
    );
  });

  test('names the line that went wrong, within a block, a loop and a part', () => {
    const others = {
      'frame.liquid': '<{% block main %}{% endblock %}>',
      'part.liquid': '\n\n\n{{ y.titel }}',
    };
    const inBlock = (text: string) => () =>
      fill(
        `{% layout 'frame.liquid' %}\n{% block main %}\n{% for one in x %}\n${text}{% endfor %}{% endblock %}`,
        { x: [{}] },
        others,
      );
    expect(inBlock('{{ one.titel }}')).toThrow(/one\.titel, file:page\.liquid, line:4/);
    expect(inBlock('{{ "x" | date }}')).toThrow(/file:page\.liquid, line:4/);
    expect(inBlock("{% render 'part.liquid', y: one %}")).toThrow(/y\.titel, file:part\.liquid, line:4/);
  });

  test('refuses a template that is not there', () => {
    expect(() => templateEngine(new Map())('note.liquid', {})).toThrow(Refusal);
  });
});
