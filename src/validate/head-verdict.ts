import { placeAt, placesIn } from '../parse/head/places.ts';
import { own, stepsOf } from '../read/json.ts';
import type { Draft, Fault, JsonObject, Kind, SchemaFault, Span } from '../types.ts';
import { caseTogether, headFix } from './head-fix.ts';
import { mistyped } from './nearest.ts';
import { faultPlace } from './place.ts';
import { HARMLESS } from './sentences.ts';
import { rungOf } from './status.ts';

/** What a kind made of a head. */
interface HeadVerdict {
  /** The head with numbers and truth values in place of their texts; null when it was refused. */
  readonly fields: JsonObject | null;
  readonly faults: readonly Fault[];
}

/** Faults of an older head's values that count as they would in YAML; the rest of it may be prose. */
const STRICT = new Set(['/version', '/date', '/due', '/id']);

/** What an older head is asked for; everything else that a kind may need has no agreed label. */
const LABELLED = new Set(['version', 'date', 'status', 'author', 'title']);

/** True for a head in one of the forms from before YAML. */
export function isOlder({ form }: Pick<Draft, 'form'>): boolean {
  return form !== 'yaml' && form !== 'none';
}

/**
 * Judges the head of a draft by a kind. A head that was lost in part is not asked for what may have stood there,
 * and a note without a head for nothing. An older head is asked for little; where a schema wants lists and
 * groups it may have prose, which is left out of the fields; labels that no alias knows are welcome unless one
 * was mistyped.
 */
export function judgeHead(draft: Draft, kind: Kind): HeadVerdict {
  const broken = draft.faults.some(({ rule }) => rule.startsWith('head/') && !HARMLESS.has(rule));
  if (broken && Object.keys(draft.head).length === 0) return { fields: null, faults: [] };
  const older = isOlder(draft);
  const { head, faults } = kind.judge(older ? withRung(draft.head, kind) : draft.head);
  const told = faults.filter((fault) => {
    if (fault.rule === 'head/missing-key' && (broken || draft.form === 'none')) return false;
    return !older || countsInOlder(fault, draft.head, kind);
  });
  const refused = broken || told.length > 0 || (draft.form === 'none' && faults.length > 0);
  return {
    fields: refused ? null : older ? withoutProse(head, faults) : head,
    faults: caseTogether(
      told.map((fault) => {
        const fix = headFix(fault, draft);
        return {
          rule: fault.rule,
          span: spanOf(fault, draft),
          data: fault.rule === 'head/missing-key' ? { ...fault.data, form: draft.form } : fault.data,
          ...(fix !== null && { fix }),
        };
      }),
    ),
  };
}

/** The prose of an older status stands for a rung; without one it is judged elsewhere. */
function withRung(head: JsonObject, kind: Kind): JsonObject {
  const { status, ...rest } = head;
  if (typeof status !== 'string') return head;
  const rung = kind.ladder.length > 0 ? rungOf(status, kind) : status;
  return rung === null ? rest : { ...rest, status: rung };
}

function countsInOlder(fault: SchemaFault, head: JsonObject, kind: Kind): boolean {
  const { rule, pointer, data } = fault;
  const key = String(data['key']);
  if (rule === 'head/missing-key') return LABELLED.has(key) && own(head, key) === undefined;
  if (rule === 'head/unknown-key') return mistyped(key, kind.keys, new Set(Object.keys(head))) !== null;
  return STRICT.has(pointer);
}

/** Leaves out what the schema would have had in another form. */
function withoutProse(head: JsonObject, faults: readonly SchemaFault[]): JsonObject {
  const prose = new Set(
    faults.filter(({ rule }) => rule === 'head/schema').map(({ pointer }) => stepsOf(pointer)[0]),
  );
  const kept = Object.create(null) as Record<string, JsonObject[string]>;
  for (const [key, value] of Object.entries(head)) if (!prose.has(key)) kept[key] = value;
  return kept;
}

/** Of a fault of the head as a whole: its opening line, or its first label. */
function spanOf(fault: SchemaFault, draft: Draft): Span {
  const { form, headSpan } = draft;
  const span = faultPlace(fault, (pointer) => placeAt(draft, pointer));
  if (span) return span;
  if (form === 'yaml') return { start: headSpan.start, end: Math.min(headSpan.start + 3, headSpan.end) };
  const keys = placesIn(draft)
    .map(([, { key }]) => key)
    .filter(({ start }) => start >= headSpan.start);
  const first = keys.reduce<Span | null>((best, key) => (best && best.start <= key.start ? best : key), null);
  return first ?? { start: headSpan.start, end: headSpan.start };
}
