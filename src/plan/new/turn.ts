import { nameOf } from '../../link/paths.ts';
import { noteContract } from '../../parse/turn/contract.ts';
import { openMatters } from '../../rules/open-matters.ts';
import type { Document, Graph, JsonObject, TurnKind } from '../../types.ts';
import { isObject } from '../../validate/json.ts';
import type { PlanView } from '../view.ts';

/** Open matters that a new turn is told of. */
const MOST_OPEN = 12;

/** Of no use to whoever writes the next message. */
const UNTOLD: ReadonlySet<string> = new Set(['claim', 'mark']);

/** What usually follows what a person made of a turn. */
const NEXT: Readonly<Record<string, TurnKind>> = {
  accepted: 'development-slice',
  correct: 'development-correction',
  crossed: 'development-correction',
  rerouted: 'resume',
};

/**
 * Values for a new turn of a lane: what it follows, its sort, its phase, and a snapshot of where things stand, made
 * from the last result that the record has of that lane and from what is open in its phase. A lane without a result
 * begins with what is to be read. `said` is the sort that somebody asked for.
 */
export async function turnValues(
  view: PlanView,
  lane: string,
  said: string | null,
): Promise<Readonly<Record<string, string>>> {
  const last = lastOf(view.graph, lane);
  if (last === null)
    return { lane, turn: said ?? 'planning-start', ...(said === null && { message: 'reading' }) };
  const head = last.draft?.head ?? {};
  const review = isObject(head['review']) ? head['review'] : {};
  const turn = said ?? NEXT[textAt(review, 'verdict') ?? ''] ?? 'resume';
  const context = [came(last, review), ...openIn(view, last.phase)].join('\n');
  const anchor = turn === 'development-correction' ? await anchorOf(view, last) : null;
  return {
    lane,
    turn,
    follows: nameOf(last.path),
    context,
    ...(last.phase === null ? {} : { phase: last.phase }),
    ...(anchor === null ? {} : { anchor }),
  };
}

/** The last result of a lane; without one its last turn. */
function lastOf({ documents }: Graph, lane: string): Document | null {
  const own = documents.filter(({ draft, archived }) => !archived && draft?.head['lane'] === lane);
  const results = own
    .filter(({ draft }) => draft?.head['kind'] === 'turn-result')
    .sort((a, b) => numberOf(b) - numberOf(a));
  const turns = own
    .filter(
      ({ kind, status }) => kind === 'turn' && status?.value !== 'draft' && status?.value !== 'withdrawn',
    )
    .sort((a, b) => inOrder(b.date ?? '', a.date ?? '') || inOrder(b.path, a.path));
  return results[0] ?? turns[0] ?? null;
}

function numberOf({ draft }: Document): number {
  return Number(draft?.head['turn-number'] ?? 0);
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Its title may have words of the workflow, which a session does not know. */
function came({ path, kind, draft }: Document, review: JsonObject): string {
  const link = `[${kind === 'turn' ? 'the message' : 'the result'}](${nameOf(path)})`;
  if (kind === 'turn') return `- Asked last: ${link}.`;
  const verdict = textAt(review, 'verdict');
  const why = textAt(review, 'why');
  const judged = verdict === null ? 'not reviewed' : `${verdict}${why === null ? '' : `: ${why}`}`;
  return `- Came back last: ${link}, ${textAt(draft?.head ?? {}, 'end') ?? 'unknown'}; ${judged}`;
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
  const edges = graph.out.get(last.path) ?? [];
  const turns = edges.flatMap(({ mention, to }) =>
    mention.field !== null && to?.type === 'document' ? (graph.byPath.get(to.path) ?? []) : [],
  );
  const turn = [last, ...turns].find(({ kind }) => kind === 'turn');
  if (turn?.draft == null) return null;
  const { text } = await sourceOf(turn.path);
  const anchor = noteContract(turn.draft, text, true)?.parts.get('anchor');
  return anchor === undefined || anchor.empty ? null : anchor.sent.trim();
}

function textAt(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
