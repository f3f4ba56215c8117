import { Liquid } from 'liquidjs';
import { Refusal } from '../refusal.ts';

/** Filters of LiquidJS that would let a clock, a time zone or chance into a note or a page. */
export const forbiddenFilters: readonly string[] = [
  'date',
  'date_to_xmlschema',
  'date_to_rfc822',
  'date_to_string',
  'date_to_long_string',
  'sample',
  'shuffle',
];

/**
 * Fills a note's template with values; a value that is not there prints nothing. `| json` quotes a text for YAML.
 * @throws Refusal naming the template and the line that cannot be used.
 */
export function fillTemplate(name: string, template: string, values: object): string {
  const liquid = new Liquid({ jsTruthy: true, strictFilters: true, ownPropertyOnly: true });
  for (const filter of forbiddenFilters) {
    liquid.registerFilter(filter, () => {
      throw new Error(`filter "${filter}" is not available`);
    });
  }
  liquid.registerFilter('json', (value: unknown) => JSON.stringify(value ?? ''));
  try {
    return liquid.parseAndRenderSync(template, values);
  } catch (error) {
    throw new Refusal(`The template ${name} cannot be used: ${(error as Error).message}`);
  }
}
