import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../../src/validate/config-schema.ts';
import { packageKindNames, packageText } from '../helpers/package-schemas.ts';

describe('schemas/config.json', () => {
  it('says what the schema in the source says', () => {
    expect(JSON.parse(packageText('schemas/config.json'))).toEqual(configSchema);
  });
});

describe('every schema of note and kind', () => {
  const paths = [
    'schemas/note.json',
    'schemas/config.json',
    ...packageKindNames().map((name) => `schemas/kinds/${name}.json`),
  ];

  it.each(paths)('%s is valid JSON Schema 2020-12', (path) => {
    const schema = JSON.parse(packageText(path));
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(new Ajv2020({ strict: false, validateFormats: false }).validateSchema(schema)).toBe(true);
  });
});
