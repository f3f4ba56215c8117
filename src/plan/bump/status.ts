import { placeAt } from '../../parse/head/places.ts';
import type { Document, Kind } from '../../types.ts';
import { sentenceAround, type UnnumberedQuestion } from '../occurrences.ts';
import type { EditedNote } from '../view.ts';

/** What a bump does about a status. */
interface StatusChange {
  readonly questions: readonly UnnumberedQuestion[];
  readonly remarks: readonly string[];
}

/**
 * A new version begins where a new note of its kind does, on the rung `begins`: one that is further on its ladder
 * goes back there, by a question that is answered with yes. A status in words is left to its author, and told.
 */
export function statusChange(
  { text, path, draft }: EditedNote,
  status: Document['status'],
  kind: Kind | undefined,
  begins: string | null,
): StatusChange {
  const none = { questions: [], remarks: [] };
  const place = placeAt(draft, '/status')?.value;
  if (!kind || !place || !status?.value || begins === null || !kind.ladder.includes(begins)) return none;
  if (kind.ladder.indexOf(status.value) <= kind.ladder.indexOf(begins)) return none;
  const written = text.slice(place.start, place.end);
  const start = place.start + written.toLowerCase().indexOf(status.value);
  const span = { start, end: start + status.value.length };
  if (/^["']?[\w-]+["']?\.?$/.test(written) && start >= place.start) {
    const isCapital = /^[A-Z]/.test(text.slice(span.start));
    const edits = [
      { path, span, text: isCapital ? begins.charAt(0).toUpperCase() + begins.slice(1) : begins },
    ];
    const sentence = sentenceAround(text, place);
    return { questions: [{ path, family: null, edits, sentence, answer: 'yes' }], remarks: [] };
  }
  return { questions: [], remarks: [`Its status is still that of the version before: ${written}`] };
}
