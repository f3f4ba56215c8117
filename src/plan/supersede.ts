import { placeAt } from '../parse/head/places.ts';
import { literal } from '../parse/literal.ts';
import { findSections } from '../parse/section-finder.ts';
import { formatVersion, nameVersion } from '../parse/version.ts';
import { nameOf } from '../read/paths.ts';
import { Refusal } from '../refusal.ts';
import { joined, shellWord } from '../rules/words.ts';
import type { Document, Edit, Graph, Plan, Supersession } from '../types.ts';
import { newLine } from './head-entry.ts';
import { besides } from './head-list.ts';
import { planOf } from './plan.ts';
import { refuseUnreadable } from './readable.ts';
import type { EditedNote, PlanView } from './view.ts';

export interface SupersedeOptions {
  /** Section of the old note, as people name sections; null for the whole note. */
  readonly section: string | null;
  /** `updates` leaves the old note in force. */
  readonly relation: 'supersedes' | 'updates';
}

/**
 * Plans that a note says it supersedes, or updates, another one or a section of it. Only the newer note is edited;
 * the other direction is derived.
 * @throws Refusal when the newer one cannot be read, when that is said already, would go round in a circle, or the
 * head has no place for it.
 */
export async function supersede(
  view: PlanView,
  older: Document,
  newer: Document,
  { section, relation }: SupersedeOptions,
): Promise<Plan> {
  const { graph } = view;
  if (older.id === newer.id) {
    throw new Refusal(
      `${newer.path} is a version of ${older.id} itself: its version says what it supersedes.`,
    );
  }
  const way = relation === 'supersedes' && section === null ? wayDown(graph, older.id, newer.id) : null;
  if (way !== null) {
    const between = way.length === 0 ? '' : `, by way of ${joined(way, 'and')}`;
    throw new Refusal(`${older.id} supersedes ${newer.id} already${between}: both cannot be so.`);
  }
  if (newer.archived) throw new Refusal(`${newer.path} is archived, and archived versions do not change.`);
  refuseUnreadable(newer);
  const { draft } = newer;
  if (draft === null) {
    throw new Refusal(`${newer.path} is no Markdown file, so it has no head to say it in: name a note.`);
  }
  if (draft.form === 'none' || (draft.form !== 'yaml' && section !== null)) {
    throw new Refusal(noPlace(newer.path, section === null ? '' : ' for a section'));
  }
  const entry = section === null ? nameOf(older.path) : partOf(older, section);
  const { text, oid } = await view.sourceOf(newer.path);
  const value = placeAt(draft, `/${relation}`)?.value;
  const raw = value === undefined ? '' : text.slice(value.start, value.end);
  const said = graph.supersessions.filter(({ newer: by, span }) => by === newer.path && span !== null);
  const isSaid =
    relation === 'supersedes' && section === null && said.some((one) => one.older === older.path);
  if (isSaid || new RegExp(`(?<![\\w.-])${literal(entry)}(?![\\w#.-])`).test(raw)) {
    throw new Refusal(`${newer.path} says already that it ${relation} ${entry}.`);
  }
  const edit = entryEdit({ text, path: newer.path, draft }, relation, entry, raw, said);
  if (edit === null) throw new Refusal(noPlace(newer.path, ''));
  return planOf({
    title: `${nameOf(newer.path)} ${relation} ${entry}`,
    base: { [newer.path]: oid, [older.path]: (await view.sourceOf(older.path)).oid },
    edits: [edit],
    commit: { subject: `${newer.id}: ${relation} ${entry}`, trailers: [`Record: ${newer.id}`] },
  });
}

function noPlace(path: string, what: string): string {
  return `The head of ${path} has no place${what} to say it in: give it one in YAML first, with slop import ${shellWord(path)}.`;
}

/** The notes by which one leads to another that it supersedes, those two left out; null when it does not. */
function wayDown({ supersessions, byPath }: Graph, from: string, to: string): readonly string[] | null {
  const ways = new Map<string, readonly string[]>([[from, []]]);
  for (const [id, way] of ways) {
    for (const { newer, older } of supersessions) {
      const next = byPath.get(older)?.id;
      if (byPath.get(newer)?.id !== id || next === undefined) continue;
      if (next === to) return way;
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return null;
}

function entryEdit(
  note: EditedNote,
  key: string,
  entry: string,
  raw: string,
  said: readonly Supersession[],
): Edit | null {
  const { text, path, draft } = note;
  const value = placeAt(draft, `/${key}`)?.value;
  if (value === undefined) return newLine(note, key, entry);
  if (draft.form === 'yaml') return besides(note, key, entry);
  if (raw.trim() === '') {
    const gap = /\s/.test(text.charAt(value.start - 1)) ? '' : ' ';
    return { path, span: value, text: gap + entry };
  }
  const end = value.end - (raw.endsWith('.') ? 1 : 0);
  const alone = said.find(({ span }) => span?.start === value.start && span.end === end);
  const earlier = alone === undefined ? [] : [nameOf(alone.older)];
  // Beside another name only one with a version is read, and no number or id.
  if ([...earlier, entry].some((name) => nameVersion(name).version === null)) return null;
  const isName = alone === undefined || text.slice(value.start, end).includes('.');
  if (!isName) return { path, span: { start: value.start, end }, text: [...earlier, entry].join(', ') };
  return { path, span: { start: end, end }, text: `, ${entry}` };
}

/** `id@0.3#anchor` of a section. @throws Refusal when there is none or several fit. */
function partOf({ path, id, version, draft }: Document, wanted: string): string {
  const [only, ...more] = findSections(draft?.sections ?? [], wanted);
  if (only === undefined) throw new Refusal(`${path} has no section ${JSON.stringify(wanted)}.`);
  if (more.length > 0)
    throw new Refusal(`${path} has several sections ${JSON.stringify(wanted)}: say #anchor.`);
  return `${id}${version === null ? '' : `@${formatVersion(version)}`}#${only.slug}`;
}
