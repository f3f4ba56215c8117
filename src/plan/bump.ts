import { placeAt } from '../parse/head/places.ts';
import { formatVersion } from '../parse/version.ts';
import { byText } from '../read/order.ts';
import { nameOf } from '../read/paths.ts';
import { type ListEntry, listEntries } from '../rules/listing.ts';
import type { Document, Edge, Edit, Plan, Span, Version } from '../types.ts';
import { changesEdit } from './bump/changes.ts';
import { type CycleWords, cycleChange, type SaidCycle } from './bump/cycle.ts';
import { htmlQuestions } from './bump/html.ts';
import { type AcceptedPlace, dateEdits, placeQuestions } from './bump/places.ts';
import { statusChange } from './bump/status.ts';
import { earlierInHead, supersessionChange } from './bump/supersession.ts';
import { type BumpTarget, bumpTarget, type Member } from './bump/target.ts';
import { mentionQuestion, nameQuestions, ownOccurrences, type UnnumberedQuestion } from './occurrences.ts';
import { numbered, planOf } from './plan.ts';
import type { VersionPart } from './versions/next.ts';
import type { EditedNote, PlanView } from './view.ts';

export interface BumpOptions {
  /** The version to go to, or which part of it rises by one. */
  readonly to: Version | VersionPart;
  /** The place that is right where places disagree. */
  readonly accept: AcceptedPlace | null;
  /** Day of the new version, YYYY-MM-DD. */
  readonly date: string;
  /** The section about what changed, as Markdown, for the two versions and the cycle that the new one is of. */
  readonly changes: (from: string, to: string, cycle: CycleWords | null) => string;
  /** The status with which a new note of its kind begins; null where that is unknown. */
  readonly begins: string | null;
  /** The amendment cycle that the new version is of. */
  readonly cycle: SaidCycle | null;
}

/**
 * Plans the next version of a note and its twins: the new file with name, head, title, footer, date and what it
 * supersedes; a section about what changed; the old file to the archive as it is. Every other occurrence of the
 * version becomes a question, those in title, version line and footer answered with yes.
 * @throws Refusal when it cannot be bumped, saying why.
 */
export async function bump(view: PlanView, document: Document, options: BumpOptions): Promise<Plan> {
  const target = bumpTarget(view, document, options.to, options.accept);
  const { members, to } = target;
  const base: Record<string, string | null> = {};
  const edits: Edit[] = [];
  const asked: UnnumberedQuestion[] = [];
  const remarks: string[] = [];
  for (const member of members) {
    const { text, oid } = await view.sourceOf(member.document.path);
    base[member.document.path] = oid;
    base[member.to] = null;
    if (member.archive !== null) base[member.archive] = null;
    const changed = memberChange(view, member, target, text, options);
    edits.push(...changed.edits);
    asked.push(...changed.asked);
    remarks.push(...changed.remarks);
  }
  for (const question of await askedElsewhere(view, target)) {
    base[question.path] = (await view.sourceOf(question.path)).oid;
    asked.push(question);
  }
  const version = formatVersion(to);
  const number = document.draft?.head['number'];
  const why =
    options.cycle === null ? `supersedes v${formatVersion(target.from)}` : `answers ${options.cycle.halt.id}`;
  return planOf({
    title: `bump ${document.id} to v${version}`,
    base,
    edits,
    copies: members.map((member) => ({ from: member.document.path, to: member.to })),
    moves: members.flatMap(({ document: { path }, archive }) =>
      archive === null ? [] : [{ from: path, to: archive }],
    ),
    questions: numbered(asked),
    remarks,
    commit: {
      subject: `${typeof number === 'string' && number !== '' ? number : document.id} v${version}: ${why}`,
      trailers: [`Record: ${document.id} v${version}`],
    },
  });
}

interface MemberChange {
  readonly edits: readonly Edit[];
  readonly asked: readonly UnnumberedQuestion[];
  readonly remarks: readonly string[];
}

