import { counted } from '../../parse/in-threes.ts';
import { noteContract } from '../../parse/turn/contract.ts';
import { isObject } from '../../read/json.ts';
import { byText } from '../../read/order.ts';
import { nameOf, relativeTo } from '../../read/paths.ts';
import { openMatters } from '../../rules/open-matters.ts';
import type { Document, Graph, JsonObject, TurnKind } from '../../types.ts';
import { onOneLine } from '../turn/on-one-line.ts';
import type { PlanView } from '../view.ts';

/** Open matters that a new turn is told of. */
const MOST_OPEN = 12;

/** Of no use to whoever writes the next message. */
const UNTOLD: ReadonlySet<string> = new Set(['claim', 'mark']);

/** What usually follows a sort of turn when it was accepted; a slice where nothing is said. */
const NEXT: Partial<Readonly<Record<string, TurnKind>>> = {
  'planning-start': 'scaffold-start',
  'planning-revision': 'scaffold-start',
  'scaffold-start': 'scaffold-review',
  'bugfix-orientation': 'bugfix-fix',
  'bugfix-fix': 'bugfix-fix',
};
/** What follows when it was not good enough; a correction where nothing is said. */
const AGAIN: Partial<Readonly<Record<string, TurnKind>>> = {
  'planning-start': 'planning-revision',
  'planning-revision': 'planning-revision',
  'scaffold-start': 'scaffold-review',
  'bugfix-orientation': 'bugfix-orientation',
};

/** The last turn of a lane, as its log has it. */
export interface LastTurn {
  readonly number: number;
  /** Path of the note that it was made from, and which sort of turn it was. */
  readonly path: string;
  readonly kind: string | null;
  /** Null while it is not over. */
  readonly end: string | null;
  /** The answer's first words. */
  readonly summary: string | null;
  readonly review: { readonly verdict: string; readonly why: string } | null;
  /** Paths that it left uncommitted, and those that it was not to change. */
  readonly uncommitted: number;
  readonly crossed: number;
  /** Probes that its note asks for and nobody has run. */
  readonly missing: readonly string[];
}

/** What a new turn takes up. */
interface Last {
  readonly document: Document | null;
  readonly kind: string | null;
  readonly verdict: string | null;
  readonly lines: readonly string[];
  /** Cut off, or still at work. */
  readonly open: boolean;
}

/**
 * Values for a new turn of a lane: what it follows, its sort, its phase, and a snapshot of where things stand, made
 * from its last result, as the record or else the log has it, and from what is open in its phase. A lane without a
 * result begins with a look around when it is there to repair, else with what is to be read. `said` is the sort that
 * somebody asked for; `folderFor` tells where the new turn will lie, by the phase that it takes up.
 */
export async function turnValues(
  view: PlanView,
  lane: string,
  said: string | null,
  logged: LastTurn | null,
  folderFor: (phase: string | null) => string,
): Promise<Readonly<Record<string, string>>> {
  const last = lastOf(view.graph, lane, logged, folderFor);
  if (last === null) {
    if (said !== null) return { lane, turn: said };
    const slot = view.config.lanes.declared.find(({ name }) => name === lane)?.slot ?? lane;
    if (/^bugfix\b/.test(slot)) return { lane, turn: 'bugfix-orientation' };
    return { lane, turn: 'planning-start', message: 'reading' };
  }
  const { document } = last;
  const briefs = isReading(view.graph, document) && last.verdict === 'accepted';
  const turn = said ?? (briefs ? 'planning-start' : nextOf(last));
  const phase = document?.phase ?? null;
  const anchor =
    turn === 'development-correction' && document !== null ? await anchorOf(view, document) : null;
  return {
    lane,
    turn,
    ...(turn === 'planning-start' && briefs && { message: 'brief' }),
    ...(document === null ? {} : { follows: nameOf(document.path) }),
    context: [...last.lines, ...openIn(view, phase)].join('\n'),
    ...(phase === null ? {} : { phase }),
    ...(anchor === null ? {} : { anchor }),
  };
}

function nextOf({ kind, verdict, open }: Last): TurnKind {
  if (open) return 'recovery';
  if (verdict === 'accepted') return NEXT[kind ?? ''] ?? 'development-slice';
  if (verdict === 'correct' || verdict === 'crossed') return AGAIN[kind ?? ''] ?? 'development-correction';
  return 'resume';
}

