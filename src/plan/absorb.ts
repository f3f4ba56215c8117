import { folderOf, nameOf } from '../read/paths.ts';
import { Refusal } from '../refusal.ts';
import { joined } from '../rules/words.ts';
import type { Document, Plan, Question, Span } from '../types.ts';
import type { Arrival } from './absorb/arrivals.ts';
import { absorbChanges } from './absorb/changes.ts';
import { type FactGroup, sourceNamed } from './absorb/fact.ts';
import { sectionEdit, sectionIn } from './absorb/sections.ts';
import { arrivalsFor, takenIn } from './absorb/taken-in.ts';
import { type BumpOptions, bump } from './bump.ts';
import type { UnnumberedQuestion } from './occurrences.ts';
import { numbered } from './plan.ts';
import type { PlanView } from './view.ts';

interface AbsorbOptions extends Pick<BumpOptions, 'accept' | 'date' | 'begins'> {
  /** The section about what changed, as Markdown, for two versions and what it says. */
  readonly changes: (from: string, to: string, said: string) => string;
  /** What came, as Markdown; sources are file names. */
  readonly words: (groups: readonly FactGroup[]) => string;
}

/**
 * Plans the next version of a manifest or queue with what came since this one: every fact with the note that says
 * it, and baselines, principles, deferred work and current documents in the head and the sections that are for them.
 * A section with somebody's prose is asked about; what has nothing to say is named.
 * @throws Refusal for a note of another kind, and when nothing came.
 */
export async function absorb(view: PlanView, holder: Document, options: AbsorbOptions): Promise<Plan> {
  const kind = view.kinds.get(holder.kind);
  const { draft } = holder;
  if (kind === undefined || !kind.keys.includes('absorbs') || draft === null) {
    throw new Refusal(
      `${holder.path} is of kind ${holder.kind}, and slop absorb fills in manifests and queues: slop bump makes its next version.`,
    );
  }
  const { graph } = view;
  const current = graph.lineages.get(holder.id)?.current ?? holder;
  const arrivals = current === holder ? arrivalsFor(view, holder, kind) : [];
  if (arrivals.length === 0 && current === holder) {
    throw new Refusal(`Nothing came since ${holder.path}: slop bump makes its next version all the same.`);
  }
  const { text } = await view.sourceOf(holder.path);
  const taken = await takenIn(view, holder, kind, arrivals);
  const said = options.words(taken.groups.map((group) => withNames(group, folderOf(holder.path))));
  const place = sectionIn(text, draft, kind, 'What this version absorbs');
  const plan = await bump(view, holder, {
    ...options,
    to: 'minor',
    cycle: null,
    changes: (from, to) => (place === null ? options.changes(from, to, said) : ''),
  });
  const path = plan.copies.find(({ from }) => from === holder.path)?.to ?? holder.path;
  const filling = { holder, draft, kind, text, path };
  const changed = await absorbChanges(view, filling, taken);
  const own: readonly UnnumberedQuestion[] =
    place === null
      ? []
      : [
          {
            path,
            family: null,
            edits: [sectionEdit(filling, place, said)],
            sentence: `${place.section.title}: what came since takes the place of what came before`,
            answer: 'yes',
          },
        ];
  const asked = numbered([...own, ...changed.asked]);
  const covered = [...changed.edits, ...asked.flatMap(({ edits }) => edits)].map(({ span }) => span);
  const twins = plan.copies.filter(({ from }) => from !== holder.path);
  const base: Record<string, string | null> = { ...plan.base };
  for (const { document } of arrivals) base[document.path] = (await view.sourceOf(document.path)).oid;
  return {
    ...plan,
    title: plan.title.replace(/^bump (.*) to (\S+)$/, 'absorb into $1 $2'),
    base,
    edits: [...plan.edits, ...changed.edits],
    questions: [...asked, ...plan.questions.filter((question) => !isCovered(question, path, covered))],
    remarks: [
      ...plan.remarks,
      ...changed.remarks,
      ...twins.map(({ to }) => `What came is not in ${nameOf(to)}, which has its version and date alone.`),
    ],
    commit: {
      ...plan.commit,
      subject: plan.commit.subject.replace(/: .*$/, () => `: absorbs ${words(arrivals)}`),
    },
  };
}

function withNames({ title, facts }: FactGroup, folder: string): FactGroup {
  return { title, facts: facts.map(({ text, source }) => ({ text, source: sourceNamed(source, folder) })) };
}

/** True for a question about a place that is written anew. */
function isCovered({ edits }: Question, path: string, covered: readonly Span[]): boolean {
  return edits.some((edit) =>
    covered.some(({ start, end }) => edit.path === path && start < edit.span.end && edit.span.start < end),
  );
}

/** `phases 56 and 57`, or how many notes where they are of no phase. */
function words(arrivals: readonly Arrival[]): string {
  const phases = [...new Set(arrivals.flatMap(({ document }) => document.phase ?? []))];
  if (phases.length === 0) return arrivals.length === 1 ? 'a note' : `${arrivals.length} notes`;
  return `${phases.length === 1 ? 'phase' : 'phases'} ${joined(phases, 'and')}`;
}
