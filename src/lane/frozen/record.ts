import { recordAt } from '../../past/record-at.ts';
import { Refusal } from '../../refusal.ts';
import type { Config, Contract, Document, Graph, Section, Span } from '../../types.ts';
import { exits } from '../codes.ts';
import { judgingWorld, type LaneContext } from '../context.ts';
import { LaneTrouble } from '../trouble.ts';
import type { CommittedNote } from './committed.ts';

/** A note in its record, as both stand at one commit. */
export interface FrozenNote {
  readonly document: Document;
  readonly graph: Graph;
  /** slop.yaml of that commit. */
  readonly config: Config;
  /** Errors of the note, in order. */
  readonly errors: readonly { readonly span: Span; readonly told: string }[];
}

/**
 * Checks the record as of the commit of a note. `anchor` is what the contract stands on, where that is between fences:
 * nothing else would look up what it names.
 * @throws LaneTrouble when the record, or the note in it, cannot be read there.
 */
export async function frozenNote(
  context: LaneContext,
  note: CommittedNote,
  anchor: Span | null,
): Promise<FrozenNote> {
  const unfenced = anchor === null ? null : { path: note.path, text: note.text, span: anchor };
  const { graph, config, errorsOf } = await frozenRecord(context, note, unfenced);
  const document = graph.byPath.get(note.path);
  if (document !== undefined) return { document, graph, config, errors: errorsOf(note.path, note.text) };
  throw unusable(note.commit, `${note.path} is no note of its record ${config.record}: move it there.`);
}

/**
 * The record as of a commit, and what errors its notes have there.
 * @throws LaneTrouble when it cannot be read.
 */
export async function frozenRecord(
  context: LaneContext,
  { commit, beside }: Pick<CommittedNote, 'commit' | 'beside'>,
  unfenced: Parameters<typeof recordAt>[4] = null,
): ReturnType<typeof recordAt> {
  const settings = beside.get('slop.yaml')?.text ?? '';
  const [world, repository] = [await judgingWorld(context), await context.repository()];
  try {
    return await recordAt(world, context.root, repository, { oid: commit, settings }, unfenced);
  } catch (error) {
    if (error instanceof Refusal) throw unusable(commit, error.message);
    throw error;
  }
}

function unusable(commit: string, why: string): LaneTrouble {
  const told = `The record cannot be used as of ${commit.slice(0, 7)}. ${why}`;
  return new LaneTrouble('note_invalid', exits.note, told);
}

/**
 * Refuses a note whose errors are in what is sent, or in the head that goes with it.
 * @throws LaneTrouble with the first of them.
 */
export function refuseErrors(
  { document, errors }: FrozenNote,
  note: CommittedNote,
  contract: Contract,
): void {
  const places = placesOf(document, contract, note.text);
  const counted = errors.filter(({ span }) =>
    places.some(({ start, end }) => span.start >= start && span.start <= end),
  );
  const [first] = counted;
  if (first === undefined) return;
  const rest = counted.length === 1 ? '' : ` There are ${counted.length} errors: slop check tells them all.`;
  const told = `${first.told} So it is not sent as of ${note.commit.slice(0, 7)}.${rest}`;
  throw new LaneTrouble('note_invalid', exits.note, told);
}

function placesOf({ draft }: Document, { section }: Contract, text: string): readonly Span[] {
  if (section === null || draft === null) return [{ start: 0, end: text.length }];
  return [draft.headSpan, { start: section.span.start, end: endOf(section, draft.sections, draft.body.end) }];
}

/** Where a section ends with all that stands below it. */
function endOf({ span, depth }: Section, sections: readonly Section[], end: number): number {
  const next = sections.find((one) => one.span.start > span.start && one.depth > 0 && one.depth <= depth);
  return next?.span.start ?? end;
}
