import path from 'node:path';
import { placeAt } from '../../parse/head/places.ts';
import { nameOf } from '../../read/paths.ts';
import type { Document, Json, JsonObject, Plan, Receipt } from '../../types.ts';
import { fillTemplate, keysWithoutValues } from '../fill.ts';
import { eolOf } from '../head-entry.ts';
import { fieldWritten } from '../head-list.ts';
import { withFields, withoutEmpty } from '../new/carried.ts';
import { newFolder, slugOf } from '../new/place.ts';
import { planOf } from '../plan.ts';
import { receiptWrites } from '../verify/receipts.ts';
import type { PlanView } from '../view.ts';
import { fenced } from './fenced.ts';

/** What a turn of a lane came to, as a note is to tell it. */
export interface TurnResultParts {
  readonly template: { readonly name: string; readonly text: string };
  readonly lane: string;
  readonly number: number;
  /** UUID of the turn, and id of the session that took it. */
  readonly id: string;
  readonly session: string | null;
  /** Which sort of turn it was. */
  readonly kind: string | null;
  /** Path of the note that it was made from, and the commit at which that was read. */
  readonly from: { readonly path: string; readonly commit: string };
  readonly phase: string | null;
  readonly author: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly digest: string;
  readonly prompt: string | null;
  readonly answer: string | null;
  readonly end: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly stale: boolean;
  readonly began: string;
  readonly ended: string | null;
  readonly cost: number | null;
  readonly base: string | null;
  readonly head: string | null;
  /** Null where Git could not tell, and `untold` says why. */
  readonly crossed: boolean | null;
  readonly untold: string | null;
  readonly made: readonly { readonly oid: string; readonly subject: string }[];
  readonly changed: readonly {
    readonly path: string;
    readonly change: string;
    readonly uncommitted: boolean;
    readonly breach: string | null;
  }[];
  readonly evidence: readonly {
    readonly probe: string;
    readonly receipt: Receipt | null;
    /** What was measured, in a few words; null when nothing was, and `why` says why. */
    readonly result: string | null;
    readonly why: string | null;
    /** The end of its output. */
    readonly tail: string | null;
  }[];
  readonly checks: readonly string[];
  readonly review: { readonly verdict: string; readonly why: string } | null;
}

const UNREVIEWED = 'Not reviewed yet.';

/** Plans the note of what a turn came to, with its receipts; or puts the review into the one that is there. */
export async function turnResultPlan(view: PlanView, parts: TurnResultParts): Promise<Plan> {
  const there = view.graph.documents.find(
    ({ kind, draft }) => kind === 'turn-result' && draft?.head['turn-id'] === parts.id,
  );
  return there === undefined ? newResult(view, parts) : reviewedResult(view, parts, there);
}

function newResult(view: PlanView, parts: TurnResultParts): Plan {
  const { lane, number, phase, template } = parts;
  const kind = view.kinds.get('turn-result');
  const usual = `${phase === null ? '' : `phase-${phase}-`}${slugOf(lane)}-turn-${number}-result`;
  const id = view.graph.lineages.has(usual) ? `${usual}-${parts.id.slice(0, 8)}` : usual;
  const folder = kind === undefined ? view.config.record : newFolder(view, kind, phase);
  const place = `${folder === '' ? '' : `${folder}/`}${id}.md`;
  const receipts = receiptWrites(
    parts.evidence.flatMap(({ receipt }) => receipt ?? []),
    view,
  );
  const filled = fillTemplate(template.name, template.text, {
    ...keysWithoutValues(view.kinds.get('turn-result')),
    ...values(parts),
    id,
    ...bodies(view, parts, folder),
  });
  const text = withFields(withoutEmpty(filled), fields(view, parts, receipts));
  const writes = [{ path: place, text }, ...receipts];
  return planOf({
    title: `result of turn ${number} of lane ${lane}`,
    base: Object.fromEntries(writes.map((one) => [one.path, null])),
    writes,
    commit: commitOf(parts, id, parts.end),
  });
}

function values({ lane, number, kind, author, date, phase, end }: TurnResultParts) {
  const title = `Turn ${number} of lane ${lane}`;
  return { title, date, author, phase, lane, 'turn-number': String(number), turn: kind, end };
}

/** Head fields beyond those that the template has a place for, and its lists; what is not known is left out. */
function fields(
  { graph }: PlanView,
  parts: TurnResultParts,
  receipts: readonly { readonly path: string }[],
): JsonObject {
  const { from, review } = parts;
  const all: Record<string, Json | null> = {
    status: review === null ? 'open' : 'reviewed',
    'turn-number': parts.number,
    'turn-id': parts.id,
    'claude-session': parts.session,
    of: graph.byPath.has(from.path) ? nameOf(from.path) : null,
    'of-commit': from.commit,
    digest: parts.digest,
    code: parts.code,
    stale: parts.stale ? true : null,
    began: parts.began,
    ended: parts.ended,
    // What sums leave behind the millionth of a dollar no schema takes for a plain number.
    cost: parts.cost === null ? null : Number(parts.cost.toFixed(6)),
    base: parts.base,
    head: parts.head,
    crossed: parts.crossed,
    made: parts.made.map((one) => ({ ...one })),
    changed: parts.changed.map(({ path: changed, change, uncommitted, breach }) => ({
      path: changed,
      change,
      ...(uncommitted ? { uncommitted } : {}),
      ...(breach === null ? {} : { breach }),
    })),
    evidence: parts.evidence.map(({ probe, receipt, result, why }) => {
      const filed = receipts.find(
        ({ path: one }) => receipt !== null && nameOf(one) === nameOf(receipt.path),
      );
      return {
        probe,
        ...(filed === undefined ? {} : { receipt: filed.path }),
        ...(result === null ? {} : { result }),
        ...(receipt?.exitCode == null ? {} : { exit: receipt.exitCode }),
        ...(why === null ? {} : { why }),
      };
    }),
    checks: [...parts.checks],
    review: review && { ...review },
  };
  return Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, Json] =>
        entry[1] !== null && !(Array.isArray(entry[1]) && entry[1].length === 0),
    ),
  );
}

