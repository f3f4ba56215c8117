import { isObject, objectFrom } from '../read/json.ts';
import { Refusal } from '../refusal.ts';
import type { Json, Plan } from '../types.ts';

type Test = (value: Json | undefined) => boolean;

const text: Test = (value) => typeof value === 'string';
const offset: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const oid: Test = (value) => value === null || (typeof value === 'string' && /^[0-9a-f]{40}$/.test(value));
const list =
  (entry: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(entry);
const table =
  (entry: Test): Test =>
  (value) =>
    isObject(value) && Object.values(value).every(entry);
const shape =
  (keys: Readonly<Record<string, Test>>): Test =>
  (value) =>
    isObject(value) && Object.entries(keys).every(([key, test]) => test(value[key]));

const edit = shape({ path: text, span: shape({ start: offset, end: offset }), text });
const way = shape({ from: text, to: text });
const answer: Test = (value) => value === null || value === 'yes' || value === 'no' || shape({ text })(value);
const family: Test = (value) => value === null || (typeof value === 'string' && /^[A-F]$/.test(value));
const question = shape({ id: text, family, edits: list(edit), sentence: text, answer });

const plan: Readonly<Record<keyof Plan, Test>> = {
  schemaVersion: (value) => value === 1,
  title: text,
  base: table(oid),
  edits: list(edit),
  writes: list(shape({ path: text, text })),
  copies: list(way),
  moves: list(way),
  questions: list(question),
  remarks: list(text),
  commit: shape({ subject: text, trailers: list(text) }),
};

/**
 * Reads a plan from JSON text, as `--json` printed it. Whether it can be applied is another question.
 * @throws Refusal that names the first key which is not as it should be.
 */
export function readPlan(json: string, file: string): Plan {
  const value = objectFrom(json);
  if (value === null) throw new Refusal(`${file} is no plan: it is not a JSON object, as --json prints one.`);
  const wrong = Object.entries(plan).find(([key, test]) => !test(value[key]));
  if (wrong !== undefined)
    throw new Refusal(`${file} is no plan of this version of slop: ${wrong[0]} is not as --json prints it.`);
  return value as unknown as Plan;
}
