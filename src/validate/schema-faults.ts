import type { ErrorObject } from 'ajv';
import { pointerTo } from '../parse/head/reading.ts';
import { isObject, objectAt, objectsIn, own, pointerName, textsIn } from '../read/json.ts';
import type { Json, JsonObject, SchemaFault } from '../types.ts';
import { nearest } from './nearest.ts';
import { actualOf, expectedOf } from './wording.ts';

/** Keywords whose errors only repeat what their inner errors say. */
const ECHOES = new Set(['if', 'allOf', '$ref']);

/** What is known of the judged value besides the errors. */
interface JudgedWith {
  /** Keys that the top level knows, also where ajv lost track of them behind another error. */
  readonly keys: readonly string[];
  /** Pointers of keys that stand there without a value. */
  readonly empty: ReadonlySet<string>;
}

/** Turns what ajv found (all errors, verbose) into faults with exact pointers, one for each mistake. */
export function schemaFaults(errors: readonly ErrorObject[], judged: JudgedWith): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  const said = new Set<string>();
  for (const error of withoutNoise(errors, judged.keys)) {
    const fault = error.keyword === 'propertyNames' ? misnamed(error, errors) : faultOf(error, judged);
    const about = `${fault.onKey}${fault.pointer}${fault.rule === 'head/missing-key' ? fault.data['key'] : ''}`;
    if (!said.has(about)) faults.push(fault);
    said.add(about);
  }
  return withoutMisspelt(faults);
}

function withoutNoise(errors: readonly ErrorObject[], keys: readonly string[]): readonly ErrorObject[] {
  const unions = errors.filter(isUnion);
  return errors.filter((error) => {
    if (ECHOES.has(error.keyword) || error.propertyName !== undefined) return false;
    if (unions.some((union) => union !== error && within(error, union.instancePath))) return false;
    if (error.keyword !== 'unevaluatedProperties') return true;
    if (error.instancePath === '') return !keys.includes(error.params['unevaluatedProperty']);
    return !errors.some((other) => other.keyword !== error.keyword && within(other, error.instancePath));
  });
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === 'anyOf' || keyword === 'oneOf';
}

function within({ instancePath }: ErrorObject, above: string): boolean {
  return instancePath === above || instancePath.startsWith(`${above}/`);
}

function faultOf(error: ErrorObject, { keys, empty }: JudgedWith): SchemaFault {
  const { keyword, params, instancePath } = error;
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return missing(instancePath, params['missingProperty'], empty);
    case 'unevaluatedProperties':
      return unknown(instancePath, params['unevaluatedProperty'], knownTo(error, keys));
    case 'additionalProperties':
      return unknown(instancePath, params['additionalProperty'], knownTo(error, keys));
    case 'discriminator':
      return discriminated(error, empty);
    case 'format':
      if (params['format'] === 'date') {
        const data = { key: pointerName(instancePath), value: String(error.data) };
        return { rule: 'date/invalid', pointer: instancePath, onKey: false, data };
      }
  }
  return unfit(instancePath, expectedOf(error), error.data, textsIn(params['allowedValues'] as Json));
}

function missing(parent: string, key: string, empty: ReadonlySet<string>): SchemaFault {
  const own = pointerTo(parent, key);
  const stands = empty.has(own);
  return {
    rule: 'head/missing-key',
    pointer: stands ? own : parent,
    onKey: stands,
    data: { key: pointerName(own), stands },
  };
}

function unknown(parent: string, key: string, known: readonly string[]): SchemaFault {
  const pointer = pointerTo(parent, key);
  const near = nearest(key, known);
  // Of the head as a whole they are too many to list.
  const isListed = near === null && parent !== '' && known.length > 0;
  const data = { key: pointerName(pointer), nearest: near, ...(isListed && { known }) };
  return { rule: 'head/unknown-key', pointer, onKey: true, data };
}

/** A key whose name is none of those that are allowed there; ajv says what is in an error of its own. */
function misnamed({ instancePath, params }: ErrorObject, errors: readonly ErrorObject[]): SchemaFault {
  const name: string = params['propertyName'];
  const { data, ...fault } = unknown(instancePath, name, []);
  const inner = errors.find((one) => one.propertyName === name && one.instancePath === instancePath);
  return { ...fault, data: { ...data, ...(inner && { expected: expectedOf(inner) }) } };
}

function unfit(pointer: string, expected: string, actual: unknown, allowed: readonly string[]): SchemaFault {
  const data: { [key: string]: Json } = { key: pointerName(pointer), expected, actual: actualOf(actual) };
  if (allowed.length > 0) {
    data['allowed'] = allowed;
    data['nearest'] = typeof actual === 'string' ? nearest(actual, allowed) : null;
  }
  return { rule: 'head/schema', pointer, onKey: false, data };
}

function discriminated(error: ErrorObject, empty: ReadonlySet<string>): SchemaFault {
  const tag: string = error.params['tag'];
  const value: unknown = error.params['tagValue'] ?? (error.data as JsonObject)[tag];
  if (value === undefined) return missing(error.instancePath, tag, empty);
  const tags = objectsIn((error.parentSchema as JsonObject)['oneOf']).flatMap((branch) => {
    const schema = objectAt(objectAt(branch, 'properties'), tag);
    return [...textsIn(own(schema, 'enum')), ...textsIn([own(schema, 'const') ?? null])];
  });
  const expected = `one of ${tags.map((one) => JSON.stringify(one)).join(', ')}`;
  return unfit(pointerTo(error.instancePath, tag), expected, value, tags);
}

function knownTo(error: ErrorObject, keys: readonly string[]): readonly string[] {
  if (error.instancePath === '') return keys;
  const schema = error.parentSchema as Json;
  return isObject(schema) ? Object.keys(objectAt(schema, 'properties')) : [];
}

/** A key that is misspelt is not missing as well. */
function withoutMisspelt(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  const meant = new Set(
    faults
      .filter(({ rule, data }) => rule === 'head/unknown-key' && data['nearest'] !== null)
      .map(({ pointer, data }) => {
        const parent = pointer.slice(0, pointer.lastIndexOf('/'));
        return pointerName(pointerTo(parent, String(data['nearest'])));
      }),
  );
  return faults.filter(({ rule, data }) => rule !== 'head/missing-key' || !meant.has(String(data['key'])));
}
