import { loadEngine } from '../parse/markdown/engine.ts';
import { type Outline, outlineOf } from '../parse/outline.ts';
import { evidenceIn } from '../parse/turn/listed.ts';
import { idOf } from '../parse/version.ts';
import { sourceOf } from '../read/source.ts';
import type { Config, Contract, Span } from '../types.ts';
import { exits } from './codes.ts';
import type { LaneContext, Published } from './context.ts';
import { digestOf } from './digest.ts';
import { chosenIn } from './frozen/chosen.ts';
import type { CommittedNote } from './frozen/committed.ts';
import { namedIn } from './frozen/named.ts';
import { unsentLine } from './frozen/unsent.ts';
import { normalise } from './prompt/normalise.ts';
import { LaneTrouble } from './trouble.ts';
import type { TurnRequest } from './types.ts';

/** A message, and what is to be known of it before it is sent. */
export interface Requested {
  readonly request: TurnRequest;
  /** True for the message of a planning-start that asks for no plan yet. */
  readonly onlyReading: boolean;
  /** What a person is to be told of it, a sentence each. */
  readonly remarks: readonly string[];
}

/**
 * Makes the message of a turn from a note, or from a section of one (`note#section`), as the published branch or a
 * trusted one has it. The same commit gives the same bytes. With the name of a lane, only what may be sent there now.
 * @throws LaneTrouble for a note that is not committed there, that was edited since, that has errors, or that holds
 * nothing to send.
 */
export async function requestFrom(
  context: LaneContext,
  published: Published,
  argument: string,
  lane: string | null,
): Promise<Requested> {
  const { note, section } = await namedIn(context, published, argument);
  const source = sourceOf(note.path, new TextEncoder().encode(note.text));
  const draft = outlineOf(source, published.all, (await loadEngine()).engine);
  const kind = draft.head['kind'] === 'turn' || draft.head['kind'] === 'handoff' ? draft.head['kind'] : '';
  if (kind === 'turn' && lane !== null) refuseUnsendable(draft, lane);
  const chosen = chosenIn(draft, note.text, kind, section);
  if (chosen.contract === null) return bareRequest(note, draft, chosen.kickoff, published.all);
  const [{ frozenNote, refuseErrors }, { messageOf }] = await Promise.all([
    import('./frozen/record.ts'),
    import('./frozen/message.ts'),
  ]);
  const frozen = await frozenNote(context, note, fencedAnchor(draft, chosen.contract));
  const { document } = frozen;
  const inRecord = document.draft && chosenIn(document.draft, note.text, document.kind, section).contract;
  const contract = inRecord ?? chosen.contract;
  refuseErrors(frozen, note, contract);
  const { text, unchecked } = await messageOf(context, note, frozen, contract);
  const unsent = unsentLine(contract, document.draft ?? draft, note.text);
  return {
    request: requestOf(note, draft, text, published.all, contract),
    onlyReading: contract.turn === 'planning-start' && contract.message === 'reading',
    remarks: [
      ...unchecked.map((name) => `Nobody could look whether ${name} is there: there is no clone of it here.`),
      ...(unsent === null ? [] : [`${note.path}:${unsent} is no part of the contract, and is not sent.`]),
    ],
  };
}

function fencedAnchor({ code }: Outline, { parts }: Contract): Span | null {
  const body = parts.get('anchor')?.body;
  return body !== undefined && code.some(({ span }) => span.start < body.start && body.end <= span.end)
    ? body
    : null;
}

function refuseUnsendable({ head, path: place }: Outline, lane: string): void {
  if (head['status'] !== 'ready')
    throw invalid(
      `${place} is ${typeof head['status'] === 'string' ? head['status'] : 'of no status'}, and only a turn that is ready is sent: set its status, and commit that.`,
    );
  if (typeof head['lane'] !== 'string')
    throw invalid(
      `${place} does not say which lane it is for: set lane in its head to ${lane}, and commit that.`,
    );
  if (head['lane'] !== lane) throw invalid(`${place} is for lane ${head['lane']}, not for ${lane}.`);
}

/** A kickoff prompt without a contract is sent as it stands. */
function bareRequest(note: CommittedNote, draft: Outline, kickoff: string, config: Config): Requested {
  const remark = `The kickoff prompt of ${note.path} has no contract, so nothing holds what comes of it to what was asked.`;
  return { request: requestOf(note, draft, kickoff, config, null), onlyReading: false, remarks: [remark] };
}

function requestOf(
  note: CommittedNote,
  { head }: Outline,
  written: string,
  { lanes: { longest } }: Config,
  contract: Contract | null,
): TurnRequest {
  const { text, changes } = normalise(written);
  const bytes = Buffer.byteLength(text);
  if (bytes === 0)
    throw invalid(
      `The kickoff prompt of ${note.path} holds nothing but what is never sent, such as comments: write it, and commit that.`,
    );
  if (bytes > longest)
    throw invalid(
      `The message of ${note.path} has ${bytes} bytes, and lanes.longest in slop.yaml lets it have ${longest}: name what is to be read instead of holding it.`,
    );
  const evidence = contract?.parts.get('evidence');
  const items = evidence === undefined ? [] : evidenceIn(evidence);
  const said = head['kind'] === 'turn' && Array.isArray(head['allowed']) ? head['allowed'] : [];
  return {
    note: idOf(note.path, head),
    path: note.path,
    section: contract?.section?.slug ?? null,
    oid: note.oid,
    commit: note.commit,
    branch: note.branch,
    kind: contract?.turn ?? null,
    allowed: said.filter((glob) => typeof glob === 'string'),
    evidence: {
      probes: [...new Set(items.flatMap(({ names }) => names))],
      checks: items.flatMap(({ check }) => check ?? []),
    },
    prompt: text,
    digest: digestOf(text),
    changes,
  };
}

function invalid(told: string): LaneTrouble {
  return new LaneTrouble('note_invalid', exits.note, told);
}
