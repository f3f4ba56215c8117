import { stemOf } from '../parse/version.ts';
import { pathOf } from '../read/paths.ts';
import { BASELINE, renamedEdits } from '../rules/baseline.ts';
import type { Document, Edit, Graph, Plan } from '../types.ts';
import { movedEdits } from './move/addresses.ts';
import { htmlEdits, mentionEdits } from './move/mentions.ts';
import { archiveMoves, type Moves, moves as movesTo } from './move/places.ts';
import { planOf } from './plan.ts';
import type { PlanView } from './view.ts';

/** Where a note goes: to the archive, or to a path from the root (a folder when it ends in `/`). */
export type Destination = { readonly archive: true } | { readonly archive: false; readonly path: string };

const CONFIG = 'slop.yaml';

/**
 * Plans a move: the note, its twins and (for a new name or folder) its other versions, every mention that pointed
 * there rewritten, also in the baseline, and the old addresses kept in slop.yaml. Into the archive nothing is
 * rewritten: names and links find archived files, and their old addresses are kept without being listed.
 * @throws Refusal when a place is taken or the name does not fit.
 */
export async function move(view: PlanView, document: Document, destination: Destination): Promise<Plan> {
  const { graph } = view;
  const moves = destination.archive
    ? archiveMoves(view, document)
    : movesTo(view, document, destination.path);
  const base: Record<string, string | null> = {};
  const edits: Edit[] = [];
  for (const [from, to] of moves) {
    base[from] = (await view.sourceOf(from)).oid;
    if (!moves.has(to)) base[to] = null;
  }
  if (!destination.archive) {
    for (const { path, format } of graph.documents) {
      if (format === 'docx') continue;
      const touched =
        moves.has(path) ||
        format === 'html' ||
        (graph.out.get(path) ?? []).some(({ to }) => moves.has(pathOf(to) ?? ''));
      if (!touched) continue;
      const { text, oid } = await view.sourceOf(path);
      const changes = (format === 'html' ? htmlEdits : mentionEdits)(text, path, graph, moves);
      const more = changes.filter(({ span, text: now }) => now !== text.slice(span.start, span.end));
      if (more.length === 0) continue;
      base[path] = oid;
      edits.push(...more);
    }
    const config = await view.sourceOf(CONFIG);
    base[CONFIG] = config.oid;
    edits.push(...movedEdits(config.text, CONFIG, moves));
    const baseline = await view.sourceOf(BASELINE);
    const renamed = renamedEdits(baseline.text, newIds(graph, moves));
    if (renamed.length > 0) base[BASELINE] = baseline.oid;
    edits.push(...renamed);
  }
  const to = moves.get(document.path) ?? document.path;
  return planOf({
    title: `mv ${document.path} to ${to}`,
    base,
    edits,
    remarks: [
      ...(destination.archive ? [] : unreadTold(graph.documents)),
      ...[...view.config.names].flatMap(([word, named]) =>
        'id' in named && named.id === document.id && !destination.archive && idChanges(document, to)
          ? [`slop.yaml says under names: that ${word} is ${document.id}: write the new id there.`]
          : [],
      ),
    ],
    moves: [...moves].map(([from, target]) => ({ from, to: target })),
    commit: { subject: `${document.id}: move to ${to}`, trailers: [`Record: ${document.id}`] },
  });
}

/** What a note names that cannot be read is not known. */
function unreadTold(documents: readonly Document[]): readonly string[] {
  const unread = documents.flatMap(({ path, draft }) => (draft?.opaque === true ? [path] : []));
  if (unread.length === 0) return [];
  return [`Nothing is rewritten in what cannot be read: ${unread.join(', ')}. slop check says why.`];
}

/** Id → the one that comes with the new file name. */
function newIds({ byPath }: Graph, moves: Moves): ReadonlyMap<string, string> {
  const moved = [...moves].flatMap(([from, to]) => {
    const document = byPath.get(from);
    return document === undefined ? [] : [{ document, to }];
  });
  // A twin has the id of its note.
  const kept = new Set(moved.flatMap(({ document, to }) => (idChanges(document, to) ? [] : [document.id])));
  return new Map(
    moved.flatMap(({ document: { id }, to }) => (kept.has(id) ? [] : [[id, stemOf(to)] as const])),
  );
}

/** True where the id came from a file name that is another one now. */
function idChanges({ draft, id }: Document, to: string): boolean {
  return draft?.head['id'] === undefined && stemOf(to) !== id;
}
