import { placeAt } from '../../parse/head/places.ts';
import { contentId } from '../../read/blob.ts';
import { isObject, scalarText } from '../../read/json.ts';
import { folderOf, nameOf } from '../../read/paths.ts';
import type { Document, Edit, JsonObject, Kind } from '../../types.ts';
import { SETTLED } from '../../validate/item-shape.ts';
import { entriesAdded, fieldWritten } from '../head-list.ts';
import { withoutNumber } from '../new/place.ts';
import type { UnnumberedQuestion } from '../occurrences.ts';
import type { EditedNote, PlanView } from '../view.ts';
import { baselineEntries, baselineTable } from './baselines.ts';
import { documentTable, type Listable, listChange } from './documents.ts';
import { type Fact, fieldEntries, sourceNamed } from './fact.ts';
import { type ItemNews, itemFacts } from './items.ts';
import { resultFacts } from './results.ts';
import { appended, type StandingSection, sectionIn, tabled } from './sections.ts';
import { isManifest, type TakenIn } from './taken-in.ts';

/** What changes in a manifest or queue besides the section about what came. */
interface AbsorbChanges {
  readonly edits: readonly Edit[];
  readonly asked: readonly UnnumberedQuestion[];
  readonly remarks: readonly string[];
}

/** The note that is filled in. */
interface Filling extends EditedNote {
  readonly holder: Document;
  readonly kind: Kind;
}

/** Works out the changes of the head, and of the sections that the kind has for standing matters. */
export async function absorbChanges(
  view: PlanView,
  filling: Filling,
  taken: TakenIn,
): Promise<AbsorbChanges> {
  const { holder, draft, kind } = filling;
  const more = isManifest(kind) ? await manifestChanges(view, filling, taken) : queueChanges(filling, taken);
  const remarks = [...taken.remarks, ...more.remarks];
  if (draft.form !== 'yaml') {
    const where = 'what it would list in a YAML head stands in its text alone';
    return {
      ...more,
      remarks: [...remarks, `The head of ${nameOf(holder.path)} has no lists: ${where}.`],
    };
  }
  if (holder.summary !== null)
    remarks.push(`Its summary is still that of the version before: ${holder.summary}`);
  const absorbs = fieldWritten(filling, 'absorbs', absorbedNames(taken));
  return { ...more, edits: [absorbs, ...more.edits], remarks };
}

async function manifestChanges(view: PlanView, filling: Filling, taken: TakenIn): Promise<AbsorbChanges> {
  const { draft } = filling;
  const { baselines, items, arrivals } = taken;
  const edits: Edit[] = [];
  const asked: UnnumberedQuestion[] = [];
  if (baselines.length > 0) {
    edits.push(fieldWritten(filling, 'baselines', baselineEntries(baselines)));
    const known = baselines.filter(({ before }) => before !== null).map(({ name }) => name);
    asked.push(
      ...into(
        filling,
        'Baselines',
        (place) => tabled(filling, place, baselineTable(baselines, nameOf)),
        known,
      ),
    );
  }
  const oidOf = async (one: string): Promise<string> =>
    contentId({ path: one, ...(await view.sourceOf(one)) }, view.graph);
  const came: Listable[] = [];
  for (const { document } of arrivals) {
    if (view.kinds.get(document.kind)?.versioned === false) continue;
    came.push({ document, oid: await oidOf(document.path) });
  }
  const list = await listChange(view.graph, filling, came, oidOf);
  if (!list.hasTable && came.length > 0) {
    asked.push(...into(filling, 'Current documents', (place) => tabled(filling, place, documentTable(came))));
  }
  const promoted = items.filter(({ state }) => state === 'promoted');
  if (promoted.length > 0) {
    edits.push(entriesAdded(filling, '/principles', promoted.map(principle)));
    asked.push(
      ...into(filling, 'Principles', (place) =>
        appended(filling, place, listed(itemFacts(promoted, ['promoted']), folderOf(filling.path))),
      ),
    );
  }
  // A table is not of the head, and is brought up to date also where the head has no lists.
  const inHead = draft.form === 'yaml' ? edits : [];
  return { edits: [...inHead, ...list.edits], asked, remarks: list.remarks };
}

function queueChanges(filling: Filling, { arrivals, deferred, items }: TakenIn): AbsorbChanges {
  const { holder, draft, path } = filling;
  const edits: Edit[] = [];
  const asked: UnnumberedQuestion[] = [];
  const queued = fieldEntries(holder, 'items').map((item) => (isObject(item) ? scalarText(item['id']) : ''));
  const fresh = deferred.filter(({ id }) => id !== null && !queued.includes(id));
  const entries = fresh.map(
    ({ id, what, source }): JsonObject => ({
      id: id ?? '',
      title: what,
      state: 'deferred',
      note: `from ${nameOf(source)}`,
    }),
  );
  if (entries.length > 0) edits.push(entriesAdded(filling, '/items', entries));
  const done: Fact[] = [...resultFacts(arrivals)];
  for (const [index, id] of queued.entries()) {
    const item = items.find((one) => one.id === id);
    const place = placeAt(draft, `/items/${index}/state`)?.value;
    if (!item?.state || !SETTLED.has(item.state)) continue;
    if (place !== undefined) edits.push({ path, span: place, text: item.state });
    done.push(...itemFacts([item], [item.state]));
  }
  if (deferred.length > 0)
    asked.push(
      ...into(filling, 'Later', (place) => appended(filling, place, listed(deferred, folderOf(path)))),
    );
  if (done.length > 0)
    asked.push(...into(filling, 'Done', (place) => appended(filling, place, listed(done, folderOf(path)))));
  return { edits: draft.form === 'yaml' ? edits : [], asked, remarks: [] };
}

/**
 * The question that fills in the section of a kind; none where the note lacks it. Answered with yes where nobody's
 * words are touched: an addition, or a section of which nothing is lost.
 */
function into(
  { text, draft, kind, path }: Filling,
  title: string,
  edit: (place: StandingSection) => Edit,
  known: readonly string[] = [],
): readonly UnnumberedQuestion[] {
  const place = sectionIn(text, draft, kind, title, known);
  if (place === null) return [];
  const change = edit(place);
  const adds = change.span.start === change.span.end && change.span.start > place.content.start;
  const number = place.section.number === null ? '' : `§${place.section.number} `;
  const sentence = `${number}${place.section.title}: to be filled in with what came`;
  return [{ path, family: null, edits: [change], sentence, answer: place.bare || adds ? 'yes' : null }];
}

function principle({ id, title, instances }: ItemNews): JsonObject {
  return {
    name: title === '' || /[-\w]{12,}/.test(id) ? id : title,
    ...(instances === null || instances < 1 ? {} : { instances }),
    note: `promoted from ${id}`,
  };
}

function listed(facts: readonly Fact[], folder: string): string {
  return facts.map(({ text, source }) => `- ${text} (${sourceNamed(source, folder)})`).join('\n');
}

/** What the head says that this version takes in: each phase with the title of its change request, then other notes. */
function absorbedNames({ arrivals }: TakenIn): readonly string[] {
  const names = new Map<string, string>();
  for (const { document } of arrivals) {
    const { phase, kind, title, path } = document;
    const name = phase === null ? nameOf(path) : `phase ${phase}`;
    const words = withoutNumber(title).replace(/^phase \d+\s*[—–:-]\s*/i, '');
    if (kind === 'cr' && phase !== null) names.set(name, `${name}, ${words}`);
    else if (!names.has(name)) names.set(name, name);
  }
  return [...names.values()];
}