function memberChange(
  view: PlanView,
  { document, to: path }: Member,
  step: BumpTarget,
  text: string,
  { date, changes, begins, cycle }: BumpOptions,
): MemberChange {
  const own = ownPaths(view, document);
  const { draft } = document;
  if (document.format === 'docx') {
    return { edits: [], asked: [], remarks: [`${path} is copied as it is: slop does not edit DOCX files.`] };
  }
  if (draft === null) return { edits: [], asked: htmlQuestions(text, path, step, date, own), remarks: [] };
  const edges = view.graph.out.get(document.path) ?? [];
  const note = { path, text, draft };
  const places = placeQuestions(note, step, date);
  const supersession = supersessionChange(note, edges, own, nameOf(document.path));
  const budget = cycle && cycleChange(note, document, cycle, step.to, date);
  const status = statusChange(note, document.status, view.kinds.get(document.kind), begins);
  const markdown = changes(formatVersion(step.from), formatVersion(step.to), budget?.words ?? null);
  const edits = [
    ...dateEdits(note, date),
    ...supersession.edits,
    ...(budget?.edits ?? []),
    ...(markdown.trim() === '' ? [] : [changesEdit(note, markdown)]),
  ];
  const settled = [...places, ...supersession.questions, ...status.questions];
  const taken = [...edits, ...settled.flatMap((question) => question.edits)].map(({ span }) => span);
  const headTitle = titleInHead(note, step, taken);
  const all = [...taken, ...headTitle.flatMap((question) => question.edits).map(({ span }) => span)];
  return {
    edits,
    asked: [
      ...settled,
      ...headTitle,
      ...earlierInHead(note, step, all),
      ...ownOccurrences({ text, path, edges, own }, step, all),
    ],
    remarks: [
      ...(supersession.unsaid
        ? [`The head of ${path} has no place for what it supersedes; its version says it.`]
        : []),
      ...(budget?.remarks ?? []),
      ...status.remarks,
    ],
  };
}

/** A `title` of the head that ends in the version, as some do. */
function titleInHead(
  { text, path, draft }: EditedNote,
  step: BumpTarget,
  taken: readonly Span[],
): readonly UnnumberedQuestion[] {
  const value = placeAt(draft, '/title')?.value;
  if (value === undefined) return [];
  const within = ownOccurrences(
    { text: text.slice(0, value.end), path, edges: [], own: new Set() },
    step,
    taken,
  );
  return within.flatMap((question) => {
    const span = question.edits[0]?.span;
    if (span === undefined || span.start < value.start) return [];
    if (!/^[)\]"'\s]*$/.test(text.slice(span.end, value.end))) return [];
    return [{ ...question, family: 'A' as const, answer: 'yes' as const }];
  });
}

/** Mentions of the old version in other notes, archived ones left alone. */
async function askedElsewhere(view: PlanView, target: BumpTarget): Promise<readonly UnnumberedQuestion[]> {
  const { graph } = view;
  const members = target.members.map(({ document }) => document);
  const [first] = members;
  const foreign = (path: string): boolean => {
    const citing = graph.byPath.get(path);
    return citing !== undefined && !citing.archived && citing.id !== first?.id;
  };
  const edges = members
    .flatMap(({ path }) => graph.in.get(path) ?? [])
    .filter((edge: Edge) => edge.mention.target.type === 'document' && foreign(edge.from))
    .sort((a, b) => byText(a.from, b.from) || a.mention.span.start - b.mention.span.start);
  const asked: UnnumberedQuestion[] = [];
  const listed = new Map<string, readonly ListEntry[]>();
  for (const edge of edges) {
    const { from } = edge;
    const { text } = await view.sourceOf(from);
    const draft = graph.byPath.get(from)?.draft ?? null;
    const entries = listed.get(from) ?? (draft ? listEntries(draft, text, graph.out.get(from) ?? []) : []);
    listed.set(from, entries);
    asked.push(...mentionQuestion(text, edge, target, entries));
  }
  for (const { path, format } of graph.documents) {
    if (format !== 'html' || !foreign(path)) continue;
    const { text } = await view.sourceOf(path);
    for (const member of members) asked.push(...nameQuestions(text, path, nameOf(member.path), target));
  }
  return asked;
}

function ownPaths({ graph }: PlanView, document: Document): ReadonlySet<string> {
  const versions = graph.lineages.get(document.id)?.versions ?? [document];
  return new Set(versions.map(({ path }) => path));
}
