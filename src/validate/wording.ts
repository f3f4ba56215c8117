import type { ErrorObject } from 'ajv';
import { isObject, own, textsIn } from '../read/json.ts';
import type { Json, JsonObject } from '../types.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  null: 'nothing',
};

const FORMATS: Readonly<Record<string, string>> = {
  argument: 'an argument without NUL',
  date: 'a day of the calendar, YYYY-MM-DD',
  docref: 'a document: its id, file name or path, in one line',
  folder: 'a folder below that of slop.yaml, such as record',
  glob: 'a path pattern from the folder of slop.yaml, such as record/phases/**/*-cr-*.md, with at most 4 wildcards between two slashes',
  id: 'an id without white space and slashes',
  'item-template': 'an item template such as P{phase}-{A-Z}{n}',
  re2: 'a regular expression that RE2 can run (no look-around, no back references), of at most 500 characters',
  section: 'a section such as §6 or 2.1',
  sha: 'a Git id of 4 to 64 hex digits',
  uri: 'an address such as https://example.org/',
  version: 'a version such as "0.1"',
};

/** Patterns of slop's own schemas, which nobody should have to read. */
const PATTERNS: Readonly<Record<string, string>> = {
  '^https?://[^\\s]+$': 'an address that begins with https:// or http://, without white space',
  '^https?://[^\\s?#]+$': 'an address that begins with https:// or http://, without white space, `?` and `#`',
  '^[^/\\\\]*[^/\\\\.][^/\\\\]*$': 'the name of a folder, without slashes',
  '^[a-z]+/(\\*|[a-z]+(-[a-z]+)*)$':
    'the id of a rule such as section/empty, or section/* for all of a group',
  '^[a-z][a-z0-9-]*$': 'a name of small letters, digits and "-"',
  '^[A-Za-z_][A-Za-z0-9_]*$': 'the name of a variable of the environment',
  '^[A-Za-z0-9][A-Za-z0-9_-]*$': 'a name of letters, digits, "_" and "-"',
  '^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$': 'a name of at most 64 letters, digits, "_" and "-"',
  '^[A-Za-z0-9][A-Za-z0-9._-]*$': 'a name of letters, digits, ".", "_" and "-"',
};

/** What an ajv error wanted to see, in a few words without a full stop. */
export function expectedOf(error: ErrorObject): string {
  const { keyword, params } = error;
  const count = (one: string, more = `${one}s`): string =>
    `${params['limit']} ${params['limit'] === 1 ? one : more}`;
  switch (keyword) {
    case 'type':
      return either([params['type']].flat().map((type) => TYPES[String(type)] ?? String(type)));
    case 'enum':
      return `one of ${(params['allowedValues'] as readonly Json[]).map(spell).join(', ')}`;
    case 'const':
      return spell(params['allowedValue'] as Json);
    case 'format':
      return FORMATS[String(params['format'])] ?? `text of the form ${params['format']}`;
    case 'pattern':
      return PATTERNS[String(params['pattern'])] ?? `text that matches ${params['pattern']}`;
    case 'minLength':
      return params['limit'] === 1 ? 'text that is not empty' : `text of at least ${count('character')}`;
    case 'maxLength':
      return `text of at most ${count('character')}`;
    case 'minItems':
    case 'maxItems':
    case 'items':
    case 'unevaluatedItems':
      return `a list of ${keyword === 'minItems' ? 'at least' : 'at most'} ${count('entry', 'entries')}`;
    case 'minProperties':
    case 'maxProperties':
      return `a group of ${keyword === 'minProperties' ? 'at least' : 'at most'} ${count('key')}`;
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `a number ${comparison(String(params['comparison']))} ${params['limit']}`;
    case 'multipleOf':
      return `a multiple of ${params['multipleOf']}`;
    case 'uniqueItems':
      return 'a list without repeats';
    case 'contains':
      return 'a list with a certain entry in it';
    case 'anyOf':
    case 'oneOf':
      return formsOf(error);
    case 'not':
      return 'something else';
    default:
      return error.message ?? 'something else';
  }
}

/** What stands there, in a few words. */
export function actualOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  return spell(value as Json);
}

/** A scalar as it would be written in a head: texts in quotes, cut at 60 characters. */
function spell(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const short = value.length > 60 ? `${value.slice(0, 59)}…` : value;
  return JSON.stringify(short);
}

function comparison(sign: string): string {
  return { '>=': 'of at least', '<=': 'of at most', '>': 'above', '<': 'below' }[sign] ?? sign;
}

function either(words: readonly string[]): string {
  return words.length > 1
    ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
    : (words[0] ?? 'something else');
}

/** The branches of a union, as far as they say in a word what they want. */
function formsOf({ parentSchema, keyword }: ErrorObject): string {
  const branches: readonly unknown[] = (parentSchema as JsonObject | undefined)?.[keyword] as never;
  const words = branches.map((branch) => (isObject(branch as Json) ? formOf(branch as JsonObject) : null));
  const known = words.filter((word) => word !== null);
  return known.length === words.length && known.length > 0
    ? either([...new Set(known)])
    : `one of the ${branches.length} forms that the schema allows`;
}

function formOf(branch: JsonObject): string | null {
  const format = own(branch, 'format');
  if (typeof format === 'string') return FORMATS[format] ?? null;
  const values = own(branch, 'enum');
  if (Array.isArray(values)) return (values as readonly Json[]).map(spell).join(', ');
  const value = own(branch, 'const');
  if (value !== undefined) return spell(value);
  const type = own(branch, 'type');
  const types = typeof type === 'string' ? [type] : textsIn(type);
  return types.length > 0 ? either(types.map((one) => TYPES[one] ?? one)) : null;
}
