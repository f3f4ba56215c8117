import { pointerTo } from '../parse/head/reading.ts';
import { DEEPEST_JSON, isObject, isTooDeep } from '../read/json.ts';
import type { Json, JsonObject } from '../types.ts';
import { linearPattern } from './pattern.ts';
import type { SchemaMistake } from './schema-mistake.ts';

/** A schema file read; null when it cannot be used at all. */
interface SchemaDocument {
  readonly schema: JsonObject | null;
  readonly mistakes: readonly SchemaMistake[];
}

/** Characters and nesting that a schema may have. */
const LARGEST = 1_000_000;
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/**
 * Reads the text of a JSON Schema and refuses what slop will not compile: references out of the record,
 * patterns that RE2 cannot run, other dialects. One that is `trusted` to have none of these is not looked through.
 */
export function readSchemaDocument(text: string, trusted: boolean): SchemaDocument {
  const refuse = (message: string): SchemaDocument => ({
    schema: null,
    mistakes: [{ pointer: '', message }],
  });
  if (!trusted && text.length > LARGEST) return refuse(`The schema has over ${LARGEST} characters.`);
  if (!trusted && isTooDeep(text)) return refuse(`The schema is nested over ${DEEPEST_JSON} deep.`);
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    return { schema: null, mistakes: [notJson(text, (error as Error).message)] };
  }
  if (!isObject(value)) return refuse('A schema is a JSON object.');
  if (trusted) return { schema: value, mistakes: [] };
  const mistakes = [...walk(value, '')];
  const dialect = value['$schema'];
  if (dialect !== undefined && dialect !== DIALECT) {
    mistakes.push({
      pointer: '/$schema',
      message: `slop reads JSON Schema 2020-12: write "$schema": "${DIALECT}".`,
    });
  }
  return { schema: mistakes.length > 0 ? null : value, mistakes };
}

/** Most messages of Node end with a position, and a place with line and column says the same. */
function notJson(text: string, words: string): SchemaMistake {
  const [tail, position] = / in JSON at position (\d+).*$/s.exec(words) ?? ['', undefined];
  const message = `This is not JSON: ${words.slice(0, words.length - tail.length)}.`;
  if (position === undefined) return { pointer: '', message };
  const mark = text.startsWith('\uFEFF') ? 1 : 0;
  return { pointer: '', message, offset: Math.min(Number(position) + mark, text.length - 1) };
}

function* walk(value: Json, pointer: string): Generator<SchemaMistake> {
  if (Array.isArray(value)) {
    for (const [index, entry] of (value as readonly Json[]).entries())
      yield* walk(entry, `${pointer}/${index}`);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const at = pointerTo(pointer, key);
      const message = mistakeAt(key, inner, pointer === '');
      if (message !== null) yield { pointer: at, message };
      if (key === 'patternProperties' && isObject(inner)) {
        for (const pattern of Object.keys(inner)) {
          const wrong = patternMistake(pattern);
          if (wrong !== null) yield { pointer: pointerTo(at, pattern), message: wrong };
        }
      }
      yield* walk(inner, at);
    }
  }
}

function mistakeAt(key: string, value: Json, top: boolean): string | null {
  if (typeof value !== 'string') return null;
  if (key === '$id' && !top) return 'A part of a schema cannot have a "$id" of its own; use "$defs".';
  if ((key === '$ref' || key === '$dynamicRef') && /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(value)) {
    return `A schema may refer to "../note.json" and to the schemas beside it, not to ${JSON.stringify(value)}.`;
  }
  return key === 'pattern' ? patternMistake(value) : null;
}

function patternMistake(pattern: string): string | null {
  try {
    linearPattern(pattern);
    return null;
  } catch (error) {
    return `The pattern cannot be used: ${(error as Error).message}.`;
  }
}
