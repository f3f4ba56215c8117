import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject, SchemaFault } from '../types.ts';
import { coerce, draftOf, settled } from './coerce.ts';
import { formats } from './formats.ts';
import { linearPattern } from './pattern.ts';
import { schemaFaults } from './schema-faults.ts';

/** A value as its schema takes it, and what is wrong with it. */
export interface Checked {
  readonly value: JsonObject;
  readonly faults: readonly SchemaFault[];
  /** The schema refers to itself without end, so that nothing can be judged by it. */
  readonly endless?: true;
}

export interface Compiler {
  /** Makes a document known under the address that references resolve to. A failure is told by `compile`. */
  readonly add: (address: string, schema: JsonObject) => void;
  /**
   * Compiles a document that was added. `keys` are those that its top level knows.
   * @throws Error of ajv: unknown keyword or format, reference to nowhere, pattern that RE2 cannot run.
   */
  readonly compile: (address: string, keys: readonly string[]) => (value: JsonObject) => Checked;
  /** Says what is wrong with a schema as a schema; null when it is valid JSON Schema 2020-12. */
  readonly invalid: (schema: JsonObject) => ErrorObject | null;
}

/** Rounds of turning texts into numbers: a turned value can open a branch with more of them. */
const ROUNDS = 4;

/** One ajv for a run. Knows no network and no file; `$data` is off, patterns run on RE2. */
export function schemaCompiler(): Compiler {
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
    code: { regExp: Object.assign(linearPattern, { code: 'linearPattern' }) },
  });
  ajv.addKeyword({ keyword: 'x-slop' });
  const refused = new Map<string, Error>();
  return {
    add: (address, schema) => {
      try {
        ajv.addSchema({ ...schema, $id: address });
      } catch (error) {
        refused.set(address, error as Error);
      }
    },
    invalid: (schema) => (ajv.validateSchema(schema) === true ? null : (ajv.errors?.[0] ?? null)),
    compile: (address, keys) => {
      const why = refused.get(address);
      if (why) throw why;
      const validate = ajv.getSchema(address);
      if (!validate) throw new Error(`nothing was added as ${address}`);
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
    return { value: settled(draft) as JsonObject, faults: schemaFaults(errors, { keys, empty }) };
  } catch (error) {
    // A schema of a record that refers to itself without end exhausts the stack.
    const actual = error instanceof RangeError ? 'one that refers to itself' : (error as Error).message;
    const data = { key: '', expected: 'a schema that can judge it', actual };
    return {
      value: settled(draft) as JsonObject,
      faults: [{ rule: 'head/schema', pointer: '', onKey: false, data }],
      ...(error instanceof RangeError && { endless: true }),
    };
  }
}

function errorsOf(validate: ValidateFunction, value: unknown): readonly ErrorObject[] {
  return validate(value) === true ? [] : (validate.errors ?? []);
}
