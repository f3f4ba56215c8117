import { COUNTS } from '../../link/claims/baselines.ts';
import { recountedText } from '../../parse/claims/baselines.ts';
import { placeAt } from '../../parse/head/places.ts';
import type { Claim, Draft, Edit, Question, Receipt, Statement } from '../../types.ts';

/** What changes a note so that it says what was found. */
interface Updates {
  readonly edits: readonly Edit[];
  readonly questions: readonly (Omit<Question, 'id'> & { readonly path: string })[];
  readonly remarks: readonly string[];
}

type Baseline = Extract<Statement, { type: 'baseline' }>;

/**
 * The edits that put what was found in place of what one note claims: numbers of baselines, hashes of heads and tags.
 * In the head they are data; in prose only a person can tell whether a sentence is about today. `text` is that of the
 * note.
 */
export function updatesOf(
  claims: readonly Claim[],
  receipts: readonly Receipt[],
  draft: Draft,
  text: string,
): Updates {
  const edits: Edit[] = [];
  const questions: Updates['questions'][number][] = [];
  const remarks: string[] = [];
  const taken = new Set<number>();
  for (const claim of claims) {
    const found = editsFor(claim, receipts, draft, text).filter(({ span }) => !taken.has(span.start));
    for (const { span } of found) taken.add(span.start);
    if (found.length === 0) {
      if (!isUpdatable(claim))
        remarks.push(`${claim.from} says ${JSON.stringify(claim.recorded)}: only its author can mend that.`);
    } else if (claim.field !== null) edits.push(...found);
    else {
      const sentence = `${claim.from} says "${text.slice(claim.span.start, claim.span.end)}", ${claim.live ?? ''} was found. Change it?`;
      questions.push({
        path: claim.from,
        family: null,
        edits: found,
        sentence: sentence.replace(/\s+/g, ' '),
        answer: null,
      });
    }
  }
  return { edits, questions, remarks };
}

function isUpdatable({ statement: { type } }: Claim): boolean {
  return type === 'baseline' || type === 'head' || type === 'tag';
}

function editsFor(claim: Claim, receipts: readonly Receipt[], draft: Draft, text: string): readonly Edit[] {
  const { statement, field, span, evidence, from } = claim;
  const at = (key: string) => (field === null ? span : placeAt(draft, `${field}/${key}`)?.value);
  const put = (place: typeof span | undefined, old: RegExp, value: string): readonly Edit[] => {
    if (place === undefined) return [];
    const written = text.slice(place.start, place.end);
    const changed = written.replace(old, () => value);
    return changed === written ? [] : [{ path: from, span: place, text: changed }];
  };
  if (statement.type === 'head' || statement.type === 'tag') {
    const oid = evidence?.oid?.slice(0, statement.oid.length);
    return oid === undefined ? [] : put(at('oid'), /[0-9a-f]{4,64}/i, oid);
  }
  const receipt = receipts.find(({ path }) => path === evidence?.receipt);
  if (statement.type !== 'baseline' || receipt === undefined) return [];
  if (field === null) {
    const changed = recountedText(text.slice(span.start, span.end), receipt.counts);
    return changed === null ? [] : [{ path: from, span, text: changed }];
  }
  return [
    ...recounted(statement, receipt).flatMap(([key, count]) => put(at(key), /[\d,]+/, String(count))),
    ...(statement.value === null || receipt.value === null
      ? []
      : put(at('value'), /^(["']?).*\1$/s, JSON.stringify(receipt.value))),
    ...(statement.oid === null || receipt.oid === null
      ? []
      : put(at('oid'), /[0-9a-f]{4,64}/i, receipt.oid.slice(0, statement.oid.length))),
  ];
}

/** The recorded numbers that were found otherwise. */
function recounted(statement: Baseline, { counts }: Receipt): readonly (readonly [string, number])[] {
  return COUNTS.flatMap((key) => {
    const live = counts?.[key] ?? null;
    return statement[key] === null || live === null || live === statement[key] ? [] : [[key, live] as const];
  });
}
