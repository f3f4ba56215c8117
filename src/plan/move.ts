import { stemOf } from '../parse/version.ts';
import { conflictFaults } from '../read/conflict.ts';
import { foldersAbove, nameOf, pathOf } from '../read/paths.ts';
import { position } from '../read/position.ts';
import { Refusal } from '../refusal.ts';
import { BASELINE, renamedEdits } from '../rules/baseline.ts';
import type { Config, Document, Edit, Graph, Plan, Source } from '../types.ts';
import { CONFIG, globEdits, movedEdits } from './move/addresses.ts';
import { type BesideFile, besideEdits } from './move/beside.ts';
import { htmlEdits, mentionEdits } from './move/mentions.ts';
import { archiveMoves, folderMoves, type Moves, moves as movesTo } from './move/places.ts';
import { planOf } from './plan.ts';
import type { PlanView } from './view.ts';

/** Where a note goes: to the archive, or to a path from the root (a folder when it ends in `/`). */
export type Destination = { readonly archive: true } | { readonly archive: false; readonly path: string };

/**
 * Plans a move: the note, its twins and (for a new name or folder) its other versions, every mention that pointed
 * there rewritten, also in the baseline and beside the record, and the old addresses kept in slop.yaml. Into the
 * archive nothing of the record is rewritten: names and links find archived files, and their old addresses are kept
 * without being listed.
 * @throws Refusal when a place is taken or the name does not fit.
 */
export async function move(
  view: PlanView,
  document: Document,
  destination: Destination,
  beside: readonly BesideFile[] = [],
): Promise<Plan> {
  const isArchived = destination.archive;
  const moves = isArchived ? archiveMoves(view, document) : movesTo(view, document, destination.path);
  const to = moves.get(document.path) ?? document.path;
  return planOf({
    title: `mv ${document.path} to ${to}`,
    ...(await changesOf(view, moves, isArchived ? null : moves, beside)),
    commit: { subject: `${document.id}: move to ${to}`, trailers: [`Record: ${document.id}`] },
  });
}

/**
 * Plans the same for all that lies in a folder; both are paths from the root.
 * @throws Refusal when the new place is within the folder, outside of the record, or taken.
 */
export async function moveFolder(
  view: PlanView,
  from: string,
  to: string,
  beside: readonly BesideFile[] = [],
): Promise<Plan> {
  const moves = folderMoves(view, from, to);
  const inside = [...moves.keys()]
    .flatMap(foldersAbove)
    .filter((folder) => `${folder}/`.startsWith(`${from}/`));
  const leads = new Map([
    ...moves,
    ...inside.map((folder) => [folder, to + folder.slice(from.length)] as const),
  ]);
  const changes = await changesOf(view, moves, leads, beside);
  return planOf({ title: `mv ${from} to ${to}`, ...changes });
}

/** What a plan of such moves changes. `leads` also has folders that links lead to; null rewrites nothing of the record. */
async function changesOf(
  view: PlanView,
  moves: Moves,
  leads: Moves | null,
  beside: readonly BesideFile[],
): Promise<Pick<Plan, 'base' | 'edits' | 'moves' | 'remarks'>> {
  const { graph, config } = view;
  const base: Record<string, string | null> = {};
  for (const [from, to] of moves) {
    const { text, oid } = await view.sourceOf(from);
    refuseConflict(from, text);
    base[from] = oid;
    if (!moves.has(to)) base[to] = null;
  }
  const ids = newIds(graph, moves);
  const files = [...besideEdits(beside, leads ?? moves)].flatMap(([source, edits]) =>
    edited(source.path, source, edits),
  );
  if (leads !== null) files.push(...(await recordEdited(view, moves, leads, ids)));
  for (const { path, oid } of files) base[path] = oid;
  return {
    base,
    edits: files.flatMap(({ edits }) => edits),
    moves: [...moves].map(([from, to]) => ({ from, to })),
    remarks:
      leads === null
        ? []
        : [...unreadTold(graph.documents), ...namesTold(config, ids), ...namesakesTold(graph, moves)],
  };
}

/** @throws Refusal for a note in which an unfinished merge left two texts: nobody could tell the merge from the move. */
function refuseConflict(path: string, text: string): void {
  const [fault] = path.endsWith('.md') ? conflictFaults(path, text) : [];
  if (fault === undefined) return;
  const { line, column } = position(text, fault.span.start);
  throw new Refusal(
    `${path}:${line}:${column}: two texts of an unfinished merge stand here: mend them, then move the note.`,
  );
}

/** A file that is edited, with the blob id of its text as it was read. */
interface EditedFile {
  readonly path: string;
  readonly oid: string;
  readonly edits: readonly Edit[];
}

/** A file with those of its edits that change something, where there are any. */
function edited(
  path: string,
  { text, oid }: Pick<Source, 'text' | 'oid'>,
  edits: readonly Edit[],
): readonly EditedFile[] {
  const others = edits.filter(({ span, text: now }) => now !== text.slice(span.start, span.end));
  return others.length === 0 ? [] : [{ path, oid, edits: others }];
}

/** What is rewritten of the record, of slop.yaml and of the baseline; `ids` are new ids by old ones. */
async function recordEdited(
  view: PlanView,
  moves: Moves,
  leads: Moves,
  ids: ReadonlyMap<string, string>,
): Promise<readonly EditedFile[]> {
  const { graph } = view;
  const files: EditedFile[] = [];
  for (const { path, format } of graph.documents) {
    if (format === 'docx') continue;
    const isTouched =
      moves.has(path) ||
      format === 'html' ||
      (graph.out.get(path) ?? []).some(({ to }) => leads.has(pathOf(to) ?? ''));
    if (!isTouched) continue;
    const source = await view.sourceOf(path);
    const edits =
      format === 'html'
        ? htmlEdits(source.text, path, graph, moves)
        : mentionEdits(source.text, path, graph, leads);
    files.push(...edited(path, source, edits));
  }
  const settings = await view.sourceOf(CONFIG);
  const paths = [...movedEdits(settings.text, moves), ...globEdits(settings.text, leads)];
  files.push({ path: CONFIG, oid: settings.oid, edits: paths });
  const baseline = await view.sourceOf(BASELINE);
  return [...files, ...edited(BASELINE, baseline, renamedEdits(baseline.text, ids))];
}

/** What slop.yaml names by an id that is another one now. */
function namesTold({ names }: Config, ids: ReadonlyMap<string, string>): readonly string[] {
  return [...names].flatMap(([word, named]) =>
    'id' in named && ids.has(named.id)
      ? [`slop.yaml says under names: that ${word} is ${named.id}: write the new id there.`]
      : [],
  );
}

/** Files that stay and have a name that something else gets. */
function namesakesTold({ documents }: Graph, moves: Moves): readonly string[] {
  const fresh = new Set(
    [...moves].flatMap(([from, to]) => (nameOf(from) === nameOf(to) ? [] : [nameOf(to)])),
  );
  return documents.flatMap(({ path }) =>
    fresh.has(nameOf(path)) && !moves.has(path)
      ? [`${path} has the name ${nameOf(path)}, too: where the name stands alone, it may mean either.`]
      : [],
  );
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