function bodies({ graph }: PlanView, parts: TurnResultParts, folder: string) {
  const { from, number, lane, message, end, answer, prompt } = parts;
  const known = graph.byPath.get(from.path);
  const link =
    known === undefined
      ? `\`${nameOf(from.path)}\``
      : `[${known.title}](${path.posix.relative(folder, from.path)})`;
  const told =
    end === 'finished' ? 'The turn finished.' : `The turn is over: ${end}. ${message ?? ''}`.trim();
  const stale = parts.stale ? ' The note was edited after it was sent.' : '';
  return {
    asked: `Turn ${number} of lane ${lane}, from ${link}.${stale}\n\n${fenced(prompt ?? '')}`,
    answer: answer === null ? told : `${told}\n\n${fenced(answer)}`,
    changes: changesText(parts),
    proofs: proofsText(parts),
    judgement: judgementText(parts.review),
  };
}

function changesText({ untold, changed, made, crossed }: TurnResultParts): string {
  if (untold !== null) return `It cannot be told: ${untold}.`;
  if (changed.length === 0) return 'Nothing.';
  const lines = changed.map(({ path: one, change, uncommitted, breach }) => {
    const asides = [
      ...(uncommitted ? ['not committed'] : []),
      ...(breach === null ? [] : [BREACHES[breach] ?? breach]),
    ];
    return `${change.padEnd(8)} ${one}${asides.length === 0 ? '' : `  (${asides.join('; ')})`}`;
  });
  const commits = made.map(({ oid, subject }) => `${oid.slice(0, 10)} ${subject}`);
  const bounds = crossed === true ? 'The turn crossed its bounds.' : 'The turn stayed within its bounds.';
  return [
    bounds,
    fenced(lines.join('\n')),
    ...(commits.length === 0 ? [] : [fenced(commits.join('\n'))]),
  ].join('\n\n');
}

const BREACHES: Readonly<Record<string, string>> = {
  protected: 'crossed: protected',
  'not-allowed': 'crossed: not allowed',
  kind: 'crossed: a turn of this kind changes documents alone',
};

function proofsText({ evidence, checks }: TurnResultParts): string {
  if (evidence.length === 0 && checks.length === 0) return 'The note asks for none.';
  const measured = evidence.map(({ probe, result, why }) => `${probe}: ${result ?? why ?? 'not run'}`);
  const tails = evidence.flatMap(({ probe, tail }) =>
    tail === null ? [] : [`Output of ${probe}, its end:\n\n${fenced(tail)}`],
  );
  const byHand = checks.map((check) => `${check} (by hand)`);
  return [fenced([...measured, ...byHand].join('\n')), ...tails].join('\n\n');
}

function judgementText(review: TurnResultParts['review']): string {
  if (review === null) return UNREVIEWED;
  const why = review.why.trim();
  const verdict = `${review.verdict.charAt(0).toUpperCase()}${review.verdict.slice(1)}`;
  return /[\r\n]/.test(why) ? `${verdict}:\n\n${fenced(why)}` : `${verdict}: ${why}`;
}

/** What else the note says stays as its reader may have changed it. */
async function reviewedResult(view: PlanView, parts: TurnResultParts, there: Document): Promise<Plan> {
  const { text, oid } = await view.sourceOf(there.path);
  const { draft } = there;
  const title = `review of turn ${parts.number} of lane ${parts.lane}`;
  const base = { [there.path]: oid };
  const status = placeAt(draft, '/status')?.value;
  const { review } = parts;
  if (review === null || draft === null || status === undefined || placeAt(draft, '/review'))
    return planOf({ title, base });
  const waits = text.lastIndexOf(UNREVIEWED);
  const judged = judgementText(review).replaceAll('\n', eolOf(text));
  return planOf({
    title,
    base,
    edits: [
      fieldWritten({ text, path: there.path, draft }, 'review', { ...review }),
      { path: there.path, span: status, text: 'reviewed' },
      ...(waits < 0
        ? []
        : [{ path: there.path, span: { start: waits, end: waits + UNREVIEWED.length }, text: judged }]),
    ],
    commit: commitOf(parts, there.id, review.verdict),
  });
}

function commitOf(
  { lane, number, id, session }: TurnResultParts,
  note: string,
  came: string,
): Plan['commit'] {
  return {
    subject: `${lane} turn ${number}: ${came}`,
    trailers: [
      `Slop-Turn: ${id}`,
      ...(session === null ? [] : [`Claude-Session: ${session}`]),
      `Record: ${note}`,
    ],
  };
}