function lastOf(
  graph: Graph,
  lane: string,
  logged: LastTurn | null,
  folderFor: (phase: string | null) => string,
): Last | null {
  const document = recordedOf(graph, lane);
  const head = document?.draft?.head ?? {};
  const isResult = head['kind'] === 'turn-result';
  const number = document !== null && isResult ? numberOf(document) : 0;
  if (logged !== null && logged.number > number) return loggedLast(graph, logged, folderFor);
  if (document === null) return null;
  const review = isObject(head['review']) ? head['review'] : {};
  const same = logged?.number === number ? logged.review : null;
  const verdict = textAt(review, 'verdict') ?? same?.verdict ?? null;
  const why = textAt(review, 'why') ?? same?.why ?? null;
  const place = relativeTo(folderFor(document.phase), document.path);
  const link = `[${isResult ? 'the result' : 'the message'}](${place})`;
  const end = textAt(head, 'end') ?? 'unknown';
  const line = isResult
    ? `- Came back last: ${link}, ${end}; ${judged(verdict, why)}`
    : `- Asked last: ${link}.`;
  return { document, kind: textAt(head, 'turn'), verdict, lines: [line], open: false };
}

function loggedLast(graph: Graph, logged: LastTurn, folderFor: (phase: string | null) => string): Last {
  const { path, kind, end, summary, review, uncommitted, crossed, missing } = logged;
  const document = graph.byPath.get(path) ?? null;
  const words = summary === null ? '' : ` “${summary}”`;
  const came =
    end === null
      ? '- It is not over: it was cut off, or is still at work.'
      : `- Came back: ${end}${words}; ${judged(review?.verdict ?? null, review?.why ?? null)}`;
  return {
    document,
    kind,
    verdict: review?.verdict ?? null,
    lines: [
      `- Asked last: [the message](${relativeTo(folderFor(document?.phase ?? null), path)}).`,
      came,
      ...(uncommitted === 0 ? [] : [`- Open: ${pathsOf(uncommitted)} not committed.`]),
      ...(crossed === 0 ? [] : [`- Open: ${pathsOf(crossed)} changed against its bounds.`]),
      ...missing.map((probe) => `- Open: \`${probe}\` was not run.`),
    ],
    open: end === null,
  };
}

const pathsOf = (count: number): string => counted(count, 'path that is', 'paths that are');

function judged(verdict: string | null, why: string | null): string {
  return verdict === null ? 'not reviewed' : `${verdict}${why === null ? '' : `: ${onOneLine(why)}`}`;
}

/** Whether the last message gave what is to be read, and no brief. */
function isReading(graph: Graph, last: Document | null): boolean {
  return last !== null && turnNoteOf(graph, last)?.draft?.head['message'] === 'reading';
}

/** The last result of a lane; without one its last turn. */
function recordedOf({ documents }: Graph, lane: string): Document | null {
  const own = documents.filter(({ draft, archived }) => !archived && draft?.head['lane'] === lane);
  const results = own
    .filter(({ draft }) => draft?.head['kind'] === 'turn-result')
    .sort((a, b) => numberOf(b) - numberOf(a));
  const turns = own
    .filter(
      ({ kind, status }) => kind === 'turn' && status?.value !== 'draft' && status?.value !== 'withdrawn',
    )
    .sort((a, b) => byText(b.date ?? '', a.date ?? '') || byText(b.path, a.path));
  return results[0] ?? turns[0] ?? null;
}

function numberOf({ draft }: Document): number {
  return Number(draft?.head['turn-number'] ?? 0);
}

function openIn({ graph, kinds }: PlanView, phase: string | null): readonly string[] {
  const matters = openMatters(graph, kinds, []).filter(
    ({ path, why }) => phase !== null && !UNTOLD.has(why) && graph.byPath.get(path)?.phase === phase,
  );
  const lines = matters.slice(0, MOST_OPEN).map(({ name, title, path }) => {
    const what = [name, title].filter((words) => words !== null && words !== '').join(': ');
    return `- Open: ${what} (${nameOf(path)})`;
  });
  const more = matters.length - MOST_OPEN;
  return more > 0 ? [...lines, `- ${more} more are open: slop open lists them.`] : lines;
}

/** What anchored the turn that is corrected: a correction stands on nothing else. */
async function anchorOf({ graph, sourceOf }: PlanView, last: Document): Promise<string | null> {
  const turn = turnNoteOf(graph, last);
  if (turn?.draft == null) return null;
  const { text } = await sourceOf(turn.path);
  const anchor = noteContract(turn.draft, text, true)?.parts.get('anchor');
  return anchor === undefined || anchor.empty ? null : anchor.sent.trim();
}

/** The note of a turn: itself, or what a result names in its head. */
function turnNoteOf(graph: Graph, last: Document): Document | undefined {
  const named = (graph.out.get(last.path) ?? []).flatMap(({ mention, to }) =>
    mention.field !== null && to?.type === 'document' ? (graph.byPath.get(to.path) ?? []) : [],
  );
  return [last, ...named].find(({ kind }) => kind === 'turn');
}

function textAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
