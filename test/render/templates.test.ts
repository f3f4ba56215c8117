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

  test('joins lists, and prints nothing for what is not there', () => {
    expect(fill('{{ x }}{{ y }}{{ z.a.b }}', { x: ['<', 'a'], y: null })).toBe('&lt;a');
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

  test('gives templates no way to prototypes', () => {
    expect(fill('{{ x.constructor.name }}{{ x.__proto__ }}', { x: {} })).toBe('');
  });

  test('refuses a template that is not there', () => {
    expect(() => templateEngine(new Map())('note.liquid', {})).toThrow(Refusal);
  });
});
