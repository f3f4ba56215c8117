import { objectAt, objectsIn, own, textAt, textsIn } from '../read/json.ts';
import type { JsonObject, Kind } from '../types.ts';
import { ITEM_SORTS } from './item-shape.ts';

/** What a kind says of itself under `x-slop`, every default filled in. */
export type KindSettings = Pick<
  Kind,
  | 'title'
  | 'plural'
  | 'about'
  | 'ladder'
  | 'final'
  | 'phrases'
  | 'sections'
  | 'versioned'
  | 'defines'
  | 'carries'
>;

/** Reads `title`, `description` and `x-slop` of a kind's schema, as far as they are right. */
export function kindSettings(name: string, schema: JsonObject): KindSettings {
  const settings = objectAt(schema, 'x-slop');
  const title = textAt(schema, 'title') ?? name;
  const ladder = textsIn(own(settings, 'statuses') ?? own(statusSchema(schema), 'enum'));
  return {
    title,
    plural: textAt(settings, 'plural') ?? `${title}s`,
    about: textAt(schema, 'description') ?? '',
    ladder,
    final: textsIn(own(settings, 'final')),
    phrases: new Map(
      Object.entries(objectAt(settings, 'phrases')).map(([phrase, status]) => [
        phrase.toLowerCase(),
        String(status),
      ]),
    ),
    sections: objectsIn(own(settings, 'sections')).map((section) => ({
      title: textAt(section, 'title') ?? '',
      also: textsIn(own(section, 'also')),
      required: own(section, 'required') !== false,
      open: own(section, 'open') === true,
    })),
    versioned: own(settings, 'versioned') !== false,
    defines: ITEM_SORTS.filter((sort) => textsIn(own(settings, 'defines')).includes(sort)),
    carries: own(settings, 'carries') === true,
  };
}

/** The schema that judges heads: `status` held to the ladder also where only `x-slop` names it. */
export function withLadder(schema: JsonObject): JsonObject {
  const ladder = own(objectAt(schema, 'x-slop'), 'statuses');
  if (ladder === undefined || own(statusSchema(schema), 'enum') !== undefined) return schema;
  const status = { ...statusSchema(schema), enum: ladder };
  return { ...schema, properties: { ...objectAt(schema, 'properties'), status } };
}

/** What a kind's schema says of the key `status`. */
export function statusSchema(schema: JsonObject): JsonObject {
  return objectAt(objectAt(schema, 'properties'), 'status');
}
