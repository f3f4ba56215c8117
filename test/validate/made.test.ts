import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readHead } from '../../src/parse/head/head.ts';
import type { JsonObject } from '../../src/types.ts';
import { newAjv } from '../../src/validate/compiler.ts';
import { parseConfig } from '../../src/validate/config.ts';
import { defaultConfig } from '../../src/validate/config-defaults.ts';
import { formats } from '../../src/validate/formats.ts';
import { loadKinds, type SchemaText } from '../../src/validate/kinds.ts';
import type { MadeJudges } from '../../src/validate/made.ts';
import { linearPattern } from '../../src/validate/pattern.ts';
import { schemaKey } from '../../src/validate/schema-key.ts';
import { schemas, validatorsText } from '../../validators.mjs';
import { configSource } from '../helpers/drafts.ts';
import { packageSchemas } from '../helpers/package-schemas.ts';

const found = vi.hoisted(() => ({ judges: {} as Record<string, unknown>, asked: [] as boolean[] }));

vi.mock('../../src/validate/made.ts', () => ({
  loadMade: () => () =>
    new Proxy(found.judges, {
      get: (judges, key: string) => {
        found.asked.push(key in judges);
        return judges[key];
      },
    }),
}));

const written = { exports: {} as MadeJudges };
new Function('module', 'require', validatorsText())(written, createRequire(import.meta.url));
const made = written.exports({ linearPattern, formats });
Object.assign(found.judges, made);

const ajv = newAjv();
for (const [address, schema] of schemas) ajv.addSchema({ ...schema, $id: address });
const addresses = [...schemas.keys()].filter((address) => !address.endsWith('/note.json'));

const folder = path.join(import.meta.dirname, '../../record');
const heads = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) =>
  name.endsWith('.md') ? [readHead(readFileSync(path.join(folder, name), 'utf8'), defaultConfig).head] : [],
);

/** What each says of a value, and what it leaves of it. */
function verdicts(address: string, value: JsonObject) {
  return [ajv.getSchema(address), made[schemaKey(address, schemas)]].map((judge) => {
    const copy = structuredClone({ ...value });
    return { sound: judge?.(copy), errors: judge?.errors, copy };
  });
}

test.each(addresses)('what the build made of %s judges as ajv does', (address) => {
  for (const head of heads) {
    const [one, other] = verdicts(address, head);
    expect(other).toEqual(one);
  }
  const known = Object.keys((schemas.get(address)?.['properties'] ?? {}) as JsonObject);
  const names = fc.constantFrom(
    ...known,
    'version',
    'date',
    'reading',
    'commits',
    'baselines',
    'x-own',
    'toString',
  );
  const values = fc.oneof(
    fc.constantFrom(
      '0.1',
      '2026-02-30',
      '',
      'ready',
      'a1b2c3d',
      'x'.repeat(400),
      '§2',
      '[',
      null,
      true,
      7,
      -1,
    ),
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(names, fc.jsonValue({ maxDepth: 2 })),
    fc.array(fc.dictionary(names, fc.constantFrom('0.1', '', 'x', 3))),
  );
  fc.assert(
    fc.property(fc.dictionary(names, values, { maxKeys: 8 }), (head) => {
      const [one, other] = verdicts(address, head as JsonObject);
      expect(other).toEqual(one);
    }),
    { numRuns: 60 },
  );
});

/** Judges an empty head by every kind, and tells which of them the build had made. */
function askedOf(texts: readonly SchemaText[]): readonly boolean[] {
  found.asked.length = 0;
  for (const kind of loadKinds(texts).kinds.values()) kind.judge({});
  return found.asked;
}

test('slop.yaml and each kind of the package are judged by what the build made, and a changed one is not', () => {
  parseConfig(configSource('title: A record'));
  expect(found.asked).toEqual([true]);
  const texts = packageSchemas();
  expect(askedOf(texts)).toEqual(texts.slice(1).map(() => true));
  const [note, ...kinds] = texts.map((one) => ({ ...one, text: one.text.replace('"title"', '"$comment"') }));
  expect(askedOf([texts[0] as SchemaText, ...kinds])).toEqual(kinds.map(() => false));
  expect(askedOf([note as SchemaText, ...texts.slice(1)])).toEqual(kinds.map(() => false));
});
