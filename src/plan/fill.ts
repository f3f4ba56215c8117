import { isObject, own } from '../read/json.ts';
import { Refusal } from '../refusal.ts';
import type { Json, JsonObject, Kind } from '../types.ts';
import { nearest } from '../validate/nearest.ts';
import { loadLiquid } from './liquid.ts';

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

interface FillOptions {
  /** Whether even to ask for a value that is not there is a mistake. */
  readonly strict?: boolean;
  /** Templates that this one may include, by name. */
  readonly parts?: Readonly<Record<string, string>>;
}

/**
 * Fills a template with values. To print one that is not there is a mistake, to ask for it is none, unless that is to
 * be one, too. `| json` quotes a text for YAML.
 * @throws Refusal naming the template and the line that cannot be used.
 */
export function fillTemplate(
  name: string,
  template: string,
  values: object,
  { strict = false, parts = {} }: FillOptions = {},
): string {
  const { Liquid } = loadLiquid();
  const liquid = new Liquid({
    jsTruthy: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: !strict,
    ownPropertyOnly: true,
    // Only dates have one, and there are none: else LiquidJS asks for that of the machine, which takes long to tell.
    locale: 'en-US',
    templates: { ...parts },
  });
  for (const filter of forbiddenFilters) {
    liquid.registerFilter(filter, () => {
      throw new Error(`filter "${filter}" is not available`);
    });
  }
  liquid.registerFilter('json', (value: unknown) => JSON.stringify(value ?? ''));
  try {
    return liquid.parseAndRenderSync(template, values);
  } catch (error) {
    throw new Refusal(`The template ${name} cannot be used: ${withNearValue(error as Error, values)}`);
  }
}

/** What LiquidJS says of a template, with the value that one which is not there was most likely meant to be. */
export function withNearValue({ message }: Error, values: object): string {
  const [last = '', ...above] =
    /^undefined variable: ([\w.-]+)/.exec(message)?.[1]?.split('.').reverse() ?? [];
  const parent = above.reduceRight<Json | undefined>(
    (value, key) => (isObject(value) ? own(value, key) : undefined),
    values as JsonObject,
  );
  const near = nearest(last, isObject(parent) ? Object.keys(parent) : []);
  return near === null ? message : `${message}: did you mean ${[near, ...above].reverse().join('.')}?`;
}

/** The keys of a kind's head, which its template may print, without values. */
export function keysWithoutValues(kind: Kind | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((kind?.keys ?? []).map((key) => [key, '']));
}
