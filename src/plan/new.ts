import { nameOf } from '../read/paths.ts';
import { Refusal } from '../refusal.ts';
import { quoted } from '../rules/words.ts';
import type { Document, Json, Kind, Plan } from '../types.ts';
import { fillTemplate, keysWithoutValues } from './fill.ts';
import { answeringFields, carriedFields, withFields } from './new/carried.ts';
import { fieldsInBody } from './new/carried-body.ts';
import { dayInNames, holderOf, nextFileNumber, nextNumber } from './new/number.ts';
import { type NoteNaming, newFolder, newId, titleNumber, withoutNumber } from './new/place.ts';
import { otherKind, valueRefused } from './new/refused.ts';
import { planOf } from './plan.ts';
import type { PlanView } from './view.ts';

export interface NewNoteOptions {
  /** The kind's template: a note with Liquid between `{{ }}`. */
  readonly template: { readonly name: string; readonly text: string };
  /** Values for the template by name, said by the person. */
  readonly values: Readonly<Record<string, string>>;
  /** Id in place of the one that custom gives; also the file's name. */
  readonly id: string | null;
  /** Folder from the root, in place of the one that custom gives. */
  readonly folder: string | null;
  /** The note that the new one answers. */
  readonly answers: Document | null;
  /** The note that the new one takes over from. */
  readonly from: Document | null;
  readonly author: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** What has to be said before a note can be made. */
export interface MissingValues {
  readonly missing: readonly string[];
}

/**
 * Plans a new note of a kind, at version 0.1: name, folder, number, date and author by custom, what it answers and
 * takes over filled in. What the kind requires and nobody said is handed back by name instead.
 * @throws Refusal when its name is taken, its folder is outside of the record, its kind refuses a value, or the template
 * cannot be used.
 */
export async function newNote(
  view: PlanView,
  kind: Kind,
  options: NewNoteOptions,
): Promise<Plan | MissingValues> {
  const { answers, from, template, date, values } = options;
  const phase = phaseOf(options);
  const isNumbered = kind.keys.includes('number');
  const wanted = wantedValues(template.text);
  const carried = await carriedOver(view, kind, options);
  const given: Readonly<Record<string, string>> = {
    ...textsOf(carried),
    ...(options.author === null ? {} : { author: options.author }),
    ...(phase === null ? {} : { phase }),
    ...(isNumbered && wanted.includes('number') ? { number: numberFor(view, kind, options) } : {}),
    ...values,
  };
  const missing = missingValues(kind, wanted, given);
  if (missing.length > 0) return { missing };

  const folder = options.folder ?? newFolder(view, kind, phase);
  const title = given['title'] ?? '';
  const id =
    options.id ??
    freeId(view, {
      kind,
      title,
      phase,
      number: nextFileNumber(view, kind.name, folder) ?? dayInNames(view, kind.name, folder, date),
      date,
      step: given['step'] ?? null,
      amends: answers?.kind === 'halt-note',
    });
  const path = freePath(view, folder, id, kind);
  const filled = fillTemplate(template.name, template.text, {
    ...keysWithoutValues(kind),
    ...given,
    id,
    version: '0.1',
    date,
  });
  const text = withFields(withoutEmpty(filled, given), { ...carried, ...extraValues(values, wanted) });
  refuseOtherKind(view, kind, template.name, text);
  // Notes of which one supersedes the other share their number.
  if (isNumbered && !given['supersedes']) refuseTaken(view, titleNumber(given['number'] ?? ''), id);
  const refused = valueRefused(text, kind, { ...values, id }, view.config);
  if (refused !== null) throw new Refusal(refused);
  const name = kind.versioned ? `${given['number'] ?? id} v0.1` : id;
  return planOf({
    title: `new ${kind.name} ${nameOf(path)}`,
    base: { [path]: null, ...(await oidsOf(view, [answers, from])) },
    writes: [{ path, text }],
    commit: {
      subject: `${name}: ${withoutNumber(title)}`,
      trailers: [`Record: ${id}${kind.versioned ? ' v0.1' : ''}`],
    },
  });
}

/** The phase that is said, or that of the notes it comes from. @throws Refusal for one that no file name can have. */
function phaseOf({ values, from, answers }: NewNoteOptions): string | null {
  const phase = values['phase'] ?? (from ?? answers)?.phase ?? null;
  if (phase === null || /^[\p{L}\p{N}_.-]+$/u.test(phase)) return phase;
  throw new Refusal(`${quoted(phase)} is no phase: say one of letters and digits with --phase, such as 57.`);
}

async function oidsOf({ sourceOf }: PlanView, notes: readonly (Document | null)[]) {
  const paths = notes.flatMap((note) => note?.path ?? []);
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, (await sourceOf(path)).oid] as const)),
  );
}

