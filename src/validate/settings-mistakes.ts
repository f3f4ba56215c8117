import { isObject, objectsIn, own, textsIn } from '../read/json.ts';
import type { Json, JsonObject } from '../types.ts';
import { ITEM_SORTS } from './item-shape.ts';
import { kindSettings, statusSchema } from './kind-settings.ts';
import { nearest } from './nearest.ts';
import type { SchemaMistake } from './schema-mistake.ts';

const KEYS = ['plural', 'statuses', 'final', 'phrases', 'sections', 'versioned', 'defines', 'carries'];
const SECTION_KEYS = ['title', 'also', 'required', 'open'];

/** Says what is wrong with `x-slop` of a kind's schema; empty when nothing is. */
export function settingsMistakes(schema: JsonObject): readonly SchemaMistake[] {
  const settings = own(schema, 'x-slop');
  if (settings === undefined) return [];
  if (!isObject(settings)) return [{ pointer: '/x-slop', message: '"x-slop" is not a group of keys.' }];
  const found: SchemaMistake[] = [...unknownKeys(settings, '/x-slop', KEYS)];
  const say = (pointer: string, message: string) => found.push({ pointer: `/x-slop/${pointer}`, message });
  const want = (key: string, right: (value: Json) => boolean, words: string) => {
    const value = own(settings, key);
    if (value !== undefined && !right(value)) say(key, `"${key}" is not ${words}.`);
  };
  want('plural', (value) => typeof value === 'string' && value !== '', 'a text');
  want('versioned', (value) => typeof value === 'boolean', 'true or false');
  want('carries', (value) => typeof value === 'boolean', 'true or false');
  want('defines', isSorts, `a list of sorts of items: ${ITEM_SORTS.join(', ')}`);
  want('statuses', isTexts, 'a list of different texts');
  want('final', isTexts, 'a list of different texts');
  want('phrases', isObject, 'a group of "opening phrase": "status"');
  want('sections', Array.isArray, 'a list');

  const { ladder, final, phrases, sections } = kindSettings('', schema);
  const named = own(statusSchema(schema), 'enum');
  if (own(settings, 'statuses') !== undefined && named !== undefined && String(named) !== String(ladder)) {
    say(
      'statuses',
      'The statuses differ from the "enum" of the property "status"; leave one of the two out.',
    );
  }
  const offLadder = (status: string): boolean => !ladder.includes(status);
  for (const status of final.filter(offLadder)) {
    say('final', `"final" names ${JSON.stringify(status)}, which is not among the statuses.`);
  }
  for (const [phrase, status] of phrases) {
    if (offLadder(status)) say('phrases', `The phrase "${phrase}" leads to "${status}", which is no status.`);
  }
  sections.forEach(({ title }, index) => {
    if (title === '') say(`sections/${index}`, 'A section has no "title".');
  });
  objectsIn(own(settings, 'sections')).forEach((section, index) => {
    found.push(...unknownKeys(section, `/x-slop/sections/${index}`, SECTION_KEYS));
  });
  return found;
}

function unknownKeys(
  object: JsonObject,
  pointer: string,
  known: readonly string[],
): readonly SchemaMistake[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      const hint = near === null ? `Known are ${known.join(', ')}.` : `Did you mean "${near}"?`;
      return { pointer: `${pointer}/${key}`, message: `Unknown key "${key}". ${hint}` };
    });
}

function isSorts(value: Json): boolean {
  const sorts: readonly string[] = ITEM_SORTS;
  return isTexts(value) && textsIn(value).every((text) => sorts.includes(text));
}

function isTexts(value: Json): boolean {
  const texts = textsIn(value);
  return Array.isArray(value) && texts.length === value.length && new Set(texts).size === texts.length;
}
