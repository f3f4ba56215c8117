import type { Json, JsonObject, Kind } from '../types.ts';
import { isObject, objectAt, objectsIn, own, textsIn } from './json.ts';
import { nearest } from './nearest.ts';
import type { SchemaMistake } from './schema-mistake.ts';

const KEYS = ['plural', 'statuses', 'final', 'phrases', 'sections', 'versioned'];
const SECTION_KEYS = ['title', 'also', 'required'];

/** What a kind says of itself under `x-slop`, every default filled in. */
export type KindSettings = Pick<
  Kind,
  'title' | 'plural' | 'about' | 'ladder' | 'final' | 'phrases' | 'sections' | 'versioned'
>;

/** Reads `title`, `description` and `x-slop` of a kind's schema, as far as they are right. */
export function kindSettings(name: string, schema: JsonObject): KindSettings {
  const settings = objectAt(schema, 'x-slop');
  const title = text(schema, 'title') ?? name;
  const ladder = textsIn(own(settings, 'statuses') ?? own(statusSchema(schema), 'enum'));
  return {
    title,
    plural: text(settings, 'plural') ?? `${title}s`,
    about: text(schema, 'description') ?? '',
    ladder,
    final: textsIn(own(settings, 'final')),
    phrases: new Map(
      Object.entries(objectAt(settings, 'phrases')).map(([phrase, status]) => [
        phrase.toLowerCase(),
        String(status),
      ]),
    ),
    sections: objectsIn(own(settings, 'sections')).map((section) => ({
      title: text(section, 'title') ?? '',
      also: textsIn(own(section, 'also')),
      required: own(section, 'required') !== false,
    })),
    versioned: own(settings, 'versioned') !== false,
  };
}

/** The schema that judges heads: `status` held to the ladder also where only `x-slop` names it. */
export function withLadder(schema: JsonObject): JsonObject {
  const ladder = own(objectAt(schema, 'x-slop'), 'statuses');
  if (ladder === undefined || own(statusSchema(schema), 'enum') !== undefined) return schema;
  const status = { ...statusSchema(schema), enum: ladder };
  return { ...schema, properties: { ...objectAt(schema, 'properties'), status } };
}

function statusSchema(schema: JsonObject): JsonObject {
  return objectAt(objectAt(schema, 'properties'), 'status');
}

function text(object: JsonObject, key: string): string | null {
  const value = own(object, key);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Checks `x-slop` of a kind's schema. */
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
  for (const status of final)
    if (!ladder.includes(status))
      say('final', `"final" names ${JSON.stringify(status)}, which is not among the statuses.`);
  for (const [phrase, status] of phrases) {
    if (!ladder.includes(status))
      say(
        'phrases',
        `The phrase "${phrase}" leads to ${JSON.stringify(status)}, which is not among the statuses.`,
      );
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

function isTexts(value: Json): boolean {
  const texts = textsIn(value);
  return Array.isArray(value) && texts.length === value.length && new Set(texts).size === texts.length;
}
