import { Liquid, type Template as Parsed } from 'liquidjs';
import { Refusal } from '../refusal.ts';
import { escapeHtml, htmlOf } from './html.ts';

/** Fills the template of that name with view data and hands back the page's text. */
export type FillTemplate = (name: string, view: object) => string;

/** Filters that would let a clock, a time zone or chance into a page. */
const FORBIDDEN = [
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
  'sample',
  'shuffle',
];

/**
 * A template engine over texts that are already in memory, by file name; it reads no file. Whatever a template
 * prints is escaped, `| raw` included; only `SafeHtml` values pass as they are.
 * @throws Refusal (from the returned function) naming the template and the line that cannot be used.
 */
export function templateEngine(templates: ReadonlyMap<string, string>): FillTemplate {
  const liquid = new Liquid({
    templates: Object.fromEntries(templates),
    outputEscape: printed,
    cache: true,
    jsTruthy: true,
    strictFilters: true,
    ownPropertyOnly: true,
  });
  liquid.registerFilter('raw', (value: unknown) => value);
  for (const name of FORBIDDEN) {
    liquid.registerFilter(name, () => {
      throw new Error(`filter "${name}" is not available: a page holds no clock and no chance`);
    });
  }
  const parsed = new Map<string, Parsed[]>();
  return (name, view) => {
    try {
      const template = parsed.get(name) ?? liquid.parseFileSync(name);
      parsed.set(name, template);
      return liquid.renderSync(template, view) as string;
    } catch (error) {
      throw new Refusal(`The site template ${name} cannot be used: ${(error as Error).message}`);
    }
  };
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  return htmlOf(value) ?? escapeHtml(Array.isArray(value) ? value.join('') : String(value));
}
