import { createRequire } from 'node:module';
import type { CodeOptions, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { once } from '../parse/once.ts';
import type { JsonObject, SchemaFault } from '../types.ts';
import { coerce, draftOf, settledJson } from './coerce.ts';
import { formats } from './formats.ts';
import { loadMade } from './made.ts';
import { type LinearPattern, linearPattern } from './pattern.ts';
import { schemaFaults } from './schema-faults.ts';
import { schemaKey } from './schema-key.ts';

/** A value as its schema takes it, and what is wrong with it. */
export interface Checked {
  readonly value: JsonObject;
  readonly faults: readonly SchemaFault[];
  /** The schema refers to itself without end, so that nothing can be judged by it. */
  readonly endless?: true;
}

export interface Compiler {
  /**
   * Compiles the document of an address. `keys` are those that its top level knows.
   * @throws Error of ajv: unknown keyword or format, reference to nowhere, pattern that RE2 cannot run.
   */
  readonly compile: (address: string, keys: readonly string[]) => (value: JsonObject) => Checked;
  /** Says what is wrong with a schema as a schema; null when it is valid JSON Schema 2020-12. */
  readonly invalid: (schema: JsonObject) => ErrorObject | null;
}

/** Rounds of turning texts into numbers: a turned value can open a branch with more of them. */
const ROUNDS = 4;

/**
 * Knows no network and no file; `$data` is off, patterns run on RE2. `code` is for the build, which keeps what is
 * made.
 */
export function newAjv(code: CodeOptions = {}) {
  // Here and not at the top: many runs judge nothing anew, and ajv takes long to load.
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = createRequire(import.meta.url)('ajv/dist/2020.js');
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allowMatchingProperties: true,
    discriminator: true,
    $data: false,
    logger: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    formats: { ...formats },
    code: { ...code, optimize: false, regExp: Object.assign(linearPattern, { code: 'linearPattern' }) },
  });
  ajv.addKeyword({ keyword: 'x-slop' });
  return ajv;
}

/** A pattern that is compiled when a text is first held to it. */
function lazyPattern(pattern: string): LinearPattern {
  const compiled = once(() => linearPattern(pattern));
  return { test: (text) => compiled().test(text), toString: () => pattern };
}

/**
 * Compiles the schemas of a run, each under the address that references resolve to; loads ajv for the first of them
 * that was not compiled by the build.
 */
export function schemaCompiler(schemas: ReadonlyMap<string, JsonObject>): Compiler {
  const refused = new Map<string, Error>();
  const ajv = once(() => {
    const made = newAjv();
    for (const [address, schema] of schemas) {
      try {
        made.addSchema({ ...schema, $id: address });
      } catch (error) {
        refused.set(address, error as Error);
      }
    }
    return made;
  });
  const made = once(() => loadMade()?.({ linearPattern: lazyPattern, formats }) ?? {});
  return {
    invalid: (schema) => (ajv().validateSchema(schema) === true ? null : (ajv().errors?.[0] ?? null)),
    compile: (address, keys) => {
      const validate = made()[schemaKey(address, schemas)] ?? ajv().getSchema(address);
      if (!validate) throw refused.get(address) ?? new Error(`there is no schema ${address}`);
      return (value) => check(validate, value, keys);
    },
  };
}

function check(validate: ValidateFunction, value: JsonObject, keys: readonly string[]): Checked {
  const empty = new Set<string>();
  const draft = draftOf(value, empty);
  try {
    let errors = errorsOf(validate, draft);
    for (let round = 1; round < ROUNDS && errors.length > 0 && coerce(draft, errors); round++) {
      errors = errorsOf(validate, draft);
    }
    return { value: settledJson(draft) as JsonObject, faults: schemaFaults(errors, { keys, empty }) };
  } catch (error) {
    // A schema of a record that refers to itself without end exhausts the stack.
    const actual = error instanceof RangeError ? 'one that refers to itself' : (error as Error).message;
    const data = { key: '', expected: 'a schema that can judge it', actual };
    return {
      value: settledJson(draft) as JsonObject,
      faults: [{ rule: 'head/schema', pointer: '', onKey: false, data }],
      ...(error instanceof RangeError && { endless: true }),
    };
  }
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly ErrorObject[] {
  return validate(value) === true ? [] : (validate.errors ?? []);
}