/** The number that the title has, or else the next one of its kind. */
function numberFor({ graph }: PlanView, { name }: Kind, { values, date }: NewNoteOptions): string {
  return titleNumber(values['title'] ?? '') ?? nextNumber(graph, name, date.slice(0, 4));
}

/** What the head takes from the notes that the new one answers or takes over from, and nobody said otherwise. */
async function carriedOver(view: PlanView, { keys }: Kind, { answers, from, values }: NewNoteOptions) {
  const all = {
    ...(answers === null ? {} : answeringFields(answers, keys)),
    ...(from === null
      ? {}
      : carriedFields(from, keys, fieldsInBody(view, from, (await view.sourceOf(from.path)).text))),
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => !(key in values)));
}

/** @throws Refusal when all ids are taken, or none can be made. */
function freeId({ graph: { lineages } }: PlanView, naming: NoteNaming): string {
  const id = newId(naming, (one) => lineages.has(one));
  if (id !== null) return id;
  const current = lineages.get(newId(naming, () => false) ?? '')?.current.path;
  throw new Refusal(
    current === undefined
      ? `No file name can be made of the title ${quoted(naming.title)}, since names have letters from a to z: add --id <name>.`
      : `There is ${current} already: slop bump makes its next version, --id another name.`,
  );
}

/** Where the note goes. @throws Refusal when that is outside of the record, or taken. */
function freePath({ graph, config }: PlanView, folder: string, id: string, { versioned }: Kind): string {
  const { record } = config;
  if (record !== '.' && folder !== record && !folder.startsWith(`${record}/`)) {
    throw new Refusal(
      `${folder === '' ? 'The root' : folder} is outside of the record (${record}): no command would find the note.`,
    );
  }
  const path = `${folder === '' ? '' : `${folder}/`}${id}${versioned ? '-v0_1' : ''}.md`;
  const lineage = graph.lineages.get(id);
  if (lineage === undefined && !graph.files.has(path)) return path;
  throw new Refusal(`${lineage?.current.path ?? path} exists already: slop bump makes its next version.`);
}

function refuseOtherKind({ config }: PlanView, kind: Kind, template: string, text: string): void {
  const other = otherKind(text, kind, config);
  if (other === null) return;
  throw new Refusal(
    `The template ${template} makes a note of kind ${quoted(other)}: write kind: ${kind.name} in its head.`,
  );
}

function refuseTaken({ graph }: PlanView, number: string | null, id: string): void {
  const holder = number === null ? null : holderOf(graph, number, id);
  if (holder === null) return;
  throw new Refusal(`${number} is the number of ${holder} already: leave it out, and the next one is taken.`);
}

/** The names between `{{ }}` in a template, those that slop knows by itself left out. */
function wantedValues(template: string): readonly string[] {
  const names = [...template.matchAll(/\{\{-?\s*([\w-]+)/g)].map(([, name = '']) => name);
  return [...new Set(names)].filter((name) => !['id', 'version', 'date'].includes(name));
}

/** The title, and of the values that the template wants those without which the kind refuses a head. */
function missingValues(
  kind: Kind,
  wanted: readonly string[],
  given: Readonly<Record<string, string>>,
): readonly string[] {
  const required = new Set(
    kind.judge({}).faults.flatMap(({ rule, data }) => (rule === 'head/missing-key' ? [data['key']] : [])),
  );
  return wanted.filter((name) => !given[name]?.trim() && (name === 'title' || required.has(name)));
}

/** Takes the lines off the head whose value nobody said. */
function withoutEmpty(text: string, given: Readonly<Record<string, string>>): string {
  const end = text.indexOf('\n---', 3);
  const head = text
    .slice(0, end + 1)
    .replaceAll(/^([\w-]+): ""\n/gm, (line, key: string) => (given[key] ? line : ''));
  return head + text.slice(end + 1);
}

/** Values said for keys that the template has no place for. */
function extraValues(values: Readonly<Record<string, string>>, wanted: readonly string[]) {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !wanted.includes(key)));
}

function textsOf(fields: Readonly<Record<string, Json>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
