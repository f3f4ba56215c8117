import type { Json } from '../../types.ts';

/** Words that readers of YAML take for something else than text. */
const OTHER = /^(?:true|false|yes|no|on|off|null|y|n)$/i;
const PLAIN = /^[A-Za-z][A-Za-z0-9 _./()-]*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** One field of a YAML head, with its line endings. A list stands an entry a line; deeper values stand in brackets. */
export function yamlField(key: string, value: Json, newline: string): string {
  if (Array.isArray(value) && value.length > 0) {
    return `${key}:${newline}${value.map((item: Json) => `  - ${yamlValue(item)}${newline}`).join('')}`;
  }
  return `${key}: ${yamlValue(value)}${newline}`;
}

function yamlValue(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const plain = (PLAIN.test(value) && !OTHER.test(value) && !value.endsWith(' ')) || DATE.test(value);
  // JSON's escapes are YAML's; these three may stand raw in JSON, and not in YAML.
  return plain ? value : JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
