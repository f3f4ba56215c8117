import { stepsOf } from '../../read/json.ts';
import type { Json, JsonObject, Kind } from '../../types.ts';
import { dayInWords } from '../../validate/day-in-words.ts';
import { meansPrivate } from '../../validate/identity.ts';
import { rungOf } from '../../validate/status.ts';

/** A head as its kind takes it, and what did not fit. */
export interface FittedFields {
  readonly fields: JsonObject;
  /** Status as it was written, where it now stands as another word. */
  readonly status: string | null;
  /** Keys that the kind does not take, or not in this form. */
  readonly unmapped: readonly string[];
}

/**
 * Makes the fields of an older head those of a kind: the status a rung of its ladder, a day in words year-month-day,
 * nothing that it would refuse.
 */
export function fitFields(found: JsonObject, kind: Kind): FittedFields {
  const fields: Record<string, Json> = { kind: kind.name };
  const unmapped: string[] = [];
  let status: string | null = null;
  for (const [key, value] of Object.entries(found)) {
    if (key === 'kind') continue;
    if (key === 'private') fields[key] = meansPrivate(String(value ?? ''));
    else if (key !== 'status' || typeof value !== 'string' || kind.ladder.length === 0) fields[key] = value;
    else {
      const rung = rungOf(spelled(value, kind), kind);
      if (rung === null) unmapped.push('status');
      else fields['status'] = rung;
      if (rung !== null && rung !== value) status = value;
    }
  }
  for (const { rule, pointer, data } of kind.judge(fields).faults) {
    const day = rule === 'date/invalid' ? dayInWords(String(data['value'])) : null;
    const [key = '', ...below] = stepsOf(pointer);
    if (day !== null && below.length === 0) fields[key] = day;
  }
  for (let round = 0; round < 3; round += 1) {
    const { faults } = kind.judge(fields);
    const refused = new Set(faults.flatMap(({ pointer }) => stepsOf(pointer).slice(0, 1)));
    refused.delete('kind');
    for (const key of refused) {
      if (fields[key] === undefined) refused.delete(key);
      if (!refused.has(key)) continue;
      delete fields[key];
      unmapped.push(key);
    }
    if (refused.size === 0) break;
  }
  return { fields, status, unmapped };
}

/** Without marks of emphasis; in the words of the ladder, where tools for decision records have others. */
function spelled(text: string, { ladder }: Kind): string {
  const bare = text.replace(/^[\s*_[]+/, '').replace(/^superce/i, 'superse');
  const retired =
    /^deprecated/i.test(bare) && !ladder.includes('deprecated') && ladder.includes('superseded');
  return retired ? 'superseded' : bare;
}
